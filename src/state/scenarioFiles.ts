import * as v from 'valibot';
import { Failure } from '../domain/failure';
import { newId } from '../domain/newId';
import { Scenario } from '../domain/scenario';
import { text, type Text } from '../domain/text';
import { withOthers } from '../pack/scenarioMerge';
import { readScenarios, saveScenarios } from '../pack/store';

/**
 * The scenarios that the browser keeps of a pack.
 * @throws when they cannot be read or are damaged
 */
export const keptScenarios = async (pack: string): Promise<Scenario[]> =>
  v.parse(v.array(Scenario), await readScenarios(pack));

/** The scenarios of a pack after they were kept together with those of another tab. */
export interface KeptTogether {
  list: readonly Scenario[];
  /** How lists and numbers of this tab go on; `null` when the other tab changed nothing. */
  follow: {
    list(of: readonly Scenario[]): readonly Scenario[];
    id(of: string | null): string | null;
  } | null;
  notice: Text | null;
}

/**
 * Keeps the scenarios of a pack without losing what another tab has kept since.
 * @param pack whose they are; then those to be kept and what this tab last read or kept
 * @throws Failure when the storage is full or refused
 */
export async function keepScenarios(
  pack: string,
  { list, kept }: { list: readonly Scenario[]; kept: readonly Scenario[] },
): Promise<KeptTogether> {
  const merged = await saveScenarios(pack, list, kept);
  const isAsItWas =
    merged.list.length === list.length && merged.list.every((each, i) => each === list[i]);
  const names = [...merged.forked].map(([id]) => list.find((each) => each.id === id)?.name ?? id);
  const forks = [...merged.forked.values()].map(({ name }) => name);
  return {
    list: merged.list,
    follow: isAsItWas
      ? null
      : {
          list: (of) => withOthers(of, list, merged),
          id: (of) => (of === null ? null : (merged.forked.get(of)?.id ?? of)),
        },
    notice: names.length
      ? text(
          `另一个窗口也改了方案“${names.join('”“')}”：那边的留着，这里的另存为“${forks.join('”“')}”。`,
          `Another window changed the ${names.length > 1 ? 'scenarios' : 'scenario'} “${names.join('”, “')}” too: what it made stays, what this window made is kept as “${forks.join('”, “')}”.`,
        )
      : null,
  };
}

/** Reads a scenario from a link; `null` when it is damaged. */
export function scenarioFromLink(words: string, pack: string): Scenario | null {
  try {
    const value = JSON.parse(words) as object;
    const read = v.safeParse(Scenario, { ...value, format: 1, id: newId(8), pack });
    return read.success ? read.output : null;
  } catch {
    // A damaged link opens what is left of it.
    return null;
  }
}

/**
 * Reads a scenario from the text of a file.
 * @throws Failure naming the place that is wrong, or the other pack that it belongs to
 */
export function scenarioFromFile(json: string, pack: string): Scenario {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new Failure(
      text(
        '这个文件不是方案（不是 JSON）；请选择从应图导出的方案文件。',
        'This file is no scenario (not JSON); choose one that was exported from Yingtu.',
      ),
    );
  }
  const read = v.safeParse(Scenario, value);
  if (!read.success) {
    const [issue] = read.issues;
    const where = v.getDotPath(issue) ?? '';
    throw new Failure(
      text(
        `这个方案文件有误（${where}：${issue.message}），没有导入。`,
        `This scenario is damaged (${where}: ${issue.message}) and was not imported.`,
      ),
    );
  }
  if (read.output.pack !== pack) {
    throw new Failure(
      text(
        `方案“${read.output.name}”属于数据包“${read.output.pack}”；请先打开那个数据包。`,
        `The scenario “${read.output.name}” belongs to the pack “${read.output.pack}”; open that pack first.`,
      ),
    );
  }
  return read.output;
}
