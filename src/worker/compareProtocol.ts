import type { Text } from '../domain/text';
import type { Key, Reason } from '../pack/updateMatch';

/** A value that a file changes, or would change. */
interface ComparedField {
  field: string;
  label: Text;
  before: string;
  after: string;
}

/** A record of a comparison. */
export interface ComparedRecord {
  id: string;
  name: string;
  key: Key | null;
  movedMetres: number | null;
  /** What changes; `from` names the fields that it follows from, where the file does not say it itself. */
  fields: (ComparedField & { from: Text[] })[];
  /** Fields that stay because the file leaves them blank or only assumes them. */
  kept: Text[];
  /** Values edited by hand that the file says otherwise, as they stand and as the file has them. */
  byHand: (ComparedField & { stays: boolean; movedMetres: number | null })[];
  /** Whether a person added or edited it by hand: said of records that the file does not have. */
  edited: boolean;
}

/** What a file would change in a register of the pack. */
export interface Compared {
  /** The state that the pack was in, see `lastStepOf`. */
  state: string | null;
  key: Key | null;
  /** How many there are of each kind; the lists hold the first of them. */
  counts: Record<'new' | 'gone' | 'moved' | 'changed' | 'same' | 'doubts' | 'byHand', number>;
  /** Values that stay because the file leaves them blank, and that a replacing file empties, by their field. */
  kept: number;
  emptied: { label: Text; count: number }[];
  new: ComparedRecord[];
  gone: ComparedRecord[];
  moved: ComparedRecord[];
  changed: ComparedRecord[];
  /** Records with values edited by hand that the file says otherwise; they stand in the other lists too. */
  byHand: ComparedRecord[];
  doubts: {
    id: string;
    name: string;
    reason: Reason;
    candidates: { id: string; name: string; metres: number }[];
  }[];
}
