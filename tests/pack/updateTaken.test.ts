import type { Feature, Point } from 'geojson';
import { describe, expect, test } from 'vitest';
import { emptyHistory, type Source } from '../../src/domain/history';
import type { Geohazard } from '../../src/domain/geohazard';
import type { Reservoir } from '../../src/domain/reservoir';
import type { Shelter } from '../../src/domain/shelter';
import { applyStep, revertStep } from '../../src/pack/history';
import { originsOf } from '../../src/pack/historyOrigins';
import { recordTrail } from '../../src/pack/historyRead';
import { recordsOf, type Entry } from '../../src/pack/historyRecords';
import type { TrailedPack } from '../../src/pack/historyStep';
import { compareWith, emptyPack } from '../../src/pack/keepImport';
import type { HandRule } from '../../src/pack/handRule';
import { compareRegister, type CompareOptions } from '../../src/pack/update';
import { updateStep } from '../../src/pack/updateStep';
import { geohazardAt, reservoirAt, shelterAt } from '../fixtures/pack';

const site = (rest: Partial<Geohazard>) =>
  geohazardAt(106.1, 29.5, { id: 'G1', name: '老鹰岩', ...rest });
const dam = (rest: Partial<Reservoir>): Feature<Point, Reservoir> => {
  const one = reservoirAt(106.1, 29.5);
  return { ...one, properties: { ...one.properties, ...rest } };
};
const shelter = (rest: Partial<Shelter>, latitude = 29.5) =>
  shelterAt(106.1, latitude, { id: 'S1', name: '一中', ...rest });

/** The only pair of a comparison, and what changes in it. */
function pairOf(
  register: 'shelters' | 'geohazards' | 'reservoirs',
  before: Feature,
  after: Feature,
  options: Partial<CompareOptions> & { fields: string[] },
) {
  const update = compareRegister(register, [before], [after], { way: 'update', ...options });
  const pair = [...update.moved, ...update.changed, ...update.same][0]!;
  const changes = pair.difference.fields.map(
    ({ field, before: was, after: is }) => `${field}: ${String(was)} → ${String(is)}`,
  );
  return { ...pair, changes };
}

describe('an update works out what follows from the record as it stands after it', () => {
  const fields = ['name', 'threatenedPeople', 'threatenedPropertyTenThousandYuan'];
  const known = site({
    ...{ threatenedPeople: 600, threatenedPropertyTenThousandYuan: 100, riskGrade: 2 },
  });

  test('a grade follows from new people, and says so', () => {
    const file = site({
      ...{ threatenedPeople: 5, threatenedPropertyTenThousandYuan: 100, riskGrade: 4 },
    });
    const pair = pairOf('geohazards', known, file, { fields });
    expect(pair.changes).toEqual(['threatenedPeople: 600 → 5', 'riskGrade: 2 → 4']);
    expect(pair.followed).toEqual([{ field: 'riskGrade', from: ['threatenedPeople'] }]);
  });

  test('people who stay because their cell is blank still count for the grade', () => {
    // The row alone says grade 1 by its property or nothing; with the 600 people of the pack it is grade 2.
    const file = site({
      ...{ threatenedPeople: null, threatenedPropertyTenThousandYuan: 20, riskGrade: null },
    });
    const pair = pairOf('geohazards', known, file, { fields });
    expect(pair.changes).toEqual(['threatenedPropertyTenThousandYuan: 100 → 20']);
    expect(pair.kept).toEqual(['threatenedPeople']);
  });

  test('a grade that no longer follows becomes unknown', () => {
    const only = site({
      ...{ threatenedPeople: 1200, threatenedPropertyTenThousandYuan: null, riskGrade: 1 },
    });
    const file = site({
      ...{ threatenedPeople: 50, threatenedPropertyTenThousandYuan: null, riskGrade: null },
    });
    expect(pairOf('geohazards', only, file, { fields }).changes).toEqual([
      'threatenedPeople: 1200 → 50',
      'riskGrade: 1 → null',
    ]);
  });

  test('a grade that was stated by itself stays, and says so', () => {
    const stated = site({
      ...{ threatenedPeople: 5, threatenedPropertyTenThousandYuan: 1, riskGrade: 1 },
    });
    const file = site({
      ...{ threatenedPeople: 120, threatenedPropertyTenThousandYuan: 1, riskGrade: 3 },
    });
    const pair = pairOf('geohazards', stated, file, { fields });
    expect(pair.changes).toEqual(['threatenedPeople: 5 → 120']);
    expect(pair.kept).toEqual(['riskGrade']);
  });

  test('a grade that the row states counts against the one that its people give', () => {
    const file = site({
      ...{ threatenedPeople: 5, threatenedPropertyTenThousandYuan: 100, riskGrade: 1 },
    });
    expect(pairOf('geohazards', known, file, { fields: [...fields, 'riskGrade'] }).changes).toEqual(
      ['threatenedPeople: 600 → 5', 'riskGrade: 2 → 1'],
    );
  });

  test('the size of a reservoir follows its storage', () => {
    const pair = pairOf(
      'reservoirs',
      dam({ capacityCubicMetres: 2e7, size: 'medium' }),
      dam({ capacityCubicMetres: 5e6, size: 'small-1' }),
      { fields: ['name', 'capacityCubicMetres'] },
    );
    expect(pair.changes).toEqual([
      'capacityCubicMetres: 20000000 → 5000000',
      'size: medium → small-1',
    ]);
  });

  test('a blank source says nothing against the one of a capacity that stays', () => {
    const pair = pairOf(
      'shelters',
      shelter({ capacityPeople: 100, capacitySource: 'measured' }),
      shelter({ capacityPeople: null, capacitySource: 'unknown' }),
      { fields: ['name', 'capacityPeople', 'capacitySource'] },
    );
    expect([pair.changes, pair.kept]).toEqual([[], ['capacityPeople']]);
  });
});

describe('a cell of several classes', () => {
  const fields = ['name', 'duration'];
  const known = shelter({ duration: 'emergency', class51143: 'emergency', space: 'indoor' });

  test('takes along what only its old content gave', () => {
    const file = shelter({ duration: 'short', class51143: 'fixed-short', space: null });
    const pair = pairOf('shelters', known, file, { fields });
    expect(pair.changes).toEqual([
      'duration: emergency → short',
      'class51143: emergency → fixed-short',
      'space: indoor → null',
    ]);
    expect(pair.followed).toEqual([{ field: 'space', from: ['duration'] }]);
  });

  test('with the same content leaves all as it is, and blank too', () => {
    const same = shelter({ duration: 'emergency', class51143: null, space: null });
    expect(pairOf('shelters', known, same, { fields }).changes).toEqual([]);
    const blank = shelter({ duration: null });
    expect(pairOf('shelters', known, blank, { fields }).changes).toEqual([]);
  });
});

describe('a file that replaces', () => {
  test('leaves nothing that it does not give, and lists it', () => {
    const before = site({
      ...{ threatenedPeople: 600, threatenedPropertyTenThousandYuan: 100, riskGrade: 2 },
      ...{ monitor: '李某', type: 'landslide', status: 'closed' },
    });
    // No column for the monitor, blank cells for people and property.
    const file = site({
      ...{ threatenedPeople: null, threatenedPropertyTenThousandYuan: null, riskGrade: null },
      ...{ monitor: null, type: 'rockfall', status: 'active', assumed: ['status'] },
    });
    const fields = ['name', 'type', 'threatenedPeople', 'threatenedPropertyTenThousandYuan'];
    const pair = pairOf('geohazards', before, file, { fields, way: 'replace' });
    expect(pair.emptied.toSorted()).toEqual([
      ...['monitor', 'riskGrade', 'threatenedPeople', 'threatenedPropertyTenThousandYuan'],
    ]);
    expect(pair.after.properties).toMatchObject({ type: 'rockfall', riskGrade: null });
    // There is no unknown state, and nobody said that the site is active again.
    expect(pair.after.properties.status).toBe('closed');
    expect(pair.kept).toEqual(['status']);
  });

  test('leaves no size without a storage', () => {
    const pair = pairOf(
      'reservoirs',
      dam({ capacityCubicMetres: 2e7, size: 'medium' }),
      dam({ capacityCubicMetres: null, size: null }),
      { fields: ['name', 'capacityCubicMetres'], way: 'replace' },
    );
    expect(pair.after.properties).toMatchObject({ capacityCubicMetres: null, size: null });
  });
});

describe('what was edited by hand', () => {
  const source = (file: string, fields: string[]): Source => ({
    ...{ file, sha256: 'c'.repeat(64), format: 'xlsx', encoding: null, crs: null },
    ...{ rows: 2, imported: 2, asOf: '2026-03-31', notes: [], fields },
  });
  const fields = ['name', 'capacityPeople', 'phone'];
  const at = (day: number) => `2026-05-0${day}T08:00:00Z`;
  const put = (
    pack: TrailedPack,
    id: string,
    day: number,
    records: Feature[],
    { way = 'update' as const, byHand }: { way?: CompareOptions['way']; byHand?: HandRule } = {},
  ) => {
    const update = compareWith(pack, 'shelters', {
      ...{ features: records, way, fields, decided: {} },
      ...(byHand && { byHand }),
    });
    const origin = {
      ...{ id, at: at(day), source: source(`${id}.xlsx`, fields) },
      dataset: pack.manifest.datasets.shelters ?? null,
    };
    return { update, step: updateStep(update, { removals: false }, origin) };
  };
  const first = shelter({ capacityPeople: 100, capacitySource: 'ledger', phone: '023-1' });
  const other = shelterAt(106.1, 29.6, { id: 'S2', name: '二中', capacityPeople: 50 });

  /** Imported, then the capacity was corrected to 80 by hand and the place moved. */
  async function edited(): Promise<TrailedPack> {
    const made = put(emptyPack('own-1', '试验'), 'v1', 1, [first, other]);
    const pack = await applyStep(emptyPack('own-1', '试验'), made.step);
    const stands = recordsOf(pack.files.get('shelters.geojson')).features[0] as Entry;
    return applyStep(pack, {
      ...{ id: 'hand', at: at(2), kind: 'edit', source: null },
      title: { 'zh-CN': '修改', en: 'Edit' },
      changes: [
        {
          ...{ dataset: 'shelters', id: 'S1', before: stands },
          after: { ...stands, properties: { ...stands.properties, capacityPeople: 80 } },
        },
      ],
    });
  }
  const v2 = [shelter({ capacityPeople: 120, capacitySource: 'ledger', phone: '023-2' }), other];

  test('stays when an update says otherwise, which the comparison, the step and the trail tell', async () => {
    const pack = await edited();
    const { update, step } = put(pack, 'v2', 3, v2);
    expect(update.changed[0]!.handKept).toEqual(['capacityPeople']);
    expect(update.changed[0]!.difference.fields.map(({ field }) => field)).toEqual(['phone']);
    const after = await applyStep(pack, step);
    const told = after.history.steps.at(-1)!;
    expect(told.byHand).toEqual([
      { dataset: 'shelters', id: 'S1', kept: ['capacityPeople'], overwritten: [] },
    ]);
    expect(told.source!.notes.map(({ en }) => en)).toEqual([
      '1 value edited by hand differs from the file and was kept (S1)',
    ]);
    const last = recordTrail(after.history, 'shelters', 'S1').entries.at(-1)!;
    expect([last.outcome, last.byHand.kept]).toEqual(['changed', ['capacityPeople']]);
  });

  // 80 people, counted by hand, were said to be assumed.
  test('a capacity that stays keeps where it comes from, whatever the file says of its own', async () => {
    const pack = await edited();
    const file = [shelter({ capacityPeople: 120, capacitySource: 'assumed' }), other];
    const update = compareWith(pack, 'shelters', {
      ...{ features: file, way: 'update', fields: [...fields, 'capacitySource'], decided: {} },
    });
    const [pair] = [...update.changed, ...update.same];
    const { capacityPeople, capacitySource } = pair!.after.properties;
    expect([capacityPeople, capacitySource]).toEqual([80, 'ledger']);
  });

  test('has a day of its own, makes the register no newer and the pack no older', async () => {
    const made = put(emptyPack('own-1', '试验'), 'v1', 1, [first, other]);
    const day = { ...(await applyStep(emptyPack('own-1', '试验'), made.step)) };
    // As a sample pack says it: the day of its registers, although its residents are of a census.
    const pack = { ...day, manifest: { ...day.manifest, asOf: '2026-04-01' } };
    const stands = recordsOf(pack.files.get('shelters.geojson')).features[0] as Entry;
    const after = { ...stands, properties: { ...stands.properties, phone: null } };
    const next = await applyStep(pack, {
      ...{ id: 'hand', at: at(2), kind: 'edit', source: null },
      title: { 'zh-CN': '修改', en: 'Edit' },
      changes: [{ dataset: 'shelters', id: 'S1', before: stands, after }],
    });
    expect(next.manifest.asOf).toBe('2026-04-01');
    expect(next.manifest.datasets.shelters).toMatchObject({
      ...{ asOf: '2026-03-31', edited: '2026-05-02' },
    });
    const back = await revertStep(next, 'hand', { id: 'back', at: at(3) });
    expect(back.manifest).toEqual(pack.manifest);
  });

  test('is told in the trail also where nothing else of the record changed', async () => {
    const pack = await edited();
    const same = shelter({ capacityPeople: 120, capacitySource: 'ledger', phone: '023-1' });
    const more = shelterAt(106.1, 29.7, { id: 'S3', name: '三中' });
    const { update, step } = put(pack, 'v2', 3, [same, other, more]);
    expect(update.same.map(({ before, handKept }) => [before.properties.id, handKept])).toEqual([
      ['S1', ['capacityPeople']],
      ['S2', []],
    ]);
    const { history } = await applyStep(pack, step);
    const trail = recordTrail(history, 'shelters', 'S1');
    expect(trail.entries.map(({ outcome }) => outcome)).toEqual(['new', 'changed', 'kept']);
    // Its values are still those of the first file.
    expect(trail.source?.file).toBe('v1.xlsx');
  });

  test('gives way for all or for one record where a person says so', async () => {
    const pack = await edited();
    for (const byHand of [
      { rule: 'overwrite', others: [] },
      { rule: 'keep', others: ['S1'] },
    ] as const) {
      const { update, step } = put(pack, 'v2', 3, v2, { byHand });
      expect(update.changed[0]!.handOverwritten).toEqual(['capacityPeople']);
      expect(update.changed[0]!.after.properties).toMatchObject({ capacityPeople: 120 });
      const { history } = await applyStep(pack, step);
      expect(history.steps.at(-1)!.byHand?.[0]?.overwritten).toEqual(['capacityPeople']);
      // From now on the value is that of the file.
      const next = originsOf(history, 'shelters').get('S1')!;
      expect(next.later.get('capacityPeople')?.id).toBe('v2');
    }
  });

  test('gives way to a file that replaces, unless a person says otherwise', async () => {
    const pack = await edited();
    const { update } = put(pack, 'v2', 3, v2, { way: 'replace' });
    expect(update.changed[0]!.handOverwritten).toEqual(['capacityPeople']);
    const keep = { rule: 'keep', others: [] } as const;
    const kept = put(pack, 'v2', 3, v2, { way: 'replace', byHand: keep });
    expect(kept.update.changed[0]!.after.properties).toMatchObject({ capacityPeople: 80 });
  });

  test('is forgotten when the edit is taken back, and known again when that is taken back', async () => {
    const pack = await edited();
    const back = await revertStep(pack, 'hand', { id: 'back', at: at(3) });
    expect(put(back, 'v2', 4, v2).update.changed[0]!.handKept).toEqual([]);
    const forth = await revertStep(back, 'back', { id: 'forth', at: at(4) });
    expect(put(forth, 'v2', 5, v2).update.changed[0]!.handKept).toEqual(['capacityPeople']);
  });

  test('counts for records that the file does not have', async () => {
    const pack = await edited();
    const { update } = put(pack, 'v2', 3, []);
    expect([...update.goneByHand]).toEqual(['S1']);
  });

  test('a place that was moved by hand stays', () => {
    const moved = shelter({}, 29.501);
    const step = { kind: 'edit', id: 'm' } as never;
    const origins = new Map([['S1', { came: null, later: new Map([['geometry', step]]) }]]);
    const pair = pairOf('shelters', moved, shelter({ phone: '1' }), {
      ...{ origins, fields: ['phone'] },
    });
    expect([pair.handKept, pair.difference.movedMetres]).toEqual([['geometry'], null]);
  });

  test('classes with columns of their own in the former file are not those of a cell', () => {
    const step = (id: string, columns: string[]) =>
      ({ id, kind: 'import', source: source(id, columns) }) as never;
    const known = shelter({ duration: 'emergency', space: 'indoor' });
    const file = shelter({ duration: 'short', space: null });
    const from = (columns: string[]) =>
      pairOf('shelters', known, file, {
        fields: ['duration'],
        origins: new Map([['S1', { came: step('v1', columns), later: new Map() }]]),
      }).after.properties.space;
    expect([from(['duration', 'space']), from(['duration'])]).toEqual(['indoor', null]);
  });
});

test('the history of a pack without one says nothing of origins', () => {
  expect(originsOf(emptyHistory(), 'shelters').size).toBe(0);
});
