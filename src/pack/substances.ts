import * as v from 'valibot';
import { Substance } from '../domain/hazchem';
import { text, type Text } from '../domain/text';

const amount = /^(.*?)\s*[(:：]?\s*(\d[\d,]*(?:\.\d+)?)\s*(万吨|吨|千克|公斤|kg|t)\)?$/iu;
const tonnes: Readonly<Record<string, number>> = {
  万吨: 1e4,
  吨: 1,
  t: 1,
  千克: 0.001,
  公斤: 0.001,
  kg: 0.001,
};

/** Amounts that are no weight, or one that is not told. */
const otherAmount = /\d\s*(?:[瓶桶罐箱袋支个件车升方克]|毫升|立方米?|k?L|ml|N?m[3³]|g)\)?$/iu;

/**
 * Substances with their tonnes: `氯 20 t、汽油 200 吨`; a comma between figures or inside brackets divides nothing.
 * @returns with why an amount is not known, where the cell gives one
 */
export function readSubstances(
  raw: unknown,
  words: string,
): { value: Substance[] | null; reason: Text | null } {
  const given = v.safeParse(v.array(Substance), raw);
  if (given.success) return { value: given.output, reason: null };
  const parts = words
    .split(/[、;；|\n]|(?<!\d)[,，]|[,，](?!\d)/u)
    .map((part) => part.trim())
    .filter(Boolean);
  const substances = parts.map((part) => {
    const [, name, figure, unit] = amount.exec(part.normalize('NFKC')) ?? [];
    return name && figure && unit
      ? {
          name: name.trim(),
          quantityTonnes: Number(figure.replaceAll(',', '')) * tonnes[unit.toLowerCase()]!,
        }
      : { name: part, quantityTonnes: null };
  });
  if (!substances.length)
    return {
      value: null,
      reason: text('不是品名和数量，按未知', 'no names and quantities; kept as unknown'),
    };
  const unread = substances.find(
    ({ quantityTonnes, name }) => quantityTonnes === null && otherAmount.test(name),
  );
  return { value: substances, reason: unread ? notTonnes(unread.name) : null };
}

const notTonnes = (part: string): Text =>
  text(
    `“${part}”的数量换算不成吨，数量按未知`,
    `the amount of “${part}” cannot be told in tonnes; it is kept as unknown`,
  );
