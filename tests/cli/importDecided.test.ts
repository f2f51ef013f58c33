import type { FeatureCollection } from 'geojson';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readPack } from '../../src/cli/packFiles';
import { answer, at, collectionOf, feature, save, yingtu } from './program';

const square = [
  [
    [105, 29],
    [105.2, 29],
    [105.2, 29.1],
    [105, 29.1],
    [105, 29],
  ],
];
const wgs = ['--crs', 'EPSG:4326'];
const outline = save(
  'outline.geojson',
  collectionOf(feature({ name: '大同县' }, 'Polygon', square)),
);
const ground = at('ground');
await yingtu('import', outline, '--layer', 'district', ...wgs, '--to', ground);
const as = ['--layer', 'shelters', ...wgs, '--against', ground];
const featuresOf = (path: string) =>
  (JSON.parse(readFileSync(path, 'utf8')) as FeatureCollection).features;

describe('records with errors', () => {
  const list = save(
    'far.csv',
    '名称,经度,纬度,容纳人数,联系电话\n一中,105.05,29.05,200,\n13812342471中,116.4,39.9,300,\n三中,105.06,29.05,0,\n',
  );
  const ask = ['import', list, ...as];

  test('whose place is right are imported as they stand and listed: a shelter for 0 people stops no program', async () => {
    const zero = save('zero.csv', '名称,经度,纬度,容纳人数\n一中,105.05,29.05,0\n');
    const [to, path] = [at('zero.geojson'), at('zero-report.csv')];
    const found = await answer('import', zero, ...as, '--to', to, '--report', path);
    expect(found).toMatchObject({
      ...{ features: 1, kept: [], leftOut: [], decide: null },
      errors: [{ row: 2, check: 'impossible', value: '0' }],
    });
    const { code, stdout } = await yingtu('import', zero, ...as, '--to', to);
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/Impossible values +1 error/u) as string,
    ]);
    expect(readFileSync(path, 'utf8')).toContain('as if never filled in');
    const left = await yingtu('import', zero, ...as, '--faulty', 'leave-out', '--to', at('z'));
    expect(left.code).toBe(1);
    const unknown = await answer('import', zero, ...as, '--mend', 'unknown', '--to', to);
    expect(unknown).toMatchObject({
      features: 1,
      errors: [],
      counts: { impossible: { mended: 1 } },
    });
  });

  test('300 km away are no import until --faulty says what becomes of them: nothing is written', async () => {
    const { code, stdout, stderr } = await yingtu(...ask, '--to', at('never.geojson'), '--json');
    expect(code).toBe(2);
    expect(stderr).toContain(
      'nobody decided about 1 error (outside the district), such as row 3 138****2471中: outside the district,',
    );
    expect(stderr).toContain('decide with --faulty:');
    expect(stderr).toContain('leave-out (leave out all records with an error)');
    expect(JSON.parse(stdout)).toMatchObject({ features: 0, decide: { option: '--faulty' } });
    expect(stdout).not.toContain('13812342471');
    expect(existsSync(at('never.geojson'))).toBe(false);
  });

  test('leave-out leaves them out and lists them, here and in the pack', async () => {
    const found = await answer(...ask, '--faulty', 'leave-out', '--to', at('left'));
    expect(found).toMatchObject({
      ...{ features: 1, errors: [], kept: [] },
      leftOut: [
        { row: 3, check: 'district', level: 'error' },
        { row: 4, check: 'impossible', value: '0' },
      ],
      counts: { district: { errors: 0, leftOut: 1 }, impossible: { leftOut: 1 } },
    });
    const { manifest, history } = await readPack(at('left'), () => undefined);
    expect(manifest.datasets.shelters?.note?.en).toContain(
      '2 records were left out after the checks (outside the district 1, impossible values 1): row 3',
    );
    expect(
      history.steps
        .at(-1)!
        .source!.notes.map(({ en }) => en)
        .join('\n'),
    ).toContain('2 records were left out after the checks');
    const { stdout } = await yingtu(...ask, '--faulty', 'leave-out', '--to', at('left.csv'));
    expect(stdout).toMatch(/Result +1 record; .*; 2 left out\n/u);
    expect(stdout).toContain('Left out\n');
    expect(readFileSync(at('left.csv'), 'utf8')).not.toContain('三中,');
  });

  test('keep imports them as they are, and says so', async () => {
    const found = await answer(...ask, '--faulty', 'keep', '--to', at('kept.geojson'));
    expect(found).toMatchObject({
      features: 3,
      errors: [],
      leftOut: [],
      kept: [{ row: 3 }, { row: 4 }],
    });
    expect(featuresOf(at('kept.geojson'))).toHaveLength(3);
  });

  test('the report says of every finding what became of it', async () => {
    const path = at('report.csv');
    await yingtu(...ask, '--faulty', 'leave-out', '--to', at('r.csv'), '--report', path);
    const lines = readFileSync(path, 'utf8').split('\r\n');
    expect(lines[0]).toContain(',Advice,Decision,Outcome');
    expect(lines.find((line) => line.includes('outside the district,'))).toMatch(/,left out,$/u);
  });

  test('a file of which all records are left out is no import, and the first reason is told', async () => {
    const none = save('none.csv', '名称,经度,纬度\n一中,116.4,39.9\n');
    const { code, stderr } = await yingtu(
      ...['import', none, ...as, '--faulty', 'leave-out', '--to', at('none.geojson')],
    );
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/^yingtu: Not one row of none.csv can be used; row 2: outside the/u),
    ]);
  });
});

describe('--class', () => {
  const list = save(
    'words.csv',
    '名称,经度,纬度,避难时长\n一中,105.05,29.05,临安置点\n二中,105.06,29.05,临安置点\n',
  );
  const ask = ['import', list, ...as, '--to', at('classes.geojson')];

  test('words that no list knows are named with the option that decides them', async () => {
    const { stdout } = await yingtu(...ask);
    expect(stdout).toContain(
      '“临安置点” is no class of duration, 2 rows: --class "duration:临安置点=',
    );
    expect(await answer(...ask)).toMatchObject({
      classes: [{ field: 'duration', word: '临安置点', rows: 2, isDecided: false, decided: null }],
    });
  });

  test('of very many words the first are named', async () => {
    const lines = Array.from({ length: 13 }, (_, i) => `${i},105.0${i + 1},29.05,词${i}\n`);
    const many = save('many.csv', `名称,经度,纬度,避难时长\n${lines.join('')}`);
    const { stdout } = await yingtu('import', many, ...as, '--to', at('many.geojson'));
    expect(stdout.match(/is no class of duration/gu)).toHaveLength(10);
    expect(stdout).toContain('and 3 further words; --json has them all');
  });

  test.each(['duration:临安置点=short', '避难时长：临安置点=短期'])(
    'decides them, field and class by id or name: %s',
    async (typed) => {
      const found = await answer(...ask, '--class', typed);
      expect(found).toMatchObject({ classes: [{ isDecided: true, decided: 'short' }] });
      expect(
        featuresOf(at('classes.geojson')).map(({ properties }) => properties!.duration as unknown),
      ).toEqual(['short', 'short']);
      expect(JSON.stringify(found.files)).toContain('“临安置点” was decided to mean');
    },
  );

  test('of several files it is enough that one has the word, and that one layer has the field', async () => {
    const other = save('other.csv', '名称,经度,纬度,避难时长\n三中,105.07,29.05,长期\n');
    const to = at('several.geojson');
    const typed = ['--class', 'duration:临安置点=short'];
    await answer('import', list, other, ...as, ...typed, '--to', to);
    expect(featuresOf(to).map(({ properties }) => properties!.duration as unknown)).toEqual([
      ...['short', 'short', 'long'],
    ]);
    const elsewhere = await yingtu(...ask, ...typed, '--class', 'damType:土坝群=none');
    expect([elsewhere.code, elsewhere.stderr]).toEqual([
      2,
      expect.stringContaining('no cell of damType in words.csv says “土坝群”') as string,
    ]);
  });

  test.each([
    ['duration:临安置点=brief', '--class: “duration” has no class “brief”; there are emergency,'],
    ['length:临安置点=short', '--class: there is no field of classes “length”; there are level,'],
    ['临安置点=short', '--class is written FIELD:WORD=CLASS, not “临安置点=short”.'],
    ['duration:临时点=short', '--class: no cell of duration in words.csv says “临时点”.'],
  ])('%s decides nothing and is refused', async (typed, sentence) => {
    const { code, stderr } = await yingtu(...ask, '--class', typed);
    expect([code, stderr]).toEqual([2, expect.stringContaining(sentence) as string]);
  });
});

test('one place under two names in two files of one import is found, with the other file and its row', async () => {
  const first = save('first.csv', '名称,经度,纬度\n龙水广场,105.05,29.05\n');
  const second = save('second.csv', '名称,经度,纬度\n新广场,105.05,29.05\n');
  const found = await answer('import', first, second, ...as, '--to', at('both'));
  expect(found).toMatchObject({ features: 2, counts: { duplicate: { notices: 1 } } });
  expect(JSON.stringify(found.notices)).toContain(
    'the same place as row 2 “龙水广场” of first.csv, 0',
  );
});

describe('an option that would do nothing is refused: whoever typed it takes it as done', () => {
  const list = save(
    'numbered.csv',
    '编号,名称,经度,纬度\nA,一中,105.05,29.05\nB,二中,105.06,29.05\n',
  );
  const other = save('numbered2.csv', '编号,名称,经度,纬度\nA,三中,105.07,29.05\n');
  const pack = at('numbered');
  const into = [...as, '--to', pack];
  const towns = save(
    'unit.geojson',
    collectionOf(feature({ name: '东镇', code: '500111101' }, 'Polygon', square)),
  );
  const people = save('residents.csv', '镇街,人口\n东镇,700\n');
  const unit = at('unit');

  test.each([
    ['C=A', '--same: no record of numbered.csv has the number “C”.'],
    ['A=C', '--same: no record of the layer shelters of the pack has the number “C”; write new'],
    ['A=B B=B', '--same: “A” and “B” cannot both be “B” of the pack.'],
  ])('--same %s', async (typed, sentence) => {
    await yingtu('import', list, ...into);
    const { code, stderr } = await yingtu('import', list, ...into, '--same', ...typed.split(' '));
    expect([code, stderr]).toEqual([2, expect.stringContaining(sentence) as string]);
  });

  test('--same with a number that two files have could mean either', async () => {
    await yingtu('import', list, ...into);
    const { code, stderr } = await yingtu('import', list, other, ...into, '--same', 'A=new');
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining('numbered.csv and numbered2.csv both have a record “A”') as string,
    ]);
  });

  test('--pair whose value no row says', async () => {
    await yingtu('import', towns, '--layer', 'towns', ...wgs, '--to', unit);
    const ask = ['import', people, '--layer', 'residents', '--against', unit];
    const to = ['--to', at('paired.geojson')];
    const { code, stderr } = await yingtu(...ask, '--pair', '西区=none', ...to);
    expect([code, stderr]).toEqual([
      2,
      'yingtu: --pair: no row of residents.csv that is placed by its town says “西区”.\n',
    ]);
    // What is placed by its coordinates is not placed by a town, whatever it says.
    const placed = await yingtu('import', list, ...into, '--pair', '东镇=none');
    expect(placed.code).toBe(2);
  });

  test.each([
    [['--way', 'replace'], '--way is for packs, and --to names the file'],
    [['--same', 'A=new'], '--same is for packs'],
    [['--remove-missing'], '--remove-missing is for packs'],
    [['--meaning', 'count'], '--meaning is for grids of residents, and no file is one'],
  ])('%j where a file is written', async (typed, sentence) => {
    const to = at('nothing.geojson');
    const { code, stderr } = await yingtu('import', list, ...as, ...typed, '--to', to);
    expect([code, stderr]).toEqual([2, expect.stringContaining(sentence) as string]);
    expect(existsSync(to)).toBe(false);
  });

  test('--name for a pack that has its name', async () => {
    await yingtu('import', list, ...into);
    const { stderr } = await yingtu('import', list, ...into, '--name', '新名');
    expect(stderr).toContain('--name names a new pack, and this one is called “numbered”');
  });
});
