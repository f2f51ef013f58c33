import { reasonOf } from '../domain/failure';
import type { Locale, Text } from '../domain/text';
import { groupFiles } from '../formats';
import type { ReadOptions } from '../formats/format';
import type { Target } from '../pack/make';
import type { Decisions } from '../pack/treat';
import { Door, Stale } from '../worker/client';
import type { Entering } from '../worker/importProtocol';
import type { PackSource } from '../worker/protocol';
import { isRegister, momentNow, usualEntering, withMends, type KeptFile } from './importChoices';
import { ImportFile } from './importFile.svelte';

/** How a file is read: which of its tables, how, and whether what was decided of it stays. */
interface Reading {
  table?: string | undefined;
  options?: ReadOptions;
  kept?: KeptFile;
}

/** An import in a worker of its own; ending it frees the files, and nothing that was there has changed. */
export class Importing {
  files = $state.raw<ImportFile[]>([]);
  chosen = $state.raw<ImportFile | null>(null);
  name = $state('');
  assign = $state<'area' | 'point'>('area');
  /** Own pack that the files go into, or a new one. */
  into = $state<string | null>(null);
  /** Pack whose outlines, residents, roads and terrain a new pack begins with. */
  base = $state.raw<PackSource | null>(null);
  saving = $state(false);
  failure = $state.raw<Text | null>(null);
  #door = new Door();
  #next = 0;

  constructor(
    /** Day that dates of the data are judged by, ISO 8601. */
    readonly today: string,
  ) {}

  /** The pack that files are judged by. */
  against = $derived<PackSource | null>(
    this.into === null ? this.base : { kind: 'own', id: this.into },
  );
  /** Files that are put into a pack; one that cannot be read and a whole pack are none. */
  entering = $derived(this.files.filter(({ failure, archive }) => !failure && !archive));
  waiting = $derived(this.entering.filter((file) => this.waitOf(file) !== null));
  rows = $derived(this.entering.reduce((sum, { tried }) => sum + (tried?.usable ?? 0), 0));
  isReady = $derived(
    this.entering.length > 0 &&
      this.waiting.length === 0 &&
      (this.into !== null || this.name.trim() !== ''),
  );

  /** What a file waits for; into a register that is there nothing goes before the comparison is shown. */
  waitOf(file: ImportFile) {
    const compares = this.into !== null && file.table && isRegister(file.target);
    return file.waitsFor ?? (compares && !file.compared ? 'comparison' : null);
  }

  add(list: readonly File[]): Promise<void> {
    return this.#take(groupFiles(list).map((data) => ({ data })));
  }

  /** Takes up an import that was not finished. */
  restore(files: readonly { data: readonly File[]; kept: KeptFile }[]): Promise<void> {
    return this.#take(files);
  }

  async #take(list: readonly { data: readonly File[]; kept?: KeptFile }[]) {
    const added = list.map(({ data, kept }) => ({
      file: new ImportFile(this.#next++, data),
      reading: kept ? { kept, table: kept.table ?? undefined, options: kept.options } : {},
    }));
    this.files = [...this.files, ...added.map(({ file }) => file)];
    this.chosen ??= added[0]?.file ?? null;
    if (!this.name && added[0]) this.name = added[0].file.name.replace(/\.[^.]+$/, '').slice(0, 60);
    for (const { file, reading } of added) await this.#inspect(file, reading);
  }

  /** Takes a file out; one that is being read is stopped, which needs a new worker for the others. */
  remove(file: ImportFile) {
    this.files = this.files.filter((each) => each !== file);
    if (this.chosen === file) this.chosen = this.files[0] ?? null;
    if (!file.reading) return;
    this.#door.end(new Stale());
    this.#door = new Door();
    for (const each of this.files) {
      const { table, ...kept } = each.kept;
      const reading = { table: table ?? undefined, options: kept.options };
      void this.#inspect(each, each.inspected ? { ...reading, kept: { table, ...kept } } : {});
    }
  }

  /** Reads another table of the file, or the same one in another character set or with another head. */
  read(file: ImportFile, table: string, options: ReadOptions = {}) {
    return this.#inspect(file, { table, options });
  }

  setTarget(file: ImportFile, target: Target) {
    file.become(target);
    return this.#attempt(file);
  }

  /** A column gives one field; one that is chosen again leaves the field it had. */
  setColumn(file: ImportFile, column: string, field: string | null) {
    file.match(column, field);
    return this.#attempt(file);
  }

  /** Decides something of a file; what is left out stays as it was decided. */
  decide(file: ImportFile, decisions: Partial<Decisions>) {
    if ('crs' in decisions) file.forget();
    file.decisions = { ...file.decisions, ...decisions };
    return this.#attempt(file);
  }

  /** A person says that the coordinates are to be read so. */
  async confirm(file: ImportFile, crs: string) {
    await this.decide(file, { crs });
    file.confirmed = file.decisions.crs === crs && file.refusal === null;
  }

  /** Carries out repairs, or takes them back. */
  mend(file: ImportFile, keys: readonly string[], carryOut: boolean) {
    return this.decide(file, { mends: withMends(file.decisions, keys, carryOut) });
  }

  /** How a file goes into the register that is there; leaving single records out needs no new comparison. */
  setEntering(file: ImportFile, entering: Partial<Entering>) {
    file.entering = { ...file.entering, ...entering };
    return 'way' in entering || 'decided' in entering ? this.#compare(file) : undefined;
  }

  /** Says the band and the coordinate system of a grid, and looks at it anew. */
  setGrid(file: ImportFile, { crs = file.gridCrs, band = file.band }) {
    return this.#describe(file, crs.trim(), band);
  }

  /** Into another pack: everything is judged anew. */
  async setInto(into: string | null, base: PackSource | null) {
    this.into = into;
    this.base = base;
    for (const file of this.files) {
      if (!file.table) continue;
      file.forget();
      file.entering = usualEntering;
      file.compared = null;
    }
    for (const file of this.files) if (file.table) await this.#attempt(file);
  }

  /** Every finding of the tables as a workbook. */
  findings(locale: Locale): Promise<Uint8Array<ArrayBuffer>> {
    const parts = this.files.filter(({ tried }) => tried).map(({ part }) => part);
    const { against, today } = this;
    return this.#door.ask('findings', { parts, against, today, locale });
  }

  /** Keeps the files as a pack. @returns its id, or nothing when it could not be kept */
  keep(): Promise<string | null> {
    const { name, assign, into, base, against, today } = this;
    const parts = this.entering.map((file) => (file.grid ? file.gridPart : file.part));
    const at = momentNow();
    const ask = { name: name.trim(), parts, assign, into, base, against, at, today };
    return this.#save(() => this.#door.ask('keep', ask));
  }

  /** Keeps a pack that came as an archive. @returns its id, or nothing when it could not be kept */
  keepPack(file: ImportFile): Promise<string | null> {
    return this.#save(() => this.#door.ask('keepPack', { file: file.number }));
  }

  /** What went wrong with the import as a whole. */
  fail(error: unknown) {
    if (!(error instanceof Stale)) this.failure = reasonOf(error);
  }

  end() {
    this.#door.end(new Stale());
  }

  async #save(work: () => Promise<string>): Promise<string | null> {
    this.saving = true;
    this.failure = null;
    try {
      return await work();
    } catch (error) {
      this.fail(error);
      return null;
    } finally {
      this.saving = false;
    }
  }

  async #inspect(file: ImportFile, { table, options = {}, kept }: Reading) {
    const door = this.#door;
    file.reading = true;
    file.refusal = null;
    const ask = {
      file: file.number,
      data: [...file.data],
      ...(table !== undefined && { table }),
      options,
      ...(kept?.gridCrs && { grid: { crs: kept.gridCrs, band: kept.band } }),
    };
    try {
      const before = file.table;
      const inspected = await door.ask('inspect', ask);
      if (door !== this.#door) return;
      file.inspected = inspected;
      file.failure = null;
      file.options = options;
      file.reading = false;
      if (kept) file.takeUp(kept);
      if (!file.table) return;
      // In another character set or with another head it is still the same register.
      const isSame = before?.table === file.table.table;
      if (kept) await this.#attempt(file);
      else await this.setTarget(file, isSame ? file.target : file.table.target);
    } catch (error) {
      if (error instanceof Stale || door !== this.#door) return;
      // What a person asked of a file that could be read before is no reason to lose it.
      if (file.inspected) file.refusal = reasonOf(error);
      else file.failure = reasonOf(error);
    } finally {
      if (door === this.#door) file.reading = false;
    }
  }

  async #describe(file: ImportFile, crs: string, band: number) {
    file.refusal = null;
    try {
      const grid = { band, ...(crs && { crs }) };
      file.inspected = await this.#door.ask('inspect', {
        file: file.number,
        data: [...file.data],
        grid,
      });
      Object.assign(file, { gridCrs: crs, band });
    } catch (error) {
      if (!(error instanceof Stale)) file.refusal = reasonOf(error);
    }
  }

  /** Tries a file with the newest choices; those that are made meanwhile are tried together when it is done. */
  async #attempt(file: ImportFile) {
    file.isOutdated = true;
    if (file.trying) return;
    file.trying = true;
    while (file.isOutdated) await this.#attemptOnce(file);
    file.trying = false;
  }

  async #attemptOnce(file: ImportFile) {
    const { against, today } = this;
    const part = file.part;
    file.isOutdated = false;
    try {
      const tried = await this.#door.ask('attempt', { part, against, today });
      if (file.isOutdated) return;
      file.tried = tried;
      file.failure = null;
      file.refusal = null;
      file.accepted = part.decisions;
      await this.#compare(file);
    } catch (error) {
      if (error instanceof Stale || file.isOutdated) return;
      if (file.tried && file.accepted) {
        file.refusal = reasonOf(error);
        file.decisions = file.accepted;
      } else file.failure = reasonOf(error);
    }
  }

  async #compare(file: ImportFile) {
    const { into, against, today } = this;
    file.compared = null;
    if (into === null || !isRegister(file.target) || file.waitsFor === 'columns') return;
    const part = file.part;
    try {
      const compared = await this.#door.ask('compare', { part, against, into, today });
      const { way, decided } = file.entering;
      if (way === part.entering.way && decided === part.entering.decided) file.compared = compared;
    } catch (error) {
      if (!(error instanceof Stale)) file.refusal = reasonOf(error);
    }
  }
}
