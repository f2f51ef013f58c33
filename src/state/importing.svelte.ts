import { reasonOf } from '../domain/failure';
import type { Locale, Text } from '../domain/text';
import type { Mapping } from '../pack/import';
import type { Target } from '../pack/make';
import { Door, Stale } from '../worker/client';
import type { ImportPart, Inspected, Tried } from '../worker/protocol';

/** One file on its way in: what it holds, what it is taken for, what would come of it. */
export class ImportFile {
  inspected = $state.raw<Inspected | null>(null);
  failure = $state.raw<Text | null>(null);
  target = $state<Target>('shelters');
  mapping = $state.raw<Mapping>({});
  tried = $state.raw<Tried | null>(null);
  busy = $state(true);

  constructor(
    readonly number: number,
    readonly data: File,
  ) {}

  get part(): ImportPart {
    return { file: this.number, target: this.target, mapping: { ...this.mapping } };
  }
}

/** An import in a worker of its own; ending it frees the files, and nothing that was there has changed. */
export class Importing {
  files = $state.raw<ImportFile[]>([]);
  chosen = $state<ImportFile | null>(null);
  name = $state('');
  assign = $state<'area' | 'point'>('area');
  /** Own pack that the files go into, or a new one. */
  into = $state<string | null>(null);
  saving = $state(false);
  failure = $state.raw<Text | null>(null);
  #door = new Door();
  #next = 0;

  usable = $derived(this.files.filter(({ tried }) => tried !== null && tried.usable > 0));
  rows = $derived(this.usable.reduce((sum, { tried }) => sum + tried!.usable, 0));

  async add(list: readonly File[]) {
    const added = list.map((data) => new ImportFile(this.#next++, data));
    this.files = [...this.files, ...added];
    this.chosen ??= added[0] ?? null;
    if (!this.name && list[0]) this.name = list[0].name.replace(/\.[^.]+$/, '').slice(0, 60);
    for (const file of added) await this.#inspect(file);
  }

  remove(file: ImportFile) {
    this.files = this.files.filter((each) => each !== file);
    if (this.chosen === file) this.chosen = this.files[0] ?? null;
  }

  setTarget(file: ImportFile, target: Target) {
    file.target = target;
    file.mapping = file.inspected?.mappings[target] ?? {};
    return this.#attempt(file);
  }

  /** A column gives one field; one that is chosen again leaves the field it had. */
  setColumn(file: ImportFile, column: string, field: string | null) {
    const mapping = Object.fromEntries(
      Object.entries(file.mapping).map(([key, value]) => [key, value === column ? null : value]),
    );
    if (field) mapping[field] = column;
    file.mapping = mapping;
    return this.#attempt(file);
  }

  problems(locale: Locale): Promise<string> {
    const parts = this.files.filter(({ tried }) => tried).map(({ part }) => part);
    return this.#door.ask('problems', { parts, locale });
  }

  /** Keeps the good rows as a pack. @returns its id, or nothing when it could not be kept */
  async keep(): Promise<string | null> {
    this.saving = true;
    this.failure = null;
    try {
      const { name, assign, into } = this;
      const parts = this.usable.map(({ part }) => part);
      return await this.#door.ask('keep', { name: name.trim(), parts, assign, into });
    } catch (error) {
      if (!(error instanceof Stale)) this.failure = reasonOf(error);
      return null;
    } finally {
      this.saving = false;
    }
  }

  end() {
    this.#door.end(new Stale());
  }

  async #inspect(file: ImportFile) {
    try {
      file.inspected = await this.#door.ask('inspect', { file: file.number, data: file.data });
      await this.setTarget(file, file.inspected.target);
    } catch (error) {
      if (!(error instanceof Stale)) file.failure = reasonOf(error);
    } finally {
      file.busy = false;
    }
  }

  async #attempt(file: ImportFile) {
    file.busy = true;
    try {
      const part = file.part;
      const tried = await this.#door.ask('attempt', part);
      // A later choice has its own answer on the way.
      if (JSON.stringify(part) === JSON.stringify(file.part)) file.tried = tried;
    } catch (error) {
      if (!(error instanceof Stale)) file.failure = reasonOf(error);
    } finally {
      file.busy = false;
    }
  }
}
