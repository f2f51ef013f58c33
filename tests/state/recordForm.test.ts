import type { Polygon } from 'geojson';
import { describe, expect, test } from 'vitest';
import { registerIds, registers } from '../../src/domain/registers';
import { text } from '../../src/domain/text';
import { accepts, blankValues, formFields } from '../../src/state/formFields';
import { isFormDraft, RecordForm } from '../../src/state/recordForm.svelte';
import { listed, readNumber } from '../../src/ui/edit/written';
import { refusalsOf } from '../../src/worker/refusals';
import { box, shelterAt } from '../fixtures/pack';

const shelter = shelterAt(105.7, 29.7, {
  id: 'a',
  name: '龙水镇小学',
  capacityPeople: 100,
  assumed: ['capacityPeople', 'level'],
});
const stored = { ...shelter, properties: { ...shelter.properties } };
const zone = (geometry: Polygon) => ({
  ...{ type: 'Feature' as const, geometry },
  properties: { id: 'z-1', name: '洪水区', hazard: 'flood' },
});

describe('a form', () => {
  test('of a new record is accepted by every register once it has a name and a place', () => {
    for (const register of registerIds) {
      // Which hazard a zone is of nobody may guess.
      const decided = register === 'zones' ? { hazard: 'flood' } : {};
      const values = { ...blankValues(register, 'x-1'), name: '新的', ...decided };
      const geometry =
        registers[register].geometry === 'area'
          ? box(105, 29, 105.1, 29.1)
          : { type: 'Point' as const, coordinates: [105, 29] };
      expect(
        refusalsOf(register, { type: 'Feature', geometry, properties: values }),
        register,
      ).toEqual([]);
    }
  });

  test('holds every field but the marks that nobody sets by hand', () => {
    const keys = formFields('shelters').map(([key]) => key);
    expect(keys).toContain('capacityPeople');
    expect(keys).not.toContain('synthetic');
    expect(keys).not.toContain('assumed');
  });

  test('knows where a register takes the unknown, and numbers for options', () => {
    expect(accepts('shelters', 'capacityPeople', null)).toBe(true);
    expect(accepts('shelters', 'name', null)).toBe(false);
    expect(accepts('hazchem', 'majorHazardGrade', '3')).toBe(false);
    expect(accepts('hazchem', 'majorHazardGrade', 3)).toBe(true);
  });

  test('takes a value that a person gives off the list of assumed ones, and the mark of sample data stays', () => {
    const form = RecordForm.of('shelters', stored);
    form.set('capacityPeople', 250);
    expect(form.after?.properties).toMatchObject({
      capacityPeople: 250,
      assumed: ['level'],
      synthetic: stored.properties.synthetic,
    });
    expect([form.isChanged('capacityPeople'), form.isChanged('name')]).toEqual([true, false]);
  });

  test('keeps the value before when what was typed is none, and cannot be saved meanwhile', () => {
    const form = RecordForm.of('shelters', stored);
    form.refuse('capacityPeople', '12x', text('“12x”不是数字', '“12x” is no number'));
    expect(form.values.capacityPeople).toBe(100);
    expect(form.wrong.map(({ field }) => field)).toEqual(['capacityPeople']);
    form.set('capacityPeople', 12);
    expect(form.wrong).toEqual([]);
  });

  test('has no record while it has no place', () => {
    const form = RecordForm.blank('shelters', 'b');
    expect(form.after).toBeNull();
    expect(form.wrong).toEqual([
      { field: null, reason: text('还没有位置', 'There is no place yet') },
    ]);
    form.place([105.12345678, 29.00000049]);
    expect(form.after?.geometry).toEqual({ type: 'Point', coordinates: [105.123457, 29] });
  });

  test('is told from anything else that may lie in the storage', () => {
    expect(isFormDraft(RecordForm.of('shelters', stored).draft)).toBe(true);
    expect(isFormDraft({ register: 'lakes', before: null, values: {} })).toBe(false);
    expect(isFormDraft('shelters')).toBe(false);
  });
});

describe('steps of a form', () => {
  test('one thing typed letter by letter is one step; undo and redo go through them, with what is no value', () => {
    const form = RecordForm.of('shelters', stored);
    form.set('name', '龙');
    form.set('name', '龙水');
    form.refuse('capacityPeople', '12x', text('“12x”不是数字', '“12x” is no number'));
    form.turn('undo');
    expect([form.values.name, form.wrong]).toEqual(['龙水', []]);
    form.turn('undo');
    expect([form.values.name, form.changed, form.steps.canUndo]).toEqual([
      '龙水镇小学',
      false,
      false,
    ]);
    form.turn('redo');
    form.turn('redo');
    expect([form.values.name, form.unread.capacityPeople?.written]).toEqual(['龙水', '12x']);
  });

  test('a pin that is dragged twice makes two steps, each with all its moves', () => {
    const form = RecordForm.of('shelters', stored);
    form.place([105.71, 29.7]);
    form.place([105.72, 29.7]);
    form.steps.settle();
    form.place([105.73, 29.7]);
    form.turn('undo');
    expect(form.geometry).toEqual({ type: 'Point', coordinates: [105.72, 29.7] });
    form.turn('undo');
    expect(form.geometry).toEqual({ type: 'Point', coordinates: [105.7, 29.7] });
  });

  test('a change after a step back lets what was taken back go', () => {
    const form = RecordForm.of('shelters', stored);
    form.set('name', '甲');
    form.turn('undo');
    form.set('address', '乙');
    expect(form.steps.canRedo).toBe(false);
  });
});

describe('what may be a slip', () => {
  test('is a place more than 1 km from where it was, not one less far', () => {
    const form = RecordForm.of('shelters', stored);
    // 0.01° of longitude are 968 m at 29.7°, of latitude 1109 m.
    form.place([105.71, 29.7]);
    expect(form.moved).toBeNull();
    form.place([105.7, 29.71]);
    expect(form.moved).toBeCloseTo(1108.6, 0);
  });
});

describe('an outline that means nothing', () => {
  const bow: Polygon = {
    type: 'Polygon',
    coordinates: [
      [
        [105, 29],
        [105.01, 29.01],
        [105.01, 29],
        [105, 29.01],
        [105, 29],
      ],
    ],
  };

  test('is refused with the number of crossings: inside and outside cannot be told', () => {
    expect(
      refusalsOf('zones', zone(bow)).map(({ field, reason }) => [field, reason['zh-CN']]),
    ).toEqual([
      [null, '边线有 1 处相交或重叠，说不清哪边是里面，不能保存；请移开或删去那里的顶点'],
    ]);
  });

  test('does not stand in the way of another field where it came so from a file', () => {
    const renamed = { ...zone(bow), properties: { ...zone(bow).properties, name: '改名' } };
    expect(refusalsOf('zones', renamed, zone(bow))).toEqual([]);
  });

  test('encloses nothing where its corners lie on one line', () => {
    const flat: Polygon = {
      type: 'Polygon',
      coordinates: [
        [
          [105, 29],
          [105.001, 29],
          [105.002, 29],
          [105, 29],
        ],
      ],
    };
    expect(refusalsOf('zones', zone(flat))).toHaveLength(1);
    expect(refusalsOf('zones', zone(box(105, 29, 105.01, 29.01)))).toEqual([]);
  });

  test('is a point where a zone is asked for', () => {
    const point = { ...zone(bow), geometry: { type: 'Point' as const, coordinates: [105, 29] } };
    expect(refusalsOf('zones', point)[0]!.reason['zh-CN']).toBe('还没有边界，请在图上画');
  });
});

describe('what is typed', () => {
  test.each([
    ['1,200', { value: 1200 }],
    ['１２００', { value: 1200 }],
    ['  ', { value: null }],
    ['5OO', { reason: text('“5OO”不是数字', '“5OO” is no number') }],
    ['1.5', { reason: text('“1.5”不是整数', '“1.5” is no whole number') }],
    [
      '-3',
      {
        reason: text('“-3”不在范围内，请填 0 至 10,000', '“-3” is out of range; enter 0 to 10,000'),
      },
    ],
  ])('%j as a whole number', (written, expected) => {
    expect(readNumber(written, { kind: 'integer', min: 0, max: 10_000 })).toEqual(expected);
  });

  test('a list is parted by Chinese and Western commas', () => {
    expect(listed('供水、厕所, 供电；')).toEqual(['供水', '厕所', '供电']);
    expect(listed(' ')).toBeNull();
  });
});
