import type { Feature, FeatureCollection } from 'geojson';
import * as v from 'valibot';
import { Failure } from '../domain/failure';
import { Manifest, type Dataset, type DatasetId } from '../domain/manifest';
import { registers, type Register, type RegisterId } from '../domain/registers';
import { text } from '../domain/text';
import type { Town } from '../domain/town';
import type { ReadProgress } from '../formats/format';
import { readResidents } from '../formats/geotiff';
import { sha256 } from './checksum';
import { eachFeature } from './featureBytes';
import { residentsOf } from './openResidents';
import type { Area, Pack, ReadFile, Residents } from './pack';

const opening = text('打开数据包', 'Opening the pack');

/** Called for every record, of which there may be many. */
type Tick = () => void;

/**
 * Opens a pack: reads `pack.json` and the datasets that analyses use, checks each file's SHA-256 and each record's
 * schema once, so that everything inside may trust them. Lakes, built-up areas and terrain are only drawn and are not
 * read here.
 * @param progress called with the datasets that are done, of how many
 * @throws Failure that names the file which is missing, damaged or holds a record that its schema refuses
 */
export async function openPack(read: ReadFile, progress?: ReadProgress): Promise<Pack> {
  const manifest = await readManifest(read);
  const { datasets } = manifest;
  let done = 0;
  const total = 12;
  const tick = () => progress?.(done, total, opening);
  const counted = async <Result>(work: Promise<Result>): Promise<Result> => {
    const result = await work;
    done++;
    tick();
    return result;
  };
  const features = async (id: DatasetId): Promise<Feature[]> => {
    const dataset = datasets[id];
    return dataset?.file.endsWith('.geojson') ? readFeatures(read, dataset, tick) : [];
  };
  const lines = async (id: DatasetId): Promise<Feature[]> =>
    (await features(id)).filter(({ geometry }) => geometry?.type.endsWith('LineString'));
  const records = async (id: RegisterId): Promise<Feature[]> => {
    const found = await features(id);
    checkAll(datasets[id]?.file ?? '', found, registers[id], tick);
    return found;
  };
  const [
    district,
    towns,
    shelters,
    geohazards,
    reservoirs,
    forests,
    hazchem,
    facilities,
    roads,
    streams,
    zones,
    residents,
  ] = await Promise.all([
    counted(features('district')),
    counted(records('towns')),
    counted(records('shelters')),
    counted(records('geohazards')),
    counted(records('reservoirs')),
    counted(records('forests')),
    counted(records('hazchem')),
    counted(records('facilities')),
    counted(lines('roads')),
    counted(lines('streams')),
    counted(records('zones')),
    counted(openResidents(read, datasets.residents, tick)),
  ]);
  // Geometry and properties were checked above, which the compiler cannot see.
  const units = collection(towns) as Pack['towns'];
  return {
    manifest,
    residents: residents ?? residentsOfTowns(units),
    district: collection(district) as Pack['district'],
    towns: units,
    shelters: collection(shelters) as Pack['shelters'],
    geohazards: collection(geohazards) as Pack['geohazards'],
    reservoirs: collection(reservoirs) as Pack['reservoirs'],
    forests: collection(forests) as Pack['forests'],
    hazchem: collection(hazchem) as Pack['hazchem'],
    facilities: collection(facilities) as Pack['facilities'],
    roads: collection(roads) as Pack['roads'],
    streams: collection(streams) as Pack['streams'],
    zones: collection(zones) as Pack['zones'],
  };
}

const collection = (features: Feature[]): FeatureCollection => ({
  type: 'FeatureCollection',
  features,
});

/**
 * The manifest of a pack alone, for lists of packs.
 * @throws Failure when `pack.json` is missing or not as its schema asks
 */
export async function readManifest(read: ReadFile): Promise<Manifest> {
  const manifest = v.safeParse(Manifest, parse('pack.json', await bytesOf(read, 'pack.json')));
  if (manifest.success) return manifest.output;
  const [issue] = manifest.issues;
  throw damaged('pack.json', `${v.getDotPath(issue) ?? ''}: ${issue.message}`);
}

const damaged = (file: string, why: string) =>
  new Failure(
    text(
      `数据包的文件 ${file} 有误（${why}）；请重新取得这个数据包。`,
      `The pack's file ${file} is damaged (${why}); get the pack again.`,
    ),
  );

async function bytesOf(read: ReadFile, file: string): Promise<ArrayBuffer> {
  try {
    return await read(file);
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    throw new Failure(
      text(`读不到数据包的文件 ${file}。`, `The pack's file ${file} cannot be read.`),
      { cause },
    );
  }
}

async function checkedBytes(
  read: ReadFile,
  { file, sha256: expected }: Dataset,
): Promise<ArrayBuffer> {
  const bytes = await bytesOf(read, file);
  if ((await sha256(new Uint8Array(bytes))) !== expected) {
    throw damaged(file, 'SHA-256');
  }
  return bytes;
}

function parse(file: string, bytes: ArrayBuffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw damaged(file, cause instanceof Error ? cause.message : 'JSON');
  }
}

/** What reading the features of a dataset gives. */
async function fromFeatures<Result>(
  read: ReadFile,
  dataset: Dataset,
  make: (features: Iterable<Feature>) => Result,
  tick: Tick,
): Promise<Result> {
  const bytes = await checkedBytes(read, dataset);
  try {
    return make(watched(eachFeature(new Uint8Array(bytes)), tick));
  } catch (cause) {
    throw damaged(dataset.file, cause instanceof Error ? cause.message : 'JSON');
  }
}

function* watched(features: Iterable<Feature>, tick: Tick): Generator<Feature> {
  for (const feature of features) {
    tick();
    yield feature;
  }
}

const readFeatures = (read: ReadFile, dataset: Dataset, tick: Tick): Promise<Feature[]> =>
  fromFeatures(read, dataset, (features) => [...features], tick);

const geometries = {
  point: ['Point'],
  area: ['Polygon', 'MultiPolygon'],
  'point-or-area': ['Point', 'Polygon', 'MultiPolygon'],
};

type Rule = Pick<Register, 'schema' | 'geometry'>;

function checkAll(file: string, features: Feature[], { schema, geometry }: Rule, tick: Tick): void {
  features.forEach((feature, i) => {
    tick();
    if (!geometries[geometry].includes(feature.geometry?.type)) {
      throw damaged(file, `features.${i}.geometry: ${feature.geometry?.type}`);
    }
    const record = v.safeParse(schema, feature.properties);
    if (!record.success) {
      const [issue] = record.issues;
      throw damaged(file, `features.${i}.${v.getDotPath(issue) ?? ''}: ${issue.message}`);
    }
    feature.properties = record.output;
  });
}

async function openResidents(
  read: ReadFile,
  dataset: Dataset | undefined,
  tick: Tick,
): Promise<Residents | null> {
  if (!dataset) return null;
  const { file } = dataset;
  if (file.endsWith('.tif')) {
    const bytes = await checkedBytes(read, dataset);
    try {
      return { kind: 'grid', grid: await readResidents(bytes) };
    } catch (cause) {
      throw damaged(file, cause instanceof Error ? cause.message : 'GeoTIFF');
    }
  }
  return fromFeatures(read, dataset, residentsOf, tick);
}

/** Areas whose count is unknown stand apart: they are no residents, and no zero either. */
function residentsOfTowns(towns: FeatureCollection<Area, Town>): Residents | null {
  const counted = towns.features.filter(({ properties }) => properties.residents !== null);
  if (!counted.length) return null;
  return {
    kind: 'areas',
    areas: counted.map(({ geometry }) => geometry),
    people: Float64Array.from(counted, ({ properties }) => properties.residents ?? 0),
    unknown: towns.features
      .filter(({ properties }) => properties.residents === null)
      .map(({ geometry }) => geometry),
  };
}
