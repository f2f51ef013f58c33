import * as v from 'valibot';
import { expect, test } from 'vitest';
import { CoverageParams } from '../../src/analysis/coverageParams';
import type { Edit } from '../../src/domain/scenario';
import { applyScenario } from '../../src/pack/scenario';
import { Frames, LivePicture } from '../../src/worker/frames';
import { mercatorRows, rgba } from '../../src/worker/paint';
import { box, collection, packOf, peopleOn, shelterAt } from '../fixtures/pack';

const question = v.parse(CoverageParams, {});
const colours = ['#112233', '#445566cc'];
const words = [0, rgba(colours[0]!), rgba(colours[1]!)];

const lattice = { west: 106, north: 32.7, cellDegrees: 1 / 1200, columns: 3, rows: 1080 };

test('a picture changed row by row is the picture painted anew', () => {
  const classes = new Uint8Array(lattice.columns * lattice.rows);
  const picture = new LivePicture({ ...lattice, classes }, colours);
  picture.copy(0, lattice.rows);
  for (const row of [0, 7, 500, 501, 1079]) {
    classes.fill(1 + (row % 2), row * 3, row * 3 + 2);
    picture.copy(row, row + 1);
  }
  const painted = [...mercatorRows(lattice)].flatMap((row) =>
    [0, 1, 2].map((column) => words[classes[row * 3 + column]!]!),
  );
  expect([...picture.words]).toEqual(painted);
});

test('the lines of a picture that show a row of cells are told, and no others change', () => {
  const classes = new Uint8Array(lattice.columns * lattice.rows);
  const picture = new LivePicture({ ...lattice, classes }, colours);
  const [first, end] = picture.copy(540, 541);
  expect([...mercatorRows(lattice)].slice(first, end).every((row) => row === 540)).toBe(true);
});

const grid = packOf({
  residents: peopleOn(
    106.5,
    29.5,
    Array.from({ length: 30 }, () => new Array<number>(30).fill(4)),
  ),
  shelters: collection([shelterAt(106.51, 29.49, { id: 'a' })]),
});

test('a frame brings the changed lines of the picture alone, the first one all of them', () => {
  const frames = new Frames();
  const move: Edit = { kind: 'move', id: 'a', longitude: 106.511, latitude: 29.49 };
  expect(frames.of(grid, question, colours).picture?.lines).toEqual([0, 30]);
  const [first, end] = frames.of(applyScenario(grid, [move]), question, colours).picture!.lines;
  expect(end - first).toBeGreaterThan(5);
  expect(end - first).toBeLessThan(16);
  expect(frames.of(applyScenario(grid, [move]), question, colours).picture?.lines).toEqual([0, 0]);
});

test('residents given by areas have figures at every frame, and no picture', () => {
  const areas = packOf({
    residents: {
      kind: 'areas',
      areas: [box(106.49, 29.48, 106.53, 29.5)],
      people: Float64Array.of(10),
    },
    shelters: grid.shelters,
  });
  const { figures, picture } = new Frames().of(areas, question, colours);
  expect(picture).toBeNull();
  expect(figures.covered).toBeGreaterThan(0);
  expect(figures.residents).toBe(10);
});
