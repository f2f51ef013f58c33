import type { Service } from '../domain/service';
import { change } from './storage';

/**
 * Keeps the services of an own pack in its manifest, so that they travel with it; its files stay as they are. A pack that
 * is not there is no error.
 * @throws Failure when the storage is full or refused; the services of before stay
 */
export const saveServices = (pack: string, services: readonly Service[]): Promise<void> =>
  change(async (all) => {
    const packs = all.objectStore('packs');
    const manifest = await packs.get(pack);
    if (manifest) await packs.put({ ...manifest, services: [...services] });
  });
