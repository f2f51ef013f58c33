/** A classed scale: class `i` holds the values in [breaks[i-1], breaks[i]), so there is one class more than breaks. */
export interface Classes {
  breaks: readonly number[];
  /** Names of colour tokens, one a class, lowest first. */
  colours: readonly string[];
}

/** The class of a value; a value on a break belongs to the class above it, as in a MapLibre `step`. */
export function classOf(value: number, { breaks }: Classes): number {
  let index = 0;
  while (index < breaks.length && value >= breaks[index]!) index++;
  return index;
}
