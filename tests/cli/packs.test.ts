import type { FeatureCollection, Point } from 'geojson';
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dataCommands } from '../../src/cli/dataCommands';
import { readPack } from '../../src/cli/packFiles';
import { publishPack } from '../../src/cli/publish';
import { openFile } from '../../src/formats';
import { transformOf } from '../../src/geo/crs';
import { openPack } from '../../src/pack/open';
import { answer, at, collectionOf, feature, files, folder, save, yingtu } from './program';

const wgs = ['--crs', 'EPSG:4326'];
const head = '名称,经度,纬度,容纳人数,避难时长,责任人,电话\n';
const good = save('good.csv', `${head}一中,105.05,29.05,200,短期,陈建国,023-43721234\n`);
const bad = save('bad.csv', `${head}一中,105.05,29.05,0,短期,陈建国,023-43721234\n`);
const packOf = async (path: string, name: string) => {
  const into = ['--layer', 'shelters', ...wgs, '--faulty', 'keep', '--to', at(name)];
  await answer('import', path, ...into);
  return at(name);
};
const spawn = (...args: string[]): Promise<number> =>
  new Promise((done) => {
    const options = { cwd: folder, env: { ...process.env, LC_ALL: 'C' } };
    execFile(process.execPath, [resolve('src/cli/yingtu.js'), ...args], options, (error) =>
      done(typeof error?.code === 'number' ? error.code : 0),
    );
  });

describe('yingtu check', () => {
  test('opens a pack, counts what it finds, and ends with 1 only when something is wrong', async () => {
    const sound = await yingtu('check', await packOf(good, 'good'));
    expect(sound.code).toBe(0);
    expect(sound.stdout).toContain('1 file with their checksums, 1 step of history');
    const wrong = await yingtu('check', await packOf(bad, 'bad.zip'));
    expect(wrong.code).toBe(1);
    expect(wrong.stdout).toMatch(/Shelters Impossible values +1 error; such as 一中 Capacity “0”/u);
  });

  // The registers are the person's own, whatever ground they were put on.
  test('says which part of a pack on the ground of a sample is sample data', async () => {
    const own = save('own.csv', `${head}一中,105.7,29.7,200,短期,陈建国,023-43721234\n`);
    const into = ['--layer', 'shelters', ...wgs, '--against', 'dazu', '--to', at('ground')];
    await answer('import', own, ...into);
    expect((await yingtu('check', at('ground'))).stdout).toContain('[Sample data: residents');
  });

  test('--json has the documented members, with persons masked', async () => {
    const { stdout } = await yingtu('check', at('bad.zip'), '--json');
    const found = JSON.parse(stdout) as Record<string, unknown>;
    const keys = dataCommands.check.jsonKeys.flatMap(([key]) =>
      key.split(', ').map((name) => name.replace('[]', '')),
    );
    expect(Object.keys(found).toSorted()).toEqual(keys.toSorted());
    expect(found).toMatchObject({
      records: { shelters: 1 },
      steps: 1,
      errors: [{ dataset: 'shelters', check: 'impossible', field: 'capacityPeople', value: '0' }],
    });
    expect(stdout).not.toContain('陈建国');
  });

  test('a damaged file is an error that names it, also in --json', async () => {
    const path = await packOf(good, 'damaged');
    writeFileSync(join(path, 'shelters.geojson'), '{}');
    const { code, stdout, stderr } = await yingtu('check', path, '--json');
    expect(code).toBe(1);
    expect(stderr).toContain("The pack's file shelters.geojson is damaged");
    expect(JSON.parse(stdout)).toMatchObject({ pack: null, errors: [{ check: 'damaged' }] });
  });

  test.each([
    [2, ['check'], 'Name a pack, a folder, a .zip or the id of a sample'],
    [2, ['check', 'a', 'b'], 'Name one pack at a time; there are 2.'],
    [1, ['check', at('nowhere/')], 'There is no folder “'],
    [1, ['check', `${folder}/`], 'holds no pack.json.'],
    [1, ['check', at('nowhere.zip')], 'There is no file “'],
    [1, ['check', good.replace('.csv', '.zip')], 'There is no file “'],
  ])('exit code %d for %j', async (code, args, sentence) => {
    const outcome = await yingtu(...args);
    expect(outcome).toMatchObject({ code, stdout: '' });
    expect(outcome.stderr).toContain(sentence);
  });

  test('the program itself ends with these codes', async () => {
    const named = [good, '--layer', 'shelters', '--to', at('spawned.csv')];
    const codes = await Promise.all([
      spawn('import', ...named, ...wgs),
      spawn('import', ...named),
      spawn('check', at('bad.zip')),
      spawn('convert', at('nothing.csv'), '--to', at('x.csv')),
    ]);
    expect(codes).toEqual([0, 2, 1, 1]);
  });
});

describe('yingtu convert', () => {
  const table = save('odd.csv', '列 A,经度,纬度,说明\n007,105.05,29.05,"a, b"\n008,,,\n');

  test('keeps every column and row as it is, also those without a place', async () => {
    const [middle, out] = [at('odd.gpkg'), at('odd.geojson')];
    expect(await answer('convert', table, ...wgs, '--to', middle)).toMatchObject({ features: 2 });
    await answer('convert', middle, '--to', out);
    const { features } = JSON.parse(readFileSync(out, 'utf8')) as FeatureCollection;
    expect(features.map(({ geometry, properties }) => [geometry, properties])).toMatchObject([
      [
        { type: 'Point', coordinates: [105.05, 29.05] },
        { '列 A': '007', 说明: 'a, b' },
      ],
      [null, { '列 A': '008', 说明: null }],
    ]);
  });

  test('several tables need a format that holds several', async () => {
    const book = at('two.xlsx');
    await answer('convert', table, good, ...wgs, '--to', book);
    const opened = await openFile([{ name: 'two.xlsx', bytes: readFileSync(book) }]);
    expect(opened.tables.map(({ id }) => id).slice(0, 2)).toEqual(['odd', 'good']);
    expect(await yingtu('convert', table, good, ...wgs, '--to', at('two.fgb'))).toMatchObject({
      code: 2,
      stderr:
        'yingtu: .fgb holds one table and there are 2 (odd, good); use .xlsx, .kml, .gpkg, or choose one with --table.\n',
    });
  });

  test('does not guess coordinates, and says so in --json', async () => {
    const { code, stdout } = await yingtu('convert', table, '--to', at('no.kml'), '--json');
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ decide: { option: '--crs' } });
    expect(existsSync(at('no.kml'))).toBe(false);
  });

  test('--json has the documented members', async () => {
    const found = await answer('convert', table, ...wgs, '--to', at('keys.kml'));
    const refused = await yingtu('convert', table, '--to', at('no-keys.kml'), '--json');
    const keys = dataCommands.convert.jsonKeys.flatMap(([key]) =>
      key.split(', ').map((name) => name.replace('[]', '')),
    );
    expect(Object.keys(found).toSorted()).toEqual(keys.toSorted());
    expect(Object.keys(JSON.parse(refused.stdout) as object).toSorted()).toEqual(keys.toSorted());
  });

  test('columns of converted coordinates get another name: the new file would be read 465 m off', async () => {
    const shifted = save('gcj.csv', '名称,经度,纬度\n一中,105.7100,29.7000\n');
    for (const name of ['wgs.csv', 'wgs.geojson']) {
      await answer('convert', shifted, '--crs', 'GCJ02', '--to', at(name));
      const out = at(`again-${name}.geojson`);
      await answer('import', at(name), '--layer', 'shelters', ...wgs, '--to', out);
      const [again] = (JSON.parse(readFileSync(out, 'utf8')) as FeatureCollection<Point>).features;
      expect(again!.geometry.coordinates[0]).toBeCloseTo(105.706405, 6);
      expect(again!.geometry.coordinates[1]).toBeCloseTo(29.702719, 6);
      expect(readFileSync(at(name), 'utf8')).toContain('经度_原值');
    }
    await answer('convert', shifted, ...wgs, '--to', at('same.csv'));
    expect(readFileSync(at('same.csv'), 'utf8')).toContain('名称,经度,纬度,longitude,latitude');
  });
});

describe('yingtu publish', () => {
  const app = at('app');
  mkdirSync(join(app, 'assets'), { recursive: true });
  mkdirSync(join(app, 'packs', 'sample'), { recursive: true });
  writeFileSync(join(app, 'index.html'), '<script type="module" src="./assets/index.js">');
  writeFileSync(join(app, 'assets', 'index.js'), 'export {};');
  writeFileSync(join(app, 'packs', 'sample', 'pack.json'), '{}');

  test('the folder is the app with this pack alone, found from wherever it is served', async () => {
    const pack = await readPack(at('good'), () => undefined);
    const site = at('deep/er/site');
    expect(await publishPack(pack, app, site)).toMatchObject({ files: 5 });
    // What the page asks for, beside its own address.
    const read = (file: string) => readFileSync(join(site, file));
    const index = JSON.parse(read('packs/index.json').toString()) as { id: string }[];
    expect(index.map(({ id }) => id)).toEqual([pack.manifest.id]);
    const opened = await openPack((file) =>
      Promise.resolve(new Uint8Array(read(`packs/${index[0]!.id}/${file}`)).buffer),
    );
    expect(opened.shelters.features).toHaveLength(1);
    expect(existsSync(join(site, 'packs', 'sample'))).toBe(false);
    expect(existsSync(join(site, 'packs', index[0]!.id, 'history.json'))).toBe(false);
    // Publishing again takes the place of what was there.
    expect(await publishPack(pack, app, site)).toMatchObject({ files: 5 });
  });

  test.each([
    [['publish', at('good')], 'Name the folder to write to with --to.'],
    [
      ['publish', at('good'), '--to', at('s'), '--precision', '50'],
      '--precision goes with --public.',
    ],
    [
      ['publish', at('good'), '--to', at('s'), '--leave-out', 'schools'],
      '--leave-out knows no “schools”',
    ],
  ])('wrong use is a sentence: %j', async (args, sentence) => {
    const outcome = await yingtu(...args);
    expect(outcome).toMatchObject({ code: 2, stdout: '' });
    expect(outcome.stderr).toContain(sentence);
  });
});

describe('files of a question', () => {
  const site: [number, number] = [105.005, 29.005];

  test('are converted where they say that they are in metres, never read as degrees', async () => {
    const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4544' } };
    const metres = transformOf('EPSG:4544')!.fromWgs84(...site);
    const sites = collectionOf(feature({ 名称: '一中', 容纳人数: 200 }, 'Point', metres));
    const path = save('metres.geojson', { ...sites, crs });
    const plain = await answer('coverage', ...files, '--radius', '500');
    const residents = files.slice(0, 4);
    const converted = await answer(
      ...['coverage', ...residents, '--shelters', path, '--radius', '500'],
    );
    expect(converted.covered).toBeCloseTo(plain.covered as number, 6);
    expect(JSON.stringify(converted.assumed)).toContain('converted to WGS 84 degrees');
  });

  test('in a system that is not known are refused, with the way out', async () => {
    const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::999999' } };
    const path = save('far.geojson', {
      ...collectionOf(feature({ 名称: '一中' }, 'Point', [1, 2])),
      crs,
    });
    const { code, stderr } = await yingtu('coverage', ...files.slice(0, 4), '--shelters', path);
    expect(code).toBe(1);
    expect(stderr).toContain('far.geojson: ');
    expect(stderr).toContain('yingtu import --crs');
  });

  test('with several tables are refused with their names', async () => {
    const { code, stderr } = await yingtu(
      ...['coverage', ...files.slice(0, 4), '--shelters', at('two.xlsx')],
    );
    expect([code, stderr]).toEqual([
      2,
      'yingtu: two.xlsx: there are 2 tables (odd, good) where one is read; save the one that is meant with yingtu convert --table first.\n',
    ]);
  });

  test('a pack in a .zip answers like a folder', async () => {
    const path = at('towns.zip');
    await answer(
      'import',
      at('areas.geojson'),
      '--layer',
      'towns',
      ...wgs,
      '--map',
      'people=residents',
      '--to',
      path,
    );
    await answer('import', good, '--layer', 'shelters', ...wgs, '--to', path);
    expect(await answer('coverage', '--pack', path)).toMatchObject({ residents: 1000 });
  });
});
