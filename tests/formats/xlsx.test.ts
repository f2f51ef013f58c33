import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import readOther from 'read-excel-file/universal';
import { describe, expect, test } from 'vitest';
import { xlsx } from '../../src/formats/xlsx';

const fixture = new Uint8Array(readFileSync('tests/fixtures/in/ledger.xlsx'));
const open = (bytes: Uint8Array) => xlsx.open([{ name: 'ledger.xlsx', bytes }]);

/** A workbook of one sheet from the XML of its rows and what follows them. */
function workbook(
  rows: string,
  { behind = '', styles = '', strings = '', before = '', date1904 = '0' } = {},
): Uint8Array {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`;
  return zipSync({
    '[Content_Types].xml': strToU8('<Types/>'),
    '_rels/.rels': strToU8(
      `<Relationships>${relation('r1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    ),
    'xl/workbook.xml': strToU8(
      `<workbook xmlns:r="r"><workbookPr date1904="${date1904}"/><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `<Relationships>${relation('r1', 'worksheet', 'worksheets/sheet1.xml')}${relation('r2', 'sharedStrings', '/xl/sharedStrings.xml')}${relation('r3', 'styles', 'styles.xml')}</Relationships>`,
    ),
    'xl/sharedStrings.xml': strToU8(`<sst>${strings}</sst>`),
    'xl/styles.xml': strToU8(`<styleSheet>${styles}</styleSheet>`),
    'xl/worksheets/sheet1.xml': strToU8(
      `<?xml version="1.0"?><worksheet>${before}<sheetData>${rows}</sheetData>${behind}</worksheet>`,
    ),
  });
}

const word = (words: string, reference = '') =>
  `<c ${reference && `r="${reference}"`} t="inlineStr"><is><t>${words}</t></is></c>`;
const head = `<row r="1">${word('名称')}${word('值')}</row>`;

/** The second column of a sheet whose rows hold one given cell each. */
async function column(cells: string[], options: Parameters<typeof workbook>[1] = {}) {
  const rows = cells.map((cell, i) => `<row r="${i + 2}">${word(`第${i}`)}${cell}</row>`);
  const opened = await open(workbook(head + rows.join(''), options));
  const { rows: read, problems, notes } = await opened.read('表');
  return {
    values: Array.from(read, ({ values }) => values['值']),
    problems: problems.map(({ row, value, reason }) => [row, value, reason['zh-CN']]),
    notes: notes.map(({ 'zh-CN': zh }) => zh),
  };
}

describe('a workbook that another program wrote', () => {
  test('its sheets are tables with their rows of data, hidden ones named so, empty ones with none', async () => {
    expect((await open(fixture)).tables).toEqual([
      { id: '避难场所', title: '避难场所', rows: 2 },
      { id: '旧表', title: '旧表（隐藏）', rows: 1 },
      { id: '空表', title: '空表', rows: 0 },
    ]);
  });

  test('title, merged head, merged town, dates, full-width numbers, a total and a signature', async () => {
    const sheet = await (await open(fixture)).read('避难场所');
    expect(sheet.columns).toEqual([
      '镇街',
      '名称',
      '面积（万㎡） 室内',
      '面积（万㎡） 室外',
      '可容纳人数',
      '启用日期',
      '编号',
    ]);
    expect(Array.from(sheet.rows, ({ row, values }) => [row, ...Object.values(values)])).toEqual([
      [5, '双桥', '一中', 0.3, 1.25, '５００', '2023-08-01', 500111001001],
      [6, '双桥', '二中', '', 2, '', '2020-02-29 14:30', "'0012"],
    ]);
    expect(sheet.problems.map(({ row, field, value }) => [row, field, value])).toEqual([
      [6, '面积（万㎡） 室内', '#N/A'],
      [6, '可容纳人数', '=…'],
    ]);
    expect(sheet.notes.map(({ 'zh-CN': zh }) => zh)).toEqual([
      '隐藏的列也读入了：G',
      '表头上方有 2 行标题，没有读入：应急避难场所统计表；填报单位：双桥街道 填报日期：2023年8月',
      '表头有多行（第 3–4 行），列名上下合并',
      '1 处竖向合并的单元格，已填入所跨各行：镇街',
      '合计行没有读入：第 7 行“合 计”',
      '表下的说明没有读入：第 8 行“填表人：王某”',
    ]);
  });

  test('an empty sheet is refused with a sentence, and a sheet that is not there', async () => {
    const opened = await open(fixture);
    await expect(opened.read('空表')).rejects.toThrow('The table holds no text');
    await expect(opened.read('别的')).rejects.toThrow('There is no sheet “别的”');
  });

  test('a person may choose the head', async () => {
    const { columns } = await (await open(fixture)).read('避难场所', { headRows: [3, 3] });
    expect(columns.slice(0, 3)).toEqual(['镇街', '名称', '面积（万㎡）']);
  });

  test('numbers, words and dates are what another reader of workbooks finds', async () => {
    // It refuses formulas without a result, so they are given one.
    const parts = unzipSync(fixture);
    const name = 'xl/worksheets/sheet1.xml';
    const xml = new TextDecoder().decode(parts[name]).replace(/<v\s*\/>|<v><\/v>/u, '<v>3</v>');
    const mended = zipSync({ ...parts, [name]: strToU8(xml) });
    const [other] = await readOther(mended.buffer);
    const sheet = await (await open(mended)).read('避难场所');
    const mine = Array.from(sheet.rows, ({ values }) => Object.values(values));
    const theirs = other!.data.slice(4, 6).map((cells) =>
      cells.map((cell) =>
        cell instanceof Date
          ? // To the minute: the other reader cuts a fraction of a millisecond off.
            new Date(Math.round(cell.getTime() / 60_000) * 60_000)
              .toISOString()
              .replace('T', ' ')
              .replace(/(?: 00:00)?:00\.000Z$/u, '')
          : (cell ?? ''),
      ),
    );
    // A difference that is meant: the town is filled down.
    expect(theirs[1]!.slice(0, 3)).toEqual(['', '二中', '']);
    theirs[1]!.splice(0, 3, '双桥', '二中', '');
    expect(mine).toEqual(theirs);
  });
});

describe('cells', () => {
  test('rich text is joined, the readings of characters beside it are left out, escapes are undone', async () => {
    const { values } = await column(
      ['<c t="s"><v>0</v></c>', '<c t="s"><v>1</v></c>', '<c t="s"><v>9</v></c>'],
      {
        strings:
          '<si><r><t>一</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 中</t></r><rPh sb="0" eb="1"><t>yi</t></rPh></si><si><t>a_x000D_&amp;&#x4E00;</t></si>',
      },
    );
    expect(values).toEqual(['一 中', 'a\r&一', '']);
  });

  test('booleans, errors, results of formulas, formulas without one', async () => {
    const found = await column([
      '<c t="b"><v>1</v></c>',
      '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>',
      '<c><f>1+2</f><v>3</v></c>',
      '<c t="str"><f>A1</f><v>一中</v></c>',
      '<c><f>1+2</f></c>',
      '<c><f>HYPERLINK("x")</f><v></v></c>',
    ]);
    expect(found.values).toEqual([true, '', 3, '一中', '', '']);
    expect(found.problems.map(([row, value]) => [row, value])).toEqual([
      [3, '#DIV/0!'],
      [6, '=…'],
      [7, '=…'],
    ]);
    expect(found.notes).toContain('2 格是公式，取文件里存下的结果');
  });

  test('numbers to the 15 digits that a spreadsheet shows; long codes stay whole', async () => {
    const { values } = await column([
      '<c><v>29.700000000000003</v></c>',
      '<c><v>5.00111E+11</v></c>',
      '<c><v>500111001001</v></c>',
      '<c><v>1e999</v></c>',
    ]);
    expect(values).toEqual([29.7, 500111000000, 500111001001, '']);
  });

  const styles =
    '<numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="165" formatCode="0.00&quot;万㎡&quot;"/><numFmt numFmtId="166" formatCode="[Red]#,##0"/><numFmt numFmtId="167" formatCode="0,&quot;千人&quot;"/><numFmt numFmtId="168" formatCode="[$-804]yyyy/m/d;@"/></numFmts>' +
    `<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${[0, 14, 164, 31, 20, 165, 166, 167, 168].map((id) => `<xf numFmtId="${id}"/>`).join('')}</cellXfs>`;

  test.each([
    ['a number in the general format is no date', 0, '45139', 45139],
    ['a day', 1, '45139', '2023-08-01'],
    ['a day in a Chinese format', 3, '45139', '2023-08-01'],
    ['a day in a format of its own', 8, '45139', '2023-08-01'],
    ['a month, where the day is the first and not shown', 2, '45139', '2023-08'],
    ['a month format over another day tells the day', 2, '45140', '2023-08-02'],
    ['day and time', 1, '45139.75', '2023-08-01 18:00'],
    ['a time', 4, '0.75', '18:00'],
    ['the last day before the leap day that never was', 1, '59', '1900-02-28'],
    ['the first day after it', 1, '61', '1900-03-01'],
    ['no date', 1, '-3', ''],
    ['a unit that the format writes behind the number', 5, '1.2', '1.2万㎡'],
    ['a colour is no day', 6, '1200', 1200],
    ['a format that divides keeps its number bare', 7, '1200', 1200],
  ])('%s', async (_, style, value, expected) => {
    const { values } = await column([`<c s="${style}"><v>${value}</v></c>`], { styles });
    expect(values).toEqual([expected]);
  });

  test('days from 1904', async () => {
    const { values } = await column(['<c s="1"><v>43677</v></c>'], { styles, date1904: '1' });
    expect(values).toEqual(['2023-08-01']);
  });

  test('rows and cells may leave their places out, and may be anywhere', async () => {
    const opened = await open(
      workbook(
        `<row>${word('名称')}${word('值')}</row><row r="9">${word('乙', 'A9')}</row><row r="4">${word('甲')}<c><v>1</v></c></row>`,
      ),
    );
    const { rows } = await opened.read('表');
    expect(Array.from(rows, ({ row, values }) => [row, ...Object.values(values)])).toEqual([
      [4, '甲', 1],
      [9, '乙', ''],
    ]);
  });
});

describe('what is refused, in a sentence', () => {
  const old = (words: string) =>
    new Uint8Array([
      0xd0,
      0xcf,
      0x11,
      0xe0,
      ...[...words].flatMap((one) => [one.charCodeAt(0), 0]),
    ]);

  test.each([
    ['an old workbook', old('Workbook'), 'save it as .xlsx'],
    ['a password', old('EncryptedPackage'), 'protected by a password'],
    ['a binary workbook', zipSync({ 'xl/workbook.bin': new Uint8Array(3) }), '.xlsb'],
    [
      'an OpenDocument table',
      zipSync({ mimetype: strToU8('x'), 'content.xml': strToU8('x') }),
      '.ods',
    ],
    ['a document', zipSync({ 'word/document.xml': strToU8('<x/>') }), 'no Excel workbook'],
    ['a truncated workbook', fixture.subarray(0, 3000), 'archive'],
    ['a broken sheet', workbook('<row><c></row>'), 'is damaged'],
    ['a document type', workbook('<!DOCTYPE x>'), 'is damaged'],
    [
      'a cell in column XFD',
      workbook(`${head}<row r="2">${word('x', 'XFD2')}</row>`),
      '16,384 columns',
    ],
  ])('%s', async (_, bytes, sentence) => {
    const reading = open(bytes).then((opened) => opened.read(opened.tables[0]!.id));
    await expect(reading).rejects.toMatchObject({ name: 'Failure' });
    await expect(reading).rejects.toThrow(sentence);
  });

  test('a sheet that claims a million rows and holds none costs nothing', async () => {
    const bytes = workbook('', { before: '<dimension ref="A1:XFD1048576"/>' });
    const opened = await open(bytes);
    expect(opened.tables[0]!.rows).toBe(0);
    await expect(opened.read('表')).rejects.toThrow('no text');
  });
});

test('a workbook is known by its content, whatever its name; an archive of other things is not one', () => {
  expect(xlsx.recognises(fixture, 'upload.bin')).toBe(true);
  expect(xlsx.recognises(zipSync({ 'pack.json': strToU8('{}') }), 'pack.zip')).toBe(false);
  expect(xlsx.recognises(strToU8('a,b\n'), 'a.xlsx')).toBe(false);
});

test('any change to the bytes of a workbook or of its parts gives rows or a sentence', async () => {
  const parts = unzipSync(fixture);
  const names = Object.keys(parts).filter((name) => name.startsWith('xl/'));
  const changes = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), {
    minLength: 1,
    maxLength: 6,
  });
  const change = (bytes: Uint8Array, list: [number, number][]) => {
    const copy = bytes.slice();
    for (const [at, byte] of list) copy[at % copy.length] = byte;
    return copy;
  };
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('', ...names), changes, async (name, list) => {
      const bytes = name
        ? zipSync({ ...parts, [name]: change(parts[name]!, list) }, { level: 0 })
        : change(fixture, list);
      try {
        const opened = await open(bytes);
        for (const { id } of opened.tables) {
          const sheet = await opened.read(id).catch((error: unknown) => {
            expect(error).toHaveProperty('name', 'Failure');
            return null;
          });
          for (const { values } of sheet?.rows ?? [])
            expect(values).not.toHaveProperty('undefined');
        }
      } catch (error) {
        expect(error).toHaveProperty('name', 'Failure');
      }
    }),
    { numRuns: 80 },
  );
});
