import type { Answer } from '../analysis/define';
import { plural, text, unknown, type Locale } from '../domain/text';
import { hasOwnFigures, ownFigures } from './figures';
import type { Source } from './files';
import { printChart, printHeadlines } from './headlines';
import { printPairs, printProvenance, printTable } from './print';
import { analysisOf, type AnalysisId } from './registry';
import type { ScenarioFile } from './scenario';

/** Rows that are shown of the first table, and of each further one. */
const [mostRows, mostFurtherRows] = [100, 20];

/** The answer for people: what it is about, the figures, the tables, and how they came to be. */
export function report(
  id: AnalysisId,
  source: Source,
  scenarios: readonly ScenarioFile[],
  answer: Answer<object>,
  locale: Locale,
): string {
  const { manifest } = source.pack;
  const synthetic = answer.provenance.synthetic ? synthetically[locale] : '';
  const assumed = source.assumed.map(({ file, text }) => [file, text[locale]] as const);
  return [
    `${manifest.fullName[locale]}  ${manifest.asOf ?? unknown[locale]}${synthetic}\n`,
    ...scenarios.map(({ scenario: { name, edits } }) => applied(name, edits.length)[locale]),
    '\n',
    ownFigures[id]?.(answer.summary, locale) ??
      `${analysisOf(id).title[locale]}\n${printHeadlines(answer.headlines ?? [], locale)}`,
    ...(answer.charts ?? []).map((chart) => printChart(chart, locale)),
    ...tables(id, answer, locale),
    assumed.length ? `\n${taken[locale]}\n${printPairs(assumed)}` : '',
    printProvenance(answer.provenance, locale),
  ].join('');
}

const synthetically = text('  【示例数据】', '  [sample data]');
const taken = text('读入文件时的约定', 'Taken for granted when reading');
const applied = (name: string, edits: number) =>
  text(`方案“${name}”，${edits} 处改动\n`, `Scenario “${name}”, ${plural(edits, 'edit')}\n`);

function tables(id: AnalysisId, { tables }: Answer<object>, locale: Locale): string[] {
  if (id === 'coverage')
    return tables.slice(0, 1).map((table) => printTable(table, locale, townKeys));
  return tables.map((table, i) => {
    const most = i === 0 && !hasOwnFigures(id) ? mostRows : mostFurtherRows;
    const saved = i === 0 ? '--csv' : `--csv FILE --table ${table.id}`;
    return printTable(table, locale, undefined, most, saved);
  });
}

const townKeys = [
  'name',
  'residents',
  'covered',
  'coveredShare',
  'uncovered',
  'shelters',
  'medianDistanceMetres',
];
