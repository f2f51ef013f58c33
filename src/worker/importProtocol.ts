import type { Locale, Text } from '../domain/text';
import type { ReadOptions, TableRef } from '../formats/format';
import type { GridInfo, GridOptions } from '../formats/grid';
import type { Meaning } from '../formats/gridCells';
import type { SheetCrs } from '../formats/sheet';
import type { Judgement } from '../pack/evidence';
import type { ClassWord } from '../pack/classDecisions';
import type { Finding } from '../pack/finding';
import type { Mapping } from '../pack/import';
import type { Target } from '../pack/make';
import type { PartSum } from '../pack/partSums';
import type { Decisions } from '../pack/treat';
import type { UnitJoin } from '../pack/unitJoin';
import type { HandRule } from '../pack/handRule';
import type { Way } from '../pack/update';
import type { Compared } from './compareProtocol';
import type { PackSource } from './protocol';

/** A table of a file of an import, as far as it can be told without a person. */
export interface InspectedTable {
  kind: 'table';
  /** Id of the format in the registry, and its name. */
  format: string;
  formatTitle: Text;
  tables: readonly TableRef[];
  /** The table that was read. */
  table: string;
  encoding: string;
  evidence: Text;
  delimiter: string | null;
  crs: SheetCrs | null;
  /** What was set aside: rows of a title, 合计, a head of two rows. */
  notes: Text[];
  rows: number;
  /** Types of geometry with their numbers; none for a table without. */
  geometries: Readonly<Record<string, number>>;
  columns: { name: string; sample: string }[];
  /** What the file most likely is, and whether anything speaks for it. */
  target: Target;
  certain: boolean;
  /** The proposed columns for each target. */
  mappings: Record<Target, Mapping>;
}

/** A grid of residents; what its numbers mean is asked. */
interface InspectedGrid {
  kind: 'grid';
  info: GridInfo;
}

/** A whole pack as an archive. */
export interface InspectedPack {
  kind: 'pack';
  name: Text;
  id: string;
  asOf: string | null;
  datasets: { id: string; title: Text; count: number }[];
  scenarios: number;
  steps: number;
}

export type Inspected = InspectedTable | InspectedGrid | InspectedPack;

/** A finding as the page lists it. */
export type ListedFinding = Omit<Finding, 'mend'> & {
  key: string;
  /** What the repair does; `null` where none is safe. */
  mend: Text | null;
};

/** One way to read the coordinates. */
export interface ListedReading {
  id: string;
  title: Text;
  approximate: Text | null;
  /** Shares, 0 to 1; `null` where nothing is known to compare with. */
  world: number;
  district: number | null;
  town: { share: number; places: number } | null;
  named: { medianMetres: number; places: number } | null;
  nearestMedianMetres: number | null;
  score: number;
}

/** What the coordinates are taken for. */
export interface ListedJudgement {
  decision: Judgement['decision'];
  /** The reading that is used; `null` while nobody has decided. */
  used: ListedReading | null;
  /** The reading that the evidence proposes. */
  proposed: string | null;
  ranked: ListedReading[];
  why: Text;
  places: number;
  /** Before and after in degrees. */
  points: Judgement['points'];
}

/** What would come out of a table with these decisions. */
export interface Tried {
  usable: number;
  /** Rows with something to check, and rows that cannot be imported. */
  warned: number;
  refused: number;
  judgement: ListedJudgement | null;
  /** Whether the coordinates are certain or chosen; otherwise nothing is kept. */
  isSettled: boolean;
  join: { matched: number; misses: UnitJoin['misses']; ambiguous: UnitJoin['ambiguous'] } | null;
  /** Towns that a row can be paired with by hand. */
  units: { code: string; name: string }[];
  /** The first findings of each check, and how many there are of each; the keys of those that can be mended. */
  findings: ListedFinding[];
  counts: {
    check: Finding['check'];
    level: Finding['level'];
    count: number;
    mendable: readonly string[];
    /** Keys of all of them, as far as `keysCut` does not say that there are more. */
    keys: readonly string[];
    keysCut: boolean;
  }[];
  mended: ListedFinding[];
  /** Findings whose records are not imported, and those that are kept as they are. */
  leftOut: ListedFinding[];
  accepted: ListedFinding[];
  /** Words of class columns that no list knows. */
  classWords: ClassWord[];
  /** Columns that are parts of one amount: `Decisions.sums` adds them. */
  sums: PartSum[];
  /** Errors of records that would be imported, which nobody has decided about; with any, nothing is kept. */
  undecided: number;
  assumed: Text[];
  points: [number, number][];
  outlines: [number, number][][];
  lines: [number, number][][];
  /** What it is judged by: outlines of the district and of its towns, and places that are known already. */
  district: [number, number][][];
  towns: [number, number][][];
  known: [number, number][];
}

/** How a table goes into the pack. */
export interface Entering {
  way: Way;
  removals: boolean;
  except: readonly string[];
  decided: Readonly<Record<string, string | null>>;
  /** What becomes of values that were edited by hand; the usual rule of the way when left out. */
  byHand?: HandRule;
}

/** One file of an import with what it was decided to be. */
export interface ImportPart {
  file: number;
  target: Target;
  mapping: Mapping;
  decisions: Decisions;
  entering: Entering;
  /** Day of the data; `null` if not known. */
  asOf: string | null;
  /** The state that the pack was in when the comparison was shown; left out where none was. */
  seen?: string | null;
}

/** A grid of an import with what it was decided to mean. */
export interface ImportGrid {
  file: number;
  meaning: Meaning;
  band?: number;
  crs?: string;
  asOf: string | null;
}

/** Where an import goes: into an own pack, or into a new one that may begin with the ground of another. */
interface ImportInto {
  into: string | null;
  /** Id of a new pack. */
  id: string;
  name: string;
  /** A pack whose outlines, residents, roads and terrain a new pack begins with. */
  base: PackSource | null;
}

/** Questions of an import; the files stay in the worker until it ends. */
export interface ImportQuestions {
  /** The file and those that belong to it; a table, when it is not the first. */
  inspect: {
    ask: {
      file: number;
      data: File[];
      table?: string;
      options?: ReadOptions;
      /** Band and coordinate system of a grid, as a person says. */
      grid?: GridOptions;
    };
    answer: Inspected;
  };
  /** Tries a table with decisions, judged by what a pack knows. */
  attempt: {
    ask: {
      part: ImportPart;
      against: PackSource | null;
      today: string;
      /** The other tables of the import that come before it, in their order: a record that repeats theirs is found. */
      beside?: ImportPart[];
    };
    answer: Tried;
  };
  compare: {
    ask: {
      part: ImportPart;
      against: PackSource | null;
      into: string;
      today: string;
      /** As for the trial. */
      beside?: ImportPart[];
    };
    answer: Compared;
  };
  /** Every finding of the files as a workbook to send back. */
  findings: {
    ask: { parts: ImportPart[]; against: PackSource | null; today: string; locale: Locale };
    answer: Uint8Array<ArrayBuffer>;
  };
  /** Keeps an import in the browser; the answer is the id of its pack. */
  keep: {
    ask: ImportInto & {
      parts: (ImportPart | ImportGrid)[];
      assign: 'area' | 'point';
      against: PackSource | null;
      at: string;
      /** Day that dates are judged by, as in the trial before. */
      today: string;
    };
    answer: string;
  };
  /** Keeps a whole pack that came as an archive; under this new id where an own pack has its own already. */
  keepPack: { ask: { file: number; id: string }; answer: string };
  /** A file that was taken out of the import needs no more memory. */
  letGo: { ask: { file: number }; answer: null };
}
