import { writeFile } from 'node:fs/promises';
import type * as v from 'valibot';
import { analyses } from '../analysis';
import type { Analysis, Answer } from '../analysis/define';
import { answerGeoJson, tableCsv, mapResult } from '../analysis/exports';
import { readParams } from '../analysis/params';
import { Failure } from '../domain/failure';
import { text, unknown, type Locale, type Text } from '../domain/text';
import { toCsv } from '../formats/csv';
import { helpOf, overview } from './help';
import { questionOf } from './question';
import { report } from './report';
import type { Source } from './files';
import { openSource, samplePacks } from './source';
import {
  commandIds,
  localeOf,
  readOptions,
  valueOf,
  WrongUse,
  type Command,
  type Options,
} from './usage';

const say = (line: string) => process.stdout.write(line);
const note = (line: string) => process.stderr.write(`${line}\n`);

/**
 * Runs the command line.
 * @param args what was typed after `yingtu`
 * @returns exit code: 0 done, 1 the data cannot be read, 2 wrong use; both with one sentence on stderr
 */
export async function main(args: readonly string[]): Promise<number> {
  const locale = localeOf(args, process.env);
  try {
    await run(args, locale);
    return 0;
  } catch (error) {
    const reason =
      error instanceof Failure
        ? error.text
        : text(`程序出错：${messageOf(error)}`, `The program failed: ${messageOf(error)}`);
    note(`yingtu: ${reason[locale].replace(/\s+/gu, ' ')}`);
    return error instanceof WrongUse ? 2 : 1;
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

async function run([name, ...rest]: readonly string[], locale: Locale): Promise<void> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    say(overview[locale]);
    return;
  }
  const command = commandIds.find((id) => id === name);
  if (!command) {
    throw new WrongUse(
      text(
        `没有“${name}”这个命令；有：${commandIds.join('、')}。`,
        `There is no command “${name}”; there are ${commandIds.join(', ')}.`,
      ),
    );
  }
  const options = readOptions(command, rest);
  if (options.help) say(helpOf(command)[locale]);
  else if (command === 'packs') await listPacks(options, locale);
  else await analyse(command, options, locale);
}

async function listPacks(options: Options, locale: Locale): Promise<void> {
  const manifests = await samplePacks((line) => note(line[locale]));
  if (options.json) {
    const packs = manifests.map(({ id, name, fullName, adcode, asOf, extent, synthetic }) => ({
      id,
      name,
      fullName,
      adcode,
      asOf,
      extent,
      synthetic,
    }));
    say(`${JSON.stringify(packs, null, 2)}\n`);
    return;
  }
  for (const { id, fullName, asOf, synthetic } of manifests) {
    const mark = synthetic ? (locale === 'zh-CN' ? '  示例数据' : '  sample data') : '';
    say(`${id.padEnd(12)} ${fullName[locale]}  ${asOf ?? unknown[locale]}${mark}\n`);
  }
}

/** Files without which a question would be answered with zeros. */
const needs = { coverage: ['residents', 'shelters'], buffer: [], point: [] } as const;

type AnyAnalysis = Analysis<v.GenericSchema, object>;

async function analyse(
  command: Exclude<Command, 'packs'>,
  options: Options,
  locale: Locale,
): Promise<void> {
  const analysis: AnyAnalysis = (analyses as unknown as Record<typeof command, AnyAnalysis>)[
    command
  ];
  const params = checkedParams(analysis, questionOf(command, options));
  const source = await openSource(options, needs[command], (line) => note(line[locale]));
  for (const line of importNotes(source)) note(line[locale]);
  const answer = analysis.run(source.pack, params);
  if (options.json) say(`${JSON.stringify(toJson(source, params, answer), null, 2)}\n`);
  else say(report(command, source, answer, locale));
  await save(options, source, answer, locale);
}

/** Parameters that an analysis refuses were typed wrongly. */
function checkedParams({ params }: AnyAnalysis, question: Record<string, unknown>): unknown {
  try {
    return readParams(params, question);
  } catch (error) {
    throw error instanceof Failure ? new WrongUse(error.text) : error;
  }
}

/** What reading the files had to say, a line a file. */
function importNotes({ files, problems }: Source): Text[] {
  return files.flatMap(({ file, imported, rows }) => {
    const own = problems.filter((problem) => problem.file === file);
    if (!own.length) return [];
    const count = (level: string) =>
      new Set(own.filter((problem) => problem.level === level).map(({ row }) => row)).size;
    const [left, warned] = [count('error'), count('warning')];
    const [first] = own;
    return text(
      `${file}：${rows} 行中导入 ${imported} 行，${left} 行没有导入，${warned} 行需核对（如第 ${first!.row} 行“${first!.value}”：${first!.reason['zh-CN']}）`,
      `${file}: ${imported} of ${rows} rows imported, ${left} rows not imported, ${warned} rows to check (row ${first!.row} “${first!.value}”: ${first!.reason.en})`,
    );
  });
}

function toJson({ pack, problems, assumed }: Source, params: unknown, answer: Answer<object>) {
  const { summary, provenance } = answer;
  const { id, name, asOf, synthetic } = pack.manifest;
  const { perShelter, ...rest } = summary as { perShelter?: unknown };
  return {
    pack: { id, name, asOf, synthetic },
    parameters: params,
    ...rest,
    ...(perShelter !== undefined && { shelters: perShelter }),
    problems,
    assumed,
    provenance,
  };
}

async function save(
  options: Options,
  source: Source,
  answer: Answer<object>,
  locale: Locale,
): Promise<void> {
  const write = async (option: string, content: () => string) => {
    const path = valueOf(options, option);
    if (path === null) return;
    try {
      await writeFile(path, content());
    } catch (cause) {
      throw new Failure(
        text(
          `写不了“${path}”（${messageOf(cause)}）。`,
          `“${path}” cannot be written (${messageOf(cause)}).`,
        ),
        { cause },
      );
    }
  };
  const [table] = answer.tables;
  if (table) await write('csv', () => tableCsv(table, answer.provenance, locale));
  await write('geojson', () => answerGeoJson(mapResult(source.pack, answer), answer.provenance));
  await write('problems', () => {
    const columns = ['file', 'row', 'field', 'value', 'level', 'reason'].map((key) => ({
      key,
      label: key,
    }));
    const rows = source.problems.map((problem) => ({ ...problem, reason: problem.reason[locale] }));
    return toCsv(columns, rows);
  });
}
