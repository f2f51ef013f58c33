import { areaSum, count, inline, landArea } from '../../domain/numbers';
import type { Locale } from '../../domain/text';

/**
 * How large an outline is. In English m² up to 1 km², rounded to 100: a thousand as `k` before m² would read as km².
 */
export function outlineArea(squareMetres: number, locale: Locale): string {
  if (locale === 'zh-CN' || squareMetres < 10_000) return inline(areaSum(squareMetres, locale));
  if (squareMetres >= 1_000_000) return inline(landArea(squareMetres / 1_000_000));
  return inline({ value: count(Math.round(squareMetres / 100) * 100), unit: 'm²' });
}
