/** An id for a new own pack, which no sample pack has. */
export const newPackId = (): string =>
  `own-${Array.from(crypto.getRandomValues(new Uint8Array(4)), (byte) => byte.toString(16).padStart(2, '0')).join('')}`;

/** Whether a pack is one of the user's own, kept in the browser. */
export const isOwnPack = (id: string): boolean => id.startsWith('own-');
