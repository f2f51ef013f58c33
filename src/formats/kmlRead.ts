import { Failure } from '../domain/failure';
import { text, type Text } from '../domain/text';
import type { Decoded, Encoding } from './encoding';
import type { Opened, ReadProgress, TableRef } from './format';
import { addRow, gathering } from './gather';
import { drawn, type Drawn } from './kmlGeometry';
import { kmlFiles, type KmlFiles } from './kmlFiles';
import { addSchema, kmlValues } from './kmlValues';
import { checkColumns, checkRows, shown, type Sheet, type SheetCrs } from './sheet';
import { childOf, childText, readXml, textOf, type Element, type TakeElement } from './xmlTree';
import { decodeXml } from './xmlText';

/** What is kept of a Placemark, with the folders around it from the outermost on. */
interface Placemark {
  values: [string, unknown][];
  geometry: Drawn | null;
  /** Its heights are above the ground. */
  above: boolean;
  folders: readonly Element[];
}

interface Document {
  placemarks: Placemark[];
  /** Elements that lie side by side, in a document or in the files of an archive, and hold Placemarks. */
  tops: Element[];
  title: string;
  notes: Text[];
  decoded: Omit<Decoded, 'text'>;
}

const all = 'all';

/**
 * The Placemarks of a KML or KMZ file: one table of all, and one for each top folder where there are several. The row
 * of a Placemark is its number in the file, from 1.
 * @throws Failure when it is no KML, not well-formed, or its archive is refused
 */
export function openKml(bytes: Uint8Array, progress?: ReadProgress): Promise<Opened> {
  const read = (encoding?: Encoding, told?: ReadProgress) =>
    documentOf(kmlFiles(bytes), encoding, told);
  const first = read(undefined, progress);
  const { tops, title, placemarks, notes: said } = first;
  if (!placemarks.length) {
    const why = said[0] ?? text('只有样式或文件夹', 'only styles or folders');
    throw new Failure(
      text(
        `KML 里没有地标（Placemark）：${why['zh-CN']}。`,
        `The KML holds no Placemark: ${why.en}.`,
      ),
    );
  }
  const inside = (top: Element) => placemarks.filter(({ folders }) => folders.includes(top)).length;
  const tables: TableRef[] = [{ id: all, title, rows: placemarks.length }];
  if (tops.length > 1) {
    tops.forEach((top, i) =>
      tables.push({ id: `folder-${i + 1}`, title: childText(top, 'name'), rows: inside(top) }),
    );
  }
  return Promise.resolve({
    format: 'kml',
    tables,
    // An async function, so that a refusal is a rejection.
    read: async (table, { encoding, progress: told } = {}) =>
      Promise.resolve(sheetOf(encoding ? read(encoding, told) : first, table)),
  });
}

const containers = new Set(['Document', 'Folder']);
const unread = new Set(['NetworkLink', 'GroundOverlay', 'ScreenOverlay', 'PhotoOverlay']);

const reading = text('读各个地标', 'Reading the placemarks');

function documentOf(files: KmlFiles, encoding?: Encoding, progress?: ReadProgress): Document {
  const placemarks: Placemark[] = [];
  const left = new Map<string, number>();
  const roots: Element[] = [];
  const decoded: Decoded[] = [];
  // Reading a file may name the next.
  for (const { name, bytes } of files.each()) {
    const found = decodeXml(bytes, encoding);
    decoded.push(found);
    roots.push(readFile(found.text, name));
  }
  const tops = roots.flatMap((root) => (containers.has(root.name) ? [root] : root.children));
  const filled = new Set(placemarks.flatMap(({ folders }) => folders));
  const named = topsOf({ name: '', attributes: new Map(), children: tops }, filled);
  const skipped = [...left].map(([name, count]) =>
    name === 'NetworkLink'
      ? text(
          `${count} 个网络链接（NetworkLink）没有打开：只读文件里有的`,
          `${count} NetworkLink were not followed: only what is in the file is read`,
        )
      : text(`${count} 个 ${name} 没有读入`, `${count} ${name} were not read`),
  );
  const {
    encoding: read,
    evidence,
    damaged,
  } = decoded.find((each) => each.damaged) ?? decoded.at(-1)!;
  return {
    placemarks,
    tops: named.tops,
    title: childText(named.holder, 'name'),
    notes: [...files.notes(), ...skipped],
    decoded: { encoding: read, evidence, damaged },
  };

  function readFile(content: string, file: string): Element {
    // They stand before the Placemarks that use them (OGC KML 2.3, 9.7).
    const schemas = new Map<string, ReadonlyMap<string, string>>();
    const take: TakeElement = (element, around) => {
      if (element.name === 'Placemark') {
        placemarks.push({
          values: kmlValues(element, schemas),
          geometry: drawn(element),
          above: isRelative(element),
          folders: around.filter(({ name }) => containers.has(name)),
        });
        return around.length > 0;
      }
      if (element.name === 'Schema') addSchema(schemas, element);
      const isFollowed = element.name === 'NetworkLink' && files.follow(file, hrefOf(element));
      if (unread.has(element.name) && !isFollowed)
        left.set(element.name, (left.get(element.name) ?? 0) + 1);
      return /^(?:Style|StyleMap|Schema)$/u.test(element.name) || unread.has(element.name);
    };
    const root = readXml(content, take, {
      progress: (done, total) => progress?.(done, total, reading),
    });
    if (root.name === 'kml' || root.name === 'Placemark' || containers.has(root.name)) return root;
    throw new Failure(
      text(
        `这是 XML，但不是 KML（根元素是 <${shown(root.name)}>）。`,
        `This is XML but no KML (its root is <${shown(root.name)}>).`,
      ),
    );
  }
}

const hrefOf = (link: Element): string =>
  textOf(childOf(childOf(link, 'Link') ?? childOf(link, 'Url'), 'href'));

/** Folders that hold Placemarks, where there first are several of them. */
function topsOf(root: Element, filled: ReadonlySet<Element>): { holder: Element; tops: Element[] } {
  let holder = root;
  for (;;) {
    const tops = holder.children.filter(
      (child): child is Element => typeof child !== 'string' && filled.has(child),
    );
    if (tops.length !== 1) return { holder, tops };
    holder = tops[0]!;
  }
}

const crs: SheetCrs = {
  definition: 'EPSG:4326',
  name: 'WGS 84',
  evidence: text('KML 规定用 WGS 84 经纬度', 'KML is in WGS 84 degrees by definition'),
};

function sheetOf({ placemarks, tops, notes, decoded }: Document, table: string): Sheet {
  const top = tops[Number(/^folder-(\d+)$/u.exec(table)?.[1]) - 1];
  if (!top && table !== all) {
    throw new Failure(text(`KML 里没有“${shown(table)}”。`, `The KML holds no “${shown(table)}”.`));
  }
  const gathered = gathering();
  let relative = 0;
  placemarks.forEach(({ values, geometry, above, folders }, i) => {
    if (top && !folders.includes(top)) return;
    const path = folders
      .filter(({ name }) => name === 'Folder')
      .map((folder) => childText(folder, 'name'))
      .filter((name) => name !== '');
    if (above) relative++;
    const folder: [string, unknown][] = path.length ? [['folder', path.join(' / ')]] : [];
    addRow(gathered, i + 1, [...values, ...folder], geometry);
  });
  checkRows(gathered.rows.length);
  checkColumns(gathered.columns.size);
  const heights = relative
    ? [
        text(
          `${relative} 个地标的高程是离地高度，没有读入`,
          `${relative} placemarks have heights above the ground, which were not read`,
        ),
      ]
    : [];
  return {
    format: 'kml',
    encoding: decoded.encoding,
    evidence: decoded.evidence,
    delimiter: null,
    crs,
    columns: [...gathered.columns],
    rows: gathered.rows,
    notes: [...notes, ...heights],
    problems: gathered.problems,
  };
}

const isRelative = (element: Element): boolean =>
  element.children.some(
    (child) =>
      typeof child !== 'string' &&
      (/^relativeTo/u.test(childText(child, 'altitudeMode')) ||
        (child.name === 'MultiGeometry' && isRelative(child))),
  );
