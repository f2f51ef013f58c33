import type * as v from 'valibot';
import { access } from './access';
import { allocate } from './allocate';
import { buffer } from './buffer';
import { compare } from './compare';
import { coverage } from './coverage';
import { exposure } from './exposure';
import { nearest } from './nearest';
import { point } from './point';
import { siting } from './siting';
import { union } from './union';
import { walk } from './walk';

/** Every analysis by its id, which is its name in the URL, on the command line and in provenance. */
export const analyses = {
  coverage,
  nearest,
  access,
  allocate,
  siting,
  buffer,
  exposure,
  union,
  point,
  walk,
  compare,
} as const;

export type AnalysisId = keyof typeof analyses;
/** What may be asked: every parameter has a default. */
export type ParamsOf<Id extends AnalysisId> = v.InferInput<(typeof analyses)[Id]['params']>;
type AnswerOf<Id extends AnalysisId> = Awaited<ReturnType<(typeof analyses)[Id]['run']>>;
export type SummaryOf<Id extends AnalysisId> = AnswerOf<Id>['summary'];
