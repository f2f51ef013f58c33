import { expect, test } from 'vitest';
import type { Found } from '../../src/pack/search';
import type { App } from '../../src/state/app.svelte';
import { Finder } from '../../src/ui/bar/finder.svelte';
import { Stale } from '../../src/worker/client';

const town = (id: string, name: string): Found => ({ register: 'towns', id, name, place: null });

/** A page whose searches are answered by hand; a newer question makes the older one stale, as the worker's door does. */
function page() {
  const waiting: { query: string; give: (found: Found[]) => void; drop: () => void }[] = [];
  const selected: unknown[] = [];
  const app = {
    engine: {
      search: (query: string) => {
        waiting.at(-1)?.drop();
        return new Promise<Found[]>((give, refuse) =>
          waiting.push({ query, give, drop: () => refuse(new Stale()) }),
        );
      },
    },
    view: { select: (selection: unknown) => selected.push(selection) },
    entries: () => [],
    askPlace: (place: unknown) => selected.push(place),
    notice: null,
    t: (words: { en: string }) => words.en,
  };
  return { finder: new Finder(app as unknown as App), waiting, selected };
}

function type(finder: Finder, query: string) {
  finder.query = query;
  finder.look();
}

test('Enter that is faster than the answer waits for it, and takes no line of fewer letters', async () => {
  const { finder, waiting, selected } = page();
  await finder.answered();
  type(finder, 'lg');
  waiting[0]!.give([town('school', 'Longgang School')]);
  await finder.answered();
  expect(finder.choices[0]?.name).toBe('Longgang School');
  type(finder, 'lgjd');
  // The list still is that of “lg”.
  expect(finder.choices[0]?.name).toBe('Longgang School');
  const answered = finder.answered();
  waiting[1]!.give([town('town', 'Longgang')]);
  expect(await answered).toBe(true);
  finder.choose(0, () => {});
  expect(selected).toEqual([{ register: 'towns', id: 'town' }]);
});

test('an Enter that letters followed is not meant any more', async () => {
  const { finder, waiting } = page();
  await finder.answered();
  type(finder, 'l');
  const answered = finder.answered();
  type(finder, 'lg');
  waiting[1]!.give([]);
  expect(await answered).toBe(false);
});

test('a coordinate that is entered before its reader has loaded is asked all the same', async () => {
  const { finder, selected, waiting } = page();
  type(finder, '105.72, 29.70');
  expect(await finder.answered()).toBe(true);
  expect(finder.choose(0, () => {})).toBe(true);
  expect([selected, waiting]).toEqual([[[105.72, 29.7]], []]);
});
