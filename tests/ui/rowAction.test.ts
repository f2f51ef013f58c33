import { expect, test } from 'vitest';
import { siting } from '../../src/analysis/siting';
import { readParams } from '../../src/analysis/params';
import { withEdit } from '../../src/domain/edits';
import type { Edit } from '../../src/domain/scenario';
import { applyScenario } from '../../src/pack/scenario';
import type { Pack } from '../../src/pack/pack';
import type { App } from '../../src/state/app.svelte';
import { rowActionOf } from '../../src/ui/analysis/answer/rowAction';
import { collection, packOf, peopleAt, shelterAt } from '../fixtures/pack';

/** As much of the page as the action of a row touches. */
function pageWith(pack: Pack) {
  const scenarios = { edits: [] as Edit[] };
  const app = {
    opened: { records: { shelters: pack.shelters.features.map(({ properties }) => properties) } },
    whatIf: {
      scenarios,
      edit: (edit: Edit) => (scenarios.edits = withEdit(scenarios.edits, edit)),
    },
    t: (words: { en: string }) => words.en,
  };
  return { app: app as unknown as App, scenarios };
}

const planned = (properties: Parameters<typeof shelterAt>[2]) =>
  packOf({
    residents: peopleAt([106.5, 29.5, 100]),
    shelters: collection([shelterAt(106.5, 29.5, { id: 's', status: 'planned', ...properties })]),
  });

const sites = async (pack: Pack) => {
  const question = { candidates: 'planned', goal: 'area', insideDistrictOnly: false };
  const answer = await siting.run(pack, readParams(siting.params, question));
  return { table: answer.tables[0]!, summary: answer.summary };
};

test('a planned shelter of unknown area is opened with the area assumed, and then helps as many as was said', async () => {
  const pack = planned({});
  const { table, summary } = await sites(pack);
  const { app, scenarios } = pageWith(pack);
  const action = rowActionOf(app, table)!;
  const row = table.rows[0]!;
  expect(action.done(row)).toBe(false);
  action.run(row);
  expect(scenarios.edits).toEqual([
    { kind: 'status', id: 's', status: 'open' },
    { kind: 'resize', id: 's', effectiveAreaSquareMetres: 2000, capacityPeople: null },
  ]);
  expect(action.done(row)).toBe(true);
  const after = await sites(applyScenario(pack, scenarios.edits));
  expect([summary.added, after.summary.before]).toEqual([100, 100]);
});

test('a registered capacity stays when an area is assumed', async () => {
  const pack = planned({ capacityPeople: 70 });
  const { table } = await sites(pack);
  const { app, scenarios } = pageWith(pack);
  rowActionOf(app, table)!.run(table.rows[0]!);
  expect(scenarios.edits[1]).toMatchObject({ effectiveAreaSquareMetres: 2000, capacityPeople: 70 });
});

test('a planned shelter of known area is opened and no more', async () => {
  const pack = planned({ effectiveAreaSquareMetres: 900 });
  const { table } = await sites(pack);
  const { app, scenarios } = pageWith(pack);
  rowActionOf(app, table)!.run(table.rows[0]!);
  expect(scenarios.edits).toEqual([{ kind: 'status', id: 's', status: 'open' }]);
});
