import { Failure } from '../domain/failure';
import { plural, text, type Text } from '../domain/text';
import { readBody } from './ledgerBody';
import { CellFault, isBlank, wordsOf, type Grid, type GridRow } from './ledgerGrid';
import { findHead, headOf, type Head } from './ledgerHead';
import { unitOfTable } from './ledgerWords';
import { checkColumns, checkRows, shown, type Problem, type Rows, type SheetRow } from './sheet';

/** A grid read as a register. */
export interface Ledger {
  columns: string[];
  rows: Rows;
  /** What was set aside or taken for granted. */
  notes: Text[];
  problems: Problem[];
  /** First and last row of the head, as a person counts them. */
  headRows: [first: number, last: number];
}

/**
 * Tells head, body and the rest of a table apart: rows of a title above the head, a head of several rows, rows of
 * totals, section titles, repeated heads and lines of signatures below. What is left out or filled in is said.
 * @param head first and last row of the head where a person decided it; else it is told by where words stand over the
 *   full width, by merged cells, and by numbers below
 * @throws Failure when there is no row of data, too many rows or columns, or the decided head lies outside
 */
export function tidy(grid: Grid, head?: readonly [first: number, last: number]): Ledger {
  const rows = grid.rows.filter(({ cells }) => cells.some((cell) => !isBlank(cell)));
  const merges = grid.merges ?? [];
  if (!rows.length) {
    throw new Failure(
      text('表里没有文字，只有空行。', 'The table holds no text, only blank rows.'),
    );
  }
  const width = rows.reduce((most, { cells }) => Math.max(most, lastFilled(cells) + 1), 0);
  checkColumns(width);
  const found = head ? headOf(rows, merges, width, head) : findHead(rows, merges, width);
  const { columns, problems } = nameColumns(found);
  problems.push(...unitsAbove(rows.slice(0, found.from)));
  const notes = headNotes(found, rows, head !== undefined);
  const body = readBody(rows.slice(found.to), merges, found.labels);
  checkRows(body.rows.length);
  const used = columns.map(
    (name, i) =>
      name ??
      (body.rows.some(({ cells }) => !isBlank(cells[i])) ? freeName(`列 ${i + 1}`, columns) : null),
  );
  const unnamed = used.filter((name, i) => name !== null && columns[i] === null);
  if (unnamed.length) {
    notes.push(
      text(
        `${unnamed.length} 列没有列名，称作：${unnamed.join('、')}`,
        `${unnamed.length} columns have no name and are called ${unnamed.join(', ')}`,
      ),
    );
  }
  problems.push(...body.problems.map((one) => ({ ...one, field: used[one.column] ?? null })));
  problems.push(...faults(body.rows, used));
  return {
    columns: used.filter((name) => name !== null),
    rows: new LedgerRows(body.rows, used),
    notes: [...notes, ...body.notes],
    problems: problems.map(plainProblem).sort((a, b) => a.row - b.row),
    headRows: [found.first, found.last],
  };
}

const lastFilled = (cells: GridRow['cells']) => {
  let last = cells.length - 1;
  while (last >= 0 && isBlank(cells[last])) last--;
  return last;
};

const plainProblem = ({ row, field, value, level, reason }: Problem): Problem => ({
  row,
  field,
  value,
  level,
  reason,
});

function freeName(name: string, taken: readonly (string | null)[]): string {
  let free = name;
  for (let number = 2; taken.includes(free); number++) free = `${name} (${number})`;
  return free;
}

/** Names of the columns, each used once; `null` for a column whose head is blank. */
function nameColumns({ labels, last }: Head) {
  const problems: Problem[] = [];
  const taken: string[] = [];
  const columns = labels.map((label, i) => {
    if (label === '') return null;
    const name = freeName(label, taken);
    taken.push(name);
    if (name !== label) {
      problems.push({
        row: last,
        field: label,
        value: shown(label),
        level: 'warning',
        reason: text(
          `列名重复，第 ${i + 1} 列改称“${name}”`,
          `the name is used twice; column ${i + 1} is now “${name}”`,
        ),
      });
    }
    return name;
  });
  return { columns, problems };
}

/** A unit that stands above the table for all of it, but not in the names of the columns: to be seen by a person. */
const unitsAbove = (above: readonly GridRow[]): Problem[] =>
  above.flatMap(({ row, cells }) =>
    cells.map(wordsOf).flatMap((words): Problem[] => {
      const unit = unitOfTable(words);
      return unit === null
        ? []
        : [
            {
              row,
              field: null,
              value: shown(words),
              level: 'warning',
              reason: text(
                `表上方写着单位“${unit}”，但不知是哪几列的；没有据此换算，请在列名里写明单位`,
                `the unit “${unit}” stands above the table, but not for which columns; nothing was converted. Write units into the names of the columns`,
              ),
            },
          ];
    }),
  );

function headNotes(
  { first, last, from, sure }: Head,
  rows: readonly GridRow[],
  decided: boolean,
): Text[] {
  const notes: Text[] = [];
  const above = rows.slice(0, from);
  if (above.length) {
    const words = above
      .map(({ cells }) => [...new Set(cells.map(wordsOf).filter(Boolean))].join(' '))
      .map((line) => (line.length > 60 ? `${line.slice(0, 59)}…` : line));
    const some = words.slice(0, 5);
    const more = words.length > some.length;
    notes.push(
      text(
        `表头上方有 ${above.length} 行标题，没有读入：${some.join('；')}${more ? ' 等' : ''}`,
        `${plural(above.length, 'title row')} above the head ${above.length === 1 ? 'was' : 'were'} not read: ${some.join('; ')}${more ? ' and others' : ''}`,
      ),
    );
  }
  if (decided) {
    notes.push(
      text(`表头由人指定：第 ${first}–${last} 行`, `the head was chosen: rows ${first} to ${last}`),
    );
  } else if (!sure) {
    notes.push(
      text(
        `没有一行明显是表头，以第 ${first} 行为表头；请核对`,
        `no row is clearly a head; row ${first} was taken, check it`,
      ),
    );
  }
  if (last > first) {
    notes.push(
      text(
        `表头有多行（第 ${first}–${last} 行），列名上下合并`,
        `the head has several rows (${first} to ${last}); their names were joined`,
      ),
    );
  }
  return notes;
}

function faults(rows: readonly GridRow[], columns: readonly (string | null)[]): Problem[] {
  return rows.flatMap(({ row, cells }) =>
    cells.flatMap((cell, i) =>
      cell instanceof CellFault
        ? {
            row,
            field: columns[i] ?? null,
            value: shown(cell.shows),
            level: 'warning' as const,
            reason: cell.reason,
          }
        : [],
    ),
  );
}

/** Rows that are made when they are asked for: a large register holds millions of cells. */
class LedgerRows implements Iterable<SheetRow> {
  readonly length: number;

  constructor(
    private readonly rows: readonly GridRow[],
    private readonly columns: readonly (string | null)[],
  ) {
    this.length = rows.length;
  }

  at(index: number): SheetRow | undefined {
    const found = this.rows.at(index);
    if (!found) return undefined;
    const values = Object.create(null) as Record<string, unknown>;
    this.columns.forEach((name, i) => {
      if (name === null) return;
      const cell = found.cells[i];
      values[name] = cell === undefined || cell === null || cell instanceof CellFault ? '' : cell;
    });
    return { row: found.row, values, geometry: null };
  }

  *[Symbol.iterator](): Iterator<SheetRow> {
    for (let i = 0; i < this.length; i++) yield this.at(i)!;
  }
}
