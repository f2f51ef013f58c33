import { transformOf, type Transform } from '../geo/crs';
import { codeOfZone, meridianOf } from '../geo/crsZones';
import type { DatumId } from '../geo/crsDatums';
import type { Bounds } from '../geo/polygons';
import { coordinateForms, type CoordinateForm } from '../formats/coordinates';

interface Pair {
  x: number;
  y: number;
}

/** West, south, east, north of China, degrees. */
const china: Bounds = [73, 3, 136, 54];
/** So far beyond the district a reading is still worth showing, degrees. */
const nearDegrees = 5;
/** Share of the rows that a reading has to bring near the district to be worth weighing. */
const leastShare = 0.2;
/** Rows on which that is tried. */
const trialRows = 200;
/** Farther than this from its meridian nobody uses a zone, degrees. */
const zoneDegrees = 4.5;

const surveys: readonly DatumId[] = ['cgcs2000', 'xian80', 'beijing54'];
const systems = ['EPSG:4326', 'GCJ02', 'BD09', 'EPSG:4610', 'EPSG:4214'];
const anyZoneIds: Partial<Record<DatumId, string>> = {
  cgcs2000: 'CGCS2000-GK',
  xian80: 'XIAN80-GK',
  beijing54: 'BEIJING54-GK',
};

const isDegrees = ({ x, y }: Pair) => Math.abs(x) <= 180 && Math.abs(y) <= 180;
const inBox = ([west, south, east, north]: Bounds, longitude: number, latitude: number) =>
  longitude >= west && longitude <= east && latitude >= south && latitude <= north;

/** Every way to read some coordinates that is possible at all, and brings some near what is known. */
export function hypothesesOf(pairs: readonly Pair[], bounds: Bounds | null): Transform[] {
  const degreeRows = thinned(pairs.filter(isDegrees));
  const otherRows = thinned(pairs.filter((pair) => !isDegrees(pair)));
  const ids = new Set<string>();
  if (degreeRows.length > 0) ids.add('EPSG:4326');
  const near: Bounds = bounds
    ? [
        bounds[0] - nearDegrees,
        bounds[1] - nearDegrees,
        bounds[2] + nearDegrees,
        bounds[3] + nearDegrees,
      ]
    : china;
  const share = (id: string, rows: readonly Pair[]): number => {
    const transform = transformOf(id);
    if (!transform || rows.length === 0) return 0;
    const found = rows.filter(({ x, y }) => {
      const place = transform.toWgs84(x, y);
      return place && inBox(near, ...place);
    });
    return found.length / rows.length;
  };
  addDegrees(degreeRows, otherRows, bounds, share, ids);
  if (otherRows.length > 0) addMetres(degreeRows.length > 0, otherRows, bounds, share, ids);
  return [...ids].flatMap((id) => transformOf(id) ?? []);
}

function thinned(pairs: readonly Pair[]): Pair[] {
  const step = Math.max(1, pairs.length / trialRows);
  return Array.from(
    { length: Math.min(pairs.length, trialRows) },
    (_, i) => pairs[Math.floor(i * step)]!,
  );
}

type Share = (id: string, rows: readonly Pair[]) => number;

function addDegrees(
  degreeRows: readonly Pair[],
  otherRows: readonly Pair[],
  bounds: Bounds | null,
  share: Share,
  ids: Set<string>,
): void {
  const middle = bounds && [(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2];
  // The Chinese web systems move nothing elsewhere.
  const used = !middle || inBox(china, middle[0]!, middle[1]!) ? systems : systems.slice(0, 1);
  for (const { form, rows } of formsOf(degreeRows, otherRows)) {
    for (const axes of ['', '+swapped']) {
      const modifiers = ['', '+minus-x', '+minus-y', '+minus-x+minus-y']
        .map((sign) => `${sign}${form === 'degrees' ? '' : `+${form}`}${axes}`)
        // A sign is only lost where the coordinates as they stand lead nowhere.
        .find((tried) => share(`EPSG:4326${tried}`, rows) >= leastShare);
      if (modifiers !== undefined) used.forEach((system) => ids.add(system + modifiers));
    }
  }
}

/** The forms of degrees that the rows allow, each with the rows that speak for or against it. */
function formsOf(
  degreeRows: readonly Pair[],
  otherRows: readonly Pair[],
): { form: CoordinateForm; rows: readonly Pair[] }[] {
  const allows = ({ x, y }: Pair, form: CoordinateForm) =>
    [x, y].every((value) =>
      coordinateForms(value).some(
        (found) => found.form === form || (found.form === 'degrees' && form !== 'd.mmss'),
      ),
    );
  const found: { form: CoordinateForm; rows: readonly Pair[] }[] = [];
  if (degreeRows.length > 0) {
    found.push({ form: 'degrees', rows: degreeRows });
    // Two random decimals pass for minutes and seconds one time in three: nearly all rows have to.
    const pointed = degreeRows.filter((pair) => allows(pair, 'd.mmss')).length;
    if (pointed >= 0.95 * degreeRows.length) found.push({ form: 'd.mmss', rows: degreeRows });
  }
  for (const form of ['dms', 'e4', 'e5', 'e6', 'e7', 'e8', 'e9'] as const) {
    if (
      otherRows.filter((pair) => allows(pair, form)).length >= 0.3 * otherRows.length &&
      otherRows.length > 0
    )
      found.push({ form, rows: otherRows });
  }
  return found;
}

function addMetres(
  someDegrees: boolean,
  rows: readonly Pair[],
  bounds: Bounds | null,
  share: Share,
  ids: Set<string>,
): void {
  const meridians = Array.from({ length: 21 }, (_, i) => 75 + 3 * i).filter(
    (meridian) =>
      !bounds || (meridian >= bounds[0] - zoneDegrees && meridian <= bounds[2] + zoneDegrees),
  );
  for (const axes of ['', '+swapped']) {
    const eastings = rows.map(({ x, y }) => (axes ? y : x));
    const zones = new Map<number, number>();
    for (const easting of eastings) {
      const zone = Math.floor(easting / 1e6);
      if (meridianOf(zone) !== null) zones.set(zone, (zones.get(zone) ?? 0) + 1);
    }
    const numbered = [...zones.values()].reduce((sum, count) => sum + count, 0) / rows.length;
    const unzoned = numbered > 0 && numbered < 1 ? '+unzoned' : '';
    const bases = ['EPSG:3857'];
    for (const datum of surveys) {
      if (zones.size > 1) bases.push(anyZoneIds[datum]!);
      for (const zone of zones.keys()) bases.push(`EPSG:${codeOf(datum, meridianOf(zone)!, zone)}`);
      // Without a district every meridian is possible; one datum is enough to say so.
      if (numbered === 1 || (!bounds && datum !== 'cgcs2000')) continue;
      for (const meridian of meridians)
        bases.push(`EPSG:${codeOf(datum, meridian, null)}${unzoned}`);
    }
    if (bounds) {
      const first = Math.floor((bounds[0] - 1) / 6) + 31;
      const last = Math.floor((bounds[2] + 1) / 6) + 31;
      const hemisphere = bounds[1] + bounds[3] < 0 ? 32700 : 32600;
      for (let zone = first; zone <= last; zone++) bases.push(`EPSG:${hemisphere + zone}`);
    }
    for (const base of bases) {
      const id = `${base}${axes}${someDegrees ? '+mixed' : ''}`;
      if (share(id, rows) >= leastShare) ids.add(id);
    }
  }
}

/** The code of a zone of 3°, or of 6° by its number; without numbers both widths give the same metres. */
const codeOf = (datum: DatumId, meridian: number, number: number | null): number | null =>
  codeOfZone({ datum, meridian, number, width: number !== null && number <= 23 ? 6 : 3 });
