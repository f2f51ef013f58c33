import { describe, expect, test, vi } from 'vitest';
import { Failure } from '../../src/domain/failure';
import { text } from '../../src/domain/text';
import { withClass, withFindings, withSum } from '../../src/state/importChoices';
import { decidedOf } from '../../src/state/importDraft';
import { Importing } from '../../src/state/importing.svelte';

/** What the browser keeps, as far as an import asks; other windows speak through `tell`. */
const browser = vi.hoisted(() => ({
  lastStepAt: null as string | null,
  packs: new Set<string>(),
  calls: new Set<(pack: string) => void>(),
}));
vi.mock(import('../../src/pack/store'), async (original) => ({
  ...(await original()),
  lastStepOf: () =>
    Promise.resolve(browser.lastStepAt === null ? null : ({ at: browser.lastStepAt } as never)),
  keptManifest: (id) => Promise.resolve(browser.packs.has(id) ? ({ id } as never) : null),
  hearWindows: (call) => {
    browser.calls.add(call);
    return () => browser.calls.delete(call);
  },
}));
const tell = (pack: string) => browser.calls.forEach((call) => call(pack));

type Pending = { question: string; ask: never; answer: (value: unknown) => void };

const table = {
  ...{ kind: 'table', table: 't', target: 'shelters', certain: true, columns: [], rows: 1 },
  mappings: { shelters: { name: '名称', longitude: '经度', latitude: '纬度' } },
};
const tried = (more = {}) => ({
  usable: 1,
  undecided: 0,
  judgement: null,
  isSettled: true,
  ...more,
});
const csv = (name: string) => new File(['x'], name);

/** Doors whose questions wait until the test answers them. */
function workshop(open: { id: string; datasets: string[] } | null = null) {
  const pending: Pending[] = [];
  let doors = 0;
  const makeDoor = () => {
    doors++;
    const rejects: ((reason: unknown) => void)[] = [];
    return {
      ask: (question: string, ask: never) =>
        new Promise((answer, no) => {
          rejects.push(no);
          pending.push({
            question,
            ask,
            answer: (value) => (value instanceof Error ? no(value) : answer(value)),
          });
        }),
      end: (reason: unknown) => rejects.forEach((no) => no(reason)),
    };
  };
  const importing = new Importing('2026-07-01', open, makeDoor as never);
  const settle = () => new Promise((resolve) => setTimeout(resolve));
  /** Answers the newest question of a kind. */
  const answer = async (question: string, value: unknown) => {
    await settle();
    const at = pending.findLastIndex((each) => each.question === question);
    if (at < 0) throw new Error(`Nobody asked “${question}”.`);
    const [found] = pending.splice(at, 1);
    found!.answer(value);
    await settle();
    return found!.ask as Record<string, unknown>;
  };
  return { importing, pending, answer, settle, doors: () => doors };
}

async function withFile(open?: { id: string; datasets: string[] }) {
  const shop = workshop(open);
  void shop.importing.add([csv('a.csv')]);
  await shop.settle();
  await shop.answer('inspect', table);
  await shop.answer('attempt', tried());
  return { ...shop, file: shop.importing.files[0]! };
}

describe('what was decided of findings', () => {
  test('one finding has one choice at most, and is undone', () => {
    const mended = withFindings({}, 'mends', ['a', 'b'], true);
    const left = withFindings(mended, 'leftOut', ['a'], true);
    expect(left).toEqual({ mends: ['b'], leftOut: ['a'], accepted: [] });
    expect(withFindings(left, 'leftOut', ['a'], false).leftOut).toEqual([]);
  });
  test('a class word is decided, kept unknown on purpose, and left open again', () => {
    const known = withClass({}, 'level', '乡级', 'town');
    expect(known).toEqual({ level: { 乡级: 'town' } });
    expect(withClass({ classes: known }, 'level', '乡级', null)).toEqual({ level: { 乡级: null } });
    expect(withClass({ classes: known }, 'level', '乡级', undefined)).toEqual({ level: {} });
  });
  test('columns are added for one field at a time, and for none again', () => {
    const sums = withSum({}, ['室内', '室外'], 'effectiveArea');
    expect(sums).toEqual({ effectiveArea: ['室内', '室外'] });
    expect(withSum({ sums }, ['室内', '室外'], 'totalArea')).toEqual({
      totalArea: ['室内', '室外'],
    });
    expect(withSum({ sums }, ['室内', '室外'], null)).toEqual({});
  });
  test('errors that nobody decided about make the import wait', async () => {
    const { importing, file, answer } = await withFile();
    expect(importing.isReady).toBe(true);
    void importing.settle(file, 'leftOut', [], true);
    await answer('attempt', tried({ undecided: 2 }));
    expect(file.waitsFor).toBe('findings');
    expect(importing.isReady).toBe(false);
  });
});

describe('confirming the coordinates', () => {
  test('counts only once the trial with them came back, not the one that was running', async () => {
    const { importing, file, answer } = await withFile();
    void importing.setTarget(file, 'shelters');
    const done = importing.confirm(file, 'GCJ02');
    await answer('attempt', tried());
    expect(file.confirmed).toBe(false);
    await answer('attempt', tried());
    await done;
    expect(file.confirmed).toBe(true);
  });
  test('proposes nothing where nothing can be told', async () => {
    const { importing, file, answer } = await withFile();
    const ranked = [{ id: 'EPSG:4544' }, { id: 'EPSG:4545' }];
    void importing.again(file);
    await answer('attempt', tried({ judgement: { decision: 'none', proposed: null, ranked } }));
    expect(file.picked).toBe(null);
    void importing.decide(file, { crs: 'EPSG:4545' });
    await answer('attempt', tried({ judgement: { decision: 'none', proposed: null, ranked } }));
    expect(file.picked).toBe('EPSG:4545');
  });
  test('does not count where the trial with them was stopped or refused', async () => {
    const { importing, file, answer, settle } = await withFile();
    const refused = importing.confirm(file, 'EPSG:9');
    await answer('attempt', new Failure(text('不认识', 'unknown')));
    await refused;
    expect(file.confirmed).toBe(false);
    const stopped = importing.confirm(file, 'GCJ02');
    importing.stop(file);
    await stopped;
    await settle();
    expect([file.confirmed, file.decisions.crs, file.busy]).toEqual([false, undefined, false]);
  });
});

describe('stopping', () => {
  test('a file that is being read leaves the others with what was decided; they are read again when next asked', async () => {
    const { importing, file, answer, pending, settle, doors } = await withFile();
    void importing.add([csv('b.csv')]);
    await settle();
    importing.stop(importing.files[1]!);
    await settle();
    expect([importing.files.length, file.tried !== null, file.busy, doors()]).toEqual([
      1,
      true,
      false,
      2,
    ]);
    pending.length = 0;
    void importing.confirm(file, 'GCJ02');
    await settle();
    expect(await answer('inspect', table)).toMatchObject({ file: 0, table: 't' });
    await answer('attempt', tried());
    expect(file.confirmed).toBe(true);
  });
  test('keeping leaves the import as it was, without a failure', async () => {
    const { importing, file, settle } = await withFile();
    const kept = importing.keep();
    await settle();
    importing.stopSaving();
    expect([await kept, importing.saving, importing.failure, file.tried !== null]).toEqual([
      null,
      false,
      null,
      true,
    ]);
  });
});

// A worker that is stopped may have kept everything before it could say so: asked again it would be kept twice.
test('an import that was kept in the moment it was stopped is kept', async () => {
  const { importing, pending, settle } = await withFile();
  const kept = importing.keep();
  await settle();
  const { id, at } = pending.at(-1)!.ask as { id: string; at: string };
  browser.lastStepAt = at;
  importing.stopSaving();
  expect(await kept).toBe(id);
  browser.lastStepAt = null;
});

describe('a whole pack that was kept in the moment it was stopped', () => {
  const stopped = async (taken: readonly string[]) => {
    const { importing, answer, pending, settle } = workshop();
    void importing.add([new File(['x'], 'pack.zip')]);
    await settle();
    await answer('inspect', { kind: 'pack', id: 'own-a', datasets: [] });
    taken.forEach((id) => browser.packs.add(id));
    const kept = importing.keepPack(importing.files[0]!);
    await settle();
    return { importing, kept, ask: pending.at(-1)!.ask as { id: string } };
  };
  // Saying that nothing was kept had the person keep it a second time, under another id.
  test.each([
    ['under its own id', [], () => 'own-a'],
    ['under the new one where its own was taken', ['own-a'], (fresh: string) => fresh],
  ])('is kept %s', async (_, taken, idOf) => {
    const { importing, kept, ask } = await stopped(taken);
    browser.packs.add(idOf(ask.id));
    importing.stopSaving();
    expect(await kept).toBe(idOf(ask.id));
    browser.packs.clear();
  });
  test('is not kept where only another of its id was there before', async () => {
    const { importing, kept } = await stopped(['own-a']);
    importing.stopSaving();
    expect([await kept, importing.failure]).toEqual([null, null]);
    browser.packs.clear();
  });
});

describe('a pack that another window changes meanwhile', () => {
  const own = { id: 'own-1', datasets: ['shelters'] };
  const compared = (state: string) => ({ state, counts: {} });

  test('what was compared with it is compared anew before anything goes in', async () => {
    const { importing, file, answer, settle } = await withFile(own);
    await answer('compare', compared('s1'));
    expect(importing.isReady).toBe(true);
    tell('own-1');
    await settle();
    expect([file.compared, importing.isReady]).toEqual([null, false]);
    await answer('attempt', tried());
    await answer('compare', compared('s2'));
    void importing.keep();
    expect(await answer('keep', 'own-1')).toMatchObject({ parts: [{ seen: 's2' }] });
  });
  test('also while files are being kept, which is then refused: the comparison would stay out of date for ever', async () => {
    const { importing, file, answer, settle } = await withFile(own);
    await answer('compare', compared('s1'));
    const kept = importing.keep();
    await settle();
    tell('own-1');
    await answer(
      'keep',
      new Failure(text('另一个窗口刚改过', 'Another window has just changed it')),
    );
    expect([await kept, importing.failure?.en]).toEqual([
      null,
      'Another window has just changed it',
    ]);
    await answer('attempt', tried());
    await answer('compare', compared('s2'));
    expect([importing.isReady, file.seenPart]).toEqual([
      true,
      expect.objectContaining({ seen: 's2' }),
    ]);
  });
  test('another pack, and an import that has ended, are not touched by it', async () => {
    const { importing, answer, pending, settle } = await withFile(own);
    await answer('compare', compared('s1'));
    tell('own-2');
    importing.end();
    tell('own-1');
    await settle();
    expect(pending).toEqual([]);
  });
});

// 室内 of the column before was another thing than 室内 of this one.
test('a field that gets another column forgets what words of a class meant, and that it was a sum', async () => {
  const { importing, file, answer, settle } = await withFile();
  void importing.setClass(file, 'level', '乡级', 'town');
  void importing.setClass(file, 'kind', '广场', 'square');
  void importing.setSum(file, ['室内', '室外'], 'area');
  void importing.setColumn(file, '级别', 'level');
  await settle();
  expect(file.decisions).toMatchObject({
    classes: { kind: { 广场: 'square' } },
    sums: { area: ['室内', '室外'] },
  });
  void importing.setColumn(file, '面积', 'area');
  expect(file.decisions.sums).toEqual({});
  await answer('attempt', tried());
});

// Reloaded while a large file was read, the page offered that one again and had forgotten the small one behind it.
test('files that were not read yet are remembered too, one that cannot be read is not', async () => {
  const { importing, answer, settle } = workshop();
  void importing.add([csv('a.csv'), csv('b.csv'), csv('c.csv')]);
  await settle();
  await answer('inspect', new Failure(text('读不出', 'cannot be read')));
  expect(decidedOf(importing).files).toEqual([
    { number: 1, name: 'b.csv', kept: null },
    { number: 2, name: 'c.csv', kept: null },
  ]);
  const again = workshop();
  void again.importing.restore([{ data: [csv('b.csv')], kept: null }]);
  await again.settle();
  await again.answer('inspect', table);
  await again.answer('attempt', tried());
  expect(again.importing.files[0]!.tried?.usable).toBe(1);
});

test('taking a file out while a draft is restored keeps what was decided of the others', async () => {
  const { file } = await withFile();
  const kept = { ...file.kept, asOf: '2025-12-31' };
  const shop = workshop();
  void shop.importing.restore([
    { data: [csv('a.csv')], kept },
    { data: [csv('b.csv')], kept },
  ]);
  await shop.settle();
  expect(decidedOf(shop.importing).files).toHaveLength(2);
  shop.importing.remove(shop.importing.files[0]!);
  await shop.settle();
  await shop.answer('inspect', table);
  expect(shop.importing.files.map(({ asOf }) => asOf)).toEqual(['2025-12-31']);
});

test('a grid that cannot be read in another band keeps the band it had, and says why', async () => {
  const shop = workshop();
  void shop.importing.add([csv('a.tif')]);
  await shop.settle();
  await shop.answer('inspect', { kind: 'grid', info: { crs: null } });
  const file = shop.importing.files[0]!;
  void shop.importing.setGrid(file, { band: 2 });
  await shop.answer('inspect', new Failure(text('没有', 'none')));
  expect([file.band, file.refusal?.en, file.busy]).toEqual([1, 'none', false]);
});

test.each([
  ['goes into the open own pack', ['shelters'], 'own-1'],
  ['makes a new pack where the open one has no such register', ['roads'], null],
])('another version of a register %s', async (_, datasets, into) => {
  const shop = workshop({ id: 'own-1', datasets });
  void shop.importing.add([csv('a.csv')]);
  await shop.settle();
  await shop.answer('inspect', table);
  expect(shop.importing.into).toBe(into);
});

describe('several files', () => {
  const withTwo = async () => {
    const shop = await withFile();
    void shop.importing.add([csv('b.csv')]);
    await shop.settle();
    await shop.answer('inspect', table);
    const ask = await shop.answer('attempt', tried());
    return { ...shop, ask, second: shop.importing.files[1]! };
  };
  test('a file is held against those of its register before it', async () => {
    const { ask } = await withTwo();
    expect(ask.beside).toMatchObject([{ file: 0, target: 'shelters' }]);
  });
  test('one that is read otherwise has those behind it tried again, one that is taken out too', async () => {
    const { importing, file, answer, settle, pending } = await withTwo();
    void importing.decide(file, { crs: 'GCJ02' });
    await answer('attempt', tried());
    const again = await answer('attempt', tried());
    expect(again).toMatchObject({ part: { file: 1 }, beside: [{ decisions: { crs: 'GCJ02' } }] });
    await settle();
    expect(pending.filter(({ question }) => question === 'attempt')).toEqual([]);
    importing.remove(file);
    expect(await answer('attempt', tried())).toMatchObject({ part: { file: 1 }, beside: [] });
  });
  test('the first that can be read is looked at and names the pack', async () => {
    const { importing, answer, settle } = workshop();
    void importing.add([csv('broken.csv'), csv('good.csv')]);
    await settle();
    await answer('inspect', new Failure(text('坏', 'broken')));
    await answer('inspect', table);
    expect([importing.chosen?.name, importing.name]).toEqual(['good.csv', 'good']);
  });
});
