import * as v from 'valibot';
import { Edit } from '../domain/scenario';
import type { Control } from './controls';
import { shelterControls } from './shelterControls';
import { shelterEntries } from './shelterParams';
import { travelControls } from './travelControls';
import { travelEntries } from './travelParams';

export const CompareParams = v.strictObject({
  ...shelterEntries,
  ...travelEntries,
  /** The edits of what is held against, and of what is compared; none is the pack as it is. */
  before: v.optional(v.array(Edit), []),
  after: v.optional(v.array(Edit), []),
  /** What the two are called, for the work; `null` is unnamed. */
  beforeName: v.optional(v.nullable(v.string()), null),
  afterName: v.optional(v.nullable(v.string()), null),
});
export type CompareQuestion = v.InferOutput<typeof CompareParams>;

/** The page asks with the parameters of coverage; only the command line has them as options. */
export const compareControls: readonly Control[] = [...shelterControls, ...travelControls].map(
  (control) => ({ ...control, when: () => false }),
);
