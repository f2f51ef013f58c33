import { parseArgs, type ParseArgsConfig } from 'node:util';
import { Failure } from '../domain/failure';
import { locales, text, type Locale } from '../domain/text';
import { noValue } from './option';
import { dataCommandOf } from './dataCommands';
import { optionsOf, type Command } from './options';

/** A command that was typed wrongly: one sentence, exit code 2. */
export class WrongUse extends Failure {}

/** What was typed after the command; an option that was not given is `undefined`. */
export interface Options {
  [option: string]: string | boolean | readonly string[] | undefined;
  /** What stood behind the command without an option. */
  operands?: readonly string[];
}

/**
 * Reads the options of a command.
 * @throws WrongUse naming the option that is not known, lacks its value, or what does not belong there
 */
export function readOptions(command: Command, args: readonly string[]): Options {
  const options: NonNullable<ParseArgsConfig['options']> = {};
  const many = new Set<string>();
  for (const { name, value, negative, many: takesMany = false } of optionsOf(command)) {
    options[name] = { type: value ? 'string' : 'boolean', multiple: takesMany };
    if (takesMany) many.add(`--${name}`);
    if (negative) options[`no-${name}`] = { type: 'boolean' };
  }
  options.help = { type: 'boolean', short: 'h' };
  try {
    const allowPositionals = dataCommandOf(command)?.operands != null;
    const typed = joined(repeated(args, many), options);
    const { values, positionals } = parseArgs({
      args: typed,
      options,
      strict: true,
      allowPositionals,
    });
    return { ...values, operands: positionals };
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    const named = /'([^']+)'/u.exec(message)?.[1]?.split(' ')[0] ?? message;
    if (message.includes('argument missing') || message.includes('ambiguous')) {
      throw new WrongUse(
        text(`选项 ${named} 后面缺少值。`, `The option ${named} needs a value after it.`),
      );
    }
    if (message.includes('does not take an argument')) {
      throw new WrongUse(text(`选项 ${named} 不带值。`, `The option ${named} takes no value.`));
    }
    throw new WrongUse(
      text(
        `${command} 没有“${named}”这个选项；yingtu ${command} --help 列出全部。`,
        `${command} has no option “${named}”; yingtu ${command} --help lists them all.`,
      ),
    );
  }
}

/** `--map a=b c=d` is `--map a=b --map c=d`: what holds a sign of equality behind such an option belongs to it. */
function repeated(args: readonly string[], many: ReadonlySet<string>): string[] {
  let open: string | null = null;
  return args.flatMap((arg, i) => {
    if (arg.startsWith('-')) {
      open = many.has(arg) && args[i + 1]?.includes('=') === true ? arg : null;
      return open === null ? [arg] : [];
    }
    return open !== null && arg.includes('=') ? [`${open}=${arg}`] : [arg];
  });
}

/** A number may begin with a minus sign, which would read as an option: --at -90.2,30.9. */
function joined(
  args: readonly string[],
  options: NonNullable<ParseArgsConfig['options']>,
): string[] {
  const takesValue = (arg: string | undefined) =>
    arg?.startsWith('--') === true && options[arg.slice(2)]?.type === 'string';
  return args.flatMap((arg, i) => {
    const isNumber = /^-[\d.]/u.test(arg);
    if (isNumber && takesValue(args[i - 1])) return [];
    const next = args[i + 1];
    return takesValue(arg) && next !== undefined && /^-[\d.]/u.test(next)
      ? [`${arg}=${next}`]
      : [arg];
  });
}

/** The value of an option that takes one. */
export function valueOf(options: Options, name: string): string | null {
  const value = options[name];
  return typeof value === 'string' ? value : null;
}

/** The values of an option that may be given several times. */
export function listOf(options: Options, name: string): readonly string[] {
  const values = options[name];
  return Array.isArray(values) ? (values as readonly string[]) : [];
}

/**
 * The number that an option is given as.
 * @throws WrongUse naming the option, what was typed, and the range
 */
export function numberOf(
  options: Options,
  name: string,
  { min, max, unit }: { min: number; max: number; unit: Readonly<Record<Locale, string>> },
): number | null {
  const typed = valueOf(options, name);
  if (typed === null) return null;
  const isNumber = /^[+-]?(\d+(\.\d*)?|\.\d+)$/u.test(typed.trim());
  const value = Number(typed);
  if (isNumber && value >= min && value <= max) return value;
  const range = `${min.toLocaleString('en-US')}–${max.toLocaleString('en-US')}`;
  throw new WrongUse(
    text(
      `--${name} 要 ${range} 之间的数字${unit['zh-CN'] && `（${unit['zh-CN']}）`}，而不是“${typed}”。`,
      `--${name} needs a number within ${range}${unit.en && ` (${unit.en})`}, not “${typed}”.`,
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
  return value === null ? null : wordIn(name, value.trim(), words);
}

/**
 * The words of an option that takes several, separated by commas; `none` is an empty list.
 * @throws WrongUse naming the first word that is not known
 */
export function wordsOf<Word extends string>(
  options: Options,
  name: string,
  words: readonly Word[],
): Word[] | null {
  const value = valueOf(options, name);
  if (value === null) return null;
  if (value.trim() === noValue) return [];
  return value
    .split(/[,，]/u)
    .map((word) => word.trim())
    .filter(Boolean)
    .map((word) => wordIn(name, word, words));
}

function wordIn<Word extends string>(name: string, value: string, words: readonly Word[]): Word {
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
