import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, vi } from 'vitest';
import { main } from '../../src/cli/main';
import { writeResidents } from '../../src/formats/geotiff';

/** A folder of this test file's own. */
export const folder = mkdtempSync(join(tmpdir(), 'yingtu-'));
afterAll(() => rmSync(folder, { recursive: true }));

export interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs the command line without a process of its own, in English unless the arguments say otherwise. */
export async function yingtu(...args: string[]): Promise<Outcome> {
  const written = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    vi.spyOn(process[stream], 'write').mockImplementation((words) => {
      written[stream] += String(words);
      return true;
    }),
  );
  try {
    const named = args.includes('--lang') ? args : [...args, '--lang', 'en'];
    const code = await main(named);
    return { code, ...written };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

/** What `--json` prints. */
export async function answer(...args: string[]): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await yingtu(...args, '--json');
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Record<string, unknown>;
}

export const at = (name: string): string => join(folder, name);
export function save(name: string, content: string | object): string {
  const bytes =
    content instanceof ArrayBuffer
      ? new Uint8Array(content)
      : typeof content === 'string'
        ? content
        : JSON.stringify(content);
  writeFileSync(at(name), bytes);
  return at(name);
}

export const collectionOf = (...features: object[]) => ({ type: 'FeatureCollection', features });
export const feature = (properties: object, type: string, coordinates: unknown) => ({
  type: 'Feature',
  properties,
  geometry: { type, coordinates },
});
const square = (west: number) => [
  [
    [west, 29],
    [west + 0.01, 29],
    [west + 0.01, 29.01],
    [west, 29.01],
    [west, 29],
  ],
];

// Two squares of about 1.1 km, 700 and 300 residents; one shelter in the middle of the eastern one, as named.
save(
  'areas.geojson',
  collectionOf(
    feature({ name: '东镇', people: 700 }, 'Polygon', square(105)),
    feature({ name: '西镇', people: 300 }, 'Polygon', square(106)),
  ),
);
save('shelters.csv', '名称,经度,纬度,容纳人数\n=一中,105.005,29.005,200\n二中,999,29,50\n');
save('points.csv', 'lon,lat,居民\n105.005,29.005,40\n105.5,29.005,60\n');
save(
  'grid.tif',
  writeResidents({
    west: 105,
    north: 29.01,
    cellDegrees: 0.005,
    columns: 2,
    rows: 2,
    people: Uint16Array.of(1, 2, 3, 4),
  }),
);

const residents = ['--residents', at('areas.geojson'), '--count', 'people'];
export const files = [...residents, '--shelters', at('shelters.csv')];
