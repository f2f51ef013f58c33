/** The parameters of a question by key, as a form fills them in. */
export type Values = Readonly<Record<string, unknown>>;

/** Whether two values of a parameter are equal; long texts are compared as texts, not written out. */
function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object') return false;
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Whether two sets of parameters ask the same. */
export const same = (a: Values, b: Values): boolean =>
  a === b ||
  [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => equal(a[key], b[key]));

/** The parameters that differ from the defaults. */
export const changedIn = (params: Values, defaults: Values): Values =>
  Object.fromEntries(Object.entries(params).filter(([key, value]) => !equal(value, defaults[key])));

/** The value at a key; a dot goes into an object: `radiusMetres.short`. */
export function valueAt(params: Values, key: string): unknown {
  return key
    .split('.')
    .reduce<unknown>(
      (inside, part) =>
        typeof inside === 'object' && inside !== null
          ? (inside as Record<string, unknown>)[part]
          : undefined,
      params,
    );
}

/** The parameters with another value at a key; what was given stays as it was. */
export function withValue(params: Values, key: string, value: unknown): Values {
  const [first, ...rest] = key.split('.') as [string, ...string[]];
  if (rest.length === 0) return { ...params, [first]: value };
  const inside = (params[first] ?? {}) as Values;
  return { ...params, [first]: withValue(inside, rest.join('.'), value) };
}

/** Parameters that a form fills in: a result's, or those of a panel of its own. */
export interface Fillable {
  readonly params: Values;
  readonly defaults: Values;
  set(key: string, value: unknown): void;
}
