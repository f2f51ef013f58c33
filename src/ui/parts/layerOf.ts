import type { RegisterId } from '../../domain/registers';
import { layers, layerIds } from '../../layers';
import type { Layer } from '../../layers/define';

/** The layer that draws the records of a register, `undefined` when none does. */
export const layerOf = (register: RegisterId): Layer | undefined =>
  layerIds.map((id) => layers[id]).find((layer: Layer) => layer.register === register);
