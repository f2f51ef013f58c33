import { Failure } from '../domain/failure';
import { text } from '../domain/text';
import { refuseOtherKinds } from './binary';
import { csv } from './csv';
import { dbf } from './dbf';
import { flatgeobuf } from './flatgeobuf';
import type { Format, NamedFile, Opened, ReadProgress } from './format';
import { geojson } from './geojson';
import { geojsonLines } from './geojsonLines';
import { geopackage } from './geopackage';
import { gpx } from './gpx';
import { kml } from './kml';
import { shapefile } from './shapefile';
import { checkSize, maxBytes, type Sheet } from './sheet';
import { topojson } from './topojson';
import { xlsx } from './xlsx';
import { zip } from './zip';

/** Every format that can be read; the first that recognises a file reads it. */
export const formats = {
  xlsx,
  kml,
  zip,
  shapefile,
  dbf,
  geopackage,
  flatgeobuf,
  gpx,
  topojson,
  geojsonLines,
  geojson,
  csv,
} as const satisfies Record<string, Format>;

const all: readonly Format[] = Object.values(formats);

/** The names of all formats, for a sentence. */
const readable = text(
  `${all.map(({ title }) => title['zh-CN']).join('、')}、居民 GeoTIFF 栅格`,
  `${all.map(({ title }) => title.en).join(', ')}, a GeoTIFF grid of residents`,
);

/** Endings of file names for a file dialog, for example `.geojson,.json,.csv`. */
export const acceptedEndings = all
  .flatMap(({ endings, companions = [] }) => [...endings, ...companions])
  .join(',');

/** Bytes that are enough to recognise a format. */
export const headBytes = 65_536;

/**
 * Recognises a file by its content, its name where the content leaves it open, and opens it.
 * @param files the file, then those that belong to it, see {@link groupFiles}
 * @throws Failure with one sentence when the file is empty, too large, of another kind, or broken
 */
export async function openFile(
  files: readonly NamedFile[],
  progress?: ReadProgress,
): Promise<Opened> {
  const [file] = files;
  if (!file) throw new Failure(text('没有文件。', 'There is no file.'));
  for (const { bytes } of files) checkSize(bytes.length);
  const head = file.bytes.subarray(0, headBytes);
  const format = all.find((candidate) => candidate.recognises(head, file.name.toLowerCase()));
  if (!format || format === formats.csv) refuseOtherKinds(file.bytes, readable);
  const chosen: Format = format ?? formats.csv;
  checkSize(file.bytes.length, chosen.maxBytes ?? maxBytes);
  return chosen.open(files, progress);
}

/**
 * The first table of a file, for whoever asks for no more than one.
 * @param name file name with its ending
 * @throws Failure as {@link openFile}
 */
export async function readSheet(name: string, bytes: Uint8Array): Promise<Sheet> {
  const opened = await openFile([{ name, bytes }]);
  return opened.read(opened.tables[0]!.id);
}

const splitName = (name: string): [stem: string, ending: string] => {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? [name, ''] : [name.slice(0, dot), name.slice(dot)];
};

/**
 * Files that were dropped together, each with those that belong to it: a `.shp` takes the `.dbf`, `.prj` and the like of
 * its name.
 */
export function groupFiles<Item extends { readonly name: string }>(
  files: readonly Item[],
): Item[][] {
  const key = ({ name }: Item) => name.toLowerCase();
  const taken = new Set<Item>();
  const groups = all
    .flatMap((format) => files.map((file) => ({ file, format })))
    .flatMap(({ file, format }) => {
      const [stem, ending] = splitName(key(file));
      if (taken.has(file) || !format.companions || !format.endings.includes(ending)) return [];
      const others = files.filter((other) => {
        const [otherStem, otherEnding] = splitName(key(other));
        const belongs = otherStem === stem && format.companions!.includes(otherEnding);
        return other !== file && belongs && !taken.has(other);
      });
      for (const each of [file, ...others]) taken.add(each);
      return [[file, ...others]];
    });
  return files.flatMap((file) => {
    const group = groups.find(([first]) => first === file);
    if (group) return [group];
    return taken.has(file) ? [] : [[file]];
  });
}

export { checkSize, maxBytes, type Problem, type Sheet } from './sheet';
