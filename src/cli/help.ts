import { text, type Locale, type Text } from '../domain/text';
import { dataCommandOf } from './dataCommands';
import { hasOwnFigures } from './figures';
import type { JsonKey } from './jsonKey';
import { headlineJsonKeys, commonJsonKeys, jsonKeys, packsJsonKeys } from './keys';
import type { Option } from './option';
import {
  always,
  commandIds,
  optionsOf,
  outputsOf,
  questionOptions,
  sourceOptions,
  type Command,
} from './options';
import { hanging, listed } from './layout';
import { analysisOf, answersOf, type AnalysisId } from './registry';

const both = (page: (locale: Locale) => string): Text => text(page('zh-CN'), page('en'));

const packsAnswer = text('列出示例数据包', 'Lists the sample packs');

const examples = `  yingtu coverage --pack dazu --scheme gb51143
  yingtu coverage --residents districts.geojson --count population --shelters shelters.csv --radius 500
  yingtu point --pack dazu --at 105.71,29.70
  yingtu import shelters.xlsx --layer shelters --against dazu --to shelters.geojson --report findings.xlsx`;

const frame: Readonly<Record<Locale, readonly [string, string]>> = {
  'zh-CN': [
    '应图命令行：与应用相同的分析，不用浏览器',
    `例\n${examples}\n\nyingtu 命令 --help 列出选项和 --json 的内容。退出码：0 完成，1 数据读不出或有错误，2 用法有误或有疑义未定。`,
  ],
  en: [
    'Yingtu on the command line: the analyses of the app, without a browser',
    `Examples\n${examples}\n\nyingtu COMMAND --help lists options and what --json holds. Exit codes: 0 done, 1 unreadable data or errors in them, 2 wrong use or something left to decide.`,
  ],
};

/** The question that a command answers, or what it does, in one line. */
const answerOf = (id: Command): Text =>
  id === 'packs'
    ? packsAnswer
    : (dataCommandOf(id)?.answers ??
      answersOf(id as AnalysisId) ??
      analysisOf(id as AnalysisId).title);

/** Help of the whole program. */
export const overview: Text = both((locale) => {
  const width = Math.max(...commandIds.map((id) => id.length)) + 2;
  const commands = commandIds.map((id) => hanging(`yingtu ${id}`, answerOf(id)[locale], width + 7));
  const [before, after] = frame[locale];
  return `${before}\n\n${commands.join('')}\n${after}\n`;
});

const heads = {
  question: text('问题', 'Question'),
  advanced: text('其他参数', 'Further parameters'),
  source: text('数据', 'Data'),
  output: text('输出', 'Output'),
  json: text('--json 的内容', 'Members of --json'),
};

/** What the page of one command holds. */
interface Page {
  title: Text;
  answers: Text | null;
  operands: Text | null;
  sections: readonly (readonly [Text, readonly Option[]])[];
  keys: readonly JsonKey[];
}

function pageOf(command: Command): Page {
  if (command === 'packs') {
    const sections = [[heads.output, optionsOf(command)]] as const;
    return { title: packsAnswer, answers: null, operands: null, sections, keys: packsJsonKeys };
  }
  const data = dataCommandOf(command);
  if (data) {
    const last = data.options.length - 1;
    const sections = data.options.map(
      ([head, options], i) => [head, i === last ? [...options, ...always] : options] as const,
    );
    return { ...data, sections, keys: data.jsonKeys };
  }
  const id = command as AnalysisId;
  return {
    title: analysisOf(id).title,
    answers: answersOf(id),
    operands: null,
    sections: [
      [heads.question, questionOptions(id).filter(({ advanced }) => !advanced)],
      [heads.advanced, questionOptions(id).filter(({ advanced }) => advanced)],
      [heads.source, sourceOptions(id)],
      [heads.output, outputsOf()],
    ],
    keys: [...jsonKeys[id], ...(hasOwnFigures(id) ? [] : headlineJsonKeys), ...commonJsonKeys],
  };
}

/** Help of one command: its options, and the members of its `--json`. */
export function helpOf(command: Command): Text {
  const { title, answers, operands, sections, keys } = pageOf(command);
  return both((locale) => {
    const head = [title, ...(answers ? [answers] : [])].map((part) => part[locale]);
    const usage = operands ? ` ${operands[locale]}` : '';
    return [
      locale === 'zh-CN'
        ? `yingtu ${command}${usage}：${head.join('。')}\n`
        : `yingtu ${command}${usage}: ${head.join('. ')}\n`,
      ...sections
        .filter(([, options]) => options.length)
        .map(([name, options]) => listed(name[locale], options.map(lineOf(locale)))),
      listed(
        heads.json[locale],
        keys.map(([key, meaning]) => [key, meaning[locale]]),
      ),
    ].join('\n');
  });
}

const lineOf =
  (locale: Locale) =>
  ({ name, value, negative, meaning }: Option): [string, string] => [
    negative ? `--${name}, --no-${name}` : value ? `--${name} ${value[locale]}` : `--${name}`,
    meaning[locale],
  ];
