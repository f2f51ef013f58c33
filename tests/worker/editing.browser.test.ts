import { beforeEach, expect, test } from 'vitest';
import { text } from '../../src/domain/text';
import { makePack } from '../../src/pack/make';
import { deletePack, listPacks, readHistory, savePack, saveScenarios } from '../../src/pack/store';
import { amend, copyPack, examine, freeId, record, stepBack } from '../../src/worker/editing';
import { packFile } from '../../src/worker/exports';
import { openArchive } from '../../src/pack/archive';
import { changesSince, historyFile, stepChanges, steps, trail } from '../../src/worker/trail';
import { shelterAt } from '../fixtures/pack';

const pack = 'own-edit';
const at = '2026-05-01T08:00:00Z';
const of = { pack, register: 'shelters' as const };

beforeEach(async () => {
  for (const { id } of await listPacks()) await deletePack(id);
  const shelters = ['S-1', 'S-2'].map((id, i) =>
    shelterAt(106.1 + i / 10, 29.5, { id, name: `${id} 号`, phone: '13812342471' }),
  );
  const part = { register: 'shelters' as const, features: shelters, sourceName: 'shelters.csv' };
  await savePack(
    await makePack({ id: pack, name: '试验', parts: [{ ...part, asOf: null, problems: [] }] }),
    { format: 1, steps: [] },
  );
});

async function enlarge(capacityPeople: number) {
  const before = (await record({ ...of, id: 'S-1' }))!;
  const after = { ...before, properties: { ...before.properties, capacityPeople } };
  return { before, after };
}

test('an edit is one step, which is listed, told of its record, and taken back', async () => {
  const { before, after } = await enlarge(4321);
  const { step, title } = await amend({ ...of, before, after, at });
  expect(title['zh-CN']).toBe('修改：S-1 号（可容纳人数）');
  expect((await record({ ...of, id: 'S-1' }))?.properties.capacityPeople).toBe(4321);
  expect((await steps({ pack })).map(({ id, counts }) => [id, counts.changed])).toEqual([
    [step, 1],
  ]);
  expect((await stepChanges({ pack, step })).records[0]).toMatchObject({
    ...{ id: 'S-1', outcome: 'changed', place: [106.1, 29.5] },
    difference: { fields: [{ field: 'capacityPeople', after: 4321 }] },
  });
  const life = await trail({ ...of, id: 'S-1' });
  expect(life.entries.map(({ outcome }) => outcome)).toEqual(['changed']);
  await stepBack({ pack, step, at });
  expect(await record({ ...of, id: 'S-1' })).toEqual(before);
  // Changed and changed back is no change.
  expect((await changesSince({ pack, since: { day: '2026-01-01' } })).records).toEqual([]);
});

test('a record that was changed meanwhile is not written over', async () => {
  const { before, after } = await enlarge(4321);
  await amend({ ...of, before, after, at });
  await expect(amend({ ...of, before, after: null, at })).rejects.toMatchObject({
    text: { 'zh-CN': expect.stringContaining('已经不是修改时看到的样子') as string },
  });
  expect((await readHistory(pack)).steps).toHaveLength(1);
});

test('an edited record is checked against the others', async () => {
  expect(await freeId(of)).toBe('S-3');
  const { before, after } = await enlarge(10);
  const double = { ...after, properties: { ...after.properties, id: 'S-2' } };
  const { wrong } = await examine({ ...of, before: null, after: double, today: '2026-05-01' });
  expect(wrong).toEqual([
    {
      field: 'id',
      reason: text(
        '编号“S-2”已有记录，请换一个',
        'There is a record “S-2” already; choose another number',
      ),
    },
  ]);
  const short = { ...after, properties: { ...after.properties, phone: '1381234' } };
  const { findings } = await examine({ ...of, before, after: short, today: '2026-05-01' });
  expect(findings.map(({ check, field }) => [check, field])).toContainEqual(['phone', 'phone']);
});

test('a copy is an own pack with the scenarios of the first', async () => {
  const scenario = { format: 1 as const, id: 's', name: '扩建', pack, edits: [] };
  await saveScenarios(pack, [scenario]);
  const id = await copyPack({ source: { kind: 'own', id: pack } });
  expect(id).toMatch(/^own-/);
  const { bytes } = await packFile({
    ...{ source: { kind: 'own', id }, history: true, scenarios: true },
  });
  const opened = await openArchive(bytes);
  expect(opened.manifest.name['zh-CN']).toBe('试验（副本）');
  expect(opened.scenarios).toEqual([{ ...scenario, pack: id }]);
});

test('a history is saved with phones masked', async () => {
  const { before, after } = await enlarge(4321);
  await amend({ ...of, before, after, at });
  const { name, bytes } = await historyFile({ pack, as: 'json', revealed: false, locale: 'zh-CN' });
  expect(name).toBe('yingtu-试验-示例数据-修改记录-2026-05-01.json');
  const words = new TextDecoder().decode(bytes);
  expect(words).toContain('138****2471');
  expect(words).not.toContain('13812342471');
});

test('a saved history says of which pack it is, and that its records are sample data', async () => {
  const { before, after } = await enlarge(4321);
  await amend({ ...of, before, after, at });
  const { name, bytes } = await historyFile({ pack, as: 'csv', revealed: false, locale: 'en' });
  expect(name).toBe('yingtu-试验-sample-history-2026-05-01.csv');
  const words = new TextDecoder().decode(bytes);
  expect(words).toContain('试验 · history');
  expect(words).toContain('Sample data');
});
