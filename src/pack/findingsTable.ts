import type { Feature } from 'geojson';
import { datasetTitles } from '../domain/datasets';
import { text, type Locale, type Text } from '../domain/text';
import type { OutColumn } from '../formats/format';
import { fieldsOf, textOf } from './checks/check';
import type { Finding } from './finding';
import { maskPerson, maskPhone } from './mask';
import { maskPhonesIn } from './phones';

/** Findings of one township as a table to send back: cells by the keys of the columns. */
export interface FindingsTable {
  /** Name of the town; that of the dataset for findings of records that name none. */
  name: string;
  columns: OutColumn[];
  rows: Record<string, string | number | null>[];
}

interface FindingsTableOptions {
  locale: Locale;
  /** The records that were checked, by the `index` of the findings: they say the town. */
  features?: readonly Feature[];
  /** Findings that are not open any more, for a column that says what was decided of each. */
  decided?: DecidedFindings;
  /** Phone numbers and names of persons as they stand, for those who are allowed to see them. */
  unmasked?: boolean;
}

const heads = {
  number: text('序号', 'No.'),
  row: text('行', 'Row'),
  id: text('编号', 'Number'),
  name: text('名称', 'Name'),
  field: text('字段', 'Field'),
  value: text('值', 'Value'),
  problem: text('问题', 'Problem'),
  advice: text('建议', 'Advice'),
  decision: text('处理', 'Decision'),
  outcome: text('处理结果', 'Outcome'),
} as const satisfies Record<string, Text>;

/** What a person decided of findings; those besides were found in records that are left out for another reason. */
export type DecidedFindings = Readonly<
  Record<'mended' | 'leftOut' | 'accepted' | 'besides', readonly Finding[]>
>;

const decisions = {
  mended: text('已修正', 'mended'),
  leftOut: text('不导入', 'left out'),
  accepted: text('保留', 'kept'),
  open: text('待定', 'open'),
} as const satisfies Record<string, Text>;

const integers = new Set(['number', 'row']);

/** What a township is asked to do, by how grave a finding is, where no repair is offered. */
const advice: Readonly<Record<Finding['level'], Text>> = {
  error: text('请更正', 'Correct it'),
  warning: text('请核实', 'Verify it'),
  notice: text('请看一看', 'Have a look'),
};

/**
 * Findings as tables to send back to the townships that sent the data, one for each town that the records name, in the
 * order of the findings, numbered from 1. Phone numbers and names of persons are masked unless asked for; the column for
 * the outcome is empty.
 */
export function findingsTables(
  findings: readonly Finding[],
  { locale, features = [], decided, unmasked = false }: FindingsTableOptions,
): FindingsTable[] {
  const all = inOrder(findings, decided);
  const heading = Object.entries(heads).filter(([key]) => decided || key !== 'decision');
  const columns = heading.map(([key, label]): OutColumn => ({
    key,
    label: label[locale],
    kind: integers.has(key) ? 'integer' : 'text',
  }));
  const groups = new Map<string, Told[]>();
  for (const told of all) {
    const { finding, isListed } = told;
    const feature = isListed && finding.index !== null ? features[finding.index] : undefined;
    const town = finding.town ?? (feature && textOf(feature, 'town'));
    const name = town ? maskPhonesIn(town) : datasetTitles[finding.dataset][locale];
    const group = groups.get(name);
    if (group) group.push(told);
    else groups.set(name, [told]);
  }
  return [...groups].map(([name, group]) => ({
    name,
    columns,
    rows: group.map(({ finding, decision }, i) => ({
      number: i + 1,
      row: finding.row,
      id: finding.id,
      name: unmasked || finding.name === null ? finding.name : maskPhonesIn(finding.name),
      field: fieldName(finding, locale),
      value: unmasked ? finding.value : maskedValue(finding),
      problem: unmasked ? finding.reason[locale] : maskPhonesIn(finding.reason[locale]),
      advice: adviceOf(finding, locale, unmasked),
      ...(decided && { decision: decision[locale] }),
      outcome: null,
    })),
  }));
}

interface Told {
  finding: Finding;
  decision: Text;
  /** Whether the list has the record at its index: one that was left out or removed is not in it. */
  isListed: boolean;
}

/** Open findings and decided ones together, by their rows; those of the whole dataset first. */
function inOrder(findings: readonly Finding[], decided: DecidedFindings | undefined): Told[] {
  // A row that could not be read is not imported, whatever anybody decides.
  const open = findings.map((finding): Told => ({
    finding,
    decision: isUnread(finding) ? decisions.leftOut : decisions.open,
    isListed: true,
  }));
  if (!decided) return open;
  const told = (key: keyof DecidedFindings, decision: Text) =>
    decided[key].map((finding): Told => ({ finding, decision, isListed: key === 'accepted' }));
  return [
    ...open,
    ...told('mended', decisions.mended),
    ...told('leftOut', decisions.leftOut),
    ...told('besides', decisions.leftOut),
    ...told('accepted', decisions.accepted),
  ].sort((a, b) => (a.finding.row ?? 0) - (b.finding.row ?? 0));
}

const isUnread = ({ check, level, index }: Finding): boolean =>
  check === 'reading' && level === 'error' && index === null;

/** The field as the register calls it; a column of the file, or nothing for the whole record. */
function fieldName({ dataset, field }: Finding, locale: Locale): string | null {
  return field === null ? null : (fieldsOf(dataset)[field]?.label[locale] ?? field);
}

function adviceOf({ mend, level }: Finding, locale: Locale, unmasked: boolean): string {
  if (!mend || mend.isLoss) return advice[level][locale];
  return unmasked ? mend.label[locale] : maskPhonesIn(mend.label[locale]);
}

/** The value of a finding with phones and persons masked; numbers by which records are known look like phones and stay. */
export function maskedValue({ check, dataset, field, value }: Finding): string {
  if (field === 'id' || field === 'code') return value;
  // A whole row of a file may hold anything.
  if (field === null && check === 'reading' && value.includes(' | ')) return '***';
  const kind = field === null ? undefined : kindOf(dataset, field);
  if (kind === 'phone') return maskedPhone(value);
  return kind === 'person' ? maskPerson(value) : maskPhonesIn(value);
}

/** Numbers that are listed are often broken: `0123 4567` is all area code and last figures, and nothing is hidden. */
function maskedPhone(value: string): string {
  const digits = (words: string) => words.replace(/\D/gu, '');
  const masked = maskPhone(value);
  return digits(value).length > 5 && digits(masked) === digits(value)
    ? `****${digits(value).slice(-2)}`
    : masked;
}

/** The kind of a field; a problem of reading names the column of the file, which may be headed in any way. */
function kindOf(dataset: Finding['dataset'], field: string): 'phone' | 'person' | undefined {
  const kind = fieldsOf(dataset)[field]?.kind;
  if (kind === 'phone' || kind === 'person') return kind;
  if (/电话|电話|手机|手機|phone|tel|mobile/iu.test(field)) return 'phone';
  return /责任人|負責人|负责人|联系人|聯絡人|管理人|监测人|姓名|户主|(?<![时周边全延])[员长]$/u.test(
    field,
  )
    ? 'person'
    : undefined;
}
