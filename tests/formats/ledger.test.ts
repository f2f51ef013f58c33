import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tidy } from '../../src/formats/ledger';
import { CellFault, type Cell, type Merge } from '../../src/formats/ledgerGrid';
import { text } from '../../src/domain/text';

/** A grid from lines of cells separated by |; numbers become numbers, as in a workbook. */
const grid = (lines: string, merges: Merge[] = []) => ({
  rows: lines
    .trim()
    .split('\n')
    .map((line, i) => ({
      row: i + 1,
      cells: line.split('|').map((cell): Cell => {
        const words = cell.trim();
        return /^\d+(?:\.\d+)?$/u.test(words) ? Number(words) : words || null;
      }),
    })),
  merges,
});
const read = (lines: string, merges: Merge[] = []) => {
  const { rows, notes, ...rest } = tidy(grid(lines, merges));
  return {
    ...rest,
    notes: notes.map(({ 'zh-CN': zh }) => zh),
    rows: Array.from(rows, ({ row, values }) => ({ row, ...values })),
  };
};
const merge = (top: number, left: number, bottom: number, right: number): Merge => ({
  top,
  bottom,
  left,
  right,
});

describe('the head', () => {
  test('a plain table: the first row is the head, and nothing is noted', () => {
    expect(read('名称|人数\n一中|500\n')).toEqual({
      columns: ['名称', '人数'],
      headRows: [1, 1],
      notes: [],
      problems: [],
      rows: [{ row: 2, 名称: '一中', 人数: 500 }],
    });
  });

  test('a title and a line of the form above the head are set aside and quoted', () => {
    const found = read(
      `应急避难场所统计表||||
       填报单位：双桥街道||填报日期：2023年8月1日|单位：万㎡|
       序号|名称|地址|面积|人数
       1|一中|北路1号|0.3|500`,
      [merge(1, 0, 1, 4)],
    );
    expect(found.columns).toEqual(['序号', '名称', '地址', '面积', '人数']);
    expect(found.headRows).toEqual([3, 3]);
    expect(found.notes).toEqual([
      '表头上方有 2 行标题，没有读入：应急避难场所统计表；填报单位：双桥街道 填报日期：2023年8月1日 单位：万㎡',
    ]);
    // Which columns are in 万㎡ nobody can tell: it is listed, not applied.
    expect(found.problems).toMatchObject([{ row: 2, field: null, value: '单位：万㎡' }]);
  });

  test('two rows with merged cells are joined: 面积 over 室内 and 室外, 名称 over both rows', () => {
    const found = read(
      `名称|面积||人数
       |室内|室外|
       一中|300|3000|500`,
      [merge(1, 0, 2, 0), merge(1, 1, 1, 2), merge(1, 3, 2, 3)],
    );
    expect(found.columns).toEqual(['名称', '面积 室内', '面积 室外', '人数']);
    expect(found.headRows).toEqual([1, 2]);
    expect(found.rows).toEqual([
      { row: 3, 名称: '一中', '面积 室内': 300, '面积 室外': 3000, 人数: 500 },
    ]);
  });

  test('the same two rows without merged cells, as a CSV has them', () => {
    const found = read('名称|面积||人数\n|室内|室外|\n一中|300|3000|500\n');
    expect(found.columns).toEqual(['名称', '面积 室内', '面积 室外', '人数']);
  });

  test('three rows, the last with units', () => {
    const found = read(
      `避难场所一览表|||||
       名称|面积|||责任人|
       |室内||室外|姓名|电话
       |（㎡）|（间）|（万㎡）||
       一中|300|6|0.3|王某|13800000000`,
      [
        merge(1, 0, 1, 5),
        merge(2, 0, 4, 0),
        merge(2, 1, 2, 3),
        merge(3, 1, 3, 2),
        merge(2, 4, 2, 5),
      ],
    );
    expect(found.columns).toEqual([
      '名称',
      '面积 室内（㎡）',
      '面积 室内（间）',
      '面积 室外（万㎡）',
      '责任人 姓名',
      '责任人 电话',
    ]);
    expect(found.headRows).toEqual([2, 4]);
  });

  test('a group that says nothing is left out, and an angle needs none', () => {
    const found = read(
      `基本情况|||坐标|
       序号|名称|地址|经度|纬度
       1|一中|北路|105.7|29.7`,
      [merge(1, 0, 1, 2), merge(1, 3, 1, 4)],
    );
    expect(found.columns).toEqual(['序号', '名称', '地址', '经度', '纬度']);
  });

  test('a group over columns whose names would be the same without it keeps them apart', () => {
    const found = read(
      `名称|基本信息||其他信息|
       |人数|户数|人数|户数
       甲村|1|2|3|4`,
    );
    expect(found.columns).toEqual([
      '名称',
      '基本信息 人数',
      '基本信息 户数',
      '其他信息 人数',
      '其他信息 户数',
    ]);
  });

  test('who sends a table and when, above its head, are no names of groups', () => {
    const found = read('双桥街道||应急办\n名称|地址|人数\n一中|北路|500\n');
    expect(found.columns).toEqual(['名称', '地址', '人数']);
    const wider = read('双桥街道||应急办|\n名称|地址|人数|备注\n一中|北路|500|无\n');
    expect(wider.columns).toEqual(['名称', '地址', '人数', '备注']);
  });

  test('a column without a name does not make the first record the head', () => {
    expect(read('名称||备注\n一中|北路|无\n二中|南路|无\n').columns).toEqual([
      '名称',
      '列 2',
      '备注',
    ]);
    expect(read('乡镇||备注\n双桥|北路|无\n').headRows).toEqual([1, 1]);
  });

  test('a merged head over two columns with data right below is one row, not two', () => {
    const found = read('名称|联系方式|\n一中|王某|电话不详\n', [merge(1, 1, 1, 2)]);
    expect(found.headRows).toEqual([1, 1]);
    expect(found.columns).toEqual(['名称', '联系方式', '联系方式 (2)']);
  });

  test('spaces and line breaks inside a Chinese name are nothing; those between Latin words stay', () => {
    const { columns } = tidy({
      rows: [
        { row: 1, cells: ['名  称', '可容纳\n人数', 'land area'] },
        { row: 2, cells: ['一中', 5, 6] },
      ],
    });
    expect(columns).toEqual(['名称', '可容纳人数', 'land area']);
  });

  test('a row that numbers the columns belongs to the head', () => {
    const found = read('序号|名称|面积|人数|备注\n甲|乙|1|2|3\n1|一中|300|500|无\n');
    expect(found.headRows).toEqual([1, 2]);
    expect(found.rows).toHaveLength(1);
  });

  test('years may be names of columns', () => {
    expect(read('镇街|2020|2021\n双桥|100|120\n').columns).toEqual(['镇街', '2020', '2021']);
  });

  test('a table without a head is not stripped of its first rows: its first row is taken, and that is said', () => {
    const found = read('一中|105.7|29.7|500\n二中|105.8|29.8|600\n甲|乙|丙|丁\n');
    expect(found.headRows).toEqual([1, 1]);
    expect(found.notes).toEqual(['没有一行明显是表头，以第 1 行为表头；请核对']);
  });

  test('columns with the same name get a number; columns without one are named by their place', () => {
    const found = read('名称|面积|面积|\n一中|1|2|3\n');
    expect(found.columns).toEqual(['名称', '面积', '面积 (2)', '列 4']);
    expect(found.problems).toMatchObject([{ row: 1, field: '面积' }]);
    expect(found.notes).toEqual(['1 列没有列名，称作：列 4']);
  });

  test('a person may say which rows are the head', () => {
    const { columns, headRows } = tidy(grid('a|b\nc|d\n1|2\n'), [2, 2]);
    expect([columns, headRows]).toEqual([
      ['c', 'd'],
      [2, 2],
    ]);
    expect(() => tidy(grid('a|b\nc|d\n1|2\n'), [7, 8])).toThrow('has text from row 1 to 3');
  });
});

describe('the body', () => {
  test('a town merged over its rows is filled into each', () => {
    const found = read('镇街|名称|人数\n双桥|一中|500\n|二中|600\n龙岗|三中|700\n', [
      merge(2, 0, 3, 0),
    ]);
    expect(found.rows.map((row) => (row as { 镇街?: string }).镇街)).toEqual([
      '双桥',
      '双桥',
      '龙岗',
    ]);
    expect(found.notes).toEqual(['1 处竖向合并的单元格，已填入所跨各行：镇街']);
  });

  test('an amount merged over rows is unknown in all: 500 people together are not 500 in each', () => {
    const found = read('名称|人数|经度\n一中|500|105.7\n二中||\n三中|10|105.8\n', [
      merge(2, 1, 3, 1),
      merge(2, 2, 3, 2),
    ]);
    expect(found.rows).toEqual([
      { row: 2, 名称: '一中', 人数: '', 经度: 105.7 },
      { row: 3, 名称: '二中', 人数: '', 经度: 105.7 },
      { row: 4, 名称: '三中', 人数: 10, 经度: 105.8 },
    ]);
    expect(found.problems).toMatchObject([
      { row: 2, field: '人数', value: '500', level: 'warning' },
    ]);
  });

  test('totals, section titles, repeated heads, empty numbers and lines below are left out and named', () => {
    const found = read(
      `序号|镇街|名称|人数
       一、双桥街道|||
       1|双桥|一中|500
       |小计||500
       序号|镇街|名称|人数
       二、龙岗街道|||
       2|龙岗|三中|700
       3|||
       合  计|||1200
       填表人：王某||审核人：李某|2023年8月
       注：人数按床位计|||`,
      [merge(2, 0, 2, 3), merge(6, 0, 6, 3)],
    );
    expect(found.rows.map(({ row }) => row)).toEqual([3, 7]);
    expect(found.notes).toEqual([
      '合计行没有读入：第 4 行“小计”、第 9 行“合 计”',
      '分段标题没有读入：第 2 行“一、双桥街道”、第 6 行“二、龙岗街道”',
      '重复的表头没有读入：第 5 行“序号”',
      '1 行只有序号，没有读入',
      '表下的说明没有读入：第 10 行“填表人：王某”、第 11 行“注：人数按床位计”',
    ]);
  });

  test('a total that is not the sum of the rows is listed; subtotals, means and columns with words are left alone', () => {
    const found = read(
      `镇街|名称|人数|面积|人均面积|备注
       双桥|一中|500|1.5|3|甲
       |小计|500|1.5|3|
       龙岗|三中|700|2.5|2|乙
       |小计|700|2.5|2|
       合计||1300|4|2.4|2`,
    );
    expect(found.problems).toEqual([
      {
        row: 6,
        field: '人数',
        value: '1300',
        level: 'warning',
        reason: text(
          '合计写的是 1,300，各行之和是 1,200：可能缺行，或有的数有误',
          'the total says 1,300, the rows add up to 1,200: rows may be missing, or a number is wrong',
        ),
      },
    ]);
  });

  test('a school called 合计小学 is a school', () => {
    expect(read('名称|人数\n合计小学|5\n').rows).toHaveLength(1);
  });

  test('rows keep the number that a person sees', () => {
    const { rows } = tidy({
      rows: [
        { row: 3, cells: ['名称', '人数'] },
        { row: 4, cells: [null, ' '] },
        { row: 9, cells: ['一中', 5] },
      ],
    });
    expect(rows.at(0)?.row).toBe(9);
    expect(rows.at(1)).toBeUndefined();
  });

  test('a cell with a fault is unknown and listed under the name of its column', () => {
    const { rows, problems } = tidy({
      rows: [
        { row: 1, cells: ['名称', '人数'] },
        { row: 2, cells: ['一中', new CellFault('#N/A', text('错误值', 'an error'))] },
      ],
    });
    expect({ ...rows.at(0)?.values }).toEqual({ 名称: '一中', 人数: '' });
    expect(problems).toEqual([
      {
        row: 2,
        field: '人数',
        value: '#N/A',
        level: 'warning',
        reason: text('错误值', 'an error'),
      },
    ]);
  });

  test('names of columns that are names of the machinery are just names', () => {
    const { columns, rows } = tidy(grid('__proto__|constructor|toString\n1|2|x\n'));
    expect(columns).toEqual(['__proto__', 'constructor', 'toString']);
    expect(Object.entries(rows.at(0)!.values)).toEqual([
      ['__proto__', 1],
      ['constructor', 2],
      ['toString', 'x'],
    ]);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });
});

test('a merge that claims a million rows costs what there are rows', () => {
  const merges = Array.from({ length: 5000 }, (_, i) => merge(2, 0, 1_000_000 + i, 0));
  expect(read('镇街|名称\n双桥|一中\n|二中\n', merges).rows).toHaveLength(2);
});

test('any grid gives rows below its head, with the columns that are named, or a sentence', () => {
  const cell = fc.oneof(
    fc.constantFrom(null, '合计', '名称', '面积', '（㎡）', '填表人：', '500', '__proto__'),
    fc.string({ maxLength: 4 }),
    fc.double(),
    fc.boolean(),
  );
  const place = fc.integer({ min: 0, max: 6 });
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 9 }),
      fc.array(fc.tuple(place, place, place, place), { maxLength: 4 }),
      (lines, areas) => {
        const rows = lines.map((cells, i) => ({ row: i + 1, cells }));
        const merges = areas.map(([a, b, c, d]) =>
          merge(Math.min(a, b) + 1, Math.min(c, d), Math.max(a, b) + 1, Math.max(c, d)),
        );
        try {
          const ledger = tidy({ rows, merges });
          expect(new Set(ledger.columns).size).toBe(ledger.columns.length);
          for (const { row, values } of ledger.rows) {
            expect(row).toBeGreaterThan(ledger.headRows[1]);
            expect(Object.keys(values).sort()).toEqual([...ledger.columns].sort());
          }
        } catch (error) {
          expect(error).toHaveProperty('name', 'Failure');
        }
      },
    ),
    { numRuns: 300 },
  );
});
