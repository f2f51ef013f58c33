import * as v from 'valibot';
import { Substance } from '../domain/hazchem';

const amount = /^(.*?)\s*[(:：]?\s*(\d[\d,]*(?:\.\d+)?)\s*(万吨|吨|千克|公斤|kg|t)\)?$/iu;
const tonnes: Readonly<Record<string, number>> = {
  万吨: 1e4,
  吨: 1,
  t: 1,
  千克: 0.001,
  公斤: 0.001,
  kg: 0.001,
};

/** Substances with their tonnes: `氯 20 t、汽油 200 吨`; a comma between figures or inside brackets divides nothing. */
export function readSubstances(raw: unknown, words: string): Substance[] | null {
  const given = v.safeParse(v.array(Substance), raw);
  if (given.success) return given.output;
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
  return substances.length ? substances : null;
}
