import { basename } from 'node:path';
import * as v from 'valibot';
import { Failure } from '../domain/failure';
import { Scenario } from '../domain/scenario';
import { plural, text, type Text } from '../domain/text';
import { parseJson } from '../formats/json';
import { shown } from '../formats/sheet';
import type { Pack } from '../pack/pack';
import { applyScenario } from '../pack/scenario';
import { inFile, textOf } from './read';

/** A scenario and the file that holds it. */
export interface ScenarioFile {
  path: string;
  scenario: Scenario;
}

/**
 * Reads a scenario as the app exports it.
 * @throws Failure naming the file, the way to the first wrong value, and the value
 */
export async function readScenario(path: string): Promise<ScenarioFile> {
  const content = await textOf(path);
  return inFile(path, () => {
    const root = parseJson(content);
    // A list would pass for an object that lacks its members.
    if (Array.isArray(root)) throw noScenario(root);
    const result = v.safeParse(Scenario, root, { abortEarly: true });
    if (result.success) return { path, scenario: result.output };
    const [issue] = result.issues;
    const at = v.getDotPath(issue) ?? '';
    if (!at) throw noScenario(root);
    const needed = issue.expected ?? issue.message;
    if (issue.input === undefined) {
      throw new Failure(
        text(`方案缺少 ${at}（要 ${needed}）。`, `The scenario lacks ${at} (needed: ${needed}).`),
      );
    }
    const value = shown(issue.input);
    throw new Failure(
      text(
        `方案里 ${at} 的“${value}”不可用（要 ${needed}）。`,
        `“${value}” at ${at} of the scenario cannot be used (needed: ${needed}).`,
      ),
    );
  });
}

const noScenario = (root: unknown) =>
  new Failure(
    text(
      `这是 JSON，但不是方案（“${shown(root)}”）；请用从应用导出的方案。`,
      `This is JSON but no scenario (“${shown(root)}”); take one that the app exports.`,
    ),
  );

/** @throws Failure naming the file and the pack that the scenario belongs to, or the edit that does not fit */
export const withScenario = (pack: Pack, { path, scenario }: ScenarioFile): Pack =>
  inFile(path, () => {
    try {
      return applyScenario(pack, scenario.edits);
    } catch (error) {
      const { id } = pack.manifest;
      if (!(error instanceof Failure) || scenario.pack === id) throw error;
      // A missing shelter of another pack is no fault of the edit.
      throw new Failure(
        text(
          `这个方案属于数据包“${scenario.pack}”，不是“${id}”，不能用在这里。`,
          `This scenario is of the pack “${scenario.pack}”, not “${id}”, and cannot be used here.`,
        ),
        { cause: error },
      );
    }
  });

/** What the provenance says of a scenario. */
export const scenarioNote = ({ path, scenario: { name, edits } }: ScenarioFile): Text =>
  text(
    `方案“${name}”（${basename(path)}，${edits.length} 处改动）。`,
    `Scenario “${name}” (${basename(path)}, ${plural(edits.length, 'edit')}).`,
  );

/** Says that numbers of shelters and towns may mean others, when a scenario was made on another pack. */
export function otherPackNote({ path, scenario }: ScenarioFile, pack: Pack): Text[] {
  const { id } = pack.manifest;
  if (scenario.pack === id) return [];
  return [
    text(
      `${basename(path)}：方案是在数据包“${scenario.pack}”上做的，这里是“${id}”；请核对编号。`,
      `${basename(path)}: the scenario was made on the pack “${scenario.pack}”, this is “${id}”; check the numbers.`,
    ),
  ];
}
