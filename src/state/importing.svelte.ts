import type { Locale, Text } from '../domain/text';
import { newPackId } from '../pack/packId';
import type { Target } from '../pack/make';
import { hearWindows, keptManifest, lastStepOf } from '../pack/store';
import type { Decisions } from '../pack/treat';
import { Stale } from '../worker/client';
import type { Entering } from '../worker/importProtocol';
import type { PackSource } from '../worker/protocol';
import {
  isRegister,
  momentNow,
  usualEntering,
  withClass,
  withFindings,
  withSum,
  type FindingChoice,
} from './importChoices';
import type { ImportFile } from './importFile.svelte';
import { ImportFiles } from './importFiles.svelte';
import { compareFile, describeGrid } from './importTrial.svelte';
import { toOpen } from './importWorker';
import type { Progressed } from './status';

/** An import: what is decided of its files, and keeping them; ending it frees the files, and nothing that was there has changed. */
export class Importing extends ImportFiles {
  assign = $state<'area' | 'point'>('area');
  saving = $state(false);
  /** Whether the pack that files go into was changed while they were being kept. */
  #heard = false;
  #unhear = hearWindows((pack) => void this.#follow(pack));
  /** How far keeping is. */
  progress = $state.raw<Progressed | null>(null);

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

  /** Stops keeping: nothing is kept, and all decisions stay. */
  stopSaving() {
    if (this.saving) this.worker.stop(null);
  }

  setTarget(file: ImportFile, target: Target) {
    file.become(target);
    return this.attempt(file);
  }

  /** A column gives one field; one that is chosen again leaves the field it had. */
  setColumn(file: ImportFile, column: string, field: string | null) {
    file.match(column, field);
    return this.attempt(file);
  }

  /** Decides something of a file; what is left out stays as it was decided. */
  decide(file: ImportFile, decisions: Partial<Decisions>) {
    if ('crs' in decisions) file.forget();
    file.decisions = { ...file.decisions, ...decisions };
    return this.attempt(file);
  }

  /** A person says that the coordinates are to be read so; it counts once a trial with it has come back. */
  async confirm(file: ImportFile, crs: string) {
    const trial = this.decide(file, { crs });
    const { revision } = file;
    await trial;
    if (file.revision !== revision || file.accepted?.decisions.crs !== crs) return;
    file.confirmed = file.refusal === null && !file.stopped;
    file.accepted.confirmed = file.confirmed;
  }

  /** Mends findings, leaves their records out or keeps them as they are; or takes that back. */
  settle(file: ImportFile, choice: FindingChoice, keys: readonly string[], isChosen: boolean) {
    return this.decide(file, withFindings(file.decisions, choice, keys, isChosen));
  }

  /** Says what a word of a class column means; `null` unknown, `undefined` not decided. */
  setClass(file: ImportFile, field: string, word: string, value: string | null | undefined) {
    return this.decide(file, { classes: withClass(file.decisions, field, word, value) });
  }

  /** Adds columns that are parts of one amount for a field, or no longer; only a person can say so. */
  setSum(file: ImportFile, columns: readonly string[], field: string | null) {
    return this.decide(file, { sums: withSum(file.decisions, columns, field) });
  }

  /** How a file goes into the register that is there; leaving single records out needs no new comparison. */
  setEntering(file: ImportFile, entering: Partial<Entering>) {
    file.entering = { ...file.entering, ...entering };
    const asksAnew = ['way', 'decided', 'byHand'].some((key) => key in entering);
    return asksAnew ? compareFile(this.worker, file, this) : undefined;
  }

  /** Says the band and the coordinate system of a grid, and looks at it anew. */
  setGrid(file: ImportFile, { crs = file.gridCrs, band = file.band }) {
    return describeGrid(this.worker, file, crs.trim(), band);
  }

  /** Into another pack: everything is judged anew. */
  async setInto(into: string | null, base: PackSource | null) {
    this.into = into;
    this.base = base;
    this.isGoalChosen = true;
    for (const file of this.files) {
      if (!file.table) continue;
      file.forget();
      file.entering = usualEntering;
      file.compared = null;
    }
    for (const file of this.files) if (file.table) await this.attemptAlone(file);
  }

  /** Every finding of the tables as a workbook. */
  findings(locale: Locale): Promise<Uint8Array<ArrayBuffer>> {
    const files = this.files.filter(({ tried }) => tried);
    const { against, today } = this;
    const ask = { parts: files.map(({ part }) => part), against, today, locale };
    return this.worker.ask(toOpen(files), 'findings', ask);
  }

  /** Keeps the files as a pack. @returns its id, or nothing when it could not be kept */
  keep(): Promise<string | null> {
    const { name, assign, into, base, against, today } = this;
    const parts = this.entering.map((file) => (file.grid ? file.gridPart : file.seenPart));
    const [id, at] = [newPackId(), momentNow()];
    const ask = { name: name.trim(), parts, assign, into, id, base, against, at, today };
    const files = toOpen(this.entering);
    return this.#save(async () => {
      try {
        return await this.worker.ask(files, 'keep', ask, this.#show);
      } catch (error) {
        // Stopped just after it was kept: then it is kept, and keeping it again would do it twice.
        const last = error instanceof Stale ? await lastStepOf(into ?? id) : null;
        if (last?.at === at) return into ?? id;
        throw error;
      }
    });
  }

  override end() {
    this.#unhear();
    super.end();
  }

  /** Another window changed or deleted a pack: what was judged by it or compared with it is judged anew. */
  async #follow(pack: string) {
    if (this.against?.kind !== 'own' || this.against.id !== pack) return;
    // It may be this window's own step; where nothing was kept, it was another's.
    this.#heard = this.saving;
    if (this.saving) return;
    for (const file of this.files) file.compared = null;
    for (const file of this.files) if (file.table) await this.attemptAlone(file);
  }

  /** Keeps a pack that came as an archive. @returns its id, or nothing when it could not be kept */
  keepPack(file: ImportFile): Promise<string | null> {
    const ask = { file: file.number, id: newPackId() };
    return this.#save(async () => {
      const own = file.archive?.id ?? ask.id;
      const wasThere = (await keptManifest(own)) !== null;
      try {
        return await this.worker.ask([file.toOpen], 'keepPack', ask, this.#show);
      } catch (error) {
        // Stopped just after it was kept, as above.
        if (error instanceof Stale)
          for (const id of wasThere ? [ask.id] : [ask.id, own])
            if (await keptManifest(id)) return id;
        throw error;
      }
    });
  }

  #show = (done: number, total: number, what: Text) => {
    this.progress = { done, total, what };
  };

  async #save(work: () => Promise<string>): Promise<string | null> {
    this.saving = true;
    this.failure = null;
    this.#heard = false;
    let id: string | null = null;
    try {
      id = await work();
    } catch (error) {
      this.fail(error);
    }
    this.saving = false;
    this.progress = null;
    if (this.#heard && id === null && this.into) void this.#follow(this.into);
    return id;
  }
}
