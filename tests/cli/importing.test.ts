import type { Feature, FeatureCollection, Point } from 'geojson';
import gcoord from 'gcoord';
import iconv from 'iconv-lite';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { dataCommandIds, dataCommands } from '../../src/cli/dataCommands';
import { memoryReader, readPack } from '../../src/cli/packFiles';
import { dayOf } from '../../src/domain/history';
import { openFile } from '../../src/formats';
import { unzip } from '../../src/formats/unzip';
import { transformOf } from '../../src/geo/crs';
import { groundOfPack } from '../../src/pack/ground';
import { matchColumns } from '../../src/pack/import';
import { openPack } from '../../src/pack/open';
import { treat } from '../../src/pack/treat';
import { answer, at, collectionOf, feature, save, yingtu } from './program';

const square = (west: number) => [
  [
    [west, 29],
    [west + 0.1, 29],
    [west + 0.1, 29.1],
    [west, 29.1],
    [west, 29],
  ],
];
const towns = save(
  'towns.geojson',
  collectionOf(
    feature({ name: '东镇', code: '500111101', 常住人口: 700 }, 'Polygon', square(105.1)),
    feature({ name: '西镇', code: '500111102', 常住人口: 300 }, 'Polygon', square(105)),
  ),
);
const ground = at('ground');
const wgs = ['--crs', 'EPSG:4326'];
const made = await yingtu('import', towns, '--layer', 'towns', ...wgs, '--to', ground);

const list = save(
  'list.csv',
  '名称,经度,纬度,容纳人数,避难时长\n一中,105.05,29.05,200,短期\n=二中,105.15,29.05,300,长期\n三中,,,5,长期\n',
);
const asShelters = ['--layer', 'shelters'];
const featuresOf = (path: string) =>
  (JSON.parse(readFileSync(path, 'utf8')) as FeatureCollection<Point>).features;
const places = (path: string) => featuresOf(path).map(({ geometry }) => geometry.coordinates);

describe.each(dataCommandIds)('yingtu %s', (id) => {
  const { options, jsonKeys } = dataCommands[id];

  test('lists its options and the members of --json in both languages, and refuses others', async () => {
    const names = [...options.flatMap(([, some]) => some.map(({ name }) => name)), 'lang', 'help'];
    for (const lang of ['zh-CN', 'en']) {
      const { code, stdout } = await yingtu(id, '--help', '--lang', lang);
      expect(code).toBe(0);
      const listed = [...stdout.matchAll(/^ {2}--([a-z-]+)/gmu)].map(([, name]) => name);
      expect(listed.toSorted()).toEqual(names.toSorted());
      for (const [key] of jsonKeys) expect(stdout).toContain(`\n  ${key}`);
    }
    expect(await yingtu(id, '--nonsense')).toMatchObject({
      code: 2,
      stderr: `yingtu: ${id} has no option “--nonsense”; yingtu ${id} --help lists them all.\n`,
    });
  });
});

describe('yingtu import', () => {
  test('tells what it read, as what, why and what is wrong, and writes a file', async () => {
    const out = at('out.geojson');
    const { code, stdout } = await yingtu('import', list, ...asShelters, ...wgs, '--to', out);
    expect(code).toBe(0);
    for (const words of [
      'Format       CSV table, 3 rows',
      'Encoding     utf-8: all bytes are valid UTF-8',
      'Layer        Shelters',
      '容纳人数 → Capacity',
      'without conversion (as --crs says)',
      'Result       2 records; 1 error',
      'row 4 三中 经度, 纬度 “,”: no position; not imported',
      `Written to ${out}`,
    ])
      expect(stdout).toContain(words);
    expect(places(out)).toEqual([
      [105.05, 29.05],
      [105.15, 29.05],
    ]);
    expect(featuresOf(out)[1]!.properties).toMatchObject({ name: '=二中', duration: 'long' });
  });

  test('--json has the documented members and nothing else; phones and names are masked', async () => {
    const phones = save(
      'phones.csv',
      '名称,经度,纬度,容纳人数,电话\n一中,105.05,29.05,200,13800000000\n',
    );
    const found = await answer('import', phones, ...asShelters, ...wgs, '--to', at('p.geojson'));
    const keys = dataCommands.import.jsonKeys.flatMap(([key]) =>
      key.split(', ').map((name) => name.replace('[]', '')),
    );
    expect(Object.keys(found).toSorted()).toEqual(keys.toSorted());
    expect(found).toMatchObject({
      ...{ features: 1, rows: 1, crs: 'EPSG:4326', encoding: 'utf-8', errors: [], decide: null },
      files: [{ layer: 'shelters', mapping: { name: '名称', capacityPeople: '容纳人数' } }],
    });
    expect(JSON.stringify(found)).toContain('138****0000');
    expect(JSON.stringify(found)).not.toContain('13800000000');
  });

  test('does what the page does: the same features as the treatment of the same file', async () => {
    const out = at('same.geojson');
    await yingtu(
      'import',
      list,
      ...asShelters,
      '--against',
      ground,
      ...wgs,
      '--mend',
      'all',
      '--to',
      out,
    );
    const opened = await openFile([{ name: 'list.csv', bytes: readFileSync(list) }]);
    const sheet = await opened.read(opened.tables[0]!.id);
    const pack = await openPack(memoryReader(await readPack(ground, () => undefined)));
    const today = dayOf(new Date().toISOString());
    const treated = await treat(
      ...(['shelters', sheet, matchColumns('shelters', sheet.columns)] as const),
      ...([groundOfPack(pack), today, { crs: 'EPSG:4326', mends: 'all' }] as const),
    );
    expect(featuresOf(out)).toEqual(JSON.parse(JSON.stringify(treated.features)) as Feature[]);
  });

  test('reads GBK and converts GCJ-02 as another library does, to a metre', async () => {
    const path = at('gbk.csv');
    writeFileSync(
      path,
      iconv.encode('名称,经度,纬度,容纳人数\n龙水中学,105.05,29.05,200\n', 'gbk'),
    );
    const found = await answer(
      ...['import', path, ...asShelters, '--crs', 'gcj-02', '--to', at('gcj.geojson')],
    );
    expect(found).toMatchObject({ crs: 'GCJ02', encoding: 'gb18030' });
    const [entry] = featuresOf(at('gcj.geojson'));
    const expected = gcoord.transform<[number, number]>(
      [105.05, 29.05],
      gcoord.GCJ02,
      gcoord.WGS84,
    );
    expect(entry!.properties!.name).toBe('龙水中学');
    for (const [axis, degrees] of expected.entries())
      expect(entry!.geometry.coordinates[axis]).toBeCloseTo(degrees, 4);
  });

  test('--map, --unit and several values of one option decide columns', async () => {
    const odd = save('odd.csv', '点位,X,Y,能装,大小\n一中,105.05,29.05,200,2\n');
    const decided = ['--map', '点位=name', '能装=可容纳人数', '大小=effectiveAreaSquareMetres'];
    const out = at('odd.geojson');
    await answer(
      'import',
      odd,
      ...asShelters,
      ...wgs,
      ...decided,
      '--unit',
      '大小=公顷',
      '--to',
      out,
    );
    expect(featuresOf(out)[0]!.properties).toMatchObject({
      ...{ name: '一中', capacityPeople: 200, effectiveAreaSquareMetres: 20_000 },
    });
  });

  test('a column that is mapped to none stays out; unknown columns and fields are named', async () => {
    const out = at('none.geojson');
    const ask = (...more: string[]) =>
      yingtu('import', list, ...asShelters, ...wgs, '--to', out, ...more);
    expect((await ask('--map', '容纳人数=none')).code).toBe(0);
    expect(featuresOf(out)[0]!.properties).toMatchObject({ capacityPeople: null });
    expect((await ask('--map', '人数=name')).stderr).toContain(
      '--map: list.csv has no column “人数”; it has 名称, 经度, 纬度, 容纳人数, 避难时长.',
    );
    expect((await ask('--map', '名称=name', '避难时长=名称')).stderr).toContain(
      '--map: the columns “名称” and “避难时长” cannot both give the field “名称”; keep one of them,',
    );
    expect((await ask('--map', '名称=nama')).stderr).toContain('has no field “nama”; it has id,');
    expect((await ask('--map', '名称')).stderr).toContain(
      '--map is written LEFT=RIGHT, not “名称”.',
    );
  });

  test('a file of which nothing can be used ends with 1, and --json says why', async () => {
    const empty = save('empty.csv', '名称,经度,纬度\n一中,,\n');
    const { code, stdout, stderr } = await yingtu(
      ...['import', empty, ...asShelters, ...wgs, '--to', at('empty.kml'), '--json'],
    );
    const en = 'Not one row of empty.csv can be used; row 2: no position; not imported.';
    expect([code, stderr]).toEqual([1, `yingtu: ${en}\n`]);
    expect(JSON.parse(stdout)).toMatchObject({ features: 0, errors: [{ reason: { en } }] });
  });

  test('a repair that is asked for is carried out and counted', async () => {
    const twice = save(
      'twice.csv',
      '名称,经度,纬度,容纳人数\n一中,105.05,29.05,200\n一中,105.05,29.05,200\n',
    );
    const ask = ['import', twice, ...asShelters, ...wgs, '--to', at('mended.geojson')];
    expect((await answer(...ask, '--mend', 'none')).features).toBe(2);
    expect(await answer(...ask, '--mend', 'all')).toMatchObject({
      features: 1,
      counts: { duplicate: { mended: 1 } },
    });
  });

  test('a .shp takes the files along that lie beside it', async () => {
    const archive = unzip(readFileSync('tests/fixtures/in/shelters-gbk.zip'));
    for (const [name, bytes] of archive) writeFileSync(at(name.split('/').at(-1)!), bytes);
    const shp = [...archive.keys()]
      .find((name) => name.endsWith('.shp'))!
      .split('/')
      .at(-1)!;
    const alone = await answer('convert', at(shp), ...wgs, '--to', at('shp.geojson'));
    const whole = await answer(
      ...['convert', 'tests/fixtures/in/shelters-gbk.zip', ...wgs, '--to', at('zip.geojson')],
    );
    expect(alone.features).toBe(whole.features);
    expect(featuresOf(at('shp.geojson'))).toEqual(featuresOf(at('zip.geojson')));
    expect(JSON.stringify(featuresOf(at('shp.geojson')))).toMatch(/[一-龥]/u);
  });

  test('the report is a workbook or a table, with phones masked', async () => {
    const [xlsx, csv] = [at('report.xlsx'), at('report.csv')];
    const ask = ['import', list, ...asShelters, ...wgs, '--to', at('r.geojson'), '--report'];
    expect((await yingtu(...ask, xlsx)).code).toBe(0);
    expect((await yingtu(...ask, csv)).code).toBe(0);
    const opened = await openFile([{ name: 'report.xlsx', bytes: readFileSync(xlsx) }]);
    expect(opened.tables.map(({ id }) => id)).toContain('Shelters');
    expect(readFileSync(csv, 'utf8')).toContain('no position; not imported');
    expect((await yingtu(...ask, at('report.pdf'))).stderr).toContain('needs a file .xlsx or .csv');
  });
});

describe('what could be meant in several ways is an error that names the choices and the option', () => {
  const people = save('people.csv', '镇街,人口\n东镇,700\n西区,300\n');
  const bare = save('bare.csv', '名称,经度,纬度,有效避难面积\n一中,105.05,29.05,200\n');
  const book = at('book.xlsx');
  const to = ['--to', at('never.geojson')];

  test.each<[string, string[], string, string]>([
    ['the coordinates', [list, ...asShelters], '--crs', 'EPSG:4326'],
    ['the layer', [save('plain.csv', '名称,经度,纬度\nA,105,29\n'), ...wgs], '--layer', 'shelters'],
    ['a unit', [bare, ...asShelters, ...wgs], '--unit', '有效避难面积=亩'],
    ['a town', [people, '--layer', 'residents', '--against', ground], '--pair', '西区=none'],
  ])('%s', async (_, args, option, choice) => {
    const { code, stdout, stderr } = await yingtu('import', ...args, ...to, '--json');
    expect(code).toBe(2);
    expect(stderr).toContain(`decide with ${option}:\n  `);
    const content = JSON.parse(stdout) as { decide: { choices: { value: string }[] } };
    expect(content).toMatchObject({
      features: 0,
      decide: { option },
      errors: [{ level: 'error' }],
    });
    expect(content.decide.choices.map(({ value }) => value)).toContain(choice);
    expect(existsSync(at('never.geojson'))).toBe(false);
  });

  test('a table of several; an empty sheet is none', async () => {
    await yingtu('convert', list, bare, ...wgs, '--to', book);
    const { code, stderr } = await yingtu('import', book, ...asShelters, ...wgs, ...to);
    expect([code, stderr]).toEqual([
      2,
      'yingtu: book.xlsx: there are 2 tables; decide with --table:\n  list (3 rows)\n  bare (1 rows)\n',
    ]);
    const chosen = ['--table', 'list', ...asShelters, ...wgs, '--to', at('chosen.geojson')];
    expect(await answer('import', book, ...chosen)).toMatchObject({ features: 2 });
  });

  test('what a grid means, with the residents of each meaning', async () => {
    const grid = at('grid.tif');
    const into = ['--to', at('grid-pack')];
    const { code, stderr } = await yingtu('import', grid, ...into);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /decide with --meaning:\n {2}count \(10.people in all\)\n {2}density-per-km2 \(/u,
    );
    expect(await answer('import', grid, ...into, '--meaning', 'count')).toMatchObject({
      features: 10,
      changes: { layers: { residents: { replaced: true } } },
    });
    expect((await yingtu('import', grid, ...to, '--meaning', 'count')).stderr).toContain(
      'A grid of residents can only go into a pack',
    );
  });

  test('towns are paired by hand, or their rows left out', async () => {
    const ask = ['import', people, '--layer', 'residents', '--against', ground];
    expect(await answer(...ask, '--pair', '西区=500111102', ...to)).toMatchObject({ features: 2 });
    expect(await answer(...ask, '--pair', '西区=none', ...to)).toMatchObject({ features: 1 });
    expect(await answer(...ask, '--leave-unpaired', ...to)).toMatchObject({ features: 1 });
    expect((await yingtu(...ask, '--pair', '西区=9', ...to)).stderr).toContain(
      '--pair: there is no town “9”; there are 500111101 东镇, 500111102 西镇.',
    );
  });

  test('nothing where the file names its system and the outlines agree: metres become degrees', async () => {
    const metres = transformOf('EPSG:4544')!;
    const points = Array.from({ length: 8 }, (_, i): [number, number] => [105.01 + i / 50, 29.05]);
    const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4544' } };
    const sites = points.map((place, i) =>
      feature({ 名称: `s${i}`, 可容纳人数: i + 1 }, 'Point', metres.fromWgs84(...place)),
    );
    const path = save('避难场所.geojson', { ...collectionOf(...sites), crs });
    const out = at('metres.geojson');
    // Neither --layer nor --crs: the name and the columns, the file and the outlines say both.
    const found = await answer('import', path, '--against', ground, '--to', out);
    expect(found).toMatchObject({
      ...{ crs: 'EPSG:4544', features: 8 },
      files: [{ layer: 'shelters', crs: { decision: 'certain' } }],
    });
    for (const [i, [longitude, latitude]] of places(out).entries()) {
      expect(longitude).toBeCloseTo(points[i]![0], 9);
      expect(latitude).toBeCloseTo(points[i]![1], 9);
    }
  });
});

describe('into a pack', () => {
  const history = async (path: string) => (await readPack(path, () => undefined)).history.steps;
  const first = save(
    'first.csv',
    '编号,名称,经度,纬度,容纳人数\nA,一中,105.05,29.05,200\nB,二中,105.15,29.05,300\n',
  );
  const next = save(
    'next.csv',
    '编号,名称,经度,纬度,容纳人数\nA,一中,105.05,29.05,250\nC,三中,105.12,29.02,10\n',
  );
  const ask = [...asShelters, ...wgs];

  test('a new one begins with the ground of --against; updates are steps; the same again changes nothing', async () => {
    expect(made).toMatchObject({ code: 0 });
    const path = at('district.zip');
    const day = ['--as-of', '2026-05-01', '--name', '大同县'];
    expect(
      await answer('import', first, ...ask, '--against', ground, ...day, '--to', path),
    ).toMatchObject({ changes: { layers: { shelters: { new: 2, changed: 0, removed: 0 } } } });
    const pack = await readPack(path, () => undefined);
    expect(pack.manifest).toMatchObject({ name: { 'zh-CN': '大同县' } });
    expect(Object.keys(pack.manifest.datasets)).toEqual(['towns', 'shelters']);
    expect(pack.manifest.datasets.shelters).toMatchObject({ asOf: '2026-05-01', count: 2 });

    const into = [...ask, '--to', path];
    expect(await answer('import', next, ...into)).toMatchObject({
      changes: { layers: { shelters: { new: 1, changed: 1, removed: 0 } } },
    });
    const again = await yingtu('import', next, ...into);
    expect(again.stdout).toContain('nothing was changed');
    expect(await history(path)).toHaveLength(2);
    expect(
      await answer('import', next, ...into, '--way', 'replace', '--remove-missing'),
    ).toMatchObject({ changes: { layers: { shelters: { new: 0, changed: 0, removed: 1 } } } });
    expect((await history(path)).at(-1)).toMatchObject({ source: { file: 'next.csv', rows: 2 } });
  });

  test('records that cannot be told apart have to be decided', async () => {
    const path = at('twins');
    const twins = save(
      'twins.csv',
      '编号,名称,经度,纬度\nA,一中,105.05,29.05\nB,一中,105.051,29.05\n',
    );
    await answer('import', twins, ...ask, '--to', path);
    const one = save('one.csv', '名称,经度,纬度\n一中,105.0505,29.05\n');
    const { code, stderr } = await yingtu('import', one, ...ask, '--to', path);
    expect(code).toBe(2);
    expect(stderr).toContain('decide with --same:\n  ');
    const [, number] = /--same:\s+(\S+)=A /u.exec(stderr) ?? [];
    expect(
      await answer('import', one, ...ask, '--to', path, '--same', `${number}=new`),
    ).toMatchObject({ changes: { layers: { shelters: { new: 1 } } } });
  });

  test('a folder with something else is left alone, and so is a pack that is named as data', async () => {
    save('notes.txt', 'x');
    const { code, stderr } = await yingtu('import', first, ...ask, '--to', at('.'));
    expect([code, stderr]).toEqual([
      2,
      `yingtu: “${at('.')}” holds something else and is no pack; choose another name.\n`,
    ]);
    expect((await yingtu('import', at('district.zip'), '--to', at('x.csv'))).stderr).toContain(
      'This is a pack, not a file of data',
    );
  });

  test.each([
    [['import', '--to', 'x.csv'], 'Name a file, for example yingtu import register.xlsx'],
    [['import', first, '--to', 'x.shp'], '“.shp” cannot be written; there are .geojson .csv'],
    [['import', first], 'Say where to write with --to: a file'],
    [['import', first, '--to', 'x.csv', '--as-of', '1.5.2026'], '--as-of needs a day such as'],
    [['import', first, '--to', 'x.csv', '--crs', 'EPSG:999999'], '--crs: The coordinate system'],
    [['import', first, '--to', 'x.csv', '--layer', 'schools'], '--layer knows no “schools”'],
  ])('wrong use is a sentence: %j', async (args, sentence) => {
    const { code, stdout, stderr } = await yingtu(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(sentence);
  });
});
