import type { Sheet } from '../formats/sheet';
import type { Transform } from '../geo/crs';
import { positionsOf } from '../geo/crsGeometry';
import type { Mapping } from './match';
import { writtenPlace } from './place';
import { normalName, normalWord } from './words';

/** Where a row says it is, as it is written. */
export interface RawPlace {
  row: number;
  /** The number in the column for longitude, or its degrees where it is written as an angle; first of a geometry. */
  x: number;
  y: number;
  /** What the row says of its town: a name, a code, or an address with the name in it. */
  town: string | null;
  name: string | null;
}

/** Most rows that are looked at. */
const mostPlaces = 5000;
/** Most vertices of one geometry of which the middle is taken. */
const mostVertices = 200;

/** Heads of columns that hold the town of a row, the plainer first. */
const townHeads = [
  ...[
    '镇街',
    '乡镇',
    '街道',
    '乡镇街道',
    '镇乡街道',
    '街镇',
    '镇乡',
    '所属镇街',
    '所属乡镇',
    '所在镇街',
    '所在乡镇',
  ],
  ...[
    '所属街道',
    '所在街道',
    '所属镇',
    '所在镇',
    '乡镇名称',
    '街道名称',
    '镇街名称',
    '乡镇名',
    '乡',
  ],
  ...[
    '镇',
    '区划',
    '行政区划',
    '区划代码',
    '行政区划代码',
    'town',
    'township',
    'towncode',
    'townname',
  ],
  ...['所属辖区', '辖区', '地址', '详细地址', '位置', '地理位置', '具体位置', 'address'],
].map(normalName);

function townColumn(columns: readonly string[], mapping: Mapping): string | null {
  if (mapping.town) return mapping.town;
  const taken = new Set([mapping.longitude, mapping.latitude, mapping.position, mapping.name]);
  const byHead = new Map(
    columns.filter((column) => !taken.has(column)).map((column) => [normalName(column), column]),
  );
  const head = townHeads.find((word) => byHead.has(word));
  return head === undefined ? (mapping.address ?? null) : byHead.get(head)!;
}

const word = (raw: unknown): string | null => {
  const plain = typeof raw === 'number' ? String(raw) : typeof raw === 'string' ? raw.trim() : '';
  return plain === '' || plain.length > 200 ? null : plain;
};

/**
 * The places of a sheet as they are written: of its columns, or the middle of each geometry. Rows without one are left
 * out; of more than {@link mostPlaces} rows every so-manieth is taken.
 */
export function rawPlaces(sheet: Sheet, mapping: Mapping): RawPlace[] {
  const { rows } = sheet;
  const column = townColumn(sheet.columns, mapping);
  const step = Math.max(1, rows.length / mostPlaces);
  const places: RawPlace[] = [];
  for (let i = 0; Math.floor(i) < rows.length; i += step) {
    const sheetRow = rows.at(Math.floor(i));
    if (!sheetRow) continue;
    const { row, values, geometry } = sheetRow;
    const town = column === null ? null : word(values[column]);
    const name = mapping.name ? word(values[mapping.name]) : null;
    if (geometry) {
      let [x, y, count] = [0, 0, 0];
      for (const position of positionsOf(geometry)) {
        if (count === mostVertices) break;
        x += position[0]!;
        y += position[1]!;
        count++;
      }
      if (count > 0) places.push({ row, x: x / count, y: y / count, town, name });
      continue;
    }
    const written = writtenPlace(values, mapping);
    if (written.x) places.push({ row, x: written.x.value, y: written.y.value, town, name });
  }
  return places;
}

const peoples =
  '土家|布依|蒙古|哈尼|傈僳|纳西|仡佬|朝鲜|达斡尔|鄂温克|锡伯|维吾尔|哈萨克|裕固|撒拉|保安|东乡|苗|回|壮|侗|彝|藏|羌|满|瑶|白|傣|畲|黎|水|土';
const rank = new RegExp(String.raw`(?:街道|(?:(?:${peoples})族)*[乡镇])$`, 'u');

/** The name of a town without its rank and variant characters: 龍崗街道办事处 is 龙岗, 漫滩土家族乡 is 漫滩. */
export function townKey(name: string): string {
  const plain = normalWord(name).replace(/人民政府$|办事处$/u, '');
  const bare = plain.replace(rank, '');
  // A name of one character, as 下 of 下乡, keeps its rank.
  return bare.length >= 2 ? bare : plain;
}

/** A place as the file has it, if its numbers are degrees, and as a transform reads it. */
export interface BeforeAfter {
  row: number;
  before: [longitude: number, latitude: number] | null;
  after: [longitude: number, latitude: number] | null;
}

/**
 * Places as they stand and as a transform reads them, for a small map.
 * @param most of more places every so-manieth is taken
 */
export function beforeAfter(
  raw: readonly RawPlace[],
  transform: Transform,
  most = 3000,
): BeforeAfter[] {
  const step = Math.max(1, raw.length / most);
  return Array.from({ length: Math.min(raw.length, most) }, (_, i) => {
    const { row, x, y } = raw[Math.floor(i * step)]!;
    return {
      row,
      before: Math.abs(x) <= 180 && Math.abs(y) <= 90 ? [x, y] : null,
      after: transform.toWgs84(x, y),
    };
  });
}
