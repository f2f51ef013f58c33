import { text, type Locale, type Text } from '../domain/text';
import type { OutTable } from '../formats/format';
import type { Problem } from '../formats/sheet';
import { convertSheet, type ConvertedSheet } from '../pack/convertSheet';
import { coordinatesNote } from '../pack/coordinatesNote';
import type { Terminal } from './dataCommands';
import { saysWhy } from './importAmbiguity';
import { checkSettled, crsOf, overruled, withoutOwnCrs } from './importCrs';
import { groundOf } from './importPack';
import { pathsOf, readNamed, type ReadTable } from './importRead';
import { convertFailureJson } from './importJson';
import { destinationOf, writeTables } from './importWrite';
import { readPack } from './packFiles';
import { printPairs } from './print';
import { filesOf } from './read';
import { valueOf, WrongUse, type Options } from './usage';

interface Converted {
  read: ReadTable;
  converted: ConvertedSheet;
  notes: Text[];
  /** Whether a person said how coordinates are written. */
  isCrsGiven: boolean;
}

/**
 * `yingtu convert`: any format that can be read to any that can be written, columns as they are, positions in WGS 84.
 * @returns exit code 0
 * @throws Ambiguity when tables or coordinates could be meant in several ways; nothing has been written then
 */
export async function runConvert(options: Options, terminal: Terminal): Promise<number> {
  const { locale, say } = terminal;
  try {
    const { tables, to } = await convertFiles(options, terminal);
    say(options.json ? convertJson(tables, to) : convertReport(tables, to, locale));
    return 0;
  } catch (cause) {
    if (options.json && saysWhy(cause)) say(convertFailureJson(cause));
    throw cause;
  }
}

async function convertFiles(
  options: Options,
  { locale, note }: Terminal,
): Promise<{ tables: Converted[]; to: string }> {
  const paths = pathsOf(options, 'convert');
  const { path, writer } = destinationOf(options, false);
  const crs = await crsOf(options);
  const named = valueOf(options, 'against');
  const ground = await groundOf(named === null ? null : await readPack(named, note));
  const tables: Converted[] = [];
  for (const group of await filesOf(paths)) {
    for (const read of await readNamed(group, options, writer!.many)) {
      if (read.kind === 'grid') throw aGrid(read.file);
      const converted = await convertSheet(withoutOwnCrs(read.sheet, crs), ground, crs);
      checkSettled(read.file, converted, ground);
      const notes = [
        ...overruled(read.sheet, crs, converted),
        ...read.notes,
        ...read.sheet.notes,
        ...converted.notes,
      ];
      tables.push({ read, converted, notes, isCrsGiven: crs !== null });
    }
  }
  await writeTables(
    { path, writer: writer! },
    tables.map((table) => outTable(table, locale)),
  );
  return { tables, to: path };
}

const aGrid = (file: string) =>
  new WrongUse(
    text(
      `${file} 是栅格，不能转成表格；人口栅格用 yingtu import 导入数据包。`,
      `${file} is a grid and cannot be made a table; import a grid of residents with yingtu import.`,
    ),
  );

const nameOf = ({ file, table, isOneOfSeveral }: ReadTable): string =>
  isOneOfSeveral ? table.id : file.replace(/\.[^.]+$/u, '');

/** Without a single place there is nothing to say of coordinates. */
const noteOf = ({ judgement, transform }: ConvertedSheet): Text =>
  judgement ? coordinatesNote(transform) : text('没有坐标', 'no coordinates');

const outTable = ({ read, converted, notes }: Converted, locale: Locale): OutTable => ({
  name: nameOf(read),
  columns: converted.columns,
  features: converted.features,
  provenance: [
    `${locale === 'en' ? 'File' : '文件'} ${read.file}, SHA-256 ${read.sha256}`,
    ...[noteOf(converted), ...notes].map((each) => each[locale]),
  ].join('\n'),
});

function convertReport(tables: readonly Converted[], to: string, locale: Locale): string {
  const isEnglish = locale === 'en';
  const label = (zh: string, en: string) => (isEnglish ? en : zh);
  const parts = tables.map(({ read, converted, notes, isCrsGiven }) => {
    const { features, judgement, problems } = converted;
    const placed = features.filter(({ geometry }) => geometry as unknown).length;
    const given = label('（由 --crs 指定）', ' (as --crs says)');
    const why = judgement && !isCrsGiven ? label('。', '. ') + judgement.why[locale] : '';
    const [first] = problems;
    return `${nameOf(read)}\n${printPairs([
      [label('行', 'Rows'), String(features.length)],
      [label('有位置', 'With a place'), String(placed)],
      [
        label('字符集', 'Encoding'),
        `${read.sheet.encoding}${label('：', ': ')}${read.sheet.evidence[locale]}`,
      ],
      [label('坐标', 'Coordinates'), `${noteOf(converted)[locale]}${isCrsGiven ? given : why}`],
      ...notes.map((note, i) => [i ? '' : label('约定', 'Notes'), note[locale]] as const),
      ...(first
        ? [
            [
              label('问题', 'Problems'),
              isEnglish
                ? `${problems.length}; such as row ${first.row} “${first.value}”: ${first.reason.en}`
                : `${problems.length} 个；如第 ${first.row} 行“${first.value}”：${first.reason['zh-CN']}`,
            ] as const,
          ]
        : []),
    ])}`;
  });
  return `${parts.join('')}${label('已写入', 'Written to')} ${to}\n`;
}

function convertJson(tables: readonly Converted[], to: string): string {
  const files = tables.map(({ read, converted, notes }) => {
    const { transform, judgement, features } = converted;
    return {
      file: read.file,
      sha256: read.sha256,
      format: read.sheet.format,
      table: read.table.id,
      layer: null,
      encoding: read.sheet.encoding,
      evidence: read.sheet.evidence,
      crs: transform && {
        id: transform.id,
        title: transform.title,
        decision: judgement?.decision ?? null,
        why: judgement?.why ?? null,
      },
      rows: read.sheet.rows.length,
      features: features.length,
      mapping: {},
      notes,
    };
  });
  const [first] = files;
  const sum = (key: 'rows' | 'features') => files.reduce((total, file) => total + file[key], 0);
  const same = <Value>(of: (file: (typeof files)[number]) => Value): Value | null =>
    first && files.every((file) => of(file) === of(first)) ? of(first) : null;
  const problems = (level: Problem['level']) =>
    tables.flatMap(({ read, converted }) =>
      converted.problems
        .filter((problem) => problem.level === level)
        .map(({ row, field, value, reason }) => ({
          ...{ file: read.file, row, dataset: null, id: null, name: null, field, value },
          ...{ check: 'reading', level, reason, mend: null },
        })),
    );
  const content = {
    features: sum('features'),
    rows: sum('rows'),
    crs: same(({ crs }) => crs?.id ?? null),
    encoding: same(({ encoding }) => encoding),
    errors: problems('error'),
    warnings: problems('warning'),
    notices: [],
    files,
    decide: null,
    to,
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}
