import { Failure } from '../domain/failure';
import { text, type Text } from '../domain/text';
import type { Encoding } from './encoding';
import type { Opened } from './format';
import { addProblem, addRow, gathering } from './gather';
import { htmlText } from './htmlText';
import { checkColumns, checkRows, shown, type Sheet, type SheetCrs } from './sheet';
import { childrenOf, readXml, textOf, type Element } from './xmlTree';
import { decodeXml } from './xmlText';

/** The tables of a GPX file by the name of their elements. */
const kinds = ['wpt', 'rte', 'trk'] as const;
type Kind = (typeof kinds)[number];

const crs: SheetCrs = {
  definition: 'EPSG:4326',
  name: 'WGS 84',
  evidence: text('GPX 规定用 WGS 84 经纬度', 'GPX is in WGS 84 degrees by definition'),
};

/**
 * The waypoints (`wpt`), routes (`rte`) and tracks (`trk`) of a GPX file, each a table if there are any. The row is the
 * number within its table, from 1; `ele` in metres is the third number of a position.
 * @throws Failure when it is no GPX, not well-formed, or holds none of them
 */
export function openGpx(bytes: Uint8Array): Promise<Opened> {
  const { found } = contentOf(bytes);
  const tables = kinds.flatMap((kind) =>
    found[kind].length ? [{ id: kind, title: kind, rows: found[kind].length }] : [],
  );
  if (!tables.length) {
    throw new Failure(
      text(
        'GPX 里没有航点（wpt）、路线（rte）或航迹（trk）。',
        'The GPX holds no waypoint (wpt), route (rte) or track (trk).',
      ),
    );
  }
  return Promise.resolve({
    format: 'gpx',
    tables,
    // An async function, so that a refusal is a rejection.
    read: async (table, options = {}) => Promise.resolve(sheetOf(bytes, table, options.encoding)),
  });
}

function contentOf(bytes: Uint8Array, encoding?: Encoding) {
  const decoded = decodeXml(bytes, encoding);
  const found: Record<Kind, Element[]> = { wpt: [], rte: [], trk: [] };
  const root = readXml(decoded.text, (element, around) => {
    const kind = kinds.find((name) => name === element.name);
    if (!kind || around.length !== 1) return false;
    found[kind].push(element);
    return true;
  });
  if (root.name !== 'gpx') {
    throw new Failure(
      text(
        `这是 XML，但不是 GPX（根元素是 <${shown(root.name)}>）。`,
        `This is XML but no GPX (its root is <${shown(root.name)}>).`,
      ),
    );
  }
  return { found, decoded };
}

/** Children that are no values: the points themselves, links, and what programs add for their own use. */
const noValues = new Set(['rtept', 'trkseg', 'link', 'extensions']);

function sheetOf(bytes: Uint8Array, table: string, encoding?: Encoding): Sheet {
  const { found, decoded } = contentOf(bytes, encoding);
  const kind = kinds.find((name) => name === table);
  if (!kind) {
    throw new Failure(text(`GPX 里没有“${shown(table)}”。`, `The GPX holds no “${shown(table)}”.`));
  }
  const gathered = gathering();
  found[kind].forEach((element, i) => {
    const values = element.children.flatMap((child): [string, unknown][] => {
      if (typeof child === 'string' || noValues.has(child.name)) return [];
      const words = htmlText(textOf(child));
      return words === '' ? [] : [[child.name, words]];
    });
    const { geometry, short } = lineOf(kind, element);
    addRow(gathered, i + 1, values, geometry);
    if (short) {
      addProblem(
        gathered,
        i + 1,
        short,
        text(
          `${short} 段少于两个点，不成线，没有读入`,
          `${short} segments have fewer than two points and are no lines; they were not read`,
        ),
        'warning',
      );
    }
  });
  checkRows(gathered.rows.length);
  checkColumns(gathered.columns.size);
  const notes: Text[] =
    kind === 'trk' ? [text('航迹各点的时间没有读入', 'the times of the points were not read')] : [];
  const { encoding: read, evidence } = decoded;
  const { columns, rows, problems } = gathered;
  return {
    format: 'gpx',
    encoding: read,
    evidence,
    delimiter: null,
    crs,
    columns: [...columns],
    rows,
    notes,
    problems,
  };
}

/** GeoJSON before it is checked, and how many segments are too short for a line. */
function lineOf(kind: Kind, element: Element): { geometry: unknown; short: number } {
  if (kind === 'wpt')
    return { geometry: { type: 'Point', coordinates: position(element) }, short: 0 };
  const segments =
    kind === 'rte'
      ? [childrenOf(element, 'rtept')]
      : childrenOf(element, 'trkseg').map((segment) => childrenOf(segment, 'trkpt'));
  const lines = segments
    .filter((points) => points.length > 1)
    .map((points) => points.map(position));
  const short = segments.length - lines.length;
  if (!lines.length) return { geometry: null, short };
  return {
    geometry:
      lines.length === 1
        ? { type: 'LineString', coordinates: lines[0] }
        : { type: 'MultiLineString', coordinates: lines },
    short,
  };
}

/** Longitude, latitude and height in metres; the text of a number that is none stays, so that it is reported. */
function position(point: Element): unknown[] {
  const numberOf = (words: string | undefined) => {
    const value = Number(words);
    return words?.trim() && Number.isFinite(value) ? value : (words ?? null);
  };
  const { attributes } = point;
  const place = [numberOf(attributes.get('lon')), numberOf(attributes.get('lat'))];
  const [ele] = childrenOf(point, 'ele');
  return ele ? [...place, numberOf(textOf(ele))] : place;
}
