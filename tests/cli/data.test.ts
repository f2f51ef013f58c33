import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { noFindings } from '../../src/cli/read';
import { readAreas, readPlaces } from '../../src/cli/shapes';
import { answer, at, collectionOf, feature, files, save, yingtu } from './program';

const ring = [
  [105.004, 29.004],
  [105.006, 29.004],
  [105.006, 29.006],
  [105.004, 29.006],
  [105.004, 29.004],
];

describe('files of shapes', () => {
  test('places come from columns or points without heights; a file without a polygon is no file of areas', async () => {
    const csv = save('p.csv', 'name,x,y\nA,105.5,29.5\nB,,\n');
    expect(await readPlaces(csv, noFindings())).toEqual([[105.5, 29.5]]);
    const points = save('p.geojson', collectionOf(feature({}, 'Point', [105.5, 29.5, 300])));
    expect(await readPlaces(points, noFindings())).toEqual([[105.5, 29.5]]);
    await expect(readAreas(points, noFindings())).rejects.toThrow(
      'Not one row of p.geojson can be used; row 1: no polygon; not read.',
    );
  });
});

const zone = save('zone.geojson', collectionOf(feature({ hazard: 'flood' }, 'Polygon', [ring])));
const wide = [...files, '--radius', '2000'];

describe('files on top of a pack', () => {
  test('a shelter inside a loaded zone is left out when asked', async () => {
    expect(await answer('coverage', ...wide, '--zones', zone)).toMatchObject({ covered: 700 });
    expect(
      await answer('coverage', ...wide, '--zones', zone, '--leave-out', 'flood'),
    ).toMatchObject({
      covered: 0,
      parameters: { leaveOut: ['flood'] },
      provenance: {
        notes: expect.arrayContaining([
          {
            'zh-CN': expect.stringContaining('zone.geojson') as unknown,
            en: expect.any(String) as unknown,
          },
        ]) as unknown,
      },
    });
  });

  test('a loaded stream makes a flood zone; loaded roads are walked on and named in the provenance', async () => {
    const path = save(
      'line.geojson',
      collectionOf(
        feature({}, 'LineString', [
          [105, 29.005],
          [105.01, 29.005],
        ]),
      ),
    );
    expect(
      await answer('coverage', ...wide, '--streams', path, '--leave-out', 'flood'),
    ).toMatchObject({ covered: 0 });
    const walked = await answer('nearest', ...wide, '--roads', path, '--by', 'walk');
    expect(walked.provenance).toMatchObject({
      datasets: expect.arrayContaining([
        expect.objectContaining({
          id: 'roads',
          count: 1,
          source: { 'zh-CN': '文件 line.geojson', en: 'File line.geojson' },
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/u) as unknown,
        }),
      ]) as unknown,
    });
  });

  test('streams do not go over a named pack', async () => {
    expect(await yingtu('coverage', '--pack', 'dazu', '--streams', zone)).toMatchObject({
      code: 2,
      stderr: 'yingtu: Give either --pack or --streams, not both.\n',
    });
  });
});

describe('scenarios', () => {
  const scenario = (edits: unknown[], more: object = {}) => ({
    format: 1,
    id: 's1',
    name: '新增一处',
    pack: 'files',
    edits,
    ...more,
  });
  const added = {
    kind: 'add',
    id: 'new',
    name: 'New',
    longitude: 106.005,
    latitude: 29.005,
    duration: null,
    class51143: null,
    effectiveAreaSquareMetres: null,
    capacityPeople: 100,
  };

  test('are applied first, and named in the answer', async () => {
    const path = save('added.json', scenario([added]));
    expect(await answer('coverage', ...wide)).toMatchObject({ covered: 700, scenario: null });
    expect(await answer('coverage', ...wide, '--scenario', path)).toMatchObject({
      covered: 1000,
      scenario: { id: 's1', name: '新增一处', edits: 1 },
    });
    const saved = at('with-scenario.csv');
    const { stdout, stderr } = await yingtu(
      ...['coverage', ...wide, '--scenario', path, '--csv', saved],
    );
    expect(readFileSync(saved, 'utf8')).toContain('Scenario “新增一处” (added.json, 1 edit).');
    expect(stdout).toContain('\nScenario “新增一处”, 1 edit\n');
    expect(stderr).not.toContain('another');
  });

  test('are compared with the data as they are, or with another', async () => {
    const more = save('more.json', scenario([added]));
    const less = save('less.json', scenario([], { id: 's0', name: '现状' }));
    const everyone = expect.closeTo(300, 9) as unknown;
    const sides = [await answer('compare', ...wide, '--scenario', more)];
    sides.push(await answer('compare', ...wide, '--scenario', less, '--against', more));
    expect(sides).toMatchObject([
      { scenario: { id: 's1' }, against: null, newlyCovered: everyone, newlyLost: 0 },
      { scenario: { id: 's0' }, against: { id: 's1' }, newlyCovered: 0, newlyLost: everyone },
    ]);
    const { stderr } = await yingtu('compare', ...wide, '--scenario', more);
    expect(stderr).not.toContain('makes no difference');
    expect(await yingtu('compare', ...wide)).toMatchObject({
      code: 2,
      stderr: 'yingtu: Name the file of a scenario with --scenario.\n',
    });
  });

  test('made on another pack are said to be', async () => {
    const path = save('other.json', scenario([added], { pack: 'dazu' }));
    expect((await yingtu('coverage', ...wide, '--scenario', path)).stderr).toContain(
      'other.json: the scenario was made on the pack “dazu”, this is “files”; check the numbers.',
    );
  });

  test('of another pack are named as such, not by a shelter that is missing here', async () => {
    const gone = { kind: 'status', id: 'x', status: 'closed' };
    const path = save('elsewhere.json', scenario([gone], { pack: 'dazu' }));
    const sentence =
      'elsewhere.json: This scenario is of the pack “dazu”, not “files”, and cannot be used here.';
    for (const command of ['coverage', 'compare']) {
      const { code, stderr } = await yingtu(command, ...wide, '--scenario', path);
      expect(code).toBe(1);
      expect(stderr).toContain(sentence);
      expect(stderr).not.toContain('“x”');
    }
  });

  test('may leave out the town of a factor, which then holds everywhere', async () => {
    const path = save('half.json', scenario([{ kind: 'residents', factor: 0.5 }]));
    expect(await answer('coverage', ...wide, '--scenario', path)).toMatchObject({ residents: 500 });
  });

  test('with a cut beside every road answer what does not walk, and say that it was left out', async () => {
    const path = save('cut.json', scenario([{ kind: 'cut', longitude: 105, latitude: 28 }]));
    const { code, stdout } = await yingtu('coverage', ...wide, '--scenario', path);
    expect(code).toBe(0);
    expect(stdout).toContain('A cut of the scenario could not be applied');
    expect(stdout).toContain('within 200 m of 105.00000, 28.00000');
  });

  test.each([
    ['no JSON', '{"format":1,', 'broken.json: The JSON ends too early, at line 1 column 13'],
    [
      'a wrong value',
      scenario([added, { ...added, id: 'b', latitude: 95 }]),
      'broken.json: “95” at edits.1.latitude of the scenario cannot be used',
    ],
    [
      'an unknown kind of edit',
      scenario([{ kind: 'burn' }]),
      'broken.json: “burn” at edits.0.kind of the scenario cannot be used',
    ],
    ['a missing member', { format: 1 }, 'broken.json: The scenario lacks id'],
    ['something else', [1, 2], 'broken.json: This is JSON but no scenario (“[1,2]”)'],
    [
      'an edit of a shelter that is not there',
      scenario([{ kind: 'status', id: 'x', status: 'closed' }]),
      'broken.json: The scenario changes a shelter “x” that this pack does not hold',
    ],
  ])('%s gives one sentence with file, place and value', async (_, content, sentence) => {
    const path = save('broken.json', content);
    const { code, stdout, stderr } = await yingtu('coverage', ...wide, '--scenario', path);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr.trimEnd().split('\n').at(-1)).toContain(sentence);
  });

  test('a file that is not there is named', async () => {
    expect(await yingtu('coverage', ...wide, '--scenario', at('none.json'))).toMatchObject({
      code: 1,
      stderr: `yingtu: There is no file “${at('none.json')}”.\n`,
    });
  });
});
