import fc from 'fast-check';
import type { Feature, Point } from 'geojson';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { emptyHistory, History, type Source } from '../../src/domain/history';
import type { Shelter } from '../../src/domain/shelter';
import { applyStep, revertStep } from '../../src/pack/history';
import { changesSince, recordTrail } from '../../src/pack/historyRead';
import { recordsOf, type Proposed } from '../../src/pack/historyRecords';
import { mostChanges, type Proposal, type TrailedPack } from '../../src/pack/historyStep';
import { historyTable } from '../../src/pack/historyTable';
import { makePack } from '../../src/pack/make';
import { openPack } from '../../src/pack/open';
import { box, shelterAt, townIn } from '../fixtures/pack';

const part = (register: 'shelters' | 'towns' | 'residents', features: Feature[]) => ({
  ...{ register, features, sourceName: `${register}.csv`, asOf: '2025-06-30', problems: [] },
});
const [a, b, c] = ['a', 'b', 'c'].map((id, i) =>
  shelterAt([106.1, 106.2, 106.3][i]!, 29.5, { id, name: `Shelter ${id}`, capacityPeople: 100 }),
) as [Feature<Point, Shelter>, Feature<Point, Shelter>, Feature<Point, Shelter>];

const start = async (...parts: ReturnType<typeof part>[]): Promise<TrailedPack> => ({
  ...(await makePack({ id: 'own-1', name: '试验', parts })),
  history: emptyHistory(),
  versions: new Map(),
});

const edited = (feature: Feature<Point, Shelter>, properties: Partial<Shelter>) => ({
  ...feature,
  properties: { ...feature.properties, ...properties },
});
const moved = (feature: Feature<Point, Shelter>, longitude: number, latitude: number) => ({
  ...feature,
  geometry: { type: 'Point' as const, coordinates: [longitude, latitude] },
});
type Record_ = Feature<Point, Shelter>;
const change = (before: Record_ | null, after: Record_ | null): Proposed => ({
  ...{ dataset: 'shelters', id: (after ?? before)!.properties.id, before, after },
});
const step = (id: string, ...changes: Proposed[]): Proposal => ({
  ...{
    id,
    at: `2026-05-0${Math.max(1, Number(id))}T08:00:00Z`,
    kind: 'edit',
    source: null,
    changes,
  },
  title: { 'zh-CN': `第 ${id} 步`, en: `Step ${id}` },
});
const by = (id: string) => ({ id, at: '2026-06-01T08:00:00Z' });

const sheltersOf = ({ files }: TrailedPack) =>
  recordsOf(files.get('shelters.geojson')).features as Record_[];
const idsOf = (pack: TrailedPack) => sheltersOf(pack).map(({ properties }) => properties.id);
/** Everything but the trail, as bytes. */
const stateOf = ({ manifest, files }: TrailedPack) => ({
  manifest,
  files: Object.fromEntries(
    [...files].map(([name, bytes]) => [name, Buffer.from(bytes).toString()]),
  ),
});
const readerOf =
  ({ manifest, files }: TrailedPack) =>
  (file: string) =>
    Promise.resolve(
      new Uint8Array(
        file === 'pack.json' ? Buffer.from(JSON.stringify(manifest)) : files.get(file)!,
      ).buffer,
    );

describe('a step', () => {
  test('changes the records that it names, and count, checksum and extent with them', async () => {
    const before = await start(part('shelters', [a, b, c]));
    const d = shelterAt(106.5, 29.7, { id: 'd', name: 'New' });
    const after = await applyStep(
      before,
      step('1', change(b, edited(b, { capacityPeople: 250 })), change(a, null), change(null, d)),
    );
    expect(idsOf(after)).toEqual(['b', 'c', 'd']);
    expect(after.manifest.datasets.shelters).toMatchObject({
      count: 3,
      asOf: '2025-06-30',
      source: { en: 'Imported file shelters.csv' },
    });
    expect(before.manifest.extent).toEqual([106.1, 29.5, 106.3, 29.5]);
    expect(after.manifest.extent).toEqual([106.2, 29.5, 106.5, 29.7]);
    // openPack checks every checksum and schema.
    const { shelters } = await openPack(readerOf(after));
    expect(shelters.features[0]!.properties.capacityPeople).toBe(250);
    expect(v.is(History, JSON.parse(JSON.stringify(after.history)))).toBe(true);
    expect(after.history.steps[0]!.changes.map(({ id, row }) => [id, row])).toEqual([
      ['b', null],
      ['a', 0],
      ['d', 2],
    ]);
  });

  test('makes a register that the pack did not have, with the file as its source', async () => {
    const source: Source = {
      ...{
        file: 'list.xlsx',
        sha256: 'a'.repeat(64),
        format: 'xlsx',
        encoding: null,
        crs: 'WGS 84',
      },
      ...{ rows: 3, imported: 1, asOf: '2026-03-31', notes: [] },
    };
    const pack = await applyStep(await start(part('towns', [townIn(box(106, 29, 107, 30), '1')])), {
      ...step('1', change(null, a)),
      source,
    });
    expect(pack.manifest.datasets.shelters).toMatchObject({
      file: 'shelters.geojson',
      source: { 'zh-CN': '导入的文件 list.xlsx', en: 'Imported file list.xlsx' },
      asOf: '2026-03-31',
      synthetic: true,
      count: 1,
    });
    const back = await revertStep(pack, '1', by('r1'));
    expect(back.manifest.datasets.shelters).toBeUndefined();
  });

  test.each([
    [
      'a status that the register does not know',
      [change(a, edited(a, { status: 'gone' as 'open' }))],
      'cannot be kept: Status',
    ],
    ['a shelter beyond the world', [change(a, moved(a, 29.5, 106.1))], 'swapped'],
    ['another number', [{ ...change(a, edited(a, { id: 'x' })), id: 'a' }], 'its number is “x”'],
    ['a number that is used', [change(null, b)], 'there is a record of this number already'],
    [
      'a record that has changed meanwhile',
      [change(edited(a, { name: 'Old' }), null)],
      'no longer',
    ],
    ['one record twice', [change(a, null), change(a, null)], 'changed twice in one step'],
    ['nothing', [], 'nothing to change'],
  ])('with %s is refused, the pack stays', async (_, changes, message) => {
    const pack = await start(part('shelters', [a, b]));
    const before = stateOf(pack);
    await expect(applyStep(pack, step('1', ...changes))).rejects.toThrow(message);
    expect(stateOf(pack)).toEqual(before);
  });
});

describe('stepping back', () => {
  test('puts removed records back where they stood', async () => {
    const pack = await start(part('shelters', [a, b, c]));
    const after = await applyStep(pack, step('1', change(a, null), change(c, null)));
    expect(idsOf(after)).toEqual(['b']);
    expect(stateOf(await revertStep(after, '1', by('r')))).toEqual(stateOf(pack));
  });

  test('takes back a step in the middle when later ones do not touch its records', async () => {
    const larger = edited(a, { capacityPeople: 500 });
    let pack = await start(part('shelters', [a, b]));
    pack = await applyStep(pack, step('1', change(a, larger)));
    pack = await applyStep(pack, step('2', change(b, edited(b, { name: 'Hall' }))));
    pack = await revertStep(pack, '1', by('r'));
    expect(sheltersOf(pack).map(({ properties }) => properties)).toMatchObject([
      { capacityPeople: 100 },
      { name: 'Hall' },
    ]);
    expect(pack.history.steps.at(-1)).toMatchObject({
      ...{ kind: 'restore', restores: '1', title: { 'zh-CN': '退回：第 1 步' } },
    });
  });

  test('names the record and the later step that is in the way', async () => {
    const larger = edited(a, { capacityPeople: 500 });
    let pack = await start(part('shelters', [a, b]));
    pack = await applyStep(pack, step('1', change(a, larger)));
    pack = await applyStep(pack, step('2', change(larger, null)));
    await expect(revertStep(pack, '1', by('r'))).rejects.toThrow(
      '“Step 1” cannot be stepped back by itself: “a” of shelters was changed later by “Step 2” (2026-05-02); step that one back first.',
    );
    await expect(revertStep(pack, 'x', by('r'))).rejects.toThrow('no step “x”');
  });

  test('sample data stay marked when only one of two steps that brought them is taken back', async () => {
    const real = edited(a, { synthetic: false });
    let pack = await start(part('shelters', [real]));
    pack = await applyStep(pack, step('1', change(null, b)));
    pack = await applyStep(pack, step('2', change(null, c)));
    pack = await revertStep(pack, '1', by('r'));
    expect([pack.manifest.synthetic, idsOf(pack)]).toEqual([true, ['a', 'c']]);
  });

  test('brings back a file that was replaced as a whole, and says so when it is not kept', async () => {
    const people = (count: number) =>
      [shelterAt(106, 29)].map((at) => ({
        ...at,
        properties: { people: count },
      }));
    const pack = await start(part('residents', people(3)));
    const other = await start(part('residents', people(7)));
    const after = await applyStep(pack, {
      ...step('1'),
      files: [
        {
          dataset: 'residents',
          entry: other.manifest.datasets.residents!,
          bytes: other.files.get('residents.geojson')!,
        },
      ],
    });
    expect(stateOf(after)).toEqual(stateOf(other));
    expect(stateOf(await revertStep(after, '1', by('r')))).toEqual(stateOf(pack));
    await expect(revertStep({ ...after, versions: new Map() }, '1', by('r'))).rejects.toThrow(
      'the former file of residents is not kept',
    );
  });

  test('of a very large import goes by the file', async () => {
    const many = Array.from({ length: mostChanges + 1 }, (_, i) =>
      shelterAt(106, 29, { id: `n${i}` }),
    );
    const pack = await start(part('shelters', [a]));
    const after = await applyStep(pack, step('1', ...many.map((each) => change(null, each))));
    const { changes, files } = after.history.steps[0]!;
    expect([changes.length, files.length, after.manifest.datasets.shelters!.count]).toEqual([
      0,
      1,
      mostChanges + 2,
    ]);
    expect(stateOf(await revertStep(after, '1', by('r')))).toEqual(stateOf(pack));
  });

  test('any steps, all taken back, give the same bytes; redone, those of the end', async () => {
    const action = fc.record({
      kind: fc.constantFrom('add', 'remove', 'edit', 'move'),
      which: fc.nat(20),
      longitude: fc.double({ min: 100, max: 110, noNaN: true }),
      people: fc.option(fc.nat(5000)),
    });
    const steps = fc.array(fc.array(action, { minLength: 1, maxLength: 4 }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        const begin = await start(part('shelters', [a, b, c]));
        let pack = begin;
        let added = 0;
        for (const [number, actions] of sequence.entries()) {
          const standing = sheltersOf(pack);
          const changes = new Map<string, Proposed>();
          for (const { kind, which, longitude, people } of actions) {
            const found = standing[which % Math.max(1, standing.length)];
            if (kind === 'add' || !found) {
              const fresh = shelterAt(longitude, 29, {
                id: `new${added++}`,
                capacityPeople: people,
              });
              changes.set(fresh.properties.id, change(null, fresh));
            } else if (kind === 'remove') changes.set(found.properties.id, change(found, null));
            else if (kind === 'move')
              changes.set(found.properties.id, change(found, moved(found, longitude, 29)));
            else
              changes.set(
                found.properties.id,
                change(found, edited(found, { capacityPeople: people })),
              );
          }
          pack = await applyStep(pack, step(`${number}`, ...changes.values()));
        }
        const end = pack;
        for (let i = sequence.length - 1; i >= 0; i--)
          pack = await revertStep(pack, `${i}`, by(`r${i}`));
        expect(stateOf(pack)).toEqual(stateOf(begin));
        for (let i = 0; i < sequence.length; i++)
          pack = await revertStep(pack, `r${i}`, by(`f${i}`));
        expect(stateOf(pack)).toEqual(stateOf(end));
        expect(changesSince(pack.history, { day: '2026-06-01' }).records).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });
});

describe('what changed', () => {
  const trail = async () => {
    const larger = edited(a, { capacityPeople: 500 });
    const away = moved(larger, 106.1, 29.509);
    const d = shelterAt(106.5, 29.7, { id: 'd', name: 'New' });
    let pack = await start(part('shelters', [a, b, c]));
    pack = await applyStep(pack, step('1', change(a, larger), change(c, null)));
    pack = await applyStep(pack, step('2', change(larger, away), change(null, d)));
    pack = await applyStep(pack, step('3', change(b, edited(b, { phone: '13812342471' }))));
    pack = await applyStep(pack, step('4', change(edited(b, { phone: '13812342471' }), b)));
    return pack.history;
  };

  test('is told net for each record: new, gone, moved by metres, and each field', async () => {
    const { records } = changesSince(await trail(), { day: '2026-05-01' });
    expect(records.map(({ id, outcome, steps }) => [id, outcome, steps])).toEqual([
      ['a', 'changed', ['1', '2']],
      ['c', 'gone', ['1']],
      ['d', 'new', ['2']],
    ]);
    const { movedMetres, fields } = records[0]!.difference!;
    // 0.009° of the meridian at 29.5° N: M·Δφ = 6 350 890 m · 0.009·π/180.
    expect(movedMetres).toBeCloseTo(997.6, 0);
    expect(fields).toEqual([{ field: 'capacityPeople', before: 100, after: 500 }]);
  });

  test('is told from a day in China, or from after a step', async () => {
    const history = await trail();
    const ids = (since: Parameters<typeof changesSince>[1]) =>
      changesSince(history, since).records.map(({ id }) => id);
    expect(ids({ day: '2026-05-02' })).toEqual(['a', 'd']);
    expect(ids({ step: '1' })).toEqual(['a', 'd']);
    expect(ids({ day: '2026-05-05' })).toEqual([]);
    // 17:00 UTC on the second of May is one o'clock on the third in China.
    history.steps[1]!.at = '2026-05-02T17:00:00Z';
    expect(ids({ day: '2026-05-03' })).toEqual(['a', 'd']);
  });

  test('of one record is its trail, with the file that still stands', async () => {
    const source: Source = {
      ...{ file: 'list.csv', sha256: 'b'.repeat(64), format: 'csv', encoding: 'gb18030' },
      ...{ crs: null, rows: 1, imported: 1, asOf: '2026-04-30', notes: [] },
    };
    const larger = edited(a, { capacityPeople: 500 });
    let pack = await start(part('shelters', [a, b]));
    pack = await applyStep(pack, { ...step('1', change(a, larger)), kind: 'update', source });
    pack = await applyStep(pack, step('2', change(b, null)));
    const { entries, ...from } = recordTrail(pack.history, 'shelters', 'a');
    expect(from).toEqual({ source, asOf: '2026-04-30' });
    expect(entries.map(({ step: id, outcome }) => [id, outcome])).toEqual([['1', 'changed']]);
    pack = await revertStep(pack, '1', by('r'));
    expect(recordTrail(pack.history, 'shelters', 'a')).toMatchObject({
      source: null,
      entries: [{ step: '1' }, { step: 'r', kind: 'restore' }],
    });
  });

  test('goes into a table, phones masked until asked', async () => {
    const history = await trail();
    const table = (revealed: boolean) =>
      historyTable(history, { locale: 'zh-CN', revealed }).features.map(({ properties }) => {
        const { id, outcome, field, before, after } = properties as Record<string, unknown>;
        return [id, outcome, field, before, after].filter((cell) => cell !== undefined);
      });
    expect(table(false)).toEqual([
      ['a', '修改', '可容纳人数', '100', '500'],
      ['c', '移除'],
      ['a', '移动 997.6\u2009m', '106.1, 29.5', '106.1, 29.509'],
      ['d', '新增'],
      ['b', '修改', '联系电话', null, '138****2471'],
      ['b', '修改', '联系电话', '138****2471', null],
    ]);
    expect(table(true)[4]).toEqual(['b', '修改', '联系电话', null, '13812342471']);
  });
});
