import { geohazardRisk } from '../domain/geohazard';
import { hazardIds, hazardTitles, type HazardId } from '../domain/hazard';
import { reservoirSizeOptions } from '../domain/options';
import { reservoirSize } from '../domain/reservoir';
import { text, type Text } from '../domain/text';
import { shown, type Problem, type SheetRow } from '../formats/sheet';
import { splitClassCells } from './classCells';
import type { ClassLog } from './classDecisions';
import type { Target } from './make';
import type { Mapping } from './match';
import { isUnknown, readYes } from './values';

interface Context {
  row: SheetRow;
  mapping: Mapping;
  /** Ids that are taken. */
  ids: ReadonlySet<string>;
  warnings: Problem[];
  /** Cells of classes that no list knows. */
  classes: ClassLog;
}

/**
 * Fills in what a register asks of every record and a file seldom says: an id of its own, the marks of sample data,
 * a status, and what follows from other values by rule. Whatever is not simply read is named in `assumed` or listed.
 */
export function complete(target: Target, record: Record<string, unknown>, context: Context): void {
  if (target === 'residents' || target === 'district') return;
  if (target === 'roads' || target === 'streams') {
    record.synthetic = record.synthetic === true;
    if (target === 'roads') direction(record, context);
    return;
  }
  const key = target === 'towns' ? 'code' : 'id';
  shorten(record, 'name', 200, context);
  shorten(record, key, 90, context);
  record[key] = ownId(record[key], key, context);
  if (target === 'towns') {
    Object.assign(record, { schematic: record.schematic === true, seat: null });
    return;
  }
  if (target === 'zones') {
    record.name ??= `${optionTitle(record.hazard)} ${context.row.row}`;
    return;
  }
  record.synthetic = record.synthetic === true;
  record.approximate = record.approximate === true;
  const assumed = typeof record.assumed === 'string' ? record.assumed.split(/[、,;\s]+/u) : [];
  record.assumed = assumed;

  splitClassCells(target, record, context);
  if (target === 'shelters') {
    space(record, context);
    record.capacitySource ??= capacitySource(record, context);
    // A shelter whose status cannot be read may be gone: people are not sent there.
    status(record, { missing: 'open', unreadable: 'closed' }, assumed, context);
  }
  if (target === 'geohazards') {
    cancelled(record, context);
    status(record, { missing: 'active', unreadable: 'active' }, assumed, context);
    if (record.riskGrade === null) {
      const { threatenedPeople, threatenedPropertyTenThousandYuan } = record;
      record.riskGrade = geohazardRisk(
        numberOf(threatenedPeople),
        numberOf(threatenedPropertyTenThousandYuan),
      );
    }
  }
  if (target === 'reservoirs') sizeByStorage(record, context);
}

/** A size that is not given, or in words that nobody knows, follows from the storage, and that is said. */
function sizeByStorage(
  record: Record<string, unknown>,
  { mapping, warnings, classes }: Context,
): void {
  if (record.size !== null || classes.isDecided('size')) return;
  const size = reservoirSize(numberOf(record.capacityCubicMetres));
  record.size = size;
  const told = warnings.find(({ field }) => field === mapping.size);
  if (size === null || !told) return;
  const { 'zh-CN': zh, en } = reservoirSizeOptions[size].label;
  told.reason = text(
    `不是这一栏的类别，按总库容判为“${zh}”`,
    `this is no class of the field; “${en}” by its storage`,
  );
}

/** A capacity that comes without its source is what the ledger says; a source given as unknown stays so. */
function capacitySource(record: Record<string, unknown>, { row, mapping }: Context): string {
  const column = mapping.capacitySource;
  const written = column ? shown(row.values[column]) !== '' : false;
  return record.capacityPeople === null || written ? 'unknown' : 'ledger';
}

const optionTitle = (hazard: unknown): string =>
  hazardIds.some((id) => id === hazard) ? hazardTitles[hazard as HazardId]['zh-CN'] : '';

/** `-1` is OpenStreetMap's word for a road that goes against its drawing; as a word it would pass for 1. */
function direction(
  record: Record<string, unknown>,
  { row, mapping, warnings, classes }: Context,
): void {
  const column = mapping.oneway;
  if (!column || shown(row.values[column]) !== '-1') return;
  record.oneway = 'reverse';
  classes.mark('oneway', true);
  const told = warnings.findIndex(({ field }) => field === column);
  if (told >= 0) warnings.splice(told, 1);
}

const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);

function warn({ row, mapping, warnings }: Context, key: string, reason: Text): void {
  const column = mapping[key] ?? null;
  const value = column === null ? '' : shown(row.values[column]);
  warnings.push({ row: row.row, field: column, value, level: 'warning', reason });
}

function shorten(
  record: Record<string, unknown>,
  key: string,
  most: number,
  context: Context,
): void {
  const value = record[key];
  if (typeof value !== 'string' || value.length <= most) return;
  record[key] = value.slice(0, most);
  warn(
    context,
    key,
    text(
      `超过 ${most} 字，只保留前面的`,
      `longer than ${most} characters; only the first are kept`,
    ),
  );
}

/** The register's number where it has one, else the next of those that the file has records; a number used before gets a suffix. */
function ownId(value: unknown, key: string, context: Context): string {
  const base = typeof value === 'string' ? value : String(context.ids.size + 1);
  if (!context.ids.has(base)) return base;
  let suffix = 2;
  while (context.ids.has(`${base}-${suffix}`)) suffix++;
  const id = `${base}-${suffix}`;
  warn(
    context,
    key,
    text(`编号“${base}”重复，改为“${id}”`, `the number “${base}” is used twice; now “${id}”`),
  );
  return id;
}

/** Two yes-or-no columns, as some registers have them, instead of one for the space. */
function space(record: Record<string, unknown>, context: Context): void {
  const { indoor, outdoor } = record;
  delete record.indoor;
  delete record.outdoor;
  if (record.space !== null || typeof indoor !== 'boolean' || typeof outdoor !== 'boolean') return;
  if (!indoor && !outdoor) {
    warn(
      context,
      'indoor',
      text('室内、室外都为否，空间类型按未知', 'neither indoor nor outdoor; the space is unknown'),
    );
    return;
  }
  record.space = indoor && outdoor ? 'both' : indoor ? 'indoor' : 'outdoor';
}

/** 是否核销: yes or no instead of a status. */
function cancelled(
  record: Record<string, unknown>,
  { row, mapping, warnings, classes }: Context,
): void {
  const column = mapping.status;
  if (!column?.includes('核销')) return;
  const answer = readYes(row.values[column]);
  if (answer === null || classes.isDecided('status')) return;
  classes.mark('status', true);
  record.status = answer ? 'closed' : 'active';
  const told = warnings.findIndex(({ field }) => field === column);
  if (told >= 0) warnings.splice(told, 1);
}

function status(
  record: Record<string, unknown>,
  rule: { missing: string; unreadable: string },
  assumed: string[],
  context: Context,
): void {
  if (record.status !== null) return;
  const column = context.mapping.status;
  const written = column ? !isUnknown(context.row.values[column]) : false;
  record.status = written ? rule.unreadable : rule.missing;
  assumed.push('status');
  if (!written) return;
  const warning = context.warnings.find(({ field }) => field === column);
  if (!warning) return;
  warning.reason =
    rule.unreadable === 'closed'
      ? text('不认识的状态，按停用', 'this status is not known; taken as closed')
      : text('不认识的状态，按在册', 'this status is not known; taken as active');
}
