import * as v from 'valibot';
import { shelterEntries } from './shelterParams';
import { travelEntries } from './travelParams';

export const CoverageParams = v.strictObject({ ...shelterEntries, ...travelEntries });
export type CoverageQuestion = v.InferOutput<typeof CoverageParams>;
