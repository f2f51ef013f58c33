import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { alone } from '../../src/worker/packLock';

const order: string[] = [];
const step = (name: string, fails = false) =>
  alone('own-1', async () => {
    order.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve));
    order.push(`${name} ends`);
    if (fails) throw new Error(name);
    return name;
  });

// A page served over plain http has no locks, nor has Node 20.
beforeEach(() => vi.stubGlobal('navigator', {}));
afterEach(() => vi.unstubAllGlobals());

test('without locks the second change of a pack waits for the first, even for one that fails', async () => {
  const failed = step('first', true);
  const second = step('second');
  await expect(failed).rejects.toThrow('first');
  expect(await second).toBe('second');
  expect(order).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
});

test('without locks another pack does not wait', async () => {
  const endless = alone('own-2', () => new Promise<never>(() => {}));
  expect(await Promise.race([endless, alone('own-3', () => Promise.resolve('done'))])).toBe('done');
});
