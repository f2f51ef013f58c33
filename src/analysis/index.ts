import type * as v from 'valibot';
import { buffer } from './buffer';
import { coverage } from './coverage';
import { point } from './point';

/** Every analysis by its id, which is its name in the URL, on the command line and in provenance. */
export const analyses = { coverage, buffer, point } as const;

export type AnalysisId = keyof typeof analyses;
/** What may be asked: every parameter has a default. */
export type ParamsOf<Id extends AnalysisId> = v.InferInput<(typeof analyses)[Id]['params']>;
type AnswerOf<Id extends AnalysisId> = ReturnType<(typeof analyses)[Id]['run']>;
export type SummaryOf<Id extends AnalysisId> = AnswerOf<Id>['summary'];
