import type { Feature, FeatureCollection } from 'geojson';
import { Failure } from '../domain/failure';
import type { Dataset, DatasetId, Manifest } from '../domain/manifest';
import { registerIds, registers, type RegisterId } from '../domain/registers';
import { text, type Text } from '../domain/text';
import { readResidents, readTerrain, writeResidents, writeTerrain } from '../formats/geotiff';
import { toGeoJson } from '../formats/geojson';
import { sha256 } from './checksum';
import { apart } from './featureBytes';
import type { MadePack } from './make';
import { mergePack } from './merge';
import { openPack } from './open';
import { publicFeatures, type PublicReport, type Rules } from './publicEditionRecords';
import {
  decimalsFor,
  mostDecimals,
  precisionMeaning,
  type PrecisionMeaning,
} from './publicEditionShape';
import { doubtsOfManifest, doubtsOfRecords } from './publicEditionDoubts';
import { manifestTexts, publicManifest, scrubbed, stamped } from './publicEditionManifest';
import { namesIn, placesOf } from './publicEditionNames';
import { makeScrubber, phonesIn, type Secrets } from './publicEditionText';

export interface PublicEditionOptions {
  /** Decimals of a degree, 0 to 6, or metres: then as fine as cells of at least so many metres allow. */
  precision: { decimals: number } | { metres: number };
  /** Day of the edition, ISO 8601. */
  day: string;
  leaveOut?: readonly DatasetId[];
  /** Further names and words to take out of all texts, as a person found them in {@link PublicReport.doubts}. */
  remove?: readonly string[];
}

interface PublicEdition extends MadePack {
  report: PublicReport;
}

/**
 * A pack to be shown to everyone: positions rounded, names of persons and phone numbers taken out, also of free text and
 * of every other dataset, chosen datasets, services, history and scenarios left out, stamped in its name and in the note
 * of each dataset. Residents on a grid keep their cells. Names are those that stand in some field for persons or phones
 * of the pack; a name that stands in a text alone cannot be told from other words.
 * @throws Failure when the precision makes no sense, nothing is left, or a dataset is damaged
 */
export async function publicEdition(
  { manifest, files }: MadePack,
  { precision, day, leaveOut = [], remove = [] }: PublicEditionOptions,
): Promise<PublicEdition> {
  const [, south, , north] = manifest.extent;
  const latitude = (south + north) / 2;
  const decimals = decimalsOf(precision, latitude);
  const meaning = precisionMeaning(decimals, latitude);
  const collections = new Map<DatasetId, Feature[]>();
  for (const [id, { file }] of entriesOf(manifest))
    if (file.endsWith('.geojson')) collections.set(id, readFeatures(file, files.get(file)));
  const secrets = secretsOf(collections);
  const scrub = makeScrubber({
    ...secrets,
    names: new Set([...secrets.names, ...wordsOf(remove)]),
  });
  const report: PublicReport = {
    ...{
      precision: meaning,
      meaning: sentenceOf(meaning),
      emptied: 0,
      texts: [],
      doubts: [],
      collapsed: [],
    },
    ...{ renumbered: 0, leftOut: [], services: manifest.services.length },
  };
  const rules: Rules = { scrub, precision: meaning, extent: manifest.extent, report };
  const datasets: Manifest['datasets'] = {};
  const made = new Map<string, Uint8Array>();
  for (const [id, dataset] of entriesOf(manifest)) {
    const features = collections.get(id);
    const shown = features && publicFeatures(id, features, rules);
    if (leaveOut.includes(id) || shown?.length === 0) {
      report.leftOut.push(id);
      continue;
    }
    if (shown) report.doubts.push(...doubtsOfRecords(id, shown));
    const bytes = shown
      ? new TextEncoder().encode(toGeoJson(shown))
      : await gridAnew(id, dataset.file, files.get(dataset.file));
    // A dataset is called by its id, whatever its file was called.
    const file = `${id}${dataset.file.slice(dataset.file.lastIndexOf('.'))}`;
    made.set(file, bytes);
    datasets[id] = {
      ...dataset,
      file,
      count: shown?.length ?? dataset.count,
      sha256: await sha256(bytes),
      source: scrubbed(dataset.source, scrub),
      licence: scrub(dataset.licence),
      note: stamped(dataset.note && scrubbed(dataset.note, scrub), day, report.meaning),
    };
  }
  if (!made.size)
    throw new Failure(
      text(
        '公开版里没有剩下数据；请少去掉几个图层。',
        'Nothing is left; leave out fewer datasets.',
      ),
    );
  const base: Manifest = { ...publicManifest(manifest, scrub, day, report), datasets: {} };
  const kept = Object.fromEntries(entriesOf(manifest).filter(([id]) => id in datasets));
  for (const [record, field, words] of manifestTexts({ ...manifest, datasets: kept }))
    if (scrub(words) !== words) report.texts.push({ dataset: 'pack', record, field });
  report.doubts.push(...doubtsOfManifest({ ...base, datasets }));
  const none = () => Promise.reject(new Error('Every file is given.'));
  const pack = await mergePack(base, none, { manifest: { ...base, datasets }, files: made });
  const json = new TextEncoder().encode(JSON.stringify(pack.manifest));
  // What everyone is shown must open: the same checks as for any pack.
  await openPack((file) =>
    Promise.resolve(new Uint8Array(file === 'pack.json' ? json : pack.files.get(file)!).buffer),
  );
  return { ...pack, report };
}

/** @throws Failure for a single character, which would take half of all words along */
const wordsOf = (remove: readonly string[]): string[] =>
  remove.map((word) => {
    const form = word.normalize('NFKC').toLowerCase().trim();
    if ([...form].length >= 2) return form;
    throw new Failure(
      text(
        `“${word}”太短，不能从所有文字中去掉；请写两个字以上。`,
        `“${word}” is too short to be taken out of all texts; give two characters or more.`,
      ),
    );
  });

const entriesOf = ({ datasets }: Manifest) => Object.entries(datasets) as [DatasetId, Dataset][];

function decimalsOf(precision: PublicEditionOptions['precision'], latitude: number): number {
  if ('metres' in precision) {
    if (precision.metres > 0) return decimalsFor(precision.metres, latitude);
  } else if (Number.isInteger(precision.decimals) && precision.decimals >= 0) {
    if (precision.decimals <= mostDecimals) return precision.decimals;
  }
  const given = JSON.stringify(precision);
  throw new Failure(
    text(
      `坐标精度 ${given} 不能用；请给 0 到 ${mostDecimals} 位小数，或大于 0 的米数。`,
      `The precision ${given} cannot be used; give 0 to ${mostDecimals} decimals, or metres above 0.`,
    ),
  );
}

const metresShown = (metres: number) => Number(metres.toPrecision(2)).toLocaleString('en-US');

function sentenceOf({
  decimals,
  northMetres,
  eastMetres,
  mostShiftMetres,
}: PrecisionMeaning): Text {
  const [up, across, shift] = [northMetres, eastMetres, mostShiftMetres].map(metresShown);
  return text(
    `坐标取 ${decimals} 位小数，约 ${up} m（南北）× ${across} m（东西），最多偏 ${shift} m`,
    `positions rounded to ${decimals} decimals, about ${up} m north–south by ${across} m east–west, off by ${shift} m at most`,
  );
}

const damaged = (file: string, cause?: unknown) =>
  new Failure(
    text(
      `数据包的文件 ${file} 有误，没有生成公开版；请重新取得这个数据包。`,
      `The pack's file ${file} is damaged, so no public edition was made; get the pack again.`,
    ),
    { cause },
  );

function readFeatures(file: string, bytes: Uint8Array | undefined): Feature[] {
  try {
    const root = JSON.parse(new TextDecoder().decode(bytes)) as Partial<FeatureCollection>;
    if (Array.isArray(root.features)) return [...apart(root.features)];
  } catch (cause) {
    throw damaged(file, cause);
  }
  throw damaged(file);
}

/** Every person and phone that a field of the pack names, also of datasets that are left out. */
function secretsOf(collections: ReadonlyMap<DatasetId, Feature[]>): Secrets {
  const names = new Set<string>();
  const phones = new Set<string>();
  const places = placesOf(collections);
  for (const [id, features] of collections) {
    if (!registerIds.includes(id as RegisterId)) continue;
    for (const [key, { kind }] of Object.entries(registers[id as RegisterId].fields)) {
      if (kind !== 'person' && kind !== 'phone') continue;
      for (const { properties } of features) {
        const value: unknown = properties?.[key];
        if (typeof value !== 'string') continue;
        for (const name of namesIn(value, places)) names.add(name);
        for (const phone of phonesIn(value)) phones.add(phone);
      }
    }
  }
  return { names, phones };
}

/** A grid written anew, so that nothing but its cells goes along. */
async function gridAnew(
  id: DatasetId,
  file: string,
  bytes: Uint8Array | undefined,
): Promise<Uint8Array> {
  if (!bytes) throw damaged(file);
  const { buffer } = new Uint8Array(bytes);
  try {
    return new Uint8Array(
      id === 'residents'
        ? writeResidents(await readResidents(buffer))
        : writeTerrain(await readTerrain(buffer)),
    );
  } catch (cause) {
    throw damaged(file, cause);
  }
}
