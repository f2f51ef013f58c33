import type { Feature } from 'geojson';
import { datasetTitles } from '../domain/datasets';
import { Failure } from '../domain/failure';
import { dayOf } from '../domain/history';
import type { DatasetId } from '../domain/manifest';
import { registerIds } from '../domain/registers';
import { sampleWords } from '../domain/sampleParts';
import { plural, text, unknown, type Locale } from '../domain/text';
import { checkRecords } from '../pack/checks';
import type { FoundIn } from '../pack/findingsBook';
import { groundOfPack } from '../pack/ground';
import { openPack } from '../pack/open';
import type { Pack } from '../pack/pack';
import type { Terminal } from './dataCommands';
import {
  findingLines,
  findingsJson,
  groupsOf,
  howMany,
  reportPath,
  saveReport,
} from './importFindings';
import { memoryReader, readPack, type WholePack } from './packFiles';
import { printPairs } from './print';
import { WrongUse, type Options } from './usage';

/** What the checks look at: the registers, and the outlines and zones that they are held to. */
const checked = ['district', ...registerIds] as const satisfies readonly DatasetId[];

/**
 * `yingtu check`: opens a pack and checks all of its registers.
 * @returns exit code: 0, or 1 when something in it is wrong
 * @throws Failure when the pack is damaged
 */
export async function runCheckPack(options: Options, terminal: Terminal): Promise<number> {
  const { locale, note, say } = terminal;
  const named = onePack(options, 'check');
  reportPath(options);
  const whole = await readPack(named, note).catch((cause: unknown) => {
    if (options.json && cause instanceof Failure && !(cause instanceof WrongUse))
      say(damagedJson(cause));
    throw cause;
  });
  const pack = await openPack(memoryReader(whole));
  const today = dayOf(new Date().toISOString());
  const found = checkPack(pack, today, locale);
  await saveReport(options, found, { today, locale, changes: null });
  say(options.json ? checkJson(whole, found, locale) : checkReport(whole, found, locale));
  return found.some(({ findings }) => findings.some(({ level }) => level === 'error')) ? 1 : 0;
}

/**
 * The pack that a command was given.
 * @throws WrongUse unless there is exactly one
 */
export function onePack({ operands = [] }: Options, command: string): string {
  const [named, more] = operands;
  if (named !== undefined && more === undefined) return named;
  throw new WrongUse(
    named === undefined
      ? text(
          `要给出数据包：文件夹、.zip 或示例编号，例如 yingtu ${command} dazu。`,
          `Name a pack, a folder, a .zip or the id of a sample, for example yingtu ${command} dazu.`,
        )
      : text(
          `一次只能给一个数据包，这里有 ${operands.length} 个。`,
          `Name one pack at a time; there are ${operands.length}.`,
        ),
  );
}

/** Everything that the checks find in a pack, by dataset; one without records is not among them. */
function checkPack(
  pack: Pack,
  today: string,
  locale: Locale,
): (FoundIn & { dataset: DatasetId })[] {
  const { context } = groundOfPack(pack);
  return checked.flatMap((dataset) => {
    const features: readonly Feature[] = pack[dataset].features;
    if (!features.length) return [];
    const findings = checkRecords(dataset, features, { ...context, today });
    return { dataset, name: datasetTitles[dataset][locale], findings, features };
  });
}

function checkReport(
  { manifest, history }: WholePack,
  found: readonly (FoundIn & { dataset: DatasetId })[],
  locale: Locale,
): string {
  const isEnglish = locale === 'en';
  const findings = found.flatMap((each) => each.findings);
  const files = Object.keys(manifest.datasets).length;
  const steps = history.steps.length;
  const opened = isEnglish
    ? `${plural(files, 'file')} with their checksums, ${plural(steps, 'step')} of history`
    : `${files} 个文件，校验和相符；历史 ${steps} 步`;
  const samples = sampleWords(manifest);
  const mark = samples ? (isEnglish ? `  [${samples.en}]` : `  【${samples['zh-CN']}】`) : '';
  return [
    `${manifest.fullName[locale]}  ${manifest.asOf ?? unknown[locale]}${mark}\n`,
    printPairs([
      [isEnglish ? 'Opened' : '打开', opened],
      ...found.map(({ dataset, features, findings: own }) => {
        const records = isEnglish ? plural(features.length, 'record') : `${features.length} 条记录`;
        const title = datasetTitles[dataset][locale];
        return [title, `${records}${isEnglish ? ', ' : '，'}${howMany(own, locale)}`] as const;
      }),
    ]),
    findings.length
      ? `${isEnglish ? 'Findings' : '检查'}\n${printPairs(findingLines(findings, locale))}`
      : '',
    `${howMany(findings, locale)}\n`,
  ].join('');
}

function checkJson(
  { manifest, history }: WholePack,
  found: readonly (FoundIn & { dataset: DatasetId })[],
  locale: Locale,
): string {
  const { id, name, asOf, synthetic } = manifest;
  const groups = groupsOf(found.flatMap(({ findings }) => findings));
  const content = {
    pack: { id, name, asOf, synthetic },
    records: Object.fromEntries(found.map(({ dataset, features }) => [dataset, features.length])),
    steps: history.steps.length,
    counts: groups.map(({ dataset, check, level, count, mendable }) => ({
      ...{ dataset, check, level, count, mendable },
    })),
    ...findingsJson(found, locale),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

/** A pack that does not open, with the members that programs look for. */
const damagedJson = ({ text: reason }: Failure): string =>
  `${JSON.stringify(
    {
      pack: null,
      records: {},
      steps: 0,
      counts: [],
      errors: [{ check: 'damaged', level: 'error', reason }],
      warnings: [],
      notices: [],
    },
    null,
    2,
  )}\n`;
