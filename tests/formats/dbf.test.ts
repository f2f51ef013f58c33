import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/domain/failure';
import { dbf } from '../../src/formats/dbf';
import type { Encoding } from '../../src/formats/encoding';
import { dbfOf, doubles, littleEndian, type DbfColumn } from '../fixtures/shapes';

async function read(bytes: Uint8Array, cpg?: string, encoding?: Encoding) {
  const files = [{ name: 'a.dbf', bytes }];
  if (cpg !== undefined) files.push({ name: 'a.cpg', bytes: new TextEncoder().encode(cpg) });
  const opened = await dbf.open(files);
  return opened.read('records', encoding ? { encoding } : {});
}
const gbk = (words: string) => [...iconv.encode(words, 'gbk')];
const big5 = (words: string) => [...iconv.encode(words, 'big5')];
const utf8 = (words: string) => [...new TextEncoder().encode(words)];
const name: DbfColumn = ['NAME', 'C', 24];

describe('the character set', () => {
  const villages = ['唐家乡避难场所', '河沙镇中心小学', '老池村', '仁里镇'];
  const records = (encode: (words: string) => number[]) => villages.map((words) => [encode(words)]);
  const traditional = ['臺北市災民收容所', '大安區公所', '國民小學'];

  test.each([
    ['the .cpg', dbfOf([name], records(utf8)), 'UTF-8', 'utf-8', /^the \.cpg says UTF-8$/],
    ['the .cpg as a code page', dbfOf([name], records(gbk)), '936', 'gb18030', /says 936$/],
    [
      'the language byte',
      dbfOf([name], records(gbk), { language: 0x4d }),
      undefined,
      'gb18030',
      /language byte 0x4d/,
    ],
    [
      'the bytes: GBK',
      dbfOf([name], records(gbk)),
      undefined,
      'gb18030',
      /^no valid UTF-8; \d+ % .* GB 18030/,
    ],
    [
      'the bytes: UTF-8',
      dbfOf([name], records(utf8)),
      undefined,
      'utf-8',
      /^all bytes are valid UTF-8/,
    ],
    [
      'the bytes, where the .cpg is wrong',
      dbfOf([name], records(gbk)),
      'UTF-8',
      'gb18030',
      /says UTF-8, which does not fit the bytes/,
    ],
    [
      'the bytes, where the header is wrong',
      dbfOf([name], records(utf8), { language: 0x4d }),
      undefined,
      'utf-8',
      /0x4d .* does not fit/,
    ],
    [
      'the bytes, where the .cpg holds no Chinese',
      dbfOf([name], records(gbk)),
      'ISO-8859-1',
      'gb18030',
      /says ISO-8859-1/,
    ],
  ])('is told from %s', async (_, bytes, cpg, encoding, evidence) => {
    const sheet = await read(bytes, cpg);
    expect(sheet.encoding).toBe(encoding);
    expect(sheet.evidence.en).toMatch(evidence);
    expect([...sheet.rows].map(({ values }) => values.NAME)).toEqual(villages);
  });

  test('is Big5 for names in traditional characters, told from the bytes', async () => {
    const sheet = await read(
      dbfOf(
        [name],
        traditional.map((words) => [big5(words)]),
      ),
    );
    expect(sheet.encoding).toBe('big5');
    expect([...sheet.rows].map(({ values }) => values.NAME)).toEqual(traditional);
  });

  test('is what a person chose, whatever the bytes', async () => {
    const sheet = await read(dbfOf([name], [[big5('國民')]]), 'GBK', 'big5');
    expect(sheet).toMatchObject({ encoding: 'big5', evidence: { en: 'chosen by a person' } });
    expect(sheet.rows.at(0)!.values.NAME).toBe('國民');
  });
});

describe('text cut at the end of its field within a character', () => {
  test.each([
    ['GBK', gbk('避难场所'), 7, '避难场'],
    ['UTF-8', utf8('避难场所'), 10, '避难场'],
    ['Big5', big5('避難場所'), 5, '避難'],
  ])('%s loses the half character alone, with a word', async (_, bytes, length, left) => {
    const other: DbfColumn = ['NOTE', 'C', 60];
    const note = { GBK: gbk, 'UTF-8': utf8, Big5: big5 }[_]!('應急避難場所登記表的備註說明文字');
    const sheet = await read(dbfOf([['NAME', 'C', length], other], [[bytes, note]]));
    expect(sheet.rows.at(0)!.values.NAME).toBe(left);
    expect(sheet.problems).toMatchObject([{ row: 1, field: 'NAME', level: 'warning' }]);
    expect(sheet.problems[0]!.reason.en).toMatch(new RegExp(`has ${length} bytes and cuts`));
  });

  test('UTF-8 is told even where every single name is cut', async () => {
    const names = ['避难场所', '中心小学', '应急广场'];
    const sheet = await read(
      dbfOf(
        [['NAME', 'C', 10]],
        names.map((words) => [utf8(words)]),
      ),
    );
    expect(sheet.encoding).toBe('utf-8');
    expect([...sheet.rows].map(({ values }) => values.NAME)).toEqual([
      '避难场',
      '中心小',
      '应急广',
    ]);
  });

  test('the name of a field after 10 bytes', async () => {
    const sheet = await read(
      dbfOf([[utf8('责任人电话').slice(0, 10), 'C', 5]], [['139']]),
      'UTF-8',
    );
    expect(sheet.columns).toEqual(['责任人']);
  });
});

describe('values by the type of the field', () => {
  const cell = async (type: string, content: string | number[], length?: number) => {
    const bytes = dbfOf([['F', type, length ?? content.length]], [[content]]);
    const { rows, problems } = await read(bytes, 'UTF-8');
    return [rows.at(0)!.values.F, ...problems.map(({ reason }) => reason.en)];
  };
  const timestamp = [...littleEndian(2_460_432), ...littleEndian(30_600_000)];
  test.each([
    ['C', 'A 1  ', ['A 1']],
    ['C', '     ', [null]],
    ['N', '  120', [120]],
    ['N', ' -1.5', [-1.5]],
    ['F', '1.2e+03', [1200]],
    ['N', '     ', [null]],
    [
      'N',
      '*****',
      [null, 'only asterisks: no number, or one that did not fit its field; taken as unknown'],
    ],
    ['N', '12,5 ', [null, 'no number; taken as unknown']],
    ['N', '-1.7976931348623e+308', [null, 'a mark for no data; taken as unknown']],
    ['N', '510903001001000123', ['510903001001000123']],
    ['D', '20240501', ['2024-05-01']],
    ['D', '20240230', [null, 'there is no such day; taken as unknown']],
    ['D', '00000000', [null]],
    ['L', 'T', [true]],
    ['L', 'n', [false]],
    ['L', '?', [null]],
    ['L', 'X', [null, 'neither yes nor no; taken as unknown']],
    ['I', littleEndian(-7), [-7]],
    ['+', littleEndian(12), [12]],
    ['O', doubles(2.25), [2.25]],
    ['@', timestamp, ['2024-05-01T08:30:00']],
    ['@', [0, 0, 0, 0, 0, 0, 0, 0], [null]],
    ['I', [1, 0], [null, 'a field of type I has 4 bytes, this one 2; taken as unknown']],
  ])('%s %j', async (type, content, expected) => {
    expect(await cell(type, content)).toEqual(expected);
  });

  test('memos and unknown types are left out, which is said', async () => {
    const sheet = await read(
      dbfOf(
        [
          ['NAME', 'C', 3],
          ['NOTE', 'M', 10],
          ['ODD', 'Z', 2],
        ],
        [['a', '1', 'x']],
      ),
    );
    expect(sheet.columns).toEqual(['NAME']);
    expect(sheet.notes.map(({ en }) => en)).toEqual([
      'field “NOTE” is a memo (M) whose content is in another file; it was not read',
      'the type "Z" of field “ODD” is not known; it was not read',
    ]);
  });

  test('two fields of one name stay two columns; __proto__ is just a name', async () => {
    const columns: DbfColumn[] = [
      ['A', 'C', 1],
      ['A', 'C', 1],
      ['__proto__', 'C', 1],
    ];
    const sheet = await read(dbfOf(columns, [['x', 'y', 'z']]));
    expect(sheet.columns).toEqual(['A', 'A (2)', '__proto__']);
    expect(Object.entries(sheet.rows.at(0)!.values)).toEqual([
      ['A', 'x'],
      ['A (2)', 'y'],
      ['__proto__', 'z'],
    ]);
  });
});

test('records that the header promises and the file lacks are an error at the first of them', async () => {
  const sheet = await read(dbfOf([name], [['a'], ['b']], { stated: 5 }));
  expect(sheet.rows.length).toBe(2);
  expect(sheet.problems).toMatchObject([{ row: 3, level: 'error' }]);
  expect(sheet.problems[0]!.reason.en).toMatch(/should have 5 records and has 2/);
});

test.each([
  ['cut off in its header', dbfOf([name], [['a']]).subarray(0, 20), /has no header/],
  ['of dBase 7', dbfOf([name], [['a']]).fill(4, 0, 1), /dBase 7/],
  ['without records', dbfOf([name], []), /no row of data/],
  [
    'of binary text',
    dbfOf([name], [[[0xff, 0xff, 0x80, 0xff, 0x90]]]),
    /choose one, or add a \.cpg/,
  ],
])('a .dbf %s is refused', async (_, bytes, message) => {
  await expect(read(bytes)).rejects.toThrow(message);
  await expect(read(bytes)).rejects.toThrow(Failure);
});

test('whatever happens to the bytes, the answer is rows or a sentence', async () => {
  const whole = dbfOf(
    [name, ['N', 'N', 6], ['D', 'D', 8], ['T', '@', 8], ['I', 'I', 4]],
    [
      [gbk('避难场所'), '12', '20240501'],
      [gbk('学校'), '*', ''],
    ],
  );
  const edits = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 8 });
  const property = fc.asyncProperty(edits, fc.nat(whole.length * 2), async (changes, end) => {
    const bytes = whole.slice();
    for (const [at, byte] of changes) bytes[at] = byte;
    try {
      const { rows } = await read(bytes.subarray(0, end));
      return [...rows].length === rows.length;
    } catch (error) {
      return error instanceof Failure && error.text['zh-CN'] !== '';
    }
  });
  expect(await fc.check(property, { numRuns: 400 })).toMatchObject({ failed: false });
});
