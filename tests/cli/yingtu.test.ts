import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commandIds } from '../../src/cli/options';
import { answer, at, files, folder, save, yingtu, type Outcome } from './program';

const program = resolve('src/cli/yingtu.js');

/** Runs the real program in a folder that is not the project's; half a second each, so only where it matters. */
const spawn = (...args: string[]): Promise<Outcome> =>
  new Promise((done) => {
    const options = { cwd: folder, env: { ...process.env, LC_ALL: 'C' } };
    execFile(process.execPath, [program, ...args], options, (error, stdout, stderr) => {
      done({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });

describe('coverage of own files', () => {
  test('--json holds the documented keys; each resident counts once; what was not imported is listed', async () => {
    const found = await answer('coverage', ...files, '--radius', '2000');
    expect(found).toMatchObject({
      residents: 1000,
      covered: 700,
      coveredShare: 0.7,
      uncovered: 300,
      units: [
        { name: '东镇', residents: 700, covered: 700 },
        { name: '西镇', residents: 300, covered: 0 },
      ],
      shelters: [
        {
          name: '=一中',
          class: 'unknown',
          radiusMetres: 2000,
          residentsInside: 700,
          capacityPeople: 200,
        },
      ],
      problems: [{ file: 'shelters.csv', row: 3, value: '999, 29', level: 'error' }],
      provenance: { analysis: 'coverage', synthetic: false },
    });
  });

  test('the same residents by representative point, which lies inside the radius', async () => {
    const found = await answer('coverage', ...files, '--radius', '100', '--assign', 'point');
    expect(found).toMatchObject({ covered: 700, parameters: { assign: 'point' } });
  });

  test('as a summary for people, with the import on stderr and files on disk', async () => {
    const { code, stdout, stderr } = await yingtu(
      'coverage',
      ...files,
      '--radius',
      '2000',
      '--csv',
      at('u.csv'),
      '--geojson',
      at('u.geojson'),
      '--problems',
      at('p.csv'),
      '--lang',
      'zh-CN',
    );
    expect([code, stderr]).toEqual([
      0,
      'shelters.csv：2 行中导入 1 行，1 行没有导入，0 行需核对（如第 3 行“999, 29”：不在地球上：经度应在 -180 至 180，纬度应在 -90 至 90）\n',
    ]);
    expect(stdout).toMatch(/常住人口 +1,000/u);
    expect(stdout).toMatch(/东镇 +700 +700 +100\.0\s% +0/u);
    expect(stdout).not.toContain('示例数据');
    expect(readFileSync(at('u.csv'), 'utf8')).toMatch(/^\uFEFF镇街,.*\r\n东镇,/u);
    expect(readFileSync(at('p.csv'), 'utf8')).toContain(
      'shelters.csv,3,"经度, 纬度","999, 29",error',
    );
    const saved = JSON.parse(readFileSync(at('u.geojson'), 'utf8')) as {
      features: { properties: { result: string } }[];
      provenance: unknown;
    };
    expect(saved.features.map(({ properties }) => properties.result)).toEqual(
      expect.arrayContaining(['service', 'units', 'shelters']),
    );
    expect(saved.provenance).toBeDefined();
  });

  test('residents at points and on a grid, with units of their own', async () => {
    const shelters = [
      '--shelters',
      at('shelters.csv'),
      '--radius',
      '500',
      '--units',
      at('areas.geojson'),
    ];
    expect(
      await answer('coverage', '--residents', at('points.csv'), '--count', '居民', ...shelters),
    ).toMatchObject({ residents: 100, covered: 40 });
    expect(await answer('coverage', '--residents', at('grid.tif'), ...shelters)).toMatchObject({
      residents: 10,
      covered: 10,
    });
  });
});

test('the program itself runs from any folder, with an exit code and one sentence on stderr', async () => {
  const use = ['coverage', '--residents', 'areas.geojson', '--count', 'people'];
  const good = await spawn(...use, '--shelters', 'shelters.csv', '--radius', '2000');
  expect([good.code, good.stdout.includes('By town')]).toEqual([0, true]);
  expect(await spawn(...use)).toEqual({
    code: 2,
    stdout: '',
    stderr: 'yingtu: A file is also needed with --shelters.\n',
  });
  expect(await spawn(...use, '--shelters', 'none.csv')).toEqual({
    code: 1,
    stdout: '',
    stderr: 'yingtu: There is no file “none.csv”.\n',
  });
});

test('point and buffer work on own files too', async () => {
  expect(await answer('point', ...files, '--at', '29°0′18″N 105°0′18″E')).toMatchObject({
    town: { name: '东镇' },
    nearestShelters: [{ name: '=一中' }],
  });
  expect(
    await answer('buffer', ...files, '--layer', 'shelters', '--distance', '2000'),
  ).toMatchObject({ sites: 1, residents: 1000, residentsInside: 700 });
});

describe('wrong use is one sentence and exit code 2, unreadable data one sentence and exit code 1', () => {
  save('empty.csv', '');
  save('broken.geojson', '{"type":"FeatureCollection","features":[');
  save('picture.csv', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10).buffer);
  test.each([
    [2, ['fly'], `There is no command “fly”; there are ${commandIds.join(', ')}.`],
    [2, ['coverage'], 'Name a pack with --pack, or files with --residents and --shelters.'],
    [
      2,
      ['coverage', '--radios', '5'],
      'coverage has no option “--radios”; yingtu coverage --help lists them all.',
    ],
    [
      2,
      ['coverage', ...files, '--radius', '5OO'],
      '--radius needs a number within 10–50,000 (m), not “5OO”.',
    ],
    [
      2,
      ['coverage', ...files, '--scheme', 'x'],
      '--scheme knows no “x”; there are gb51143, gbt44013, guangdong, own.',
    ],
    [
      2,
      [
        'coverage',
        '--residents',
        at('areas.geojson'),
        '--count',
        'pop',
        '--shelters',
        at('shelters.csv'),
      ],
      'areas.geojson has no column “pop”; it has name, people.',
    ],
    [2, ['point', ...files, '--at', '29,200'], '--at: 200, 29 is outside the world'],
    [
      1,
      ['coverage', '--residents', at('none.csv'), '--shelters', at('shelters.csv')],
      'none.csv”.',
    ],
    [
      1,
      ['coverage', '--residents', at('empty.csv'), '--shelters', at('shelters.csv')],
      'empty.csv: The file is empty; choose another one.',
    ],
    [
      1,
      ['coverage', '--residents', at('broken.geojson'), '--shelters', at('shelters.csv')],
      'broken.geojson: The JSON ends too early, at line 1 column 41; the file may be cut off.',
    ],
    [
      1,
      [
        'coverage',
        '--residents',
        at('areas.geojson'),
        '--count',
        'people',
        '--shelters',
        at('picture.csv'),
      ],
      'picture.csv: This looks like a PNG picture',
    ],
    [1, ['coverage', '--pack', './nowhere'], 'There is no folder “./nowhere”.'],
  ])('%i: yingtu %j', async (expected, args, sentence) => {
    const { code, stdout, stderr } = await yingtu(...args);
    expect([code, stdout, stderr.trimEnd().split('\n').length]).toEqual([expected, '', 1]);
    expect(stderr).toContain(sentence);
  });
});

test('a language that is not spoken is refused', async () => {
  const { code, stderr } = await yingtu('coverage', ...files, '--lang', 'fr');
  expect(code).toBe(2);
  expect(stderr).toBe('yingtu: --lang knows no “fr”; there are zh-CN, en.\n');
});

test('coordinates that were given latitude first are turned, and that is said', async () => {
  const { stderr, stdout } = await yingtu('point', ...files, '--at', '29.005,105.005');
  const sentence = '29.005,105.005 has the latitude first; read as 105.0050°E 29.0050°N.';
  expect(stderr).toContain(`--at: ${sentence}`);
  expect(stdout).toContain(sentence);
  const inOrder = await yingtu('point', ...files, '--at', '105.005,29.005');
  expect(inOrder.stderr + inOrder.stdout).not.toContain('has the latitude first');
});

test('one shelter is one shelter', async () => {
  const { stdout } = await yingtu('coverage', ...files, '--radius', '100');
  expect(stdout).toContain('1 shelter, radius 100 m');
});

test('--help documents the members of --json in both languages', async () => {
  const { code, stdout } = await yingtu('coverage', '--help', '--lang', 'zh-CN');
  expect(code).toBe(0);
  for (const key of ['residents', 'covered', 'coveredShare', 'units[]', 'shelters[]', 'provenance'])
    expect(stdout).toContain(`  ${key}`);
});

describe('a real register and real districts', () => {
  const data = resolve('../shared/data/tainan');
  test.skipIf(!existsSync(data)).each([
    [500, 618_570],
    [1000, 1_173_838],
    [2000, 1_678_944],
  ])(
    '529 shelters and 37 districts within %i m (skipped where ../shared/data/tainan is absent)',
    async (radius, covered) => {
      const found = await answer(
        'coverage',
        '--residents',
        join(data, 'districts.geojson'),
        '--count',
        'population',
        '--shelters',
        join(data, 'shelters.csv'),
        '--radius',
        String(radius),
      );
      expect(found).toMatchObject({ residents: 1_855_449, shelters: { length: 529 } });
      expect(Math.abs((found.covered as number) - covered)).toBeLessThan(0.001 * 1_855_449);
      const misplaced = (found.problems as { row: number; field: string | null }[]).filter(
        ({ field }) => field === null,
      );
      expect(misplaced.map(({ row }) => row)).toEqual([529, 530]);
    },
  );
});
