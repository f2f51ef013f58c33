import type { Feature } from 'geojson';
import { datasetTitles } from '../domain/datasets';
import type { Field } from '../domain/field';
import type { Step } from '../domain/history';
import { registerIds, registers, type RegisterId } from '../domain/registers';
import { text, type Locale, type Text } from '../domain/text';
import type { OutTable } from '../formats/format';
import { differenceOf } from './historyDifference';
import { idOf } from './historyRecords';
import { historyTable, shownAs } from './historyTable';
import { compareWith, type KeptGrid, type KeptPart } from './keepImport';
import type { TrailedPack } from './historyStep';
import { maskPhonesIn } from './phones';

/** A record that an import changed, or found missing from its files. */
export interface ListedRecord {
  dataset: RegisterId;
  id: string;
  name: string;
}

/** A record that the files do not have. */
export interface GoneRecord extends ListedRecord {
  /** Removed because a person said so; it stays otherwise. */
  removed: boolean;
  /** Whether a person added or edited it by hand. */
  edited: boolean;
}

export interface AlteredRecord extends ListedRecord {
  /** Distance on the ellipsoid, metres; `null` where it stays. */
  movedMetres: number | null;
  reshaped: boolean;
  /** Values as people read them; `null` is unknown. Phones and names of persons are masked. */
  fields: { field: string; label: Text; before: string | null; after: string | null }[];
}

/** What an import did to the numbered records of a pack, name by name; each record is in one list only. */
export interface UpdateListing {
  new: ListedRecord[];
  gone: GoneRecord[];
  moved: AlteredRecord[];
  changed: AlteredRecord[];
}

const nameOf = (entry: Feature): string => {
  const name: unknown = entry.properties?.name;
  return typeof name === 'string' ? maskPhonesIn(name) : '';
};

/**
 * Records of the pack that no file of the import has, by the comparison that the import makes; appended files say
 * nothing of what they leave out.
 * @param pack as it was before the import
 */
export function missingRecords(
  pack: TrailedPack,
  parts: readonly (KeptPart | KeptGrid)[],
): GoneRecord[] {
  return registerIds.flatMap((register) => {
    const files = parts.filter((part): part is KeptPart => part.target === register);
    if (!files.length || files.some(({ way }) => way === 'append')) return [];
    const [first, ...others] = files.map((part) => compareWith(pack, register, part));
    const elsewhere = others.map(({ gone }) => new Set(gone.map((entry) => idOf(register, entry))));
    return first!.gone.flatMap((entry): GoneRecord[] => {
      const id = idOf(register, entry);
      if (!elsewhere.every((gone) => gone.has(id))) return [];
      const edited = first!.goneByHand.has(id);
      return [{ dataset: register, id, name: nameOf(entry), removed: false, edited }];
    });
  });
}

/**
 * What the steps of one import did, record by record, and what its files do not have.
 * @param missing as {@link missingRecords} found them
 */
export function listUpdates(
  steps: readonly Step[],
  missing: readonly GoneRecord[],
  locale: Locale,
): UpdateListing {
  const list: UpdateListing = { new: [], gone: [], moved: [], changed: [] };
  const removed = new Set<string>();
  for (const { dataset, id, before, after } of steps.flatMap(({ changes }) => changes)) {
    if (!after) removed.add(`${dataset} ${id}`);
    else if (!before) list.new.push({ dataset, id, name: nameOf(after) });
    else {
      const { movedMetres, reshaped, fields } = differenceOf(before, after);
      const known: Readonly<Record<string, Field>> = registers[dataset].fields;
      (movedMetres !== null || reshaped ? list.moved : list.changed).push({
        ...{ dataset, id, name: nameOf(before), movedMetres, reshaped },
        fields: fields.map(({ field, before: was, after: is }) => ({
          field,
          label: known[field]?.label ?? text(field, field),
          before: shownAs(known[field], was, { locale }),
          after: shownAs(known[field], is, { locale }),
        })),
      });
    }
  }
  list.gone = missing.map((gone) => ({
    ...gone,
    removed: removed.has(`${gone.dataset} ${gone.id}`),
  }));
  return list;
}

const staying = text('文件里没有，保留', 'Not in the file, stays');

/** The same as a table to save: that of the history, and the records that stay though the files do not have them. */
export function updateTable(
  steps: readonly Step[],
  missing: readonly GoneRecord[],
  locale: Locale,
): OutTable {
  const { columns, features } = historyTable({ format: 1, steps: [...steps] }, { locale });
  const stays = listUpdates(steps, missing, locale).gone.filter(({ removed }) => !removed);
  const rows = stays.map(({ dataset, id, name }) => ({
    ...{ dataset: datasetTitles[dataset][locale], id, name, outcome: staying[locale] },
  }));
  return {
    name: text('变化', 'Changes')[locale],
    columns,
    features: [
      ...features,
      ...rows.map(
        (properties) => ({ type: 'Feature', geometry: null, properties }) as unknown as Feature,
      ),
    ],
    provenance: text(
      '这次导入对数据包的改动；移动按 WGS 84 椭球面上的距离。电话和姓名已遮盖。',
      'What this import changes in the pack; moves are distances on the WGS 84 ellipsoid. Phones and names are masked.',
    )[locale],
  };
}
