import fc from 'fast-check';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/domain/failure';
import { emptyHistory } from '../../src/domain/history';
import type { Manifest } from '../../src/domain/manifest';
import type { Scenario } from '../../src/domain/scenario';
import { openArchive, packArchive } from '../../src/pack/archive';
import { withoutKeys } from '../../src/pack/archiveKeys';
import { applyStep, revertStep } from '../../src/pack/history';
import type { TrailedPack } from '../../src/pack/historyStep';
import { makePack, type MadePack } from '../../src/pack/make';
import { shelterAt } from '../fixtures/pack';

const readerOf =
  ({ files }: MadePack) =>
  (file: string) =>
    files.has(file)
      ? Promise.resolve(new Uint8Array(files.get(file)!).buffer)
      : Promise.reject(new Failure({ 'zh-CN': `没有 ${file}`, en: `no ${file}` }));

const scenario: Scenario = { format: 1, id: 'night', name: '夜间', pack: 'own-1', edits: [] };
async function trailed(): Promise<TrailedPack> {
  const made = await makePack({
    id: 'own-1',
    name: '试验',
    parts: [
      {
        ...{ register: 'shelters', sourceName: 'a.csv', asOf: '2025-06-30', problems: [] },
        features: [shelterAt(106, 29, { id: 'a' }), shelterAt(106.1, 29, { id: 'b' })],
      },
    ],
  });
  return applyStep(
    { ...made, history: emptyHistory(), versions: new Map() },
    {
      ...{ id: '1', at: '2026-05-01T08:00:00Z', kind: 'edit', source: null },
      title: { 'zh-CN': '移除', en: 'Removed' },
      changes: [
        { dataset: 'shelters', id: 'a', before: shelterAt(106, 29, { id: 'a' }), after: null },
      ],
    },
  );
}
const archive = async (pack: TrailedPack) =>
  packArchive(readerOf(pack), pack.manifest, {
    history: pack.history,
    scenarios: [scenario],
    versions: pack.versions,
  });

/** The archive with files put in, changed or, by `null`, taken out. */
async function altered(changes: Record<string, Uint8Array | string | null>) {
  const files: Record<string, Uint8Array> = unzipSync(await archive(await trailed()));
  for (const [name, content] of Object.entries(changes)) {
    if (content === null) delete files[name];
    else files[name] = typeof content === 'string' ? strToU8(content) : content;
  }
  return zipSync(files);
}

describe('a pack as one file', () => {
  test('comes back whole, with its history and scenarios, and can be stepped back', async () => {
    const pack = await trailed();
    const { manifest, files, history, scenarios, versions } = await openArchive(
      await archive(pack),
    );
    expect({ manifest, files, history, versions }).toEqual(pack);
    expect(scenarios).toEqual([scenario]);
    const back = await revertStep({ manifest, files, history: history!, versions }, '1', {
      ...{ id: '2', at: '2026-05-02T08:00:00Z' },
    });
    expect(back.manifest.datasets.shelters!.count).toBe(2);
  });

  test('without history and scenarios holds none', async () => {
    const pack = await trailed();
    const bytes = await packArchive(readerOf(pack), pack.manifest);
    expect(Object.keys(unzipSync(bytes))).toEqual(['pack.json', 'shelters.geojson']);
    expect(await openArchive(bytes)).toMatchObject({ history: null, scenarios: [] });
  });

  test('has the same bytes each time, with sorted names', async () => {
    const bytes = await archive(await trailed());
    expect(await archive(await trailed())).toEqual(bytes);
    const listed = Object.keys(unzipSync(bytes));
    expect(listed).toEqual(['history.json', 'pack.json', 'scenarios.json', 'shelters.geojson']);
  });

  test('packed again with its folder, and with what a Mac puts in, is still the pack', async () => {
    const files = unzipSync(await archive(await trailed()));
    const inFolder = Object.fromEntries(
      Object.entries(files).map(([name, content]) => [`我的数据包/${name}`, content]),
    );
    const bytes = zipSync({ ...inFolder, '__MACOSX/._pack.json': strToU8('x') });
    expect((await openArchive(bytes)).manifest.id).toBe('own-1');
  });

  test('holds no key of a person', async () => {
    const pack = await trailed();
    const secret = 'f00dcafe1234';
    const address = `https://map.example/wfs?tk=${secret}&layer=a`;
    pack.manifest.datasets.shelters!.source = { 'zh-CN': address, en: address };
    Object.assign(pack.manifest, { tk: secret, tokens: { map: secret } });
    const [first] = pack.history.steps;
    first!.title = { 'zh-CN': address, en: address };
    const files = unzipSync(await archive(pack));
    for (const content of Object.values(files)) expect(strFromU8(content)).not.toContain(secret);
    const manifest = JSON.parse(strFromU8(files['pack.json']!)) as Manifest;
    expect(manifest.datasets.shelters!.source.en).toBe('https://map.example/wfs?tk=&layer=a');
  });
});

test.each([
  ['https://a.example/?TK=1x&x=2', 'https://a.example/?TK=&x=2'],
  ['https://a.example/{z}?tk={tk}', 'https://a.example/{z}?tk={tk}'],
  ['https://me:pass@a.example/x', 'https://a.example/x'],
  ['https://a.example/?layer=tk=1', 'https://a.example/?layer=tk=1'],
  ['编号 key=3', '编号 key=3'],
])('keys are taken out of %s', (given, wanted) => {
  expect(withoutKeys({ list: [given] })).toEqual({ list: [wanted] });
});

describe('what is no good pack is refused by one sentence', () => {
  test.each([
    ['a dataset is missing', { 'shelters.geojson': null }, 'lacks the file shelters.geojson'],
    [
      'a dataset was changed',
      { 'shelters.geojson': '{}' },
      'shelters.geojson is damaged (its checksum',
    ],
    ['a file does not belong to it', { 'run.exe': 'MZ' }, 'does not belong to it: “run.exe”'],
    ['there is no manifest', { 'pack.json': null }, 'holds no pack.json'],
    ['the manifest is cut off', { 'pack.json': '{"format":1' }, 'pack.json is damaged'],
    [
      'the manifest is not as its schema asks',
      { 'pack.json': '{"format":2}' },
      'pack.json is damaged (format',
    ],
    ['the manifest is no text', { 'pack.json': Uint8Array.of(0xff, 0xfe, 0) }, 'no text in UTF-8'],
    [
      'the history is another',
      { 'history.json': '{"format":1,"steps":[{}]}' },
      'history.json is damaged (steps.0.id',
    ],
    ['a scenario is another', { 'scenarios.json': '[{}]' }, 'scenarios.json is damaged'],
    ['a former file is another', { [`versions/${'a'.repeat(64)}`]: 'x' }, 'versions/aaa'],
  ])('%s', async (_, changes, message) => {
    const opening = openArchive(await altered(changes));
    await expect(opening).rejects.toThrow(message);
    await expect(opening).rejects.toBeInstanceOf(Failure);
  });

  test('a record that its register refuses, with a checksum that fits', async () => {
    const pack = await makePack({
      id: 'own-1',
      name: '试验',
      parts: [
        {
          ...{ register: 'shelters', sourceName: 'a.csv', asOf: null, problems: [] },
          features: [shelterAt(106, 29, { id: 'a', status: 'gone' as 'open' })],
        },
      ],
    });
    const bytes = await packArchive(readerOf(pack), pack.manifest);
    await expect(openArchive(bytes)).rejects.toThrow('features.0.status');
  });

  test('a file that is no archive', async () => {
    await expect(openArchive(strToU8('名称,经度'))).rejects.toThrow('a pack is a .zip file');
  });

  test('packing refuses a dataset that is not the one of the manifest', async () => {
    const pack = await trailed();
    pack.files.set('shelters.geojson', strToU8('{}'));
    await expect(archive(pack)).rejects.toThrow('shelters.geojson is damaged');
  });

  test('any bytes changed in it give a pack or a sentence', async () => {
    const bytes = await archive(await trailed());
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        fc.nat(bytes.length),
        fc.boolean(),
        async (changes, cut, whole) => {
          const broken = bytes.slice(0, whole ? undefined : cut);
          for (const [place, value] of changes) if (place < broken.length) broken[place] = value;
          const outcome: unknown = await openArchive(broken).catch((cause: unknown) => cause);
          expect(outcome instanceof Failure || !(outcome instanceof Error)).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });
});
