import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { CoverageParams } from '../../src/analysis/coverageParams';
import { sheltersFor } from '../../src/analysis/serving';
import { applyStep, revertStep } from '../../src/pack/history';
import type { Entry } from '../../src/pack/historyRecords';
import type { TrailedPack } from '../../src/pack/historyStep';
import { makePack } from '../../src/pack/make';
import { openPack } from '../../src/pack/open';
import { titleOf } from '../../src/worker/editing';
import { box, shelterAt } from '../fixtures/pack';

/** Two shelters, a in the west and b in the east. */
const base = async (): Promise<TrailedPack> => {
  const features = [shelterAt(106.1, 29.5, { id: 'a' }), shelterAt(106.2, 29.5, { id: 'b' })];
  const part = { register: 'shelters' as const, features, sourceName: 'a.csv' };
  const made = await makePack({
    ...{ id: 'own-1', name: '试验' },
    parts: [{ ...part, asOf: null, problems: [] }],
  });
  return { ...made, history: { format: 1, steps: [] }, versions: new Map() };
};

const zone: Entry = {
  type: 'Feature',
  geometry: box(106.09, 29.49, 106.11, 29.51),
  properties: { id: '1', name: '龙水淹没区', hazard: 'flood' },
};
const inTheEast: Entry = { ...zone, geometry: box(106.19, 29.49, 106.21, 29.51) };
const chemical: Entry = { ...inTheEast, properties: { ...zone.properties, hazard: 'chemical' } };

let count = 0;
const edit = (pack: TrailedPack, before: Entry | null, after: Entry | null) =>
  applyStep(pack, {
    ...{ id: `s${++count}`, at: '2026-05-01T08:00:00Z', kind: 'edit', source: null },
    title: titleOf('zones', before, after),
    changes: [{ dataset: 'zones', id: '1', before, after }],
  });
const back = (pack: TrailedPack) =>
  revertStep(pack, pack.history.steps.at(-1)!.id, {
    ...{ id: `s${++count}`, at: '2026-05-02T08:00:00Z' },
  });

/** The shelters that count when those in flood zones are left out, in the pack as its files have it. */
async function counted({ manifest, files }: TrailedPack): Promise<string[]> {
  const all = new Map(files);
  all.set('pack.json', new TextEncoder().encode(JSON.stringify(manifest)));
  const pack = await openPack((name) => Promise.resolve(new Uint8Array(all.get(name)!).buffer));
  const question = v.parse(CoverageParams, { leaveOut: ['flood'] });
  return sheltersFor(pack, question).serving.map(({ id }) => id);
}

describe('a hazard zone drawn by hand', () => {
  test('leaves the shelters inside out; reshaped, changed and deleted they follow, and each step can be taken back', async () => {
    const empty = await base();
    const drawn = await edit(empty, null, zone);
    const moved = await edit(drawn, zone, inTheEast);
    const other = await edit(moved, inTheEast, chemical);
    const gone = await edit(other, chemical, null);
    expect(await Promise.all([empty, drawn, moved, other, gone].map(counted))).toEqual([
      ['a', 'b'],
      ['b'],
      ['a'],
      ['a', 'b'],
      ['a', 'b'],
    ]);
    const there = await back(gone);
    expect(await counted(there)).toEqual(['a', 'b']);
    expect(there.files.get('zones.geojson')).toEqual(other.files.get('zones.geojson'));
    expect(await counted(await back(other))).toEqual(['a']);
    expect(await counted(await back(moved))).toEqual(['b']);
    const undrawn = await back(drawn);
    expect(await counted(undrawn)).toEqual(['a', 'b']);
    expect(undrawn.manifest.datasets.zones).toBeUndefined();
  });

  test('is named by what was done to it', () => {
    expect(
      [
        titleOf('zones', null, zone),
        titleOf('zones', zone, inTheEast),
        titleOf('zones', inTheEast, chemical),
        titleOf('zones', zone, null),
      ].map((title) => title['zh-CN']),
    ).toEqual([
      '新增：龙水淹没区',
      '修改：龙水淹没区（边界）',
      '修改：龙水淹没区（灾害）',
      '删除：龙水淹没区',
    ]);
  });

  test('says that it was entered by hand, and is no sample data', async () => {
    const { manifest } = await edit(await base(), null, zone);
    expect(manifest.datasets.zones).toMatchObject({
      ...{ file: 'zones.geojson', count: 1, synthetic: false },
      source: { 'zh-CN': '手工录入', en: 'Entered by hand' },
    });
  });

  test('makes a pack no older than its sources said: it has no day of its own', async () => {
    const empty = await base();
    const { shelters, ...others } = empty.manifest.datasets;
    const dated = { ...others, shelters: { ...shelters!, asOf: '2020-11-01' } };
    const pack = { ...empty, manifest: { ...empty.manifest, datasets: dated, asOf: '2025-12-31' } };
    expect((await edit(pack, null, zone)).manifest.asOf).toBe('2025-12-31');
  });

  test('is refused without its hazard, as a point, and with a number that is taken', async () => {
    const drawn = await edit(await base(), null, zone);
    const unknown = { ...zone, properties: { ...zone.properties, hazard: null } };
    const point: Entry = { ...zone, geometry: { type: 'Point', coordinates: [106.1, 29.5] } };
    await expect(edit(await base(), null, unknown)).rejects.toMatchObject({
      text: { 'zh-CN': expect.stringContaining('灾害') as string },
    });
    await expect(edit(await base(), null, point)).rejects.toMatchObject({
      text: { 'zh-CN': '危险区“1”不能保存：不能是 Point。' },
    });
    await expect(edit(drawn, null, inTheEast)).rejects.toMatchObject({
      text: { 'zh-CN': expect.stringContaining('这个编号已有记录') as string },
    });
  });

  test('that was changed in another window meanwhile is not written over', async () => {
    const moved = await edit(await edit(await base(), null, zone), zone, inTheEast);
    await expect(edit(moved, zone, chemical)).rejects.toMatchObject({
      text: { 'zh-CN': expect.stringContaining('已经不是修改时看到的样子') as string },
    });
  });
});
