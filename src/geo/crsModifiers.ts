import { text, type Text } from '../domain/text';
import type { Transform } from './crs';
import { fromCompact, fromPointed, toCompact, toPointed } from './crsSexagesimal';

/** What a register does to one coordinate, and how to undo it. */
interface Form {
  read(value: number): number;
  write(value: number): number;
}

/** Integers of a fraction of a degree; a value within the world's degrees is one that was not scaled. */
const scaled = (factor: number): Form => ({
  read: (value) =>
    Math.abs(value) <= 180 ? value : Number.isInteger(value) ? value / factor : NaN,
  write: (value) => Math.round(value * factor),
});

const forms: Readonly<Record<string, { title: Text } & Form>> = {
  dms: {
    title: text(
      '度分秒连写（1054236 即 105°42′36″）',
      'degrees, minutes and seconds in one (1054236 is 105°42′36″)',
    ),
    read: (value) => (Math.abs(value) <= 180 ? value : (fromCompact(value) ?? NaN)),
    write: toCompact,
  },
  'd.mmss': {
    title: text(
      '小数点后为分秒（105.4236 即 105°42′36″）',
      'minutes and seconds after the point (105.4236 is 105°42′36″)',
    ),
    read: (value) => fromPointed(value) ?? NaN,
    write: toPointed,
  },
  ...Object.fromEntries(
    ([4, 5, 6, 7, 8, 9] as const).map((power) => [
      `e${power}`,
      {
        title: text(
          `整数，除以 10 的 ${power} 次方`,
          `integers, to be divided by 10 to the ${power}`,
        ),
        ...scaled(10 ** power),
      },
    ]),
  ),
};

const swapped = text('第一个数为北（或纬度）', 'north (or latitude) first');
const withSign: Readonly<Record<string, { title: Text; x: 1 | -1; y: 1 | -1 }>> = {
  'minus-x': { title: text('经度反号', 'sign of the longitude turned'), x: -1, y: 1 },
  'minus-y': { title: text('纬度反号', 'sign of the latitude turned'), x: 1, y: -1 },
};

const isDegrees = (x: number, y: number) => Math.abs(x) <= 180 && Math.abs(y) <= 180;

/**
 * A transform for coordinates that a register wrote otherwise: `swapped` (the north first, as Chinese surveys do),
 * `minus-x`, `minus-y` (lost sign), `dms` (1054236), `d.mmss` (105.4236), `e4` to `e9` (integers), and for metres
 * `mixed` (rows in degrees among them, read as WGS 84 or CGCS 2000) and `unzoned` (the zone number stands before some
 * eastings only and is left out).
 * @returns `null` when there is no such modifier
 */
export function modified(base: Transform, name: string): Transform | null {
  const { toWgs84, fromWgs84 } = base;
  const made = (
    title: Text,
    to: Transform['toWgs84'],
    from: Transform['fromWgs84'],
  ): Transform => ({
    id: `${base.id}+${name}`,
    title: text(`${base.title['zh-CN']}，${title['zh-CN']}`, `${base.title.en}, ${title.en}`),
    approximate: base.approximate,
    toWgs84: to,
    fromWgs84: from,
  });
  const form = Object.hasOwn(forms, name) ? forms[name] : undefined;
  if (form) {
    return made(
      form.title,
      (x, y) => toWgs84(form.read(x), form.read(y)),
      (longitude, latitude) => {
        const place = fromWgs84(longitude, latitude);
        return place && [form.write(place[0]), form.write(place[1])];
      },
    );
  }
  const sign = Object.hasOwn(withSign, name) ? withSign[name] : undefined;
  if (sign) {
    return made(
      sign.title,
      (x, y) => toWgs84(sign.x * x, sign.y * y),
      (longitude, latitude) => {
        const place = fromWgs84(longitude, latitude);
        return place && [sign.x * place[0], sign.y * place[1]];
      },
    );
  }
  switch (name) {
    case 'swapped':
      return made(
        swapped,
        (x, y) => toWgs84(y, x),
        (longitude, latitude) => {
          const place = fromWgs84(longitude, latitude);
          return place && [place[1], place[0]];
        },
      );
    case 'mixed':
      return made(
        text('其中写成度的按度读取', 'rows in degrees read as degrees'),
        (x, y) => {
          if (!isDegrees(x, y)) return toWgs84(x, y);
          // No latitude is beyond 90, so such a pair of degrees has the latitude first.
          if (Math.abs(y) > 90) return Math.abs(x) <= 90 ? [y, x] : null;
          return [x, y];
        },
        fromWgs84,
      );
    case 'unzoned':
      return made(
        text('写有带号的去掉带号', 'zone numbers, where written, left out'),
        (x, y) => toWgs84(Math.abs(x) >= 1e7 ? x % 1e6 : x, y),
        fromWgs84,
      );
    default:
      return null;
  }
}
