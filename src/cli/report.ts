import type { Answer } from '../analysis/define';
import { unknown, type Locale } from '../domain/text';
import { printPairs, printProvenance, printTable } from './print';
import { figures } from './figures';
import type { Source } from './files';
import type { Command } from './usage';

/** The answer for people: what it is about, the figures, the tables, and how they came to be. */
export function report(
  command: Exclude<Command, 'packs'>,
  source: Source,
  answer: Answer<object>,
  locale: Locale,
): string {
  const { manifest } = source.pack;
  const synthetic = answer.provenance.synthetic
    ? locale === 'zh-CN'
      ? '  【示例数据】'
      : '  [sample data]'
    : '';
  const head = `${manifest.fullName[locale]}  ${manifest.asOf ?? unknown[locale]}${synthetic}\n\n`;
  const tables =
    command === 'coverage'
      ? answer.tables.slice(0, 1).map((table) => printTable(table, locale, townKeys))
      : answer.tables.map((table) => printTable(table, locale, undefined, 20));
  const assumed = source.assumed.map(({ file, text }) => [file, text[locale]] as const);
  const taken = assumed.length
    ? `\n${locale === 'zh-CN' ? '读入文件时的约定' : 'Taken for granted when reading'}\n${printPairs(assumed)}`
    : '';
  return (
    head +
    figures(command, answer.summary, locale) +
    tables.join('') +
    taken +
    printProvenance(answer.provenance, locale)
  );
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
