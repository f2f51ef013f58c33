import * as v from 'valibot';
import { bufferRange, bufferRules, type BufferLayer } from '../domain/rules';
import { between, oneOf, yesOrNo } from './params';

/** The layers that can be buffered. */
export const bufferLayers = Object.keys(bufferRules) as BufferLayer[];

export const BufferParams = v.strictObject({
  layer: v.optional(oneOf(bufferLayers), 'hazchem'),
  /** Own distance for every site, metres; `null` is the rule of the layer. */
  distanceMetres: v.optional(v.nullable(between(bufferRange.min, bufferRange.max)), null),
  dissolve: v.optional(yesOrNo(), true),
  /** Numbers of the sites to buffer; `null` is all. */
  ids: v.optional(v.nullable(v.array(v.string('text'))), null),
});
export type BufferQuestion = v.InferOutput<typeof BufferParams>;
