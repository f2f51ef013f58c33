import type { Field } from '../domain/field';
import { text, type Text } from '../domain/text';
import { squareMetresPerMu } from '../domain/forest';

/** Units that ledgers write, by the unit that a field is stored in: how many of the stored unit one of them is. */
const factors: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'm²': {
    ...alike(1, 'm2', '平方米', '平米', '平', 'sqm'),
    ...alike(1e4, '万m2', '万平方米', '万平米', '万平', '公顷', 'ha', 'hm2', 'hectares'),
    ...alike(squareMetresPerMu, '亩', 'mu'),
    ...alike(squareMetresPerMu * 1e4, '万亩'),
    ...alike(1e6, 'km2', '平方公里', '平方千米'),
  },
  mu: {
    ...alike(1, '亩', 'mu'),
    ...alike(1e4, '万亩'),
    ...alike(15, '公顷', 'ha', 'hm2', 'hectares'),
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
export function unitFactor(field: Field, unit: string): number | null {
  const key = unit
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s单位:]/gu, '');
  const known = factors[field.unit?.en ?? ''] ?? {};
  return Object.hasOwn(known, key) ? known[key]! : null;
}

/** A number with its unit as ledgers write it: thousands commas, full-width figures, a unit behind. */
const figure =
  /^([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:e[+-]?\d{1,3})?)((?:[^\d.,~～至到-][^,]*)?)$/iu;

export type Quantity = { value: number; reason: null } | { value: null; reason: Text };

/**
 * A number in the field's unit from a cell.
 * @param columnFactor how many of the field's unit one of the column's unit is, where the cell names none
 * @returns the reason when it cannot be read or makes no sense: then it is unknown, never guessed
 */
export function readQuantity(field: Field, raw: unknown, columnFactor: number): Quantity {
  const fail = (reason: Text): Quantity => ({ value: null, reason });
  const written = typeof raw === 'number' ? String(raw) : typeof raw === 'string' ? raw : '';
  const match = figure.exec(written.normalize('NFKC').replace(/\s/gu, ''));
  if (!match) return fail(text('不是数字，按未知', 'this is no number; kept as unknown'));
  const [, digits = '', unit = ''] = match;
  const factor = unit ? unitFactor(field, unit) : columnFactor;
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
  return { value, reason: null };
}
