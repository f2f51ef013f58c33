import type { ReadFile } from '../pack/pack';
import { readerOf } from '../pack/store';
import type { PackSource } from './protocol';

/** Reads the files of a pack wherever it lies. */
export function readerOfSource(source: PackSource): ReadFile {
  if (source.kind === 'own') return readerOf(source.id);
  return async (file) => {
    const response = await fetch(`${source.url}/${file}`);
    if (!response.ok) throw new Error(`${file}: ${response.status}`);
    return response.arrayBuffer();
  };
}
