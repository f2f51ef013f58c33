import type { Way } from './update';

/** What becomes of values that were edited by hand and that the file says otherwise. */
export interface HandRule {
  rule: 'keep' | 'overwrite';
  /** Numbers in the pack of records for which it is the other way round. */
  others: readonly string[];
}

/** Unless a person says otherwise an update keeps what was edited by hand, a replacement does not. */
export const usualHandRule = (way: Way): HandRule => ({
  rule: way === 'replace' ? 'overwrite' : 'keep',
  others: [],
});
