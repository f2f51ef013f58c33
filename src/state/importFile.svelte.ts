import type { Text } from '../domain/text';
import type { ReadOptions } from '../formats/format';
import type { Meaning } from '../formats/gridCells';
import { importFields, type Mapping } from '../pack/import';
import type { Target } from '../pack/make';
import type { Decisions } from '../pack/treat';
import type { Entering, ImportGrid, ImportPart, Inspected, Tried } from '../worker/importProtocol';
import type { Compared } from '../worker/compareProtocol';
import {
  decisionsOfColumns,
  usualEntering,
  withColumn,
  type KeptFile,
  type Wait,
} from './importChoices';
import type { ToOpen } from './importWorker';
import type { Progressed } from './status';

/** One file on its way in: what it holds, what it is taken for, what would come of it. */
export class ImportFile {
  inspected = $state.raw<Inspected | null>(null);
  /** Why the file cannot be read. */
  failure = $state.raw<Text | null>(null);
  /** Why the last choice could not be carried out; the one before it is in force again. */
  refusal = $state.raw<Text | null>(null);
  options = $state.raw<ReadOptions>({});
  target = $state<Target>('shelters');
  mapping = $state.raw<Mapping>({});
  decisions = $state.raw<Decisions>({});
  /** Whether a person confirmed how the coordinates are read, where the evidence is not certain of it. */
  confirmed = $state(false);
  entering = $state.raw<Entering>(usualEntering);
  /** Day of the data, ISO 8601; empty when not known. */
  asOf = $state('');
  /** What the numbers of a grid mean; nobody but a person can say. */
  meaning = $state<Meaning | null>(null);
  /** Coordinate system of a grid that names none, and its band, as a person says. */
  gridCrs = $state('');
  band = $state(1);
  tried = $state.raw<Tried | null>(null);
  compared = $state.raw<Compared | null>(null);
  /** Being read, or being tried with the newest choices. */
  reading = $state(true);
  trying = $state(false);
  /** Whether a person stopped the trial before there was any answer. */
  stopped = $state(false);
  /** How far reading or trying is. */
  progress = $state.raw<Progressed | null>(null);
  /** What is to be taken up once the file has been read again. */
  restoring: KeptFile | null = null;
  /** Whether something was chosen while it was being tried. */
  isOutdated = false;
  /** The trial that is under way. */
  trial: Promise<void> | null = null;
  /** What the newest trial took of the files before it. */
  besideKey = '';
  /** How often what was decided of single records was forgotten. */
  revision = 0;
  /** The last choices that could be carried out. */
  accepted: Pick<ImportFile, 'target' | 'mapping' | 'decisions' | 'confirmed'> | null = null;
  busy = $derived(this.reading || this.trying);

  constructor(
    readonly number: number,
    /** The file, then those that belong to it. */
    readonly data: readonly File[],
  ) {}

  table = $derived(this.inspected?.kind === 'table' ? this.inspected : null);
  grid = $derived(this.inspected?.kind === 'grid' ? this.inspected.info : null);
  archive = $derived(this.inspected?.kind === 'pack' ? this.inspected : null);
  judgement = $derived(this.tried?.judgement ?? null);

  get name(): string {
    return this.data[0]?.name ?? '';
  }

  get bytes(): number {
    return this.data.reduce((sum, { size }) => sum + size, 0);
  }

  /** The reading that is chosen on the page: a person's, else the one that the evidence proposes. */
  picked = $derived.by(() => {
    const { judgement } = this;
    const proposed = this.decisions.crs ?? judgement?.proposed ?? null;
    // Where nothing can be told, no reading is chosen before a person does.
    if (proposed !== null || judgement?.decision === 'none') return proposed;
    return judgement?.ranked[0]?.id ?? null;
  });
  /** Whether the reading is not simply what certain evidence says. */
  needsConfirming = $derived(
    this.judgement !== null &&
      !(
        this.judgement.decision === 'certain' &&
        (this.decisions.crs ?? this.judgement.proposed) === this.judgement.proposed
      ),
  );
  /** Required fields that no column gives. */
  missing = $derived(
    Object.entries(importFields(this.target)).filter(
      ([key, { required }]) => required && !this.mapping[key],
    ),
  );

  waitsFor = $derived.by((): Wait | null => {
    if (this.reading) return 'reading';
    if (this.grid) {
      if (this.trying) return 'reading';
      if (this.grid.crs === null && this.gridCrs === '') return 'gridCrs';
      return this.meaning === null ? 'meaning' : null;
    }
    if (!this.table) return null;
    if (this.missing.length) return 'columns';
    if (this.trying) return 'reading';
    if (this.stopped || !this.tried) return 'stopped';
    if (this.needsConfirming && !(this.confirmed && this.tried.isSettled)) return 'coordinates';
    if (this.tried.usable === 0) return 'rows';
    return this.tried.undecided > 0 ? 'findings' : null;
  });

  /** Takes the file for a target, with the columns that are proposed for it. */
  become(target: Target) {
    this.target = target;
    this.mapping = this.table?.mappings[target] ?? {};
    const { crs } = this.decisions;
    this.decisions = crs ? { crs } : {};
    this.entering = usualEntering;
    this.confirmed = false;
    this.revision++;
  }

  /** What was decided of single records belongs to the records as they were read. */
  forget() {
    this.confirmed = false;
    this.revision++;
    this.decisions = { ...this.decisions, mends: [], leftOut: [], accepted: [] };
    this.entering = { ...this.entering, except: [], decided: {} };
  }

  match(column: string, field: string | null) {
    const before = this.mapping;
    this.mapping = withColumn(before, column, field);
    this.decisions = decisionsOfColumns(this.decisions, before, this.mapping);
    this.forget();
  }

  /** The file as the worker is to have it open: its table, as it was read last. */
  get toOpen(): ToOpen {
    const { number, data, options, gridCrs, band, inspected } = this;
    if (!inspected) return { number, reading: null };
    const table = this.table?.table;
    const reading = {
      ...{ file: number, data: [...data], options },
      ...(table !== undefined && { table }),
      ...(this.grid && { grid: { band, ...(gridCrs && { crs: gridCrs }) } }),
    };
    return { number, reading };
  }

  /** Shows how far the work on it is. */
  show = (done: number, total: number, what: Text) => {
    this.progress = { done, total, what };
  };

  get part(): ImportPart {
    const { number: file, target, mapping, decisions, entering, asOf } = this;
    return {
      file,
      target,
      mapping: { ...mapping },
      decisions: { ...decisions },
      entering,
      asOf: asOf || null,
    };
  }

  /** The part with the state that the pack was in when the comparison was shown. */
  get seenPart(): ImportPart {
    return { ...this.part, ...(this.compared && { seen: this.compared.state }) };
  }

  get gridPart(): ImportGrid {
    const { number: file, meaning, band, gridCrs, asOf } = this;
    return {
      file,
      meaning: meaning ?? 'count',
      band,
      ...(gridCrs && { crs: gridCrs }),
      asOf: asOf || null,
    };
  }

  get kept(): KeptFile {
    const { options, target, mapping, decisions, confirmed, entering, asOf } = this;
    const { meaning, gridCrs, band } = this;
    const table = this.table?.table ?? null;
    return {
      ...{ table, options, target, mapping, decisions, confirmed, entering, asOf },
      ...{ meaning, gridCrs, band },
    };
  }

  /** Takes up what was decided before, once the file has been read again. */
  takeUp(kept: KeptFile) {
    const { options, target, mapping, decisions, confirmed, entering, asOf } = kept;
    const { meaning, gridCrs, band } = kept;
    Object.assign(this, { options, target, mapping, decisions, confirmed, entering, asOf });
    Object.assign(this, { meaning, gridCrs, band });
  }
}
