import * as v from 'valibot';
import { analyses, type AnalysisId } from '../analysis';
import { catalogue, type Listing } from '../analysis/catalogue';
import { shelterClasses } from '../analysis/classes';
import type { Control } from '../analysis/controls';
import type { Analysis, Answer } from '../analysis/define';
import { shelterControls } from '../analysis/shelterControls';
import { travelControls } from '../analysis/travelControls';
import { text, type Text } from '../domain/text';

export type { AnalysisId };

/** An analysis of which nothing is known but that it can be asked. */
export type AnyAnalysis = Analysis<
  v.GenericSchema<unknown, Record<string, unknown>>,
  object,
  Answer<object> | Promise<Answer<object>>
>;

const registry = analyses as unknown as Readonly<Record<AnalysisId, AnyAnalysis>>;

/** Every analysis is a command of its name. */
export const analysisIds = Object.keys(analyses) as AnalysisId[];

export const analysisOf = (id: AnalysisId): AnyAnalysis => registry[id];

/** The parameters of an analysis when nothing is said of them. */
export const defaultsOf = (id: AnalysisId): Record<string, unknown> =>
  v.parse(registry[id].params, {});

/** Whether an analysis is about the edits of two scenarios, rather than put to a pack with one applied. */
export function comparesScenarios(id: AnalysisId): boolean {
  const defaults = defaultsOf(id);
  return 'before' in defaults && 'after' in defaults;
}

const classNames: Readonly<Record<(typeof shelterClasses)[number], Text>> = {
  emergency: text('紧急', 'emergency'),
  short: text('短期', 'short'),
  medium: text('中期', 'medium'),
  long: text('长期', 'long'),
  unknown: text('类别未知', 'unknown class'),
};

/** Figures that are given by class of shelter, and the option that gives one for all. */
export const classFigures = {
  radiusMetres: {
    option: 'radius',
    label: text('服务半径', 'Service radius'),
    unit: text('m', 'm'),
    min: 10,
    max: 50_000,
  },
  squareMetresPerPerson: {
    option: 'square-metres-per-person',
    label: text('人均面积', 'Area per person'),
    unit: text('m²', 'm²'),
    min: 0.1,
    max: 100,
  },
} as const;
export type ClassFigure = keyof typeof classFigures;

/** What the page asks in a table of classes, and the command line one by one. */
const classControls: readonly Control[] = [
  {
    kind: 'choices',
    key: 'classes',
    label: text('计入的类别', 'Classes that count'),
    options: classNames,
  },
  ...(Object.keys(classFigures) as ClassFigure[]).flatMap((figure) =>
    shelterClasses.map((kind): Control => {
      const { label, unit, min, max } = classFigures[figure];
      const { 'zh-CN': zh, en } = classNames[kind];
      return {
        kind: 'number',
        key: `${figure}.${kind}`,
        label: text(`${label['zh-CN']}，${zh}`, `${label.en}, ${en}`),
        unit,
        min,
        max,
        empty: text('按口径', 'By the scheme'),
        advanced: true,
      };
    }),
  ),
];

const listings: Partial<Record<AnalysisId, Listing>> = catalogue;
const forms = Object.fromEntries(
  await Promise.all(
    analysisIds.map(async (id) => [id, (await listings[id]?.form?.())?.controls ?? []] as const),
  ),
) as Record<AnalysisId, readonly Control[]>;

/** The question that an analysis answers, in one line; `null` for one that is in no menu. */
export const answersOf = (id: AnalysisId): Text | null => listings[id]?.answers ?? null;

const common: readonly Control[] = [...shelterControls, ...travelControls, ...classControls];
const isCommon = new Set(common.map(({ key }) => key));

/**
 * How each parameter of an analysis is filled in, also where the page has a form of its own for it: first what is the
 * analysis' own, then which shelters count and how far is near.
 */
export function controlsOf(id: AnalysisId): readonly Control[] {
  const defaults = defaultsOf(id);
  const form = forms[id];
  // The page asks a comparison with the form of coverage and so hides these controls; here they are its options.
  const shown = comparesScenarios(id) ? [] : form;
  const versions = new Map(shown.map((control) => [control.key, control]));
  return [
    ...form.filter(({ key }) => !isCommon.has(key)),
    ...common
      .filter(({ key }) => key.split('.')[0]! in defaults)
      .map((control) => versions.get(control.key) ?? control),
  ];
}

/** Whether a parameter is a figure by class of shelter, which has no default of its own. */
export const isClassFigure = (key: string): boolean => key.split('.')[0]! in classFigures;
