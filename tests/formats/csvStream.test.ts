import fc from 'fast-check';
import iconv from 'iconv-lite';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { csv, readTable } from '../../src/formats/csv';
import { csvLines, isBlank, type CsvSigns } from '../../src/formats/csvIndex';
import { openTable } from '../../src/formats/csvRead';
import { CsvRows, RowPlaces } from '../../src/formats/csvRows';
import { textBytes } from '../../src/formats/textBytes';

/** All rows of a text that Papa Parse finds in it as a whole, blank ones counted and left out, with its complaints. */
function whole(content: string, signs: CsvSigns) {
  const { data, errors } = Papa.parse<string[]>(content, { ...signs, skipEmptyLines: false });
  return data
    .map((cells, i) => ({
      row: i + 1,
      cells,
      faults: [...new Set(errors.filter(({ row }) => row === i).map(({ code }) => code))],
    }))
    .filter(({ cells }) => !isBlank(cells));
}

/** The same by going through the bytes, each row also read on its own. */
function streamed(bytes: Uint8Array, signs: CsvSigns, encoding: 'utf-8' | 'gb18030' | 'big5') {
  const content = textBytes(bytes, encoding);
  const lines = [...csvLines(content, signs)];
  const places = new RowPlaces();
  for (const { from, to, row } of lines) places.add(from, to, row);
  const width = Math.max(0, ...lines.map(({ cells }) => cells));
  const columns = Array.from({ length: width }, (_, i) => `c${i}`);
  const rows = new CsvRows(content, signs, places, columns);
  const read = [...rows.cells()];
  for (const [i, line] of lines.entries()) {
    const alone = rows.at(i)!;
    expect(alone.row).toBe(line.row);
    expect(Object.values(alone.values).slice(0, line.cells)).toEqual(read[i]!.cells);
    expect(line.cells).toBe(read[i]!.cells.length);
  }
  return lines.map(({ row, faults }, i) => ({
    row: read[i]!.row === row ? row : NaN,
    cells: read[i]!.cells,
    faults: [...new Set(faults)],
  }));
}

const pieces = fc.constantFrom(
  ...['"', '"', '"', '""', ',', ',', ';', '\t', '\n', '\r', '\r\n', ' ', '  ', '\u3000', '\u00a0'],
  ...['a', '1.5', '-', '名称', '龙岗，一中', '㐂', '￥', '\v', '\0', 'é', '"a"', '"龙\n岗"', ',,,'],
);
const contents = fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(''));
const signs = fc.record({
  delimiter: fc.constantFrom(',', '\t', ';'),
  newline: fc.constantFrom<CsvSigns['newline']>('\n', '\r', '\r\n'),
});

describe('rows found in the bytes are those that Papa Parse finds in the whole text', () => {
  test.each([
    ['utf-8', 'utf8'],
    ['gb18030', 'gb18030'],
    ['big5', 'big5'],
  ] as const)('%s, whatever the quotes, blank lines and spaces', (label, written) => {
    fc.assert(
      fc.property(contents, signs, fc.boolean(), (content, given, hasMark) => {
        // Characters that Big5 does not have become question marks before both see them.
        const bytes = new Uint8Array(
          iconv.encode(content, written, { addBOM: hasMark && label === 'utf-8' }),
        );
        const text = new TextDecoder(label).decode(bytes);
        expect(streamed(bytes, given, label)).toEqual(whole(text, given));
      }),
      { numRuns: 1500 },
    );
  });

  test('also where bytes are damaged: a broken character takes no separator with it', () => {
    const bytes = fc
      .array(fc.constantFrom(0x81, 0xd6, 0xd0, 0x30, 0xff, 0x2c, 0x0a, 0x22, 0x41, 0xe9, 0xbe), {
        maxLength: 40,
      })
      .map((list) => Uint8Array.from(list));
    const given: CsvSigns = { delimiter: ',', newline: '\n' };
    fc.assert(
      fc.property(bytes, fc.constantFrom('utf-8', 'gb18030', 'big5'), (input, label) => {
        const text = new TextDecoder(label).decode(input);
        expect(streamed(input, given, label)).toEqual(whole(text, given));
      }),
      { numRuns: 1500 },
    );
  });
});

/** Records of many rows, so that the text is read in more than one piece. */
const table = (rows: number, newline: string) =>
  [
    '名称,人数,说明',
    ...Array.from({ length: rows }, (_, i) => `第${i}点,${i},"甲""乙${newline}丙"`),
  ].join(newline);

describe('a file of many pieces', () => {
  const records = 5000;
  test.each([
    ['utf8', '\n'],
    ['utf8', '\r\n'],
    ['utf8', '\r'],
    ['gbk', '\r\n'],
    ['utf16-le', '\r\n'],
    ['utf16-be', '\n'],
  ])(
    '%s with %j at the end of lines gives every row, forwards and one by one',
    async (written, newline) => {
      const bytes = new Uint8Array(iconv.encode(table(records, newline), written));
      const opened = await csv.open([{ name: 'a.csv', bytes }]);
      const { rows, columns } = await opened.read('table');
      expect([columns, rows.length]).toEqual([['名称', '人数', '说明'], records]);
      let i = 0;
      for (const { row, values } of rows) {
        expect([row, values.名称, values.人数]).toEqual([i + 2, `第${i}点`, String(i)]);
        i++;
      }
      expect(i).toBe(records);
      expect({ ...rows.at(4321)!.values }).toEqual({
        名称: '第4321点',
        人数: '4321',
        说明: `甲"乙${newline}丙`,
      });
      expect(rows.at(-1)!.row).toBe(records + 1);
      expect(rows.at(records)).toBeUndefined();
    },
  );

  test('progress moves while the character set is told and the rows are found', async () => {
    const bytes = new TextEncoder().encode(`name,x\n${'一中,1\n'.repeat(1_000_000)}`);
    const seen: Record<string, number[]> = {};
    const opened = await csv.open([{ name: 'a.csv', bytes }]);
    await opened.read('table', {
      progress: (done, total, what) => (seen[what.en] ??= []).push(done / total),
    });
    expect(seen['Telling the character set']!.length).toBeGreaterThan(5);
    expect(seen['Finding the rows']!.length).toBeGreaterThanOrEqual(2);
    for (const steps of Object.values(seen))
      expect(steps).toEqual([...steps].sort((a, b) => a - b));
  });

  test('of 25,000 short rows the first 10,000 are listed, and a last line says how many more there are', () => {
    const { problems, log } = readTable(new TextEncoder().encode(`a,b\n${'1\n'.repeat(25_000)}`));
    expect(problems).toHaveLength(10_001);
    expect(problems.at(-1)).toMatchObject({ row: 10_002, level: 'warning' });
    expect(problems.at(-1)!.reason.en).toContain('15,000 more problems are not listed');
    expect(log?.rows.warning.size).toBe(25_000);
  });
});

describe('a CSV that was laid out for people', () => {
  const read = (content: string, headRows?: [number, number]) => {
    const { columns, rows, notes } = readTable(
      new TextEncoder().encode(content),
      headRows ? { headRows } : {},
    );
    return { columns, rows: rows.map(({ row, values }) => [row, ...Object.values(values)]), notes };
  };

  test('title rows above, a head of two rows, a total and a signature below are set aside and named', () => {
    const { columns, rows, notes } = read(
      [
        '大足区应急避难场所台账,,,,',
        '填报单位：区应急局,,,填报日期：2026-01-05,',
        '序号,名称,面积（㎡）,,责任人',
        ',,室内,室外,',
        '1,一中操场,0,5200,张三',
        '2,文化中心,800,1200,李四',
        '合计,,800,6400,',
        '注：面积为有效面积,,,,',
      ].join('\n'),
    );
    expect(columns).toEqual(['序号', '名称', '面积（㎡） 室内', '面积（㎡） 室外', '责任人']);
    expect(rows).toEqual([
      [5, '1', '一中操场', '0', '5200', '张三'],
      [6, '2', '文化中心', '800', '1200', '李四'],
    ]);
    expect(notes.map((note) => note['zh-CN']).join('\n')).toMatch(/2 行标题.*[^]*合计行[^]*说明/u);
  });

  test('a person may say which rows are the head', () => {
    expect(read('甲,乙\n名称,人数\n一中,5\n', [2, 2])).toMatchObject({
      columns: ['名称', '人数'],
      rows: [[3, '一中', '5']],
    });
  });

  test.each([
    ['a total', 'name,people\na,1\n合计,1\n', 2],
    ['numbers 1 to 5 in its first row', 'a,b,c,d,e\n1,2,3,4,5\n', 1],
    ['words only', 'name,town\n一中,龙岗\n二中,双桥\n', 2],
    ['blank names of columns', 'name,,x\n一中,室内,1\n', 1],
    ['more cells than names', 'name,x\n一中,1,2,3\n二中,1,2,3\n', 2],
  ])('a plain table stays as it is, with %s', (_, content, count) => {
    const { columns, rows } = read(content);
    expect(rows).toHaveLength(count);
    expect(columns[0]).toBe(content.split(',')[0]);
  });

  test('a long one has its head set in order; its rows are read one after another', () => {
    const body = Array.from({ length: 20_001 }, (_, i) => `第${i}点,${i}`).join('\n');
    const { columns, rows, notes } = read(`居民点人数表,\n名称,人数\n${body}\n`);
    expect([columns, rows.length, rows[0], rows.at(-1)]).toEqual([
      ['名称', '人数'],
      20_001,
      [3, '第0点', '0'],
      [20_003, '第20000点', '20000'],
    ]);
    expect(notes[0]!.en).toContain('rows 2 to 2 are the head, 1 rows above were not read');
  });
});

describe('a text that is no table ends in a sentence, before it fills the memory', () => {
  const signs: CsvSigns = { delimiter: ',', newline: '\n' };
  const linesOf = (text: string, most: number) => [
    ...csvLines(textBytes(new TextEncoder().encode(text), 'utf-8'), signs, undefined, most),
  ];

  test('where a quotation mark is never closed, with its row', () => {
    expect(() => linesOf(`name,x\na,1\n"b,2\n${'c,3\n'.repeat(1000)}`, 1000)).toThrow(
      /quotation mark in row 3 is never closed, so that 0 MB behind it became one cell/,
    );
  });

  test('where one line is larger than any record, with its row', () => {
    expect(() => linesOf(`name,x\n${'a'.repeat(2_000_000)}\n`, 1_000_000)).toThrow(
      /Row 2 alone has 2 MB, the most is 1 MB; .* check line ends and quotation marks/,
    );
  });

  test('and 20,000 columns are refused by their number', () => {
    const row = Array.from({ length: 20_000 }, (_, i) => `c${i}`).join(',');
    expect(() => readTable(new TextEncoder().encode(`${row}\n${row}\n`))).toThrow(
      /has 20,000 columns, the most is 1,000/,
    );
  });

  test('a megabyte of quotation marks before Chinese characters is gone through once, not once for each', () => {
    // Looking for the separator behind each mark up to the end of the text took minutes.
    const [line] = linesOf(`"${'龙"'.repeat(300_000)}`, 2_000_000);
    expect(line).toMatchObject({ row: 1, cells: 1, faults: ['InvalidQuotes'] });
  });

  test('a row of 100,000 badly quoted cells says so once', () => {
    const [line] = linesOf('"a"b",'.repeat(100_000), 2_000_000);
    expect(line!.faults).toEqual(['InvalidQuotes']);
  });
});

describe('what lies between two rows and is none', () => {
  const rowsOf = (content: string) => {
    const { rows } = openTable(new TextEncoder().encode(content));
    return {
      forwards: [...rows].map(({ row, values }) => [row, ...Object.values(values)]),
      single: Array.from({ length: rows.length }, (_, i) => rows.at(i)!.row),
    };
  };

  test('a remark in the middle is left out, and takes the place of no row', () => {
    const { forwards, single } = rowsOf('name,x\na,1\n# counted in May\nb,2\nc,3\n');
    expect(forwards).toEqual([
      [2, 'a', '1'],
      [4, 'b', '2'],
      [5, 'c', '3'],
    ]);
    expect(single).toEqual([2, 4, 5]);
  });

  test('a million empty lines are passed over, and no row is read together with them', () => {
    const content = new TextEncoder().encode(`name,x\na,1${'\n'.repeat(1_000_000)}b,2\n`);
    const { rows } = openTable(content);
    expect([...rows].map(({ row, values }) => [row, values.name])).toEqual([
      [2, 'a'],
      [1_000_002, 'b'],
    ]);
    const text = textBytes(content, 'utf-8');
    const places = new RowPlaces();
    const signs: CsvSigns = { delimiter: ',', newline: '\n' };
    for (const { from, to, row } of csvLines(text, signs)) places.add(from, to, row);
    expect([places.startOf(1), places.endOf(1), places.isFollowed(1)]).toEqual([7, 11, false]);
  });
});
