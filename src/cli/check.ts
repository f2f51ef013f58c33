import * as v from 'valibot';
import { readParams } from '../analysis/params';
import { Failure } from '../domain/failure';
import { text, type Text } from '../domain/text';
import { shown } from '../formats/sheet';
import { optionName } from './controlOptions';
import { analysisOf, controlsOf, type AnalysisId } from './registry';
import { WrongUse, type Options } from './usage';

/**
 * Parameters with the defaults for what was not asked.
 * @throws WrongUse naming the option whose value the analysis refuses, the value, and what is allowed
 */
export function checkedParams(
  id: AnalysisId,
  question: Record<string, unknown>,
): Record<string, unknown> {
  const { params } = analysisOf(id);
  const result = v.safeParse(params, question, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = v.getDotPath(issue) ?? '';
  const name = optionAt(id, path);
  if (name) {
    const value = shown(issue.input);
    throw new WrongUse(
      text(
        `${name} 的“${value}”不可用；可用：${issue.message}。`,
        `${name}: “${value}” cannot be used; allowed: ${issue.message}.`,
      ),
    );
  }
  try {
    return readParams(params, question);
  } catch (error) {
    throw error instanceof Failure ? new WrongUse(error.text) : error;
  }
}

/** The option that gives the parameter at a path: its own, that of the list it is in, or those of its parts. */
function optionAt(id: AnalysisId, path: string): string | null {
  const keys = controlsOf(id).map(({ key }) => key);
  const key = keys.find((own) => path === own || path.startsWith(`${own}.`));
  if (key !== undefined) return `--${optionName(key)}`;
  return keys.some((own) => own.startsWith(`${path}.`)) ? `--${optionName(path)}-*` : null;
}

/** Options that were given and bear on nothing in a question that was put this way. */
export function idleNotes(
  id: AnalysisId,
  options: Options,
  params: Readonly<Record<string, unknown>>,
): Text[] {
  return controlsOf(id).flatMap(({ key, when }) => {
    const name = [optionName(key), `no-${optionName(key)}`].find((own) => options[own]);
    if (name === undefined || !when || when(params)) return [];
    return text(
      `--${name} 在这样的问题里不起作用。`,
      `--${name} makes no difference to a question put this way.`,
    );
  });
}
