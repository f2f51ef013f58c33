import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { CoverageParams } from '../../src/analysis/coverageParams';
import { sheltersFor } from '../../src/analysis/serving';
import { shelterNotes, shelterParameters } from '../../src/analysis/shelterProvenance';
import {
  collection,
  geohazardAt,
  hazchemAt,
  packOf,
  reservoirAt,
  shelterAt,
} from '../fixtures/pack';

const question = (input: v.InferInput<typeof CoverageParams> = {}) =>
  v.parse(CoverageParams, input);

/** Shelters a to d: one outside every zone, one in one, one in two, one closed in a zone. */
const pack = packOf({
  shelters: collection([
    shelterAt(106.52, 29.6, { id: 'c', name: 'School' }),
    shelterAt(106.5, 29.6, { id: 'a', name: 'Park' }),
    shelterAt(106.51, 29.6, { id: 'b', name: 'Square' }),
    shelterAt(106.51, 29.6, { id: 'd', name: 'Hall', status: 'closed' }),
  ]),
  geohazards: collection([geohazardAt(106.51, 29.6005)]),
  reservoirs: collection([reservoirAt(106.52, 29.603)]),
  hazchem: collection([
    hazchemAt(106.52, 29.601, { safetyDistanceMetres: 200 }),
    hazchemAt(106.9, 29.6),
  ]),
});

const notesFor = (input: v.InferInput<typeof CoverageParams>) =>
  shelterNotes(pack, sheltersFor(pack, question(input)), question(input)).map(({ en }) => en);

describe('the shelters of a question', () => {
  it('all count unless told otherwise, each with the hazards in whose zones it lies', () => {
    const { serving, excluded, inHazardZone, leftOut } = sheltersFor(pack, question());
    expect(serving.map(({ id, hazards }) => [id, ...hazards])).toEqual([
      ['a'],
      ['b', 'landslide'],
      ['c', 'dam-break', 'chemical'],
    ]);
    expect(excluded).toEqual([{ reason: { 'zh-CN': '停用', en: 'Closed' }, count: 1 }]);
    expect(inHazardZone).toBe(2);
    expect(leftOut).toEqual([]);
  });

  it('are left out by hazard, and one in two zones is named for each', () => {
    const { serving, excluded, inHazardZone, leftOut } = sheltersFor(
      pack,
      question({ leaveOut: ['chemical', 'dam-break', 'landslide'] }),
    );
    expect(serving.map(({ id }) => id)).toEqual(['a']);
    expect(excluded.map(({ reason, count }) => [reason.en, count])).toEqual([
      ['Closed', 1],
      ['Inside a hazard zone', 2],
    ]);
    expect(inHazardZone).toBe(2);
    expect(leftOut).toEqual([
      { hazard: 'landslide', id: 'b', name: 'Square' },
      { hazard: 'dam-break', id: 'c', name: 'School' },
      { hazard: 'chemical', id: 'c', name: 'School' },
    ]);
  });

  it('stay when only another hazard is left out', () => {
    const { serving } = sheltersFor(pack, question({ leaveOut: ['dam-break'] }));
    expect(serving.map(({ id }) => id)).toEqual(['a', 'b']);
  });
});

describe('what is said about them', () => {
  it('names who was left out, and who lies in a zone all the same', () => {
    const notes = notesFor({ leaveOut: ['landslide'] });
    expect(notes).toContain('1 inside a zone of landslide were left out: Square.');
    expect(notes).toContain('1 of the shelters that count lie inside a hazard zone.');
  });

  it('counts those beyond the first six names', () => {
    const many = packOf({
      ...pack,
      shelters: collection(
        Array.from({ length: 8 }, (_, i) =>
          shelterAt(106.51, 29.6, { id: `s${i}`, name: `Hall ${i}` }),
        ),
      ),
    });
    const asked = question({ leaveOut: ['landslide'] });
    expect(shelterNotes(many, sheltersFor(many, asked), asked).map(({ en }) => en)).toContain(
      '8 inside a zone of landslide were left out: Hall 0, Hall 1, Hall 2, Hall 3, Hall 4, Hall 5 and 2 more.',
    );
  });

  it('says when a hazard has no source, so that leaving out nobody is no comfort', () => {
    expect(notesFor({ leaveOut: ['flood', 'landslide'] })).toContain(
      'The pack has neither sources nor drawn areas for these hazards, so nobody can tell which shelters lie in their zones: Flood.',
    );
  });

  it('says that distances from reservoirs are no inundation model, and how many sites are not assessed', () => {
    const notes = notesFor({});
    expect(notes.some((note) => note.includes('no inundation model'))).toBe(true);
    expect(notes.some((note) => note.startsWith('1 chemical site has no entered'))).toBe(true);
  });

  it('tags a zone distance as assumed while it stands, as own once it was changed', () => {
    const asked = question({ leaveOut: ['flood'], zoneMetres: { 'dam-break': 1200 } });
    const parameters = shelterParameters(asked, sheltersFor(pack, asked).rules);
    expect(parameters.find(({ label }) => label.en.startsWith('Shelters left out'))?.value).toEqual(
      { 'zh-CN': '洪水', en: 'Flood' },
    );
    expect(
      parameters
        .filter(({ label }) => label.en.includes('zone:'))
        .map(({ value, tag }) => [value, tag]),
    ).toEqual([
      ['50 m', 'M'],
      ['100 m', 'M'],
      ['1,200 m', 'own'],
    ]);
  });
});
