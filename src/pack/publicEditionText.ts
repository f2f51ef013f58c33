import { maskPhonesIn } from './phones';
import { plain } from './publicEditionNames';

/** What stands in place of what was taken out. */
const hole = '**';

/** Characters that people put between those of a name. */
const between = /[\s\u00ad\u200b-\u200d\u2060\ufeff·•∙・.]/u;
const figures = '零〇一二三四五六七八九';
/** A digit, also full width or a Chinese numeral; `null` for all else. */
function digitOf(character: string): string | null {
  const form = plain(character);
  if (form >= '0' && form <= '9' && form.length === 1) return form;
  const place = figures.indexOf(form);
  if (place >= 0 && form) return `${Math.max(0, place - 1)}`;
  return form === '幺' ? '1' : null;
}

/** Digits of a text that belong together, with the place of each among its characters. */
interface Run {
  digits: string;
  places: number[];
}

function runsOf(characters: readonly string[]): Run[] {
  const runs: Run[] = [];
  let run: Run = { digits: '', places: [] };
  let gap = 0;
  characters.forEach((character, place) => {
    const digit = digitOf(character);
    if (digit === null) {
      gap = /[\p{Pd}\u2212\s.()（）/_·\u200b]/u.test(character) ? gap + 1 : 4;
      return;
    }
    if (gap > 3 && run.digits) {
      runs.push(run);
      run = { digits: '', places: [] };
    }
    run.digits += digit;
    run.places.push(place);
    gap = 0;
  });
  return run.digits ? [...runs, run] : runs;
}

const shortestPhone = 6;
/** A mobile, or the 18 figures of an identity card with its owner's birthday. */
const personal = /(?:^|86)1[3-9]\d{9}(?=$|1[3-9]\d{9}$)|^[1-9]\d{5}(?:19|20)\d{9,10}$/u;

/** The phone numbers of a field for phones, as digits: whole, without country and area code, and each part. */
export function phonesIn(words: string): string[] {
  return runsOf([...words]).flatMap(({ digits, places }) => {
    const groups = digits.split('').reduce<string[]>((list, digit, i) => {
      if (i > 0 && places[i]! === places[i - 1]! + 1) list[list.length - 1] += digit;
      else list.push(digit);
      return list;
    }, []);
    const home = digits.replace(/^(?:00)?86(?=1|0|[2-9]\d{2})/u, '');
    const local = /^0(?:10|2\d|[3-9]\d{2})(\d{7,8})/u.exec(home)?.[1];
    return [digits, home, local ?? '', ...groups].filter(({ length }) => length >= shortestPhone);
  });
}

/** What must not be read in a public edition. */
export interface Secrets {
  names: ReadonlySet<string>;
  phones: ReadonlySet<string>;
}

const messenger = /((?:QQ|微信|钉钉|企鹅|wechat|weixin)[号群]?(?:码)?[：: ]*)[\w-]{5,30}/giu;

/** Makes a function that takes names, phone numbers, addresses of mail and messengers, and identity cards out of a text. */
export function makeScrubber({ names, phones }: Secrets): (words: string) => string {
  const byFirst = new Map<string, string[][]>();
  for (const name of [...names].sort((a, b) => b.length - a.length)) {
    const characters = [...name].filter((character) => !between.test(character));
    const list = byFirst.get(characters[0]!);
    if (list) list.push(characters);
    else byFirst.set(characters[0]!, [characters]);
  }
  const lengths = [...new Set([...phones].map(({ length }) => length))].sort((a, b) => b - a);

  const withoutNames = (words: string): string => {
    const characters = [...words];
    const forms = characters.map(plain);
    let clean = '';
    for (let i = 0; i < characters.length;) {
      const end = endOfName(forms, i, byFirst.get(forms[i]!) ?? []);
      clean += end > i ? hole : characters[i];
      i = Math.max(i + 1, end);
    }
    return clean;
  };
  const withoutPhones = (words: string): string => {
    const characters = [...words];
    const out = new Set<number>();
    for (const { digits, places } of runsOf(characters)) {
      if (personal.test(digits)) places.forEach((place) => out.add(place));
      for (let from = 0; from + shortestPhone <= digits.length; from++) {
        const length = lengths.find((each) => phones.has(digits.slice(from, from + each)));
        if (length) places.slice(from, from + length).forEach((place) => out.add(place));
      }
    }
    return characters
      .map((character, i) => (!out.has(i) ? character : out.has(i - 1) ? '' : hole))
      .join('');
  };
  return (words) => {
    const mails = words.replace(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu, hole);
    // A number or name in a messenger leads to a person as well.
    const accounts = mails.replace(messenger, (_, lead: string) => lead + hole);
    const masked = maskPhonesIn(withoutPhones(withoutNames(accounts)));
    // What the mask of the screen leaves of a number is more than a public edition shows.
    return masked.replace(/[+(]?(?:\d[\d\-. ()]*)?\*{4}\d{0,4}/gu, hole);
  };
}

/** Where a name that begins at a place ends, spaces and dots between its characters or not; the place if none does. */
function endOfName(forms: readonly string[], start: number, names: readonly string[][]): number {
  for (const name of names) {
    let [at, found] = [start, 0];
    while (at < forms.length && found < name.length) {
      if (forms[at] === name[found]) found++;
      else if (found === 0 || !between.test(forms[at]!)) break;
      at++;
    }
    if (found < name.length) continue;
    // A Latin name is a word of its own: Li is not in Limit.
    const latin = /\p{Script=Latin}/u;
    const inWord = latin.test(name[0]!) && (isLatin(forms[start - 1]) || isLatin(forms[at]));
    if (!inWord) return at;
  }
  return start;
}

const isLatin = (character: string | undefined) =>
  character !== undefined && /\p{Script=Latin}/u.test(character);
