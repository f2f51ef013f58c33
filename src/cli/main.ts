import type { Answer } from '../analysis/define';
import { leftOutNotes } from '../analysis/provenance';
import { Failure } from '../domain/failure';
import { locales, text, unknown, type Locale } from '../domain/text';
import type { Pack } from '../pack/pack';
import { checkedParams, idleNotes } from './check';
import { optionName } from './controlOptions';
import { dataCommandOf } from './dataCommands';
import { helpOf, overview } from './help';
import { answerJson } from './json';
import { commandIds } from './options';
import { progressOn } from './progress';
import { samplePacks } from './packFiles';
import { questionOf } from './question';
import { importNotes, noFindings } from './read';
import {
  analysisOf,
  comparesScenarios,
  controlsOf,
  type AnalysisId,
  type AnyAnalysis,
} from './registry';
import { report } from './report';
import { chosenTable, save } from './save';
import {
  otherPackNote,
  readScenario,
  scenarioNote,
  withScenario,
  type ScenarioFile,
} from './scenario';
import { openSource } from './source';
import { Ambiguity } from './importAmbiguity';
import { localeOf, readOptions, valueOf, WrongUse, type Options } from './usage';

const say = (line: string) => process.stdout.write(line);
const warn = (line: string) => process.stderr.write(`${line}\n`);

/**
 * Runs the command line.
 * @param args what was typed after `yingtu`
 * @returns exit code: 0 done, 1 the data cannot be read or are wrong, 2 wrong use; with one sentence on stderr
 */
export async function main(args: readonly string[]): Promise<number> {
  const locale = localeOf(args, process.env);
  try {
    return await run(args, locale);
  } catch (error) {
    const reason =
      error instanceof Failure
        ? error.text
        : text(`程序出错：${messageOf(error)}`, `The program failed: ${messageOf(error)}`);
    // Choices stand on lines of their own; in all else a break comes from a file and is none of ours.
    const isListed = error instanceof Ambiguity;
    warn(`yingtu: ${isListed ? reason[locale] : reason[locale].replace(/\s+/gu, ' ')}`);
    return error instanceof WrongUse ? 2 : 1;
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

async function run([name, ...rest]: readonly string[], locale: Locale): Promise<number> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    say(overview[locale]);
    return 0;
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
  refuseOtherLanguages(options);
  const data = dataCommandOf(command);
  if (options.help) say(helpOf(command)[locale]);
  else if (command === 'packs') await listPacks(options, locale);
  else if (data) return data.run(options, { locale, say, note: (line) => warn(line[locale]) });
  else await analyse(command as AnalysisId, options, locale);
  return 0;
}

/** A language that the program does not speak is no reason to answer in another. */
function refuseOtherLanguages(options: Options): void {
  const named = valueOf(options, 'lang');
  if (named === null || /^(zh|en)([-_]|$)/iu.test(named)) return;
  throw new WrongUse(
    text(
      `--lang 没有“${named}”；可用：${locales.join('、')}。`,
      `--lang knows no “${named}”; there are ${locales.join(', ')}.`,
    ),
  );
}

async function listPacks(options: Options, locale: Locale): Promise<void> {
  const manifests = await samplePacks((line) => warn(line[locale]));
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

/** Files without which a question would be answered with zeros, where it is not residents and shelters. */
const needs: Readonly<Record<string, readonly string[]>> = {
  siting: ['residents'],
  exposure: ['residents'],
  union: [],
  buffer: [],
  point: [],
};

async function analyse(id: AnalysisId, options: Options, locale: Locale): Promise<void> {
  const analysis = analysisOf(id);
  const findings = noFindings();
  const question = await questionOf(id, options, findings);
  const scenarios = await scenariosOf(id, options);
  const compared = comparesScenarios(id);
  const params = checkedParams(id, {
    ...question,
    ...(compared && {
      after: scenarios[0]?.scenario.edits,
      afterName: scenarios[0]?.scenario.name ?? null,
      before: scenarios[1]?.scenario.edits ?? [],
      beforeName: scenarios[1]?.scenario.name ?? null,
    }),
  });
  if (options.table !== undefined && options.csv === undefined) {
    throw new WrongUse(
      text('--table 要和 --csv 一起用。', '--table goes with --csv; name the file with it.'),
    );
  }
  const note = (line: Readonly<Record<Locale, string>>) => warn(line[locale]);
  const applied = compared ? null : (scenarios[0] ?? null);
  const opened = await openSource(options, needs[id] ?? ['residents', 'shelters'], applied, note);
  // Those of a comparison are applied by the analysis, which knows neither their files nor their packs.
  if (compared) {
    for (const scenario of scenarios) {
      otherPackNote(scenario, opened.pack).forEach(note);
      withScenario(opened.pack, scenario);
    }
  }
  const source = {
    ...opened,
    assumed: [...findings.assumed, ...opened.assumed],
    problems: [...findings.problems, ...opened.problems],
    files: [...findings.files, ...opened.files],
  };
  for (const { file, text: line } of findings.assumed)
    note(text(`${file}：${line['zh-CN']}`, `${file}: ${line.en}`));
  for (const line of [...idleNotes(id, options, params), ...importNotes(source)]) note(line);
  const computed = await answerOf(analysis, source.pack, params, locale);
  const { provenance } = computed;
  const notes = [
    ...scenarios.map(scenarioNote),
    ...leftOutNotes(source.pack),
    ...source.notes,
    ...provenance.notes,
  ];
  const answer = { ...computed, provenance: { ...provenance, notes } };
  const table = chosenTable(options, answer.tables);
  if (options.json)
    say(answerJson(source, scenarios, asked(id, params, options), compared, answer));
  else say(report(id, source, scenarios, answer, locale));
  await save(options, source, answer, table, locale);
}

/** The scenarios that the options name: the one asked about, and what it is compared with. */
async function scenariosOf(id: AnalysisId, options: Options): Promise<ScenarioFile[]> {
  const path = valueOf(options, 'scenario');
  if (path === null) {
    if (!comparesScenarios(id)) return [];
    throw new WrongUse(
      text('要用 --scenario 指定方案文件。', 'Name the file of a scenario with --scenario.'),
    );
  }
  const against = valueOf(options, 'against');
  const paths = against === null ? [path] : [path, against];
  return Promise.all(paths.map(readScenario));
}

async function answerOf(
  analysis: AnyAnalysis,
  pack: Pack,
  params: Record<string, unknown>,
  locale: Locale,
): Promise<Answer<object>> {
  const { progress, end } = progressOn(process.stderr, locale);
  try {
    return await analysis.run(pack, params, progress);
  } finally {
    end();
  }
}

/** The parameters as they are told: a file by its path, its text may be long. */
function asked(
  id: AnalysisId,
  params: Record<string, unknown>,
  options: Options,
): Record<string, unknown> {
  const files = controlsOf(id).filter(({ kind }) => kind === 'file');
  return {
    ...params,
    ...Object.fromEntries(files.map(({ key }) => [key, valueOf(options, optionName(key))])),
  };
}
