import { people, inline } from '../domain/numbers';
import { text, type Text } from '../domain/text';
import { openGrid, type GridInfo, type GridOptions } from '../formats/grid';
import type { Meaning } from '../formats/gridCells';
import { Ambiguity, doubtIn } from './importAmbiguity';
import type { ReadGridFile } from './importRead';
import { aboutFile } from './read';
import { numberOf, wordOf, type Options } from './usage';

const meanings = ['count', 'density-per-km2'] as const satisfies readonly Meaning[];

/**
 * What the numbers of a grid mean, and which of its bands is meant, as the options say.
 * @param crs what `--crs` names; `null` for what the file says
 * @throws Ambiguity when they do not say, with the residents in all that each meaning gives
 */
export async function meaningOf(
  { file, bytes }: ReadGridFile,
  options: Options,
  crs: string | null,
): Promise<GridOptions & { meaning: Meaning }> {
  const meaning = wordOf(options, 'meaning', meanings);
  const band = numberOf(options, 'band', { min: 1, max: 1000, unit: text('', '') });
  const chosen: GridOptions = { ...(crs !== null && { crs }), ...(band !== null && { band }) };
  const info = await openGrid(bytes, chosen).catch((cause: unknown) => {
    throw aboutFile(file, cause);
  });
  if (info.samples > 1 && band === null) {
    const bands = Array.from({ length: info.samples }, (_, i) => ({
      value: String(i + 1),
      meaning: null,
    }));
    const reason = text(`有 ${info.samples} 个波段`, `there are ${info.samples} bands`);
    throw new Ambiguity(doubtIn(file, reason), '--band', bands);
  }
  if (info.crs === null && crs === null) {
    const reason = text('栅格没有写明坐标系', 'the grid names no coordinate system');
    const some = ['EPSG:4490', 'EPSG:4326'].map((value) => ({ value, meaning: null }));
    throw new Ambiguity(doubtIn(file, reason), '--crs', some);
  }
  if (meaning) return { ...chosen, meaning };
  const choices = meanings.map((value) => ({ value, meaning: totalOf(value, info) }));
  const reason = text(
    '看不出数值是每格人数还是每平方千米人数',
    'it cannot be told whether the numbers are people in a cell or people a km²',
  );
  throw new Ambiguity(doubtIn(file, reason), '--meaning', choices);
}

function totalOf(meaning: Meaning, { totals }: GridInfo): Text | null {
  const total = totals[meaning];
  return total === null
    ? null
    : text(`共 ${inline(people(total, 'zh-CN'))}`, `${inline(people(total, 'en'))} in all`);
}
