import { closeSync, openSync, writeSync } from 'node:fs';
import iconv from 'iconv-lite';

const head = '姓名,经度,纬度,常住人口,镇街,村社,门牌,户号,年龄段,备注,更新日期,来源';

/** Where a resident of the register lives: degrees, spread over the district. */
const placeOf = (i: number): [longitude: number, latitude: number] => [
  105.5 + ((i * 7919) % 400_003) / 1e6,
  29.4 + ((i * 104_729) % 300_007) / 1e6,
];

/** A row of a register of residents, some hundred bytes long. */
function rowOf(i: number): string {
  const [east, north] = placeOf(i);
  const place = `${east.toFixed(6)},${north.toFixed(6)},${1 + (i % 6)}`;
  const note = i % 50 ? '' : '"现住, ""3""号楼"';
  return `户${i},${place},龙岗街道,第${i % 97}社,${i % 500}号,DZ${i},18-60,${note},2026-01-05,普查`;
}

function lineOf(i: number): string {
  const geometry = `{"type":"Point","coordinates":[${placeOf(i)
    .map((degrees) => degrees.toFixed(6))
    .join(',')}]}`;
  return `{"type":"Feature","geometry":${geometry},"properties":{"常住人口":${1 + (i % 6)}}}`;
}

/** Writes lines piece by piece. */
function writePieces(
  file: string,
  rows: number,
  pieceOf: (lines: number[], at: number) => Buffer,
): void {
  const out = openSync(file, 'w');
  for (let at = 0; at < rows; at += 20_000) {
    const numbers = Array.from({ length: Math.min(20_000, rows - at) }, (_, k) => at + k);
    writeSync(out, pieceOf(numbers, at));
  }
  closeSync(out);
}

/**
 * Writes a register of residents as CSV.
 * @param padding how many words more each row has at its end
 */
export function writeTable(
  file: string,
  rows: number,
  encoding: 'utf8' | 'gbk',
  padding: number,
): void {
  const fill = '说明'.repeat(padding);
  writePieces(file, rows, (numbers, at) => {
    const lines = numbers.map((i) => rowOf(i) + fill).join('\r\n');
    return iconv.encode(`${at ? '' : `${head}\r\n`}${lines}\r\n`, encoding);
  });
}

/** Writes a register of residents as GeoJSON with a feature a line. */
export function writeLines(file: string, rows: number): void {
  writePieces(file, rows, (numbers) => Buffer.from(`${numbers.map(lineOf).join('\n')}\n`));
}
