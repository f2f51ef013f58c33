import { expect, test } from 'vitest';
import type { App } from '../../src/state/app.svelte';
import { ShelterDrag } from '../../src/state/shelterDrag.svelte';

/** A drag whose one frame comes when it is asked for, and what was closed. */
function dragging() {
  const closed: string[] = [];
  const answers: ((frame: unknown) => void)[] = [];
  const app = {
    engine: { frame: () => new Promise((resolve) => answers.push(resolve)) },
    pictures: { coloursOf: () => [], paint: () => Promise.resolve() },
    coverage: { params: {}, answer: null },
    whatIf: { edits: [], edit: () => undefined },
  } as unknown as App;
  const picture = (name: string) => ({ close: () => closed.push(name) });
  const answer = async (name: string) => {
    answers.shift()!({ figures: { insideChanged: {} }, picture: picture(name) });
    await Promise.resolve();
    await Promise.resolve();
  };
  return { drag: new ShelterDrag(app), answer, closed };
}

test('a picture that comes after the hand let go is closed: an open bitmap keeps its memory', async () => {
  const { drag, answer, closed } = dragging();
  drag.to('a', 105.7, 29.7);
  drag.drop();
  await answer('late');
  expect([closed, drag.picture]).toEqual([['late'], null]);
});

test('a picture of a shelter under the hand is handed to the map, which closes it', async () => {
  const { drag, answer, closed } = dragging();
  drag.to('a', 105.7, 29.7);
  await answer('shown');
  expect([closed, drag.picture?.source]).toEqual([[], 'uncovered']);
});
