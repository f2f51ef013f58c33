import type { Feature } from 'geojson';
import { Failure } from '../domain/failure';
import type { Dataset, DatasetId, Manifest } from '../domain/manifest';
import type { RegisterId } from '../domain/registers';
import { plural, text, type Text } from '../domain/text';
import { readResidents } from '../formats/geotiff';
import type { ReadProgress } from '../formats/format';
import type { Problem } from '../formats/sheet';
import { sha256 } from './checksum';
import { coordinatesNote } from './coordinatesNote';
import { oldestDay } from './dates';
import {
  addGeometry,
  emptyExtent,
  isEmptyExtent,
  joinExtents,
  type Extent,
  type Extents,
} from './extent';
import { featureBytes, pointBytes } from './featureBytes';
import { joinParts, type JoinedPart, type Renamed } from './join';
import { pointsOf } from './pointList';
import type { RowCounts } from './rowCounts';

/** What a file can be imported as: a register, residents at points or in areas, or a dataset without records. */
export type Target =
  Extract<DatasetId, 'district' | 'residents' | 'roads' | 'streams'> | RegisterId;

/** One dataset of a pack to be made. */
export interface Part {
  register: Target;
  features: Feature[];
  /** Name of the file that it came from. */
  sourceName: string;
  /** Day of the data as ISO 8601; `null` if not known. */
  asOf: string | null;
  /** What the import had to say; counted in the provenance. */
  problems: Problem[];
  /** How many rows that concerns, where the list holds only the first. */
  counts?: RowCounts;
  /** How the coordinates were read; as WGS 84 degrees when left out. */
  coordinates?: Text;
}

/** Residents on a grid, as the GeoTIFF they came in. */
export interface GridPart {
  register: 'residents';
  geotiff: ArrayBuffer;
  sourceName: string;
  asOf: string | null;
}

/** A pack as files, `pack.json` not among them. */
export interface MadePack {
  manifest: Manifest;
  files: Map<string, Uint8Array>;
}

export interface MakePack {
  id: string;
  name: string;
  /** Several parts of one register become one dataset. */
  parts: readonly (Part | GridPart)[];
  /** How residents given per area are placed: spread over the area, or at its representative point. */
  assign?: 'area' | 'point';
  progress?: ReadProgress;
}

/**
 * Makes a pack out of imported parts, with extent, checksums and provenance. It is synthetic only where the imported
 * records say so themselves.
 * @throws Failure when there is nothing in it, when residents are partly points and partly areas, or when a grid of
 * residents comes with further residents
 */
export async function makePack({
  id,
  name,
  parts,
  assign = 'area',
  progress,
}: MakePack): Promise<MadePack> {
  const files = new Map<string, Uint8Array>();
  const datasets: Manifest['datasets'] = {};
  const extents: Extents = {};
  for (const part of joinParts(parts)) {
    const made = 'geotiff' in part ? await gridDataset(part) : await featureDataset(part, progress);
    files.set(made.dataset.file, made.bytes);
    datasets[part.register] = made.dataset;
    extents[part.register] = made.extent;
  }
  const extent = joinExtents(extents);
  if (isEmptyExtent(extent)) {
    throw new Failure(
      text('没有一条可用的记录，没有生成数据包。', 'Not one record can be used; no pack was made.'),
    );
  }
  const label = text(name, name);
  const manifest: Manifest = {
    format: 1,
    id,
    name: label,
    fullName: label,
    adcode: null,
    extent,
    asOf: oldestDay(parts.map(({ asOf }) => asOf)),
    seat: null,
    synthetic: Object.values(datasets).some(({ synthetic }) => synthetic),
    mapReviewNumber: null,
    plan: null,
    targets: [],
    townsWithoutPosition: [],
    assign,
    services: [],
    datasets,
  };
  return { manifest, files };
}

interface MadeDataset {
  dataset: Dataset;
  bytes: Uint8Array;
  extent: Extent;
}

const summing = text('计算校验和', 'Computing the checksum');

/** Files of unknown licence stay with whoever brought them. */
const ownLicence = '自有数据，许可未填 / own data, licence not stated';
const ownFiles = (names: readonly string[]) =>
  names.length > 1
    ? text(`导入的文件 ${names.join('、')}`, `Imported files ${names.join(', ')}`)
    : text(`导入的文件 ${names.join('')}`, `Imported file ${names.join('')}`);

async function gridDataset({ geotiff, sourceName, asOf }: GridPart): Promise<MadeDataset> {
  const { west, north, cellDegrees, columns, rows, people } = await readResidents(geotiff).catch(
    (cause: unknown) => {
      if (cause instanceof Failure) throw cause;
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new Failure(
        text(
          `读不出人口栅格 ${sourceName}（${why}）。`,
          `The population grid ${sourceName} cannot be read (${why}).`,
        ),
        { cause },
      );
    },
  );
  const bytes = new Uint8Array(geotiff);
  const dataset: Dataset = {
    file: 'residents.tif',
    count: Array.from<number>(people).filter((count) => count > 0).length,
    source: ownFiles([sourceName]),
    licence: ownLicence,
    asOf,
    sha256: await sha256(bytes),
    synthetic: false,
    schematic: false,
    note: null,
  };
  const extent: Extent = [west, north - rows * cellDegrees, west + columns * cellDegrees, north];
  return { dataset, bytes, extent };
}

async function featureDataset(part: JoinedPart, progress?: ReadProgress): Promise<MadeDataset> {
  const { register, features, sourceNames, asOf, counts, renamed } = part;
  const points = register === 'residents' ? pointsOf(features) : null;
  const areas = points ? 0 : features.filter(({ geometry }) => geometry.type !== 'Point').length;
  if (register === 'residents' && areas > 0 && areas < features.length) {
    const sourceName = sourceNames.join(' + ');
    throw new Failure(
      text(
        `${sourceName} 里 ${areas} 条是面、${features.length - areas} 条是点；居民数据要么全是点，要么全是面。`,
        `${sourceName} holds ${areas} areas and ${features.length - areas} points; residents must be all points or all areas.`,
      ),
    );
  }
  const extent = emptyExtent();
  for (const { geometry } of features) addGeometry(extent, geometry);
  const bytes = points ? pointBytes(points, progress) : featureBytes(features, progress);
  progress?.(0, 0, summing);
  const dataset: Dataset = {
    file: `${register}.geojson`,
    count: features.length,
    source: ownFiles(sourceNames),
    licence: ownLicence,
    asOf,
    sha256: await sha256(bytes),
    synthetic: features.some(({ properties }) => properties?.synthetic === true),
    schematic: features.some(({ properties }) => properties?.schematic === true),
    note: importNote(counts, part.coordinates, renamed),
  };
  return { dataset, bytes, extent };
}

const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
const asDegrees = coordinatesNote(null);

/**
 * What a reader of the provenance must know of an import.
 * @param files what each file had to say, counted
 * @param coordinates how the coordinates were read
 */
export function importNote(
  files: readonly RowCounts[],
  coordinates: Text = asDegrees,
  renamed: readonly Renamed[] = [],
): Text {
  const sum = (key: 'left' | 'warned') => files.reduce((all, counts) => all + counts[key], 0);
  const [left, warned] = [sum('left'), sum('warned')];
  const decided = files.flatMap((counts) => counts.decided ?? []);
  const [zh, en] = [
    decided.map((each) => `；${each['zh-CN']}`),
    decided.map(({ en }) => `; ${en}`),
  ];
  const note = text(
    `${coordinates['zh-CN']}；${left} 行没有导入，${warned} 行有提示${zh.join('')}。`,
    `${sentence(coordinates.en)}; ${plural(left, 'row was', 'rows were')} not imported, ${plural(warned, 'row carries', 'rows carry')} a warning${en.join('')}.`,
  );
  if (!renamed.length) return note;
  const some = renamed.slice(0, 5).map(({ from, to }) => `${from} → ${to}`);
  const more = renamed.length > some.length;
  return text(
    `${note['zh-CN']}${renamed.length} 个编号在几个文件里重复，后面的已加后缀：${some.join('、')}${more ? '等' : ''}。`,
    `${note.en} ${renamed.length} numbers stand in several files; the later ones got a suffix: ${some.join(', ')}${more ? ' and others' : ''}.`,
  );
}
