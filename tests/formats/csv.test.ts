import { describe, expect, test } from 'vitest';
import { readTable, toCsv } from '../../src/formats/csv';

const read = (content: string) => readTable(new TextEncoder().encode(content));
const values = (content: string) => read(content).rows.map((row) => ({ ...row.values }));

describe('reading', () => {
  test('the column that says where exported data come from is set aside and said so; a row without it is whole', () => {
    const sheet = read('name,x,数据说明 About\nA,1,"台账, 2025"\nB,2,\nC,3\n');
    expect(sheet.columns).toEqual(['name', 'x']);
    expect(sheet.rows.map(({ values }) => ({ ...values }))).toEqual([
      { name: 'A', x: '1' },
      { name: 'B', x: '2' },
      { name: 'C', x: '3' },
    ]);
    expect(sheet.notes.map(({ en }) => en)).toEqual([
      'the column “数据说明 About” says where exported data come from and was not read',
    ]);
    expect(sheet.problems).toEqual([]);
  });

  test('lines of their own that begin with # are remarks, as our exports ended with; a name with # is none', () => {
    const sheet = read('name,x\n#1 shelter,2\nB,3\n# 来源：台账\n"# 截至 2025-12-31, 示例"\n');
    expect(sheet.rows.map(({ values }) => values.name)).toEqual(['#1 shelter', 'B']);
    expect(sheet.notes.map(({ en }) => en)).toEqual([
      'remarks that begin with # were not read: 2 lines',
    ]);
    expect(sheet.problems).toEqual([]);
  });

  test.each([
    [',', 'a,b\n1,2\n'],
    [';', 'a;b\n"1,5";2\n'],
    ['\t', 'a\tb\n1,5\t2\n'],
  ])('the separator %j is found', (delimiter, content) => {
    expect(read(content)).toMatchObject({ format: 'csv', delimiter, columns: ['a', 'b'] });
  });

  test('quoted cells may hold the separator, quotes and line breaks', () => {
    expect(values('name,address\n"A ""B""","1, Road\nTown"\n')).toEqual([
      { name: 'A "B"', address: '1, Road\nTown' },
    ]);
  });

  test('rows are numbered as a spreadsheet shows them: the header is 1, blank lines and line breaks in cells count', () => {
    const rows = read('name\n\n"two\nlines"\n\nlast\n').rows.map(({ row }) => row);
    expect(rows).toEqual([3, 5]);
  });

  test('a short row is kept with unknown cells, a long one without its extra cells; both are listed', () => {
    const sheet = read('a,b\n1\n1,2,3\n1,2,\n');
    expect(sheet.rows.map((row) => ({ ...row.values }))).toEqual([
      { a: '1', b: '' },
      { a: '1', b: '2' },
      { a: '1', b: '2' },
    ]);
    expect(sheet.problems.map(({ row, value, reason }) => [row, value, reason.en])).toEqual([
      [2, '1', '1 cells where the header has 2; the missing ones are unknown'],
      [3, '3', '1 cells more than the header; they were not read'],
    ]);
  });

  test('a name used twice gets a number, and is listed', () => {
    const sheet = read('面积,面积,x\n1,2,3\n');
    expect(sheet.columns).toEqual(['面积', '面积 (2)', 'x']);
    expect(sheet.problems).toMatchObject([{ row: 1, field: '面积' }]);
  });

  test('a quotation mark that is never closed is listed', () => {
    const [first] = read('a,b\n1,"2\n3,4\n').problems;
    expect(first).toMatchObject({ row: 2, level: 'warning' });
    expect(first?.reason.en).toContain('never closed');
  });

  test('characters that could not be read are listed with their row and column', () => {
    const { problems } = read('名称,x\n一中,1\n中心小���校操场,2\n');
    expect(
      problems.map(({ row, field, value, level, reason }) => [row, field, value, level, reason.en]),
    ).toEqual([
      [
        3,
        '名称',
        '中心小���校操场',
        'warning',
        'holds unreadable characters, shown as �; correct them from the original',
      ],
    ]);
  });

  test('a damaged byte in a GB 18030 file is listed, not imported in silence', () => {
    const gb = { 名: [0xc3, 0xfb], 称: [0xb3, 0xc6], 中: [0xd6, 0xd0], 学: [0xd1, 0xa7] };
    const good = [...gb.中, ...gb.学, 0x0a];
    const bytes = Uint8Array.from([
      ...[...gb.名, ...gb.称, 0x0a],
      ...Array.from({ length: 20 }, () => good).flat(),
      ...[...gb.中, 0xff, ...gb.学, 0x0a],
    ]);
    const { encoding, problems } = readTable(bytes);
    expect([encoding, problems.map(({ row, field, value }) => [row, field, value])]).toEqual([
      'gb18030',
      [[22, '名称', '中�学']],
    ]);
  });

  test('columns called __proto__ or constructor are just columns', () => {
    const sheet = read('__proto__,constructor\nbad,worse\n');
    expect(Object.entries(sheet.rows[0]!.values)).toEqual([
      ['__proto__', 'bad'],
      ['constructor', 'worse'],
    ]);
    expect(({} as Record<string, unknown>).bad).toBeUndefined();
  });

  test('a script in a name stays text', () => {
    const name = '<img src=x onerror=alert(1)>';
    expect(values(`name,x\n${name},1\n`)).toEqual([{ name, x: '1' }]);
  });
});

describe('writing', () => {
  const columns = [
    { key: 'name', label: '名称' },
    { key: 'value', label: '值' },
  ];

  test('UTF-8 with a byte order mark, unknown empty, quotes doubled', () => {
    expect(toCsv(columns, [{ name: 'A, "B"', value: null }])).toBe(
      '\uFEFF名称,值\r\n"A, ""B""",\r\n',
    );
  });

  test('text that a spreadsheet would run as a formula is made harmless, numbers are not', () => {
    const names = ['=1+1', '+86', '-x', '@a', '\ttab', '＝1'];
    const rows = names.map((name) => ({ name, value: -1.5 }));
    expect(toCsv(columns, rows)).toBe(
      "\uFEFF名称,值\r\n'=1+1,-1.5\r\n'+86,-1.5\r\n'-x,-1.5\r\n'@a,-1.5\r\n\"'\ttab\",-1.5\r\n'＝1,-1.5\r\n",
    );
  });

  test('what is written reads back the same', () => {
    const text = toCsv(columns, [{ name: 'A;\n"B"', value: 3 }]);
    expect(values(text)).toEqual([{ 名称: 'A;\n"B"', 值: '3' }]);
  });
});
