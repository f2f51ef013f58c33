import { Failure } from '../domain/failure';
import { text, type Text } from '../domain/text';
import { WrongUse } from './usage';

/** Something that can be chosen, as it is typed, and what it is. */
export interface Choice {
  value: string;
  meaning: Text | null;
}

const onOneLine = (words: string) => words.replace(/\s+/gu, ' ');

/** Most choices that a sentence lists; `--json` has them all. */
const mostListed = 8;

/**
 * Something that could be meant in several ways: nothing is done until an option says which. Exit code 2. Each choice
 * stands on a line of its own.
 */
export class Ambiguity extends WrongUse {
  /**
   * @param reason what is in doubt, without a full stop
   * @param option the option that decides, with its dashes, and what is typed behind it where that is not a choice alone
   * @param more a further way out, as a sentence
   */
  constructor(
    readonly reason: Text,
    readonly option: string,
    readonly choices: readonly Choice[],
    more: Text | null = null,
  ) {
    const listed = (locale: keyof Text) => {
      const some = choices
        .slice(0, mostListed)
        .map(({ value, meaning }) =>
          locale === 'en'
            ? `${value}${meaning ? ` (${meaning.en})` : ''}`
            : `${value}${meaning ? `（${meaning['zh-CN']}）` : ''}`,
        );
      const rest = choices.length - some.length;
      if (rest > 0) some.push(locale === 'en' ? `and ${rest} more` : `等 ${choices.length} 种`);
      return some.map((line) => `\n  ${onOneLine(line)}`).join('');
    };
    const behind = (locale: keyof Text) =>
      choices.length
        ? `${locale === 'en' ? ':' : '：'}${listed(locale)}${more ? `\n${more[locale]}` : ''}`
        : locale === 'en'
          ? `.${more ? ` ${more.en}` : ''}`
          : `。${more?.['zh-CN'] ?? ''}`;
    super(
      text(
        `${onOneLine(reason['zh-CN'])}；请用 ${option} 指定${behind('zh-CN')}`,
        `${onOneLine(reason.en)}; decide with ${option}${behind('en')}`,
      ),
    );
  }
}

/** Whether `--json` tells why nothing was done: for data, not for what was typed wrongly. */
export const saysWhy = (cause: unknown): cause is Failure =>
  cause instanceof Ambiguity || (cause instanceof Failure && !(cause instanceof WrongUse));

/** The same doubt, said of one of several files. */
export const doubtIn = (file: string, reason: Text): Text =>
  text(`${file}：${reason['zh-CN']}`, `${file}: ${reason.en}`);
