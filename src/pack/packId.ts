import { newId } from '../domain/newId';

/** An id for a new own pack, which no sample pack has. */
export const newPackId = (): string => `own-${newId(4)}`;

/** Whether a pack is one of the user's own, kept in the browser. */
export const isOwnPack = (id: string): boolean => id.startsWith('own-');
