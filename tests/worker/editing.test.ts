import type { Feature } from 'geojson';
import { describe, expect, test } from 'vitest';
import type { History } from '../../src/domain/history';
import { text } from '../../src/domain/text';
import { applyStep, revertStep } from '../../src/pack/history';
import type { TrailedPack } from '../../src/pack/historyStep';
import { makePack } from '../../src/pack/make';
import { nextId, titleOf } from '../../src/worker/editing';
import { outTable } from '../../src/worker/outTable';
import { refusalsOf } from '../../src/worker/refusals';
import { listSteps, maskHistory } from '../../src/worker/trail';
import { shelterAt } from '../fixtures/pack';

const plain = <F extends Feature>(feature: F) => ({
  ...feature,
  properties: { ...feature.properties } as Record<string, unknown>,
});
const a = plain(
  shelterAt(106.1, 29.5, { id: 'a', name: '一号', manager: '陈建国', phone: '13812342471' }),
);
const bigger = { ...a, properties: { ...a.properties, capacityPeople: 250 } };

describe('a number for a new record', () => {
  test.each([
    [['DZ-BN-001', 'DZ-BN-102'], 'DZ-BN-103'],
    [['7', '8', '9'], '10'],
    [['b', 'a-9', 'a-10', 'a-9'], 'a-11'],
    [[], '1'],
    [['甲'], '1'],
  ])('after %j is %s', (taken, expected) => {
    expect(nextId(taken)).toBe(expected);
  });
});

describe('what a register refuses', () => {
  test('a name that is missing, as a sentence beside its field', () => {
    const nameless = { ...a, properties: { ...a.properties, name: '' } };
    expect(refusalsOf('shelters', nameless)).toEqual([
      { field: 'name', reason: text('必填', 'Required') },
    ]);
  });

  test('a date that is none, with its value', () => {
    const dated = { ...a, properties: { ...a.properties, updated: '2025年4月' } };
    expect(refusalsOf('shelters', dated)).toEqual([
      {
        field: 'updated',
        reason: text(
          '“2025年4月”不是日期，请写成 2025-12-31',
          '“2025年4月” is no date; write it as 2025-12-31',
        ),
      },
    ]);
  });
});

describe('the name of an edit', () => {
  test('says which record and which fields', () => {
    expect(titleOf('shelters', a, bigger)).toEqual(
      text('修改：一号（可容纳人数）', 'Edited: 一号 (capacity)'),
    );
    const moved = { ...a, geometry: { type: 'Point' as const, coordinates: [106.2, 29.5] } };
    expect(titleOf('shelters', a, moved)['zh-CN']).toBe('修改：一号（位置）');
    expect(titleOf('shelters', null, a)['zh-CN']).toBe('新增：一号');
    expect(titleOf('shelters', a, null)['zh-CN']).toBe('删除：一号');
  });

  test('leaves out that a value is no longer assumed', () => {
    const trusted = {
      ...bigger,
      properties: { ...bigger.properties, assumed: ['level'] },
    };
    expect(titleOf('shelters', a, trusted)['zh-CN']).toBe('修改：一号（可容纳人数）');
  });
});

const edit = async (): Promise<TrailedPack> =>
  applyStep(
    {
      ...(await makePack({
        id: 'own-1',
        name: '试验',
        parts: [
          {
            ...{ register: 'shelters' as const, features: [a], sourceName: 'a.csv' },
            ...{ asOf: '2025-06-30', problems: [] },
          },
        ],
      })),
      history: { format: 1, steps: [] },
      versions: new Map(),
    },
    {
      ...{ id: '1', at: '2026-05-01T08:00:00Z', kind: 'edit', source: null },
      title: titleOf('shelters', a, bigger),
      changes: [{ dataset: 'shelters', id: 'a', before: a, after: bigger }],
    },
  );

describe('the list of steps', () => {
  test('has the newest first, and says what was taken back', async () => {
    const back = await revertStep(await edit(), '1', { id: '2', at: '2026-05-02T08:00:00Z' });
    expect(
      listSteps(back.history).map(({ id, kind, counts, undone }) => ({ id, kind, counts, undone })),
    ).toEqual([
      {
        ...{ id: '2', kind: 'restore', undone: false },
        counts: { new: 0, gone: 0, moved: 0, changed: 1 },
      },
      {
        ...{ id: '1', kind: 'edit', undone: true },
        counts: { new: 0, gone: 0, moved: 0, changed: 1 },
      },
    ]);
    const again = await revertStep(back, '2', { id: '3', at: '2026-05-03T08:00:00Z' });
    expect(listSteps(again.history).map(({ id, undone }) => [id, undone])).toEqual([
      ['3', false],
      ['2', true],
      ['1', false],
    ]);
  });

  test('goes out without names and phones', async () => {
    const { history } = await edit();
    const shown: History = maskHistory(history);
    expect(shown.steps[0]!.changes[0]!.before!.properties).toMatchObject({
      manager: '陈**',
      phone: '138****2471',
    });
    expect(JSON.stringify(history)).toContain('陈建国');
  });
});

describe('a layer to be saved', () => {
  test('as a workbook has labels with units, options in words, and masks persons and phones', () => {
    const { columns, features } = outTable('shelters', [bigger], {
      ...{ as: 'xlsx', revealed: false, locale: 'zh-CN' },
    });
    const label = (key: string) => columns.find((column) => column.key === key)?.label;
    expect([label('capacityPeople'), label('synthetic')]).toEqual(['可容纳人数 (人)', '示例数据']);
    expect(features[0]!.properties).toMatchObject({
      ...{ capacityPeople: 250, status: '启用', synthetic: '是' },
      ...{ manager: '陈**', phone: '138****2471' },
    });
  });

  test('for a program keeps keys and values, in full where a person says so', () => {
    const { columns, features } = outTable('shelters', [a], {
      ...{ as: 'geojson', revealed: true, locale: 'zh-CN' },
    });
    expect(columns.map(({ label }) => label)).toContain('capacityPeople');
    expect(features[0]!.properties).toMatchObject({
      ...{ status: 'open', synthetic: true, manager: '陈建国', phone: '13812342471' },
    });
  });

  test('has every column that stands in a dataset without a register', () => {
    const river: Feature = {
      type: 'Feature',
      geometry: {
        type: 'LineString',
        coordinates: [
          [106, 29],
          [106.1, 29],
        ],
      },
      properties: { name: '濑溪河', order: 3 },
    };
    const { columns } = outTable('streams', [river], {
      ...{ as: 'csv', revealed: false, locale: 'en' },
    });
    expect(columns).toEqual([
      { key: 'name', label: 'name', kind: 'text' },
      { key: 'order', label: 'order', kind: 'number' },
    ]);
  });
});
