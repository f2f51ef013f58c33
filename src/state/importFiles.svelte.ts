import { reasonOf } from '../domain/failure';
import type { Text } from '../domain/text';
import { groupFiles } from '../formats';
import type { ReadOptions } from '../formats/format';
import { Stale } from '../worker/client';
import type { PackSource } from '../worker/protocol';
import { isRegister, type KeptFile } from './importChoices';
import { ImportFile } from './importFile.svelte';
import { besideKey, inspectFile, tryFile, type Goal, type Reading } from './importTrial.svelte';
import { ImportWorker, type MakeDoor } from './importWorker';

/** The own pack that is open, and what it has: another version of a register is most likely meant for it. */
interface OpenPack {
  id: string;
  datasets: readonly string[];
}

/** A file to be taken, with what was decided of it before. */
interface Taken {
  data: readonly File[];
  kept?: KeptFile | null;
}

/** The files of an import: taken, read and tried in a worker of its own, stopped and taken out. */
export class ImportFiles implements Goal {
  files = $state.raw<ImportFile[]>([]);
  chosen = $state.raw<ImportFile | null>(null);
  /** Of the new pack; the first file that can be read proposes it. */
  name = $state('');
  /** Own pack that the files go into, or a new one. */
  into = $state<string | null>(null);
  /** Pack whose outlines, residents, roads and terrain a new pack begins with. */
  base = $state.raw<PackSource | null>(null);
  failure = $state.raw<Text | null>(null);
  protected readonly worker: ImportWorker;
  /** Whether a person chose where the files go. */
  protected isGoalChosen = false;
  /** Whether a person chose the file that is looked at. */
  #isFileChosen = false;
  #next = 0;

  constructor(
    /** Day that dates of the data are judged by, ISO 8601. */
    readonly today: string,
    private readonly open: OpenPack | null = null,
    makeDoor?: MakeDoor,
  ) {
    this.worker = new ImportWorker(makeDoor);
  }

  /** The pack that files are judged by. */
  against = $derived<PackSource | null>(
    this.into === null ? this.base : { kind: 'own', id: this.into },
  );

  add(list: readonly File[]): Promise<void> {
    return this.#take(groupFiles(list).map((data) => ({ data })));
  }

  /** Takes up an import that was not finished. */
  restore(files: readonly Taken[]): Promise<void> {
    this.isGoalChosen = true;
    return this.#take(files);
  }

  /** Looks at a file. */
  choose(file: ImportFile) {
    this.#isFileChosen = true;
    this.chosen = file;
  }

  async #take(list: readonly Taken[]) {
    const added = list.map(({ data, kept }) => ({
      file: new ImportFile(this.#next++, data),
      reading: kept ? { kept, table: kept.table ?? undefined, options: kept.options } : {},
    }));
    this.files = [...this.files, ...added.map(({ file }) => file)];
    this.chosen ??= added[0]?.file ?? null;
    for (const { file, reading } of added) file.restoring = reading.kept ?? null;
    for (const { file, reading } of added)
      if (this.files.includes(file)) await this.inspect(file, reading);
  }

  /** Takes a file out; the others stay as they are with all that was decided of them. */
  remove(file: ImportFile) {
    this.files = this.files.filter((each) => each !== file);
    if (this.chosen === file)
      this.chosen = this.files.find(({ failure }) => !failure) ?? this.files[0] ?? null;
    if (file.busy) this.worker.stop(file.number);
    else this.worker.letGo(file.number);
    this.#followUp();
  }

  /** Stops what is done with a file: as before that; one that was never read leaves the import. */
  stop(file: ImportFile) {
    if (file.inspected) this.worker.stop(file.number);
    else this.remove(file);
  }

  /** Tries a file again whose trial was stopped. */
  again(file: ImportFile) {
    return this.attempt(file);
  }

  /** Reads another table of the file, or the same one in another character set or with another head. */
  read(file: ImportFile, table: string, options: ReadOptions = {}) {
    return this.inspect(file, { table, options });
  }

  beside({ number, target }: ImportFile): ImportFile[] {
    if (!isRegister(target)) return [];
    return this.files.filter(
      (file) =>
        file.number < number && file.target === target && file.tried && !file.missing.length,
    );
  }

  /** What went wrong with the import as a whole. */
  fail(error: unknown) {
    if (!(error instanceof Stale)) this.failure = reasonOf(error);
  }

  end() {
    this.worker.end();
  }

  protected async attempt(file: ImportFile) {
    await this.attemptAlone(file);
    this.#followUp();
  }

  protected attemptAlone(file: ImportFile) {
    return tryFile(this.worker, file, this);
  }

  /** Tries the files again that were held against one that is now read otherwise or gone. */
  #followUp() {
    for (const file of this.files)
      if (file.tried && !file.trying && file.besideKey !== besideKey(this.beside(file)))
        void this.attempt(file);
  }

  protected async inspect(file: ImportFile, reading: Reading) {
    const before = file.table;
    const isTable = await inspectFile(this.worker, file, reading);
    if (reading.kept && file.inspected) file.takeUp(reading.kept);
    file.restoring = null;
    this.#look(file);
    if (!isTable || !file.table || !this.files.includes(file)) return;
    // In another character set or with another head it is still the same register.
    const isSame = before?.table === file.table.table;
    if (!reading.kept) {
      file.become(isSame ? file.target : file.table.target);
      this.#preselect(file);
    }
    await this.attempt(file);
  }

  /** The first file that can be read is looked at and names the pack, until a person says otherwise. */
  #look(file: ImportFile) {
    if (file.failure || !file.inspected || !this.files.includes(file)) return;
    this.name ||= file.name.replace(/\.[^.]+$/, '').slice(0, 60);
    if (!this.#isFileChosen && this.chosen?.failure) this.chosen = file;
  }

  /** Another version of a register that the open own pack has goes there, until a person says otherwise. */
  #preselect({ target, table }: ImportFile) {
    if (this.isGoalChosen || !this.open || !table?.certain) return;
    this.isGoalChosen = true;
    if (this.open.datasets.includes(target)) this.into = this.open.id;
  }
}
