/** What the areas of a file are called there; drawn ones have no name. */
const names = new WeakMap<object, string>();

export const nameOf = (area: object): string | null => names.get(area) ?? null;

export function rename(area: object, name: string) {
  names.set(area, name);
}
