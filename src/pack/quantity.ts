import type { Field } from '../domain/field';
import { squareMetresPerMu } from '../domain/forest';
import { locales, text, type Text } from '../domain/text';
import { bracketed } from './words';

/** Units that ledgers write, by the unit that a field is stored in: how many of the stored unit one of them is. */
const factors: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'm²': {
    ...alike(1, 'm2', '平方米', '平米', '平方', '平', 'sqm'),
    ...alike(1e4, '万m2', '万平方米', '万平米', '万平', '公顷', 'ha', 'hm2', 'hectare', 'hectares'),
    ...alike(squareMetresPerMu, '亩', 'mu'),
    ...alike(squareMetresPerMu * 1e4, '万亩'),
    ...alike(1e6, 'km2', '平方公里', '平方千米'),
  },
  mu: {
    ...alike(1, '亩', 'mu'),
    ...alike(1e4, '万亩'),
    ...alike(15, '公顷', 'ha', 'hm2', 'hectare', 'hectares'),
    ...alike(1 / squareMetresPerMu, 'm2', '平方米', '平米'),
    ...alike(15, '万m2', '万平方米'),
    ...alike(1500, 'km2', '平方公里', '平方千米'),
  },
  'm³': {
    ...alike(1, 'm3', '立方米', '方', '立方'),
    ...alike(1e4, '万m3', '万立方米', '万方', '万立方'),
    ...alike(1e8, '亿m3', '亿立方米', '亿方'),
  },
  m: { ...alike(1, 'm', '米'), ...alike(1000, 'km', '公里', '千米') },
  people: { ...alike(1, '人', '名', 'people', 'persons', '口'), ...alike(1e4, '万人', '万') },
  households: alike(1, '户', 'households'),
  '10,000 yuan': {
    ...alike(1, '万元', '万'),
    ...alike(1e4, '亿元', '亿'),
    ...alike(1e-4, '元', 'yuan'),
  },
  t: { ...alike(1, 't', '吨', 'tonnes'), ...alike(0.001, 'kg', '千克', '公斤') },
  '': alike(1, '个', '处', '台'),
};

function alike(factor: number, ...units: string[]): Record<string, number> {
  return Object.fromEntries(units.map((unit) => [unit, factor]));
}

/**
 * How many of a field's unit one of a written unit is, for example 10,000 for `万㎡` in a field in m².
 * @returns `null` for a unit that is not known for this field
 */
function unitFactor(field: Field, unit: string): number | null {
  const key = unitKey(unit);
  const exact = simpleFactor(field, key);
  if (exact !== null) return exact;
  const [, before = '', after = ''] = multiplied.exec(key) ?? multipliedBehind.exec(key) ?? [];
  const times = multiplier(before) ?? multiplier(after);
  const one = simpleFactor(field, multiplier(before) === null ? before : after);
  return times === null || one === null ? null : times * one;
}

const unitKey = (unit: string) =>
  plainPowers(unit)
    .toLowerCase()
    .replace(/[\s单位:]/gu, '');

function simpleFactor(field: Field, key: string): number | null {
  // The unit as the field itself writes it, which exports put into the heads of their columns.
  if (field.unit && locales.some((locale) => unitKey(field.unit![locale]) === key)) return 1;
  const known = factors[field.unit?.en ?? ''] ?? {};
  return Object.hasOwn(known, key) ? known[key]! : null;
}

/** Words that multiply the unit behind them. */
const multipliers: Readonly<Record<string, number>> = {
  十: 10,
  百: 100,
  千: 1000,
  thousand: 1000,
  万: 1e4,
  十万: 1e5,
  百万: 1e6,
  million: 1e6,
  千万: 1e7,
  亿: 1e8,
  十亿: 1e9,
};
const power = String.raw`[×x*]?10\^\d{1,2}|[×x*]?1[0,]*0`;
const multiplied = new RegExp(
  `^(${power}|${Object.keys(multipliers).sort(longestFirst).join('|')})[·×*]?(\\D.*)$`,
  'u',
);
const multipliedBehind = /^(.*?[^×x*])([×*x]1(?:0\^\d{1,2}|[0,]*0))$/u;

function longestFirst(a: string, b: string): number {
  return b.length - a.length;
}

function multiplier(words: string): number | null {
  if (Object.hasOwn(multipliers, words)) return multipliers[words]!;
  const [, exponent, zeros] = /^[×x*]?1(?:0\^(\d{1,2})|([0,]*0))$/u.exec(words) ?? [];
  if (exponent !== undefined) return Number(`1e${exponent}`);
  return zeros === undefined ? null : Number(`1${zeros.replaceAll(',', '')}`);
}

/** One form for width and raised figures: `10⁴` becomes `10^4` and never 104, while `m²` becomes `m2`. */
const plainPowers = (words: string) =>
  words
    .replace(/(?<=[\d０-９])[⁰¹²³⁴⁵⁶⁷⁸⁹]+/gu, (raised) => `^${raised.normalize('NFKC')}`)
    .normalize('NFKC');

/**
 * How many of a field's unit one of a column's unit is, told by the column's name.
 * @returns 1 when the name gives no unit; `null` when it gives one that is not known, or two: then nobody can say what
 * a bare number in it means
 */
export function columnFactor(field: Field, column: string): number | null {
  const written = unitWords(field, column);
  if (!written.length) return 1;
  const found = new Set(
    written
      .flatMap((words) => {
        const whole = unitFactor(field, words);
        if (whole !== null) return whole;
        return words.split(/[,，;；、](?!\d)/u).map((part) => unitFactor(field, part));
      })
      .filter((factor) => factor !== null),
  );
  const [factor = null] = found;
  return found.size === 1 ? factor : null;
}

/** Brackets that hold no unit: a year, the number of a column that bears a name twice, or that a cell must be filled. */
const noUnit = /^(?:\d{1,2}|\d{4}(?:年(?:底|末|度|\d{1,2}月底?)?)?|必填|选填|可选)$/u;

/** What the name of a column gives as its unit: its brackets, else a known unit at its end, as in 总库容/万m³. */
export function unitWords(field: Field, column: string): string[] {
  const brackets = bracketed(column).filter((words) => !noUnit.test(words.normalize('NFKC')));
  if (brackets.length) return brackets;
  const plain = column.replace(/[(（][^)）]*[)）]/gu, '').trim();
  for (let start = 1; start < plain.length; start++) {
    const tail = plain.slice(start);
    // A unit in Latin letters is a word of its own: alpha does not end with ha.
    const insideWord = /^[a-z]/iu.test(tail) && /[a-z]/iu.test(plain[start - 1]!);
    if (!insideWord && !/^[\s/]/u.test(tail) && unitFactor(field, tail) !== null) return [tail];
  }
  return [];
}

/** A number with its unit as ledgers write it: thousands commas, full-width figures, a unit behind. */
const figure =
  /^([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:e[+-]?\d{1,3})?)((?:[^\d.,~～至到-][^,]*)?)$/iu;

/** Signs that a number is a rough one; they are taken away, and said. */
const rough =
  /^(?:大约|约计?|大概|将近|接近|近|估计|估算|[~≈])|(?<=[\d十百千万亿])(?:余|多|来|\+)(?!\d)|(?:左右|上下)$/gu;
/** Signs that a number bounds a value and is not the value. */
const bounds =
  /[<>≤≥]|以上|以下|以内|之内|不足|不到|不满|超过?|大于|小于|少于|多于|至少|至多|最多|最少|不低于/u;

/** A number in the field's unit; with a reason where it is unknown, or known roughly only. */
export type Quantity = { value: number; reason: Text | null } | { value: null; reason: Text };

/**
 * A number in the field's unit from a cell.
 * @param columnFactor how many of the field's unit one of the column's unit is, where the cell names none; `null` when
 * the column's unit is not known
 * @returns the reason when it cannot be read or makes no sense: then it is unknown, never guessed; also when the cell
 * says that the number is a rough one (约500人, 500余人)
 */
export function readQuantity(field: Field, raw: unknown, columnFactor: number | null): Quantity {
  const fail = (reason: Text): Quantity => ({ value: null, reason });
  const written = typeof raw === 'number' ? String(raw) : typeof raw === 'string' ? raw : '';
  // An apostrophe in front is how spreadsheets mark a number kept as text.
  const words = plainPowers(written)
    .trim()
    // Spaces divide thousands or stand before a unit; between other figures they divide two numbers.
    .replace(/(?<=\d)[^\S\r\n](?=\d{3}(?!\d))/gu, '')
    .replace(/(?<!\d)\s+|\s+(?!\d)/gu, '')
    .replace(/^['’‘]/u, '');
  const exact = words.replace(rough, '');
  const match = figure.exec(exact);
  if (/\d/u.test(words) && bounds.test(words)) {
    return fail(
      text(
        '只说了上限或下限，不是一个数，按未知',
        'this is a limit, not a number; kept as unknown',
      ),
    );
  }
  if (!match) return fail(text('不是数字，按未知', 'this is no number; kept as unknown'));
  const [, digits = '', unit = ''] = match;
  const factor = unit ? unitFactor(field, unit) : columnFactor;
  if (factor === null && !unit) {
    return fail(
      text(
        '列名括号里的单位不认识，按未知；请在列名里改写，如（m²）（万m³）',
        'the unit in the brackets of the column is not known; kept as unknown. Rewrite it, as (m²) or (万m³)',
      ),
    );
  }
  if (factor === null) {
    return fail(
      text(`不认识单位“${unit}”，按未知`, `the unit “${unit}” is not known; kept as unknown`),
    );
  }
  // A factor such as 10,000 must not turn 1.23 into 12,300.000000000002.
  const value = Number((Number(digits.replaceAll(',', '')) * factor).toPrecision(15));
  if (field.kind === 'integer' && !Number.isInteger(value)) {
    return fail(text('应为整数，按未知', 'a whole number is needed; kept as unknown'));
  }
  const { min = -Infinity, max = Infinity } = field;
  if (!Number.isFinite(value) || value < min || value > max) {
    const [least, most] = [min, max].map((limit) => limit.toLocaleString('en-US'));
    return fail(
      text(
        `应在 ${least} 至 ${most} 之间，按未知`,
        `must be within ${least} to ${most}; kept as unknown`,
      ),
    );
  }
  if (exact === words) return { value, reason: null };
  const read = value.toLocaleString('en-US', { maximumFractionDigits: 6 });
  return {
    value,
    reason: text(`是约数，按 ${read} 读取；请核实`, `a rough number, read as ${read}; check it`),
  };
}
