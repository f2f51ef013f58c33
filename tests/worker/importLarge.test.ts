import { describe, expect, test } from 'vitest';
import { createHash } from 'node:crypto';
import { zipSync } from 'fflate';
import { inspect, tableOf } from '../../src/worker/importFiles';
import { checkSizes, mostBytesOf } from '../../src/worker/importSizes';
import { paced } from '../../src/worker/paced';
import { readFile } from '../../src/worker/readFile';

type Step = [done: number, total: number];

/** Each pass over the data with its steps: another pass begins where other work does, or the same begins anew. */
function passesOf(told: { what: string; done: number; total: number }[]) {
  const passes: { what: string; steps: Step[] }[] = [];
  for (const { what, done, total } of told) {
    const last = passes.at(-1);
    const isSame = last?.what === what && last.steps.at(-1)![0] <= done;
    if (isSame) last.steps.push([done, total]);
    else passes.push({ what, steps: [[done, total]] });
  }
  return passes;
}

async function watched(file: File) {
  const told: { what: string; done: number; total: number }[] = [];
  const inspected = await inspect({ file: 1, data: [file] }, (done, total, what) =>
    told.push({ what: what.en, done, total }),
  );
  return { inspected, passes: passesOf(told) };
}

const content = `name,lon,lat,people\n${'一中,105.7,29.7,3\n'.repeat(400_000)}`;
const bytes = new TextEncoder().encode(content);

describe('the progress of reading', () => {
  test('tells every kind of work on a table of 8 MB, each from its beginning to its end', async () => {
    const { inspected, passes } = await watched(new File([bytes], 'a.csv'));
    expect(inspected).toMatchObject({ kind: 'table', rows: 400_000 });
    expect(tableOf(1).sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(passes.map(({ what }) => what)).toEqual([
      'Reading the file',
      'Telling the character set',
      'Finding the rows',
    ]);
    for (const { what, steps } of passes) {
      expect([what, steps.at(-1)]).toEqual([what, [bytes.length, bytes.length]]);
      expect(steps.length).toBeGreaterThan(1);
    }
  });

  test('goes over unpacking first where the table is in an archive', async () => {
    const archive = zipSync({ 'a.csv': bytes });
    const { inspected, passes } = await watched(new File([archive.slice()], 'a.zip'));
    expect(inspected).toMatchObject({ kind: 'table', format: 'csv', rows: 400_000 });
    const [, unpacking] = passes;
    expect(unpacking?.what).toBe('Unpacking');
    expect(unpacking!.steps.at(-1)).toEqual([bytes.length, bytes.length]);
    expect(unpacking!.steps.length).toBeGreaterThan(1);
  });
});

describe('a file is read piece by piece', () => {
  test('into its place, and says how far it is', async () => {
    const steps: Step[] = [];
    const read = await readFile(
      new File(['abcdefg'], '表.csv'),
      (done, total) => steps.push([done, total]),
      3,
    );
    expect(read.name).toBe('表.csv');
    expect(new TextDecoder().decode(read.bytes)).toBe('abcdefg');
    expect(steps).toEqual([
      [0, 7],
      [3, 7],
      [6, 7],
      [7, 7],
    ]);
  });

  test.each<[string, () => Blob | Promise<never>]>([
    ['moved since it was chosen', () => Promise.reject(new DOMException('', 'NotReadableError'))],
    ['cut since it was chosen', () => new Blob(['a'])],
  ])('one that was %s gets a sentence with its name', async (_, read) => {
    const file = new File(['abc'], '表.csv');
    file.slice = () =>
      ({ arrayBuffer: async () => (await read()).arrayBuffer() }) as unknown as Blob;
    const sentence = expect.stringMatching(/“表\.csv”读不出来.*重新选择/u) as string;
    await expect(readFile(file)).rejects.toMatchObject({ text: { 'zh-CN': sentence } });
    // The look at its beginning used to fail with the browser's own words.
    await expect(inspect({ file: 99, data: [file] })).rejects.toMatchObject({
      text: { 'zh-CN': sentence },
    });
  });
});

describe('before a file is in memory', () => {
  const megabytes = 1_000_000;
  const of = (name: string, start: string) => mostBytesOf(new TextEncoder().encode(start), name);

  test('its beginning tells the most that it may have', () => {
    expect([of('a.csv', 'a,b\n'), of('a.ndjson', '{}\n'), of('a.zip', 'PK\x03\x04')]).toEqual([
      250 * megabytes,
      250 * megabytes,
      250 * megabytes,
    ]);
    expect(of('a.geojson', '{"type":"FeatureCollection"')).toBe(100 * megabytes);
  });

  test.each([
    ['600 MB', [600 * megabytes], [], /has 600 MB, the most is 250 MB; split it/],
    ['3 GB', [3_000_000_001], [], /has 3,001 MB, the most is 250 MB; split it/],
    ['nothing in it', [0], [], /is empty; choose another/],
    [
      'companions that are too large together',
      [90 * megabytes, 200 * megabytes],
      [],
      /has 290 MB, the most is 250 MB/,
    ],
    [
      'others beside it that fill the memory',
      [200 * megabytes],
      [240 * megabytes, 100 * megabytes],
      /have 540 MB together, the most at once is 500 MB; import the ones before first/,
    ],
  ])('one of %s is refused with what to do', (_, sizes, others, reason) => {
    expect(() => checkSizes(250 * megabytes, sizes, others)).toThrow(reason);
  });

  test('two of 240 MB go in together', () => {
    expect(() => checkSizes(250 * megabytes, [240 * megabytes], [240 * megabytes])).not.toThrow();
  });
});

test('progress reaches the page ten times a second at most; beginning and end of each work always do', () => {
  let now = 0;
  const told: string[] = [];
  const tell = paced(
    (done, total, what) => told.push(`${now} ${what.en} ${done}/${total}`),
    () => now,
  );
  const [rows, checks] = ['rows', 'checks'].map((en) => ({ 'zh-CN': en, en }));
  for (let done = 0; done <= 100; done++) {
    tell(done, 100, rows!);
    now += 10;
  }
  tell(0, 2, checks!);
  tell(1, 2, checks!);
  tell(2, 2, checks!);
  expect(told).toEqual([
    ...Array.from({ length: 11 }, (_, i) => `${i * 100} rows ${i * 10}/100`),
    '1010 checks 0/2',
    '1010 checks 2/2',
  ]);
});
