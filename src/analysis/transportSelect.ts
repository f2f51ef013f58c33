/** People who may leave a site: what each group loses by it, how many they are, the arc they are on and another one. */
export interface Holders {
  losses: Float64Array;
  people: Float64Array;
  arcs: Int32Array;
  /** The best other arc, -1 for none. */
  others: Int32Array;
}

export const holdersFor = (size: number): Holders => ({
  losses: new Float64Array(size),
  people: new Float64Array(size),
  arcs: new Int32Array(size),
  others: new Int32Array(size),
});

/**
 * Orders the holders from `first` to `end` so that those who lose least come first, as far as is needed to free `needed` places:
 * quickselect by people.
 * @returns the end of those who have to leave, of whom the last loses most and perhaps does not go with all people
 */
export function leavers(holders: Holders, first: number, end: number, needed: number): number {
  const { losses, people, arcs, others } = holders;
  let low = first;
  let high = end;
  let rest = needed;
  while (high - low > 1) {
    const pivot = losses[(low + high) >> 1]!;
    let i = low;
    let j = high - 1;
    let before = 0;
    for (;;) {
      while (losses[i]! < pivot) before += people[i++]!;
      while (losses[j]! > pivot) j--;
      if (i >= j) break;
      const loss = losses[i]!;
      const count = people[i]!;
      const arc = arcs[i]!;
      const other = others[i]!;
      losses[i] = losses[j]!;
      people[i] = people[j]!;
      arcs[i] = arcs[j]!;
      others[i] = others[j]!;
      losses[j] = loss;
      people[j] = count;
      arcs[j] = arc;
      others[j--] = other;
      before += people[i++]!;
    }
    // Now losses below `i` are at most the pivot and those from `i` on at least it. Where all are on one side, the
    // pivot itself is the least of them and goes alone.
    if (i === low) before += people[i++]!;
    if (before >= rest) high = i;
    else {
      rest -= before;
      low = i;
    }
  }
  return high;
}
