import { expect, test } from 'vitest';
import { makePack } from '../../src/pack/make';
import { openPack } from '../../src/pack/open';
import { saveServices } from '../../src/pack/ownServices';
import { newPackId } from '../../src/pack/packId';
import { deletePack, readerOf, savePack } from '../../src/pack/store';
import { serviceOf } from '../fixtures/service';
import { shelterAt } from '../fixtures/pack';

test('an own pack keeps its services in its manifest; its records stay as they are', async () => {
  const id = newPackId();
  const part = {
    register: 'shelters' as const,
    features: [shelterAt(105, 29)],
    sourceName: 'a.csv',
    asOf: null,
    problems: [],
  };
  await savePack(await makePack({ id, name: '样例', parts: [part] }));
  const service = serviceOf({ title: '示例影像', keyName: 'tk' });
  await saveServices(id, [service]);
  const pack = await openPack(readerOf(id));
  expect(pack.manifest.services).toEqual([service]);
  expect(pack.shelters.features).toHaveLength(1);
  await deletePack(id);
});

test('services of a pack that is not there are not kept, and no pack comes of them', async () => {
  await saveServices('own-00000000', [serviceOf({})]);
  await expect(openPack(readerOf('own-00000000'))).rejects.toThrow();
});
