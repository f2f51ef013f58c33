import { text, type Text } from '../domain/text';

/** A position that was read from a text, or why none could be. */
export type Coordinate =
  | { longitude: number; latitude: number; reason: null }
  | { longitude: null; latitude: null; reason: Text };

interface Angle {
  degrees: number;
  /** Which of the two it must be: told by a letter or word, or by being beyond 90. */
  axis: 'longitude' | 'latitude' | null;
}

const number = String.raw`\d+(?:\.\d+)?`;
const sexagesimal = String.raw`${number}(?:°(?:${number}'(?:${number}")?)?|-\d{1,2}(?:-${number})?)?`;
const before = new RegExp(String.raw`([NSEWXY])([+-]?)(${sexagesimal})`, 'gu');
const after = new RegExp(String.raw`([+-]?)(${sexagesimal})([NSEW])?`, 'gu');

/** Different ways of writing the same signs, brought to one: ° ' " and N S E W; X and Y stand for 经度 and 纬度. */
function plain(input: string): string {
  return input
    .replace(/[″“”〃]|''|′′|’’/gu, '"')
    .replace(/[′‘’´\x60]/gu, "'")
    .replace(/[º˚度]/gu, '°')
    .normalize('NFKC')
    .replace(/''/gu, '"')
    .replace(/分/gu, "'")
    .replace(/秒/gu, '"')
    .replace(/[−–—]/gu, '-')
    .replace(/[经經]°|lon(?:gitude)?|lng/giu, 'X')
    .replace(/[纬緯]°|lat(?:itude)?/giu, 'Y')
    .replace(/[东東][经經]/gu, 'E')
    .replace(/西[经經]/gu, 'W')
    .replace(/北[纬緯]/gu, 'N')
    .replace(/南[纬緯]/gu, 'S')
    .replace(/(?<=[\d°'"NSEW])\s+(?=[°'"])/gu, '')
    .replace(/(?<=[°'])\s+(?=\d)/gu, '')
    .toUpperCase();
}

function angleOf(sign: string, figure: string, letter: string): Angle | null {
  const [degrees = 0, minutes = 0, seconds = 0] = figure
    .split(/[°'"-]/u)
    .filter(Boolean)
    .map(Number);
  if (minutes >= 60 || seconds >= 60) return null;
  const size = degrees + minutes / 60 + seconds / 3600;
  const value = sign === '-' || letter === 'S' || letter === 'W' ? -size : size;
  const axis = /[EWX]/u.test(letter) ? 'longitude' : /[NSY]/u.test(letter) ? 'latitude' : null;
  return { degrees: value, axis: axis ?? (size > 90 ? 'longitude' : null) };
}

function anglesOf(input: string): (Angle | null)[] | null {
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

/**
 * One angle in degrees from a text: decimal, or degrees, minutes and seconds (`105°42′36″E`, `105-42-36`,
 * `东经105度42分36秒`, full-width figures too).
 * @returns `null` when it is no angle, or one of the other axis
 */
export function parseAngle(input: string, axis: 'longitude' | 'latitude'): number | null {
  const angles = anglesOf(input);
  const [angle] = angles ?? [];
  if (angles?.length !== 1 || !angle) return null;
  // Beyond 90 is no latitude, but that is for the caller to say: it may be a swapped pair.
  const other = /[NSEW东西南北]/iu.test(input.normalize('NFKC')) && angle.axis !== axis;
  return other ? null : angle.degrees;
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
