import type { Answer } from '../analysis/define';
import type { Source } from './files';
import type { ScenarioFile } from './scenario';

/** Rows and columns stand in an answer as typed arrays, which JSON would write as objects. */
const plainly = (_: string, value: unknown): unknown =>
  ArrayBuffer.isView(value) && !(value instanceof DataView)
    ? Array.from(value as unknown as ArrayLike<number>)
    : value;

/**
 * The answer as JSON: the members of `keys.ts`, which stay the same from version to version.
 * @param asked parameters as they were asked; a file stands by its path
 */
export function answerJson(
  { pack, problems, assumed }: Source,
  scenarios: readonly ScenarioFile[],
  asked: Readonly<Record<string, unknown>>,
  isComparison: boolean,
  { summary, headlines, charts, tables, provenance }: Answer<object>,
): string {
  const { id, name, asOf, synthetic } = pack.manifest;
  const { perShelter, ...rest } = summary as { perShelter?: unknown };
  const [scenario, against] = scenarios.map(({ scenario: { id, name, edits } }) => ({
    id,
    name,
    edits: edits.length,
  }));
  const content = {
    pack: { id, name, asOf, synthetic },
    scenario: scenario ?? null,
    ...(isComparison && { against: against ?? null }),
    parameters: asked,
    ...(headlines && {
      headlines: Object.fromEntries(headlines.map(({ id, value }) => [id, value])),
    }),
    ...rest,
    ...(perShelter !== undefined && { shelters: perShelter }),
    ...(headlines && { charts: charts ?? [] }),
    ...(headlines && { tables: Object.fromEntries(tables.map(({ id, rows }) => [id, rows])) }),
    problems,
    assumed,
    provenance,
  };
  return `${JSON.stringify(content, plainly, 2)}\n`;
}
