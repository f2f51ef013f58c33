import type { Step } from '../domain/history';
import type { DatasetId } from '../domain/manifest';
import type { RegisterId } from '../domain/registers';
import type { Locale, Text } from '../domain/text';
import type { WriterId } from '../formats/writers';
import type { Finding } from '../pack/finding';
import type { Difference } from '../pack/historyDifference';
import type { Outcome, recordTrail, Since } from '../pack/historyRead';
import type { Entry as Stored } from '../pack/historyRecords';
import type { PublicReport } from '../pack/publicEditionRecords';
import type { PackSource } from './protocol';

/** A record that is being edited, in an own pack. */
interface Edited {
  pack: string;
  register: RegisterId;
  /** As it was opened; `null` for a new one. */
  before: Stored | null;
  after: Stored;
}

/** What is to be said of an edited record. */
export interface Examined {
  /** What the register refuses; by field, `null` for the place. Such a record cannot be saved. */
  wrong: { field: string | null; reason: Text }[];
  /** What the checks find in it; a repair holds the record as it would be. */
  findings: Finding[];
}

/** One step of a history, without its records. */
export interface ListedStep extends Pick<
  Step,
  'id' | 'at' | 'kind' | 'title' | 'source' | 'restores'
> {
  counts: Record<'new' | 'gone' | 'moved' | 'changed', number>;
  /** Datasets that were changed as a whole. */
  files: DatasetId[];
  /** Whether a later step took it back, and nothing took that back. */
  undone: boolean;
}

/** One record of a step, or of all steps since a day. */
export interface ListedChange {
  register: RegisterId;
  id: string;
  name: string;
  outcome: Outcome;
  difference: Difference | null;
  /** Where it is, or was; degrees. */
  place: [number, number];
}

/** A step that was made: its id and what it is called. */
export interface MadeStep {
  step: string;
  title: Text;
}

/** What has changed, the first records of each kind and how many there are. */
export interface ListedChanges {
  counts: ListedStep['counts'];
  records: ListedChange[];
  files: DatasetId[];
}

/** The trail of one record. */
export type Trail = ReturnType<typeof recordTrail>;

/** A file to be handed to the person. */
export interface MadeFile {
  name: string;
  mime: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** Questions about the records and the history of a pack, and about files made of it. */
export interface EditQuestions {
  /** A record as the file of an own pack has it; `null` when it is not there. */
  record: { ask: { pack: string; register: RegisterId; id: string }; answer: Stored | null };
  /** A number for a new record that no other has. */
  freeId: { ask: { pack: string; register: RegisterId }; answer: string };
  examine: { ask: Edited & { today: string }; answer: Examined };
  /** Makes one step of the history: an edit, an addition, or with `after` `null` a removal. */
  amend: {
    ask: Omit<Edited, 'after'> & { after: Stored | null; at: string };
    answer: MadeStep;
  };
  /** Takes a step back, as a step of its own. */
  stepBack: { ask: { pack: string; step: string; at: string }; answer: MadeStep };
  /** Keeps a copy of a pack as an own one; the answer is its id. */
  copyPack: { ask: { source: PackSource }; answer: string };
  /** The steps of a history, the newest first. */
  steps: { ask: { pack: string }; answer: ListedStep[] };
  stepChanges: { ask: { pack: string; step: string }; answer: ListedChanges };
  changesSince: { ask: { pack: string; since: Since }; answer: ListedChanges };
  trail: { ask: { pack: string; register: RegisterId; id: string }; answer: Trail };
  historyFile: {
    ask: { pack: string; as: 'xlsx' | 'csv' | 'json'; revealed: boolean; locale: Locale };
    answer: MadeFile;
  };
  /** A whole pack as one archive. */
  packFile: {
    ask: { source: PackSource; history: boolean; scenarios: boolean };
    answer: MadeFile;
  };
  /** Datasets of a pack in one file; several in a format of single tables come in an archive. */
  layersFile: {
    ask: {
      source: PackSource;
      datasets: readonly DatasetId[];
      as: WriterId;
      revealed: boolean;
      locale: Locale;
      day: string;
    };
    answer: MadeFile;
  };
  /** The public edition of a pack, with what was dropped and found. */
  publicFile: {
    ask: {
      source: PackSource;
      decimals: number;
      leaveOut: readonly DatasetId[];
      /** Names and words to take out of all texts. */
      remove: readonly string[];
      day: string;
    };
    answer: { file: MadeFile; report: PublicReport; left: { dataset: DatasetId; count: number }[] };
  };
}
