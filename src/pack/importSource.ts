import type { Source } from '../domain/history';
import { plural, text, type Text } from '../domain/text';
import type { Sheet } from '../formats/sheet';
import { classNotes, decisionNotes } from './decisionNotes';
import type { Finding } from './finding';
import { maskedValue } from './findingsTable';
import type { KeptPart } from './keepImport';
import type { Target } from './make';
import type { Mapping } from './match';
import { maskPhonesIn } from './phones';
import type { Treated } from './treat';

/** A table of a file on its way into a pack. */
interface TableFile {
  file: string;
  sha256: string;
  sheet: Sheet;
  /** Day of the data, ISO 8601; `null` if not known. */
  asOf: string | null;
}

/** How a table goes into a register that is there. */
export type Entering = Pick<KeptPart, 'way' | 'removals' | 'except' | 'decided' | 'byHand'>;

/** Fields that a table gives: those that a column was mapped to, and sums of several. */
export const fieldsGiven = (mapping: Mapping, { sums }: Pick<Treated, 'sums'>): string[] => [
  ...Object.keys(mapping).filter((key) => mapping[key] !== null),
  ...sums.flatMap(({ decided }) => decided ?? []),
];

/** A treated table as `keepParts` takes it. */
export const keptPart = (
  file: TableFile,
  target: Target,
  mapping: Mapping,
  treated: Treated,
  entering: Entering,
): KeptPart => ({
  target,
  features: treated.features,
  problems: treated.problems,
  counts: treated.counts,
  coordinates: treated.coordinates,
  source: { ...sourceOf(file, treated), fields: fieldsGiven(mapping, treated) },
  fields: fieldsGiven(mapping, treated),
  ...entering,
});

/** A file as the history of a pack names it: what it was, how it was read, and what was taken for granted. */
const sourceOf = (file: TableFile, treated: Treated): Source => ({
  file: file.file,
  sha256: file.sha256,
  format: file.sheet.format,
  encoding: file.sheet.encoding,
  crs: treated.transform ? treated.transform.title['zh-CN'] : null,
  rows: file.sheet.rows.length,
  imported: treated.features.length,
  asOf: file.asOf,
  notes: [...treated.assumed, ...decidedNotes(treated)],
});

/** What a person decided of a file, for the provenance: towns, classes, repairs, and what is left out or kept. */
export const decidedNotes = (treated: Treated): Text[] => [
  ...joinNotes(treated),
  ...classNotes(treated.classWords),
  ...mendNotes(treated.mended),
  ...decisionNotes(treated),
];

/** Which rows stand where a town is, and which of them a person paired. */
function joinNotes({ join, rows }: Treated): Text[] {
  if (!join?.matches.length) return [];
  const imported = new Set(rows);
  const matches = join.matches.filter(({ row }) => imported.has(row));
  if (!matches.length) return [];
  const byHand = matches.filter(({ by }) => by === 'hand');
  const pairs = [...new Set(byHand.map(({ unit, row }) => `${row} → ${unit.name}`))].slice(0, 20);
  return [
    text(
      `${matches.length} 行按镇街定位${byHand.length ? `，其中人工对应 ${byHand.length} 行（行 → 镇街：${pairs.join('、')}）` : ''}`,
      `${plural(matches.length, 'row')} placed by town${byHand.length ? `, ${byHand.length} of them paired by hand (row → town: ${pairs.join(', ')})` : ''}`,
    ),
  ];
}

/** Repairs that are told one by one; of more only their number. */
const toldMends = 50;

/** Phones and names of persons are masked: notes are printed, and stand beside the records for everybody. */
function mendNotes(mended: readonly Finding[]): Text[] {
  const told = mended.slice(0, toldMends).flatMap((finding) => {
    const { row, name, field, mend } = finding;
    if (!mend) return [];
    const where = [row, name && maskPhonesIn(name), field]
      .filter((part) => part !== null)
      .join(' ');
    const value = maskedValue(finding);
    return text(
      `已改正（${where}，原值“${value}”）：${maskPhonesIn(mend.label['zh-CN'])}`,
      `Repaired (${where}, was “${value}”): ${maskPhonesIn(mend.label.en)}`,
    );
  });
  const more = mended.length - toldMends;
  return more > 0
    ? [...told, text(`另有 ${more} 处改正`, `${plural(more, 'further repair')}`)]
    : told;
}
