import { text, type Locale, type Text } from '../domain/text';
import { hasOwnFigures } from './figures';
import type { JsonKey } from './jsonKey';
import { headlineJsonKeys, commonJsonKeys, jsonKeys, packsJsonKeys } from './keys';
import type { Option } from './option';
import { optionsOf, outputsOf, questionOptions, sourceOptions, type Command } from './options';
import { hanging, listed } from './layout';
import { analysisIds, analysisOf, answersOf } from './registry';

const both = (page: (locale: Locale) => string): Text => text(page('zh-CN'), page('en'));

const packsAnswer = text('列出示例数据包', 'Lists the sample packs');

const examples = `  yingtu coverage --pack dazu --scheme gb51143
  yingtu coverage --residents districts.geojson --count population --shelters shelters.csv --radius 500
  yingtu point --pack dazu --at 105.71,29.70`;

const frame: Readonly<Record<Locale, readonly [string, string]>> = {
  'zh-CN': [
    '应图命令行：与应用相同的分析，不用浏览器',
    `例\n${examples}\n\nyingtu 命令 --help 列出选项和 --json 的内容。退出码：0 完成，1 数据读不出，2 用法有误。`,
  ],
  en: [
    'Yingtu on the command line: the analyses of the app, without a browser',
    `Examples\n${examples}\n\nyingtu COMMAND --help lists options and what --json holds. Exit codes: 0 done, 1 unreadable data, 2 wrong use.`,
  ],
};

/** Help of the whole program. */
export const overview: Text = both((locale) => {
  const width = Math.max(...analysisIds.map((id) => id.length)) + 2;
  const commands = [...analysisIds, 'packs' as const].map((id) =>
    hanging(
      `yingtu ${id}`,
      (id === 'packs' ? packsAnswer : (answersOf(id) ?? analysisOf(id).title))[locale],
      width + 7,
    ),
  );
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

/** Help of one command: its options, and the members of its `--json`. */
export function helpOf(command: Command): Text {
  return both((locale) => {
    const [title, answers] =
      command === 'packs' ? [packsAnswer, null] : [analysisOf(command).title, answersOf(command)];
    const head = [title, ...(answers ? [answers] : [])].map((part) => part[locale]);
    const sections: [Text, readonly Option[]][] =
      command === 'packs'
        ? [[heads.output, optionsOf(command)]]
        : [
            [heads.question, questionOptions(command).filter(({ advanced }) => !advanced)],
            [heads.advanced, questionOptions(command).filter(({ advanced }) => advanced)],
            [heads.source, sourceOptions(command)],
            [heads.output, outputsOf()],
          ];
    const keys: readonly JsonKey[] =
      command === 'packs'
        ? packsJsonKeys
        : [
            ...jsonKeys[command],
            ...(hasOwnFigures(command) ? [] : headlineJsonKeys),
            ...commonJsonKeys,
          ];
    return [
      locale === 'zh-CN'
        ? `yingtu ${command}：${head.join('。')}\n`
        : `yingtu ${command}: ${head.join('. ')}\n`,
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
