import { strToU8, zipSync } from 'fflate';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { closeFile, inspect, tableOf } from '../../src/worker/importFiles';
import { keep } from '../../src/worker/importKeep';
import type { ImportPart } from '../../src/worker/importProtocol';
import { attempt } from '../../src/worker/imports';
import { letGo } from '../../src/worker/importTreated';

const today = '2026-04-04';

/** A table opened in the worker, as a part whose coordinates are settled. */
async function partOf(content: string, file: number): Promise<ImportPart> {
  const inspected = await inspect({ file, data: [new File([content], `${file}.csv`)] });
  if (inspected.kind !== 'table') throw new Error('no table');
  return {
    file,
    target: 'shelters',
    mapping: inspected.mappings.shelters,
    decisions: { crs: 'EPSG:4326' },
    entering: { way: 'update', removals: false, except: [], decided: {} },
    asOf: null,
  };
}
const attempted = (part: ImportPart) => attempt({ part, against: null, today });
const keepAsk = (part: ImportPart) => ({
  ...{ name: '试验', parts: [part], assign: 'area' as const, into: null, base: null },
  ...{ id: 'own-0123456789abcdef', against: null, at: `${today}T08:00:00Z`, today },
});
/** Two shelters for 0 people, whose phone is shown to nobody who did not ask. */
const faulty =
  '名称,经度,纬度,容纳人数,避难时长\n一中,105.05,29.05,0,临安置点\n二中13812342471,105.06,29.05,0,问13812342471\n三中,105.07,29.05,9,短期\n';

test('a trial has the errors to be decided with the keys of their whole group, and words of classes, phones masked', async () => {
  const part = await partOf(faulty, 1);
  const tried = await attempted(part);
  expect([tried.undecided, tried.usable]).toEqual([2, 3]);
  const group = tried.counts.find(
    ({ check, level }) => check === 'impossible' && level === 'error',
  )!;
  expect([group.count, group.keys.length, group.keysCut]).toEqual([2, 2, false]);
  expect(tried.classWords.map(({ word, rows }) => [word, rows])).toEqual([
    ['临安置点', 1],
    ['问138****2471', 1],
  ]);
  const [first, second] = group.keys;
  const decided = await attempted({
    ...part,
    decisions: { ...part.decisions, leftOut: [second!], accepted: [first!] },
  });
  expect([decided.undecided, decided.usable]).toEqual([0, 2]);
  expect(decided.leftOut.map(({ name, row }) => [name, row])).toEqual([['二中138****2471', 3]]);
  expect(decided.accepted.map(({ row, key }) => [row, key])).toEqual([[2, first]]);
});

test('an import with an error that nobody decided about is refused with the file and their number', async () => {
  const part = await partOf(faulty, 2);
  await expect(keep(keepAsk(part))).rejects.toMatchObject({
    text: {
      'zh-CN': '“2.csv”还有 2 处错误没有处理，没有导入；请先修正、不导入或保留。',
      en: '2 errors of “2.csv” are not decided about, so nothing was imported; mend them, leave them out or keep them first.',
    },
  });
});

test('of a group with more keys than a message holds the first come, and that there are more is said', async () => {
  const lines = Array.from({ length: 5001 }, (_, i) => `${i},${105 + i / 1e4},29.05,0,\n`);
  const part = await partOf(`名称,经度,纬度,容纳人数,避难时长\n${lines.join('')}`, 3);
  const { counts, undecided } = await attempted(part);
  const group = counts.find(({ check, level }) => check === 'impossible' && level === 'error')!;
  expect([group.count, group.keys.length, group.keysCut, undecided]).toEqual([
    ...[5001, 5000, true, 5001],
  ]);
});

test('what another file of the import has at the very place is found before anything is kept, with its file and row', async () => {
  const first = await partOf('名称,经度,纬度\n龙水广场,105.05,29.05\n一中,105.06,29.05\n', 11);
  const second = await partOf('名称,经度,纬度\n新广场,105.05,29.05\n一中,105.0605,29.05\n', 12);
  const tried = await attempt({ part: second, against: null, today, beside: [first] });
  const found = tried.findings.filter(({ check }) => check === 'duplicate');
  expect(
    found.map(({ row, level, reason }) => [row, level, reason.en.replace(/[^\S ]|\u2060/gu, ' ')]),
  ).toEqual([
    [2, 'notice', 'the same place as row 2 “龙水广场” of 11.csv, 0 m apart'],
    [3, 'warning', 'the same name as row 3 “一中” of 11.csv, 50 m apart'],
  ]);
  const alone = await attempt({ part: second, against: null, today });
  expect(alone.findings.filter(({ check }) => check === 'duplicate')).toEqual([]);
  const left = { ...second, decisions: { ...second.decisions, leftOut: [found[0]!.key] } };
  expect((await attempt({ part: left, against: null, today, beside: [first] })).usable).toBe(1);
  const roads = { ...first, target: 'facilities' as const };
  const other = await attempt({ part: second, against: null, today, beside: [roads] });
  expect(other.findings.filter(({ check }) => check === 'duplicate')).toEqual([]);
});

// A person waited half a minute again for two million rows, to have said yes to what was on the screen.
test('confirming the reading that was proposed reads no row again; another reading does', async () => {
  const part = await partOf(faulty, 20);
  let read = 0;
  const trial = (crs: string | null) =>
    attempt(
      { part: { ...part, decisions: crs ? { crs } : {} }, against: null, today },
      () => read++,
    );
  const proposed = await trial(null);
  const reads = read;
  expect([reads > 0, proposed.isSettled]).toEqual([true, false]);
  const confirmed = await trial('EPSG:4326');
  expect([read, confirmed]).toEqual([...[reads, { ...proposed, isSettled: true }]]);
  expect((await trial('GCJ02')).points).not.toEqual(proposed.points);
  expect(read).toBeGreaterThan(reads);
});

// The answer of the last trial held the rows of a file until twelve others had been tried.
test('a file that was tried and then taken out of the import leaves nothing in memory', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  await attempted(await partOf(faulty, 90));
  const sheet = new WeakRef(tableOf(90).sheet);
  letGo({ file: 90 });
  await new Promise((resolve) => setTimeout(resolve));
  collect();
  expect(sheet.deref()).toBeUndefined();
});

/** Bytes that deflate cannot make smaller. */
const noise = (length: number) => {
  let state = 1;
  return Uint8Array.from({ length }, () => (state = (state * 48_271) % 2_147_483_647) >> 8);
};

test('an archive that would fill the memory beside another is refused before it is unpacked, and goes in alone', async () => {
  const zipped = (name: string, bytes: Uint8Array) => new File([new Uint8Array(bytes)], name);
  const list = zipSync({ 'a.csv': strToU8('名称,经度,纬度\n一中,105.05,29.05\n') });
  await inspect({ file: 7, data: [zipped('a.zip', list)] });
  const large = zipSync({ 'b.csv': noise(3_000_000) });
  // Its directory says 499,999,990 bytes.
  const end = large.length - 22;
  const directory = new DataView(large.buffer, large.byteOffset).getUint32(end + 16, true);
  new DataView(large.buffer, large.byteOffset).setUint32(directory + 24, 499_999_990, true);
  const ask = { file: 8, data: [zipped('b.zip', large)] };
  await expect(inspect(ask)).rejects.toThrow(
    'have 501 MB together once unpacked, the most at once is 500 MB',
  );
  closeFile(7);
  // Only unpacking finds that its directory lies.
  await expect(inspect(ask)).rejects.toThrow('is damaged');
});
