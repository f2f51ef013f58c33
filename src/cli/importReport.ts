import { plural, text, type Locale, type Text } from '../domain/text';
import { formats } from '../formats';
import { importFields, targetTitle } from '../pack/import';
import type { KeptGrid } from '../pack/keepImport';
import type { Treated } from '../pack/treat';
import { changesReport } from './importChanges';
import { openWords } from './importDecided';
import { findingLines, howMany } from './importFindings';
import type { KeptImport } from './importPack';
import type { TreatedTable } from './importTreat';
import type { WholePack } from './packFiles';
import { printPairs } from './print';

/** What came of an import. */
export interface ImportResult {
  tables: readonly TreatedTable[];
  grids: readonly KeptGrid[];
  /** `null` when a file was written. */
  kept: KeptImport | null;
  to: string;
  /** The pack that a new pack began with. */
  base: WholePack | null;
  /** Everything was worked out and nothing written. */
  isTrial: boolean;
}

const formatTitle = (id: string): Text =>
  Object.entries(formats).find(([key]) => key === id)?.[1].title ?? text(id, id);

/** What was done, and why, for people. */
export function importReport(result: ImportResult, locale: Locale): string {
  const { tables, grids } = result;
  return [
    ...tables.map((table) => tableReport(table, locale)),
    ...grids.map((grid) => gridReport(grid, locale)),
    changesReport(result, locale),
  ].join('');
}

function tableReport(table: TreatedTable, locale: Locale): string {
  const { read, target, isGuessed, sheet, mapping, treated, notes, isCrsGiven } = table;
  const isEnglish = locale === 'en';
  const fields = importFields(target);
  const columns = Object.entries(mapping).flatMap(([key, column]) =>
    column === null ? [] : [`${column} → ${fields[key]?.label[locale] ?? key}`],
  );
  const rows = sheet.rows.length;
  const { features, findings, leftOut, accepted, judgement, coordinates } = treated;
  const label = (zh: string, en: string) => (isEnglish ? en : zh);
  const asRead = `${coordinates[locale]}${isCrsGiven && judgement ? label('（由 --crs 指定）', ' (as --crs says)') : ''}`;
  const why = !isCrsGiven && judgement ? [judgement.why[locale]] : [];
  return [
    `${read.file}${read.isOneOfSeveral ? `  ${read.table.id}` : ''}\n`,
    printPairs([
      [
        label('格式', 'Format'),
        `${formatTitle(sheet.format)[locale]}, ${isEnglish ? plural(rows, 'row') : `${rows} 行`}`,
      ],
      [
        label('字符集', 'Encoding'),
        `${sheet.encoding}${isEnglish ? ': ' : '：'}${sheet.evidence[locale]}`,
      ],
      [
        label('图层', 'Layer'),
        `${targetTitle(target)[locale]}${isGuessed ? label('（由列名和文件名看出）', ' (told from columns and name)') : ''}`,
      ],
      ...columns.map((line, i) => [i ? '' : label('列', 'Columns'), line] as const),
      [label('坐标', 'Coordinates'), [asRead, ...why].join(isEnglish ? '. ' : '。')],
      // The first of them says how the coordinates were read, which stands above.
      ...notes
        .filter((note) => note[locale] !== coordinates[locale])
        .map((note, i) => [i ? '' : label('约定', 'Notes'), note[locale]] as const),
      [
        label('结果', 'Result'),
        `${isEnglish ? plural(features.length, 'record') : `${features.length} 条记录`}${isEnglish ? '; ' : '；'}${howMany(findings, locale)}${decidedWords(treated, locale)}`,
      ],
      ...openWords(treated, locale).map(
        (line, i) => [i ? '' : label('类别词', 'Classes'), line] as const,
      ),
    ]),
    ...(
      [
        [label('检查', 'Findings'), findings],
        [label('不导入', 'Left out'), leftOut],
        [label('保留', 'Kept'), accepted],
      ] as const
    ).map(([title, some]) =>
      some.length ? `${title}\n${printPairs(findingLines(some, locale))}` : '',
    ),
    '\n',
  ].join('');
}

/** How many findings were decided about, behind those that are open. */
function decidedWords({ mended, leftOut, accepted }: Treated, locale: Locale): string {
  const parts = [
    [mended, '已修正', 'mended'],
    [leftOut, '不导入', 'left out'],
    [accepted, '保留', 'kept'],
  ] as const;
  return parts
    .filter(([findings]) => findings.length)
    .map(([{ length }, zh, en]) => (locale === 'en' ? `; ${length} ${en}` : `；${zh} ${length} 条`))
    .join('');
}

function gridReport({ source }: KeptGrid, locale: Locale): string {
  const isEnglish = locale === 'en';
  return `${source.file}\n${printPairs([
    [isEnglish ? 'Residents' : '居民', source.imported.toLocaleString('en-US')],
    ...source.notes.map(
      (note, i) => [i ? '' : isEnglish ? 'Notes' : '约定', note[locale]] as const,
    ),
  ])}\n`;
}
