import { text, type Text } from '../domain/text';
import { fromCompact, fromPointed } from '../geo/crsSexagesimal';

/** A position that was read from a text, or why none could be. */
export type Coordinate =
  | { longitude: number; latitude: number; reason: null }
  | { longitude: null; latitude: null; reason: Text };

interface Angle {
  degrees: number;
  /** Which of the two it must be: told by a letter or word, or by being beyond 90. */
  axis: 'longitude' | 'latitude' | null;
}

/** No coordinates are longer; a cell that holds a report is not worth a search. */
const mostCharacters = 200;

const number = String.raw`\d+(?:\.\d+)?`;
const sexagesimal = String.raw`\d{1,3}\.\d{1,2}\.\d{1,2}(?:\.\d+)?|${number}(?:°(?:${number}'(?:${number}")?)?|-\d{1,2}(?:-${number})?)?`;
const before = new RegExp(String.raw`([NSEWXY])([+-]?)(${sexagesimal})`, 'gu');
const after = new RegExp(String.raw`([+-]?)(${sexagesimal})([NSEW])?`, 'gu');

/** Different ways of writing the same signs, brought to one: ° ' " and N S E W; X and Y stand for 经度 and 纬度. */
function plain(input: string): string {
  return (
    input
      .replace(/[″“”〃]|''|′′|’’/gu, '"')
      .replace(/[′‘’´\x60]/gu, "'")
      .replace(/[º˚度]/gu, '°')
      .normalize('NFKC')
      .replace(/''/gu, '"')
      .replace(/分/gu, "'")
      .replace(/秒/gu, '"')
      .replace(/[−–—]/gu, '-')
      // 105:42:36
      .replace(/(?<=\d):(?=\d)/gu, '-')
      .replace(/[经經]°|lon(?:gitude)?|lng/giu, 'X')
      .replace(/[纬緯]°|lat(?:itude)?/giu, 'Y')
      .replace(/[东東][经經]/gu, 'E')
      .replace(/西[经經]/gu, 'W')
      .replace(/北[纬緯]/gu, 'N')
      .replace(/南[纬緯]/gu, 'S')
      .replace(/(?<=[\d°'"NSEW])\s+(?=[°'"])/gu, '')
      .replace(/(?<=[°'])\s+(?=\d)/gu, '')
      .toUpperCase()
  );
}

function angleOf(sign: string, figure: string, letter: string): Angle | null {
  // 105.42.36: two points make no decimal number.
  const dotted = /^(\d+)\.(\d+)\.(\d+(?:\.\d+)?)$/u.exec(figure)?.slice(1);
  const [degrees = 0, minutes = 0, seconds = 0] = (
    dotted ?? figure.split(/[°'"-]/u).filter(Boolean)
  ).map(Number);
  if (minutes >= 60 || seconds >= 60) return null;
  const size = degrees + minutes / 60 + seconds / 3600;
  const value = sign === '-' || letter === 'S' || letter === 'W' ? -size : size;
  const axis = /[EWX]/u.test(letter) ? 'longitude' : /[NSY]/u.test(letter) ? 'latitude' : null;
  return { degrees: value, axis: axis ?? (size > 90 ? 'longitude' : null) };
}

function anglesOf(input: string): (Angle | null)[] | null {
  if (input.length > mostCharacters) return null;
  const words = plain(input)
    .replace(/\s*[:=]\s*/gu, '')
    .trim();
  const leading = /^[^\d]*[NSEWXY]\s*[+-]?\d/u.test(words);
  const tight = words.replace(/([NSEWXY])\s+(?=[+-]?\d)/gu, leading ? '$1' : '$1 ');
  const pattern = leading ? before : after;
  if (tight.replace(pattern, '').replace(/[\s,;、/()[\]]/gu, '') !== '') return null;
  return [...tight.matchAll(pattern)].map((match) =>
    leading
      ? angleOf(match[2]!, match[3]!, match[1]!)
      : angleOf(match[1]!, match[2]!, match[3] ?? ''),
  );
}

/** The angle of a cell that holds only one, so that spaces join and the sign of the seconds may be missing. */
function loneAngle(input: string): Angle | null {
  if (input.length > mostCharacters) return null;
  const tidy = plain(input)
    .trim()
    .replace(/^([^\d]*\d{1,3}) +(\d{1,2}) +(\d{1,2}(?:\.\d+)?)(?= *[NSEW]?$)/u, '$1-$2-$3')
    .replace(/('\d+(?:\.\d+)?)(?=[NSEW]?$)/u, '$1"');
  const angles = anglesOf(tidy);
  return angles?.length === 1 ? (angles[0] ?? null) : null;
}

/**
 * One angle in degrees from a text: decimal, or degrees, minutes and seconds (`105°42′36″E`, `105-42-36`, `105:42:36`,
 * `105.42.36`, `105 42 36`, `东经105度42分36秒`, full-width figures too).
 * @returns `null` when it is no angle, or one of the other axis
 */
export function parseAngle(input: string, axis: 'longitude' | 'latitude'): number | null {
  const angle = loneAngle(input);
  if (!angle) return null;
  // Beyond 90 is no latitude, but that is for the caller to say: it may be a swapped pair.
  const other = /[NSEW东西南北]/iu.test(input.normalize('NFKC')) && angle.axis !== axis;
  return other ? null : angle.degrees;
}

/** A coordinate as a cell gives it, before anybody knows what it means. */
export interface WrittenCoordinate {
  /** The number that is written, or the degrees of an angle that cannot be mistaken. */
  value: number;
  /** It says itself that it is degrees: by signs, words or three parts. */
  angle: boolean;
  /** Which of the two it says it is, by a letter or word. */
  axis: 'longitude' | 'latitude' | null;
}

const plainNumber = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/iu;

/** One coordinate from a cell; `null` when it holds no number and no angle. Thousands may be set apart by commas. */
export function readCoordinate(raw: unknown): WrittenCoordinate | null {
  if (typeof raw === 'number')
    return Number.isFinite(raw) ? { value: raw, angle: false, axis: null } : null;
  if (typeof raw !== 'string' || raw.length > mostCharacters) return null;
  const figures = raw.normalize('NFKC').trim().replace(/[−–—]/gu, '-');
  const ungrouped = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/u.test(figures)
    ? figures.replaceAll(',', '')
    : figures.replace(/\s*(?:m|米)$/iu, '');
  if (plainNumber.test(ungrouped)) {
    const value = Number(ungrouped);
    return Number.isFinite(value) ? { value, angle: false, axis: null } : null;
  }
  const angle = loneAngle(raw);
  if (!angle) return null;
  const said = /[NSEWXY东西南北经纬經緯]|LAT|LO?NG?/iu.test(figures);
  return { value: angle.degrees, angle: true, axis: said ? angle.axis : null };
}

/**
 * Two coordinates from one cell, in the order written, but longitude first where letters, words or a value that only a
 * longitude can have say which is which; `null` when there are not two.
 */
export function readPair(raw: unknown): [WrittenCoordinate, WrittenCoordinate] | null {
  if (typeof raw !== 'string' || raw.length > mostCharacters) return null;
  const inside = raw.normalize('NFKC').replace(/^\s*POINT\s*(?:Z\s*)?/iu, '');
  const parts = inside.replace(/^[\s([]+|[\s)\]]+$/gu, '').split(/\s*[,;、/]\s*|\s+/u);
  let pair: WrittenCoordinate[];
  if (parts.length === 2 && parts.every((part) => plainNumber.test(part))) {
    pair = parts.map((part) => ({ value: Number(part), angle: false, axis: null }));
  } else {
    const angles = anglesOf(inside);
    if (angles?.length !== 2 || !angles[0] || !angles[1]) return null;
    const said = /[NSEW东西南北经纬經緯°度]|LAT|LO?NG?/iu.test(inside);
    pair = angles.map((angle) => ({ value: angle!.degrees, angle: said, axis: angle!.axis }));
  }
  const [first, second] = pair as [WrittenCoordinate, WrittenCoordinate];
  const isDegrees = pair.every(({ value }) => Math.abs(value) <= 180);
  const turned =
    first.axis === 'latitude' ||
    second.axis === 'longitude' ||
    (isDegrees && Math.abs(second.value) > 90 && Math.abs(first.value) <= 90);
  return turned ? [second, first] : [first, second];
}

/** What a number in a column of coordinates can mean; the ids are those of the modifiers of a transform. */
export type CoordinateForm =
  'degrees' | 'dms' | 'd.mmss' | 'e4' | 'e5' | 'e6' | 'e7' | 'e8' | 'e9' | 'metres';

/**
 * Everything that a number alone can mean, never a guess: 1054236 is 105°42′36″ or 105.4236° without its point, or
 * metres, and only the other rows and the map can tell.
 * @returns degrees of each form; `null` for metres
 */
export function coordinateForms(value: number): { form: CoordinateForm; degrees: number | null }[] {
  const found: { form: CoordinateForm; degrees: number | null }[] = [];
  const size = Math.abs(value);
  if (size <= 180) {
    found.push({ form: 'degrees', degrees: value });
    const pointed = Number.isInteger(value) ? null : fromPointed(value);
    if (pointed !== null) found.push({ form: 'd.mmss', degrees: pointed });
    return found;
  }
  const compact = size >= 10_000 ? fromCompact(value) : null;
  if (compact !== null) found.push({ form: 'dms', degrees: compact });
  if (Number.isInteger(value)) {
    for (const power of [4, 5, 6, 7, 8, 9] as const) {
      const degrees = value / 10 ** power;
      // Below a degree nobody lives who keeps a register in such integers.
      if (Math.abs(degrees) >= 1 && Math.abs(degrees) <= 180)
        found.push({ form: `e${power}`, degrees });
    }
  }
  found.push({ form: 'metres', degrees: null });
  return found;
}

/**
 * A position from what a person typed: decimal or degrees, minutes, seconds, in either order where the order can be
 * told, that is where one value is beyond 90, or letters or words say which is which.
 */
export function parseCoordinate(input: string): Coordinate {
  const fail = (reason: Text): Coordinate => ({ longitude: null, latitude: null, reason });
  const angles = anglesOf(input);
  if (angles?.length !== 2) {
    return fail(
      text(
        `“${input.trim()}”不是一对坐标；例如 105.71, 29.70 或 105°42′36″E 29°42′N。`,
        `“${input.trim()}” is no pair of coordinates; for example 105.71, 29.70 or 105°42′36″E 29°42′N.`,
      ),
    );
  }
  const [first, second] = angles;
  if (!first || !second) {
    return fail(text('分和秒要小于 60。', 'Minutes and seconds must be below 60.'));
  }
  const axis =
    first.axis ??
    (second.axis === 'longitude' ? 'latitude' : second.axis === 'latitude' ? 'longitude' : null);
  if (axis === null) {
    return fail(
      text(
        '分不清哪个是经度：请在数字后写 E 和 N。',
        'It is not clear which is the longitude: write E and N after the numbers.',
      ),
    );
  }
  if (axis === second.axis) {
    return fail(
      text(
        '两个数同是经度或同是纬度，请核对。',
        'Both numbers are longitudes, or both latitudes; check them.',
      ),
    );
  }
  const [longitude, latitude] =
    axis === 'longitude' ? [first.degrees, second.degrees] : [second.degrees, first.degrees];
  if (Math.abs(longitude) > 180 || Math.abs(latitude) > 90) {
    return fail(
      text(
        `${longitude}, ${latitude} 不在地球上：经度 -180 至 180，纬度 -90 至 90。`,
        `${longitude}, ${latitude} is outside the world: longitude -180 to 180, latitude -90 to 90.`,
      ),
    );
  }
  return { longitude, latitude, reason: null };
}
