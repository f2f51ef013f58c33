import { parseArgs, type ParseArgsConfig } from 'node:util';
import { Failure } from '../domain/failure';
import { locales, text, type Locale } from '../domain/text';

/** A command that was typed wrongly: one sentence, exit code 2. */
export class WrongUse extends Failure {}

/** Options of every command that asks about a place. */
const source = {
  pack: { type: 'string' },
  residents: { type: 'string' },
  count: { type: 'string' },
  assign: { type: 'string' },
  units: { type: 'string' },
  shelters: { type: 'string' },
  geohazards: { type: 'string' },
  reservoirs: { type: 'string' },
  forests: { type: 'string' },
  hazchem: { type: 'string' },
  json: { type: 'boolean' },
  csv: { type: 'string' },
  geojson: { type: 'string' },
  problems: { type: 'string' },
} as const satisfies ParseArgsConfig['options'];

const always = {
  lang: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies ParseArgsConfig['options'];

/** The options of each command. */
const commands = {
  coverage: {
    ...always,
    ...source,
    radius: { type: 'string' },
    scheme: { type: 'string' },
    classes: { type: 'string' },
  },
  buffer: {
    ...always,
    ...source,
    layer: { type: 'string' },
    distance: { type: 'string' },
    separate: { type: 'boolean' },
  },
  point: { ...always, ...source, at: { type: 'string' } },
  packs: { ...always, json: { type: 'boolean' } },
} as const satisfies Record<string, ParseArgsConfig['options']>;
export type Command = keyof typeof commands;
export const commandIds = Object.keys(commands) as Command[];

/** What was typed after the command; an option that was not given is `undefined`. */
export interface Options {
  [option: string]: string | boolean | undefined;
}

/**
 * Reads the options of a command.
 * @throws WrongUse naming the option that is not known, lacks its value, or what does not belong there
 */
export function readOptions(command: Command, args: readonly string[]): Options {
  try {
    // A coordinate may begin with a minus sign, which would read as an option: --at -90.2,30.9.
    const joined = args.flatMap((arg, i) =>
      args[i - 1] === '--at'
        ? []
        : arg === '--at' && i + 1 < args.length
          ? [`--at=${args[i + 1]}`]
          : [arg],
    );
    const options: ParseArgsConfig['options'] = commands[command];
    return parseArgs({ args: joined, options, strict: true }).values as Options;
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    const named = /'([^']+)'/u.exec(message)?.[1]?.split(' ')[0] ?? message;
    if (message.includes('argument missing') || message.includes('ambiguous')) {
      throw new WrongUse(
        text(`选项 ${named} 后面缺少值。`, `The option ${named} needs a value after it.`),
      );
    }
    throw new WrongUse(
      text(
        `${command} 没有“${named}”这个选项；yingtu ${command} --help 列出全部。`,
        `${command} has no option “${named}”; yingtu ${command} --help lists them all.`,
      ),
    );
  }
}

/** The value of an option that takes one. */
export function valueOf(options: Options, name: string): string | null {
  const value = options[name];
  return typeof value === 'string' ? value : null;
}

/** @throws WrongUse when the option is not given as a number */
export function numberOf(options: Options, name: string): number | null {
  const value = valueOf(options, name);
  if (value === null) return null;
  if (/^\d+(\.\d+)?$/u.test(value.trim())) return Number(value);
  throw new WrongUse(
    text(
      `--${name} 要一个以米为单位的数字，例如 500，而不是“${value}”。`,
      `--${name} needs a number of metres, for example 500, not “${value}”.`,
    ),
  );
}

/** @throws WrongUse when the option is given and is none of the words */
export function wordOf<Word extends string>(
  options: Options,
  name: string,
  words: readonly Word[],
): Word | null {
  const value = valueOf(options, name);
  if (value === null) return null;
  const found = words.find((word) => word === value);
  if (found) return found;
  throw new WrongUse(
    text(
      `--${name} 没有“${value}”；可用：${words.join('、')}。`,
      `--${name} knows no “${value}”; there are ${words.join(', ')}.`,
    ),
  );
}

/** The language of the output: `--lang`, else that of the system. */
export function localeOf(args: readonly string[], environment: NodeJS.ProcessEnv): Locale {
  const at = args.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='));
  const named = at < 0 ? undefined : (args[at]!.split('=')[1] ?? args[at + 1]);
  const { LC_ALL, LC_MESSAGES, LANG } = environment;
  const wanted =
    named ?? (LC_ALL || LC_MESSAGES || LANG || Intl.DateTimeFormat().resolvedOptions().locale);
  return locales.find((locale) => locale === wanted) ?? (/^zh/iu.test(wanted) ? 'zh-CN' : 'en');
}
