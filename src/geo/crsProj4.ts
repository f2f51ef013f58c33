import { Failure } from '../domain/failure';
import { text, type Text } from '../domain/text';
import type { Transform } from './crs';

/** Says how its datum lies to WGS 84, or is so near to it that it makes no difference on a map of a district. */
const tied =
  /\+(?:datum|towgs84|nadgrids)=|\+ellps=(?:GRS80|WGS84)\b|\+(?:a|R)=6378137\b|TOWGS84\s*\[|(?:World_Geodetic_System|World Geodetic System|WGS)[_ ]?(?:19)?84|China_2000|"GRS[_ ]?(?:19)?80"/iu;

const untied = text(
  '定义里没有说基准与 WGS 84 的关系，误差可达几百米',
  'the definition does not say how its datum lies to WGS 84; the error can be hundreds of metres',
);

interface Converter {
  forward(place: number[]): number[];
  inverse(metres: number[]): number[];
}

/**
 * A transform by proj4, loaded when first needed.
 * @param id what the transform is called by
 * @param name what people read
 * @throws Failure when proj4 cannot read the definition or carry it out
 */
export async function proj4Transform(
  definition: string,
  id: string,
  name: string,
): Promise<Transform> {
  // Grids of datum shifts are files that are not here; proj4 would print that, not throw it.
  if (/\+nadgrids=(?!@)/iu.test(definition)) throw unreadable(name, null);
  const { default: proj4 } = await import('proj4');
  let converter: Converter;
  try {
    converter = proj4('EPSG:4326', definition);
    // Missing grids and projections come to light only when a place is converted.
    converter.inverse(converter.forward([105, 30]));
  } catch (cause) {
    throw unreadable(name, cause);
  }
  const approximate: Text | null = tied.test(definition) ? null : untied;
  const run = (way: 'forward' | 'inverse', from: [number, number]): [number, number] | null => {
    if (!from.every(Number.isFinite)) return null;
    try {
      const [x, y] = converter[way](from);
      return Number.isFinite(x) && Number.isFinite(y) ? [x!, y!] : null;
    } catch {
      return null;
    }
  };
  return {
    id,
    title: text(name, name),
    approximate,
    toWgs84(x, y) {
      const place = run('inverse', [x, y]);
      return place && Math.abs(place[0]) <= 180 && Math.abs(place[1]) <= 90 ? place : null;
    },
    fromWgs84: (longitude, latitude) => run('forward', [longitude, latitude]),
  };
}

function unreadable(name: string, cause: unknown): Failure {
  const short = name.length > 60 ? `${name.slice(0, 59)}…` : name;
  return new Failure(
    text(
      `坐标系的定义“${short}”读不出来；请核对，或给出 EPSG 代码。`,
      `The definition “${short}” of the coordinate system cannot be read; check it, or give an EPSG code.`,
    ),
    { cause },
  );
}
