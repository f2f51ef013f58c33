import { Failure } from '../domain/failure';
import { plural, text, type Text } from '../domain/text';
import { readTable } from '../formats/csv';
import type { Sheet } from '../formats/sheet';
import type { Pack } from '../pack/pack';
import type { Serving } from './serving';
import { collectPairs, type Pairs } from './travelPairs';

const columns = {
  demand: ['demand', '需求', '镇街', '镇街代码'],
  supply: ['supply', '供给', '场所', '场所编号'],
  cost: ['cost', '距离', '米'],
} as const;

/** The name that a table gives to one of the columns. */
function columnOf(sheet: Sheet, id: keyof typeof columns): string {
  const names: readonly string[] = columns[id];
  const found = sheet.columns.find((name) => names.includes(name.trim().toLowerCase()));
  if (found !== undefined) return found;
  const there = sheet.columns.join(', ');
  throw new Failure(
    text(
      `自备距离表缺少“${id}”列，现有：${there}；需要 demand、supply、cost 三列。`,
      `The own table of distances has no column “${id}”, but ${there}; it needs demand, supply and cost.`,
    ),
  );
}

const metresIn = (cell: string): number => {
  const plain = cell.normalize('NFKC').replaceAll(',', '').trim();
  return plain === '' ? NaN : Number(plain);
};

/** Values of a table that led nowhere: how many rows, and the first few of them. */
class Misses {
  private rows = 0;
  private readonly values = new Set<string>();

  add(value: string): void {
    this.rows++;
    if (this.values.size < 3) this.values.add(value);
  }

  note(zh: string, en: string): Text[] {
    if (this.rows === 0) return [];
    const shown = [...this.values].map((value) => value.slice(0, 40));
    return [
      text(
        `自备距离表有 ${this.rows} 行${zh}，例如“${shown.join('”“')}”；没有计入。`,
        `${plural(this.rows, 'row')} of the own table left out, naming ${en}, such as “${shown.join('”, “')}”.`,
      ),
    ];
  }
}

/** Towns by their code, and by their name where only one has it. */
function townsByWord(pack: Pack): Map<string, number> {
  const byWord = new Map<string, number>();
  const features = pack.towns.features;
  features.forEach(({ properties }, i) => {
    const same = features.filter((other) => other.properties.name === properties.name);
    if (same.length === 1) byWord.set(properties.name, i);
  });
  features.forEach(({ properties }, i) => byWord.set(properties.code, i));
  return byWord;
}

/**
 * The pairs of an own table: towns as places, in the order of the pack, and the shelters that serve as sites. Of rows
 * for the same pair the shortest counts; a pair beyond its shelter's limit does not.
 * @param content CSV with the columns demand (code or name of a town), supply (number of a shelter), cost (metres)
 * @throws Failure when a column is missing or no row can be used
 */
export function pairsFromTable(
  content: string,
  pack: Pack,
  serving: readonly Serving[],
  limits: ArrayLike<number>,
): { pairs: Pairs; notes: Text[] } {
  const bytes = new TextEncoder().encode(content);
  const sheet = readTable(bytes);
  const [demand, supply, cost] = [
    columnOf(sheet, 'demand'),
    columnOf(sheet, 'supply'),
    columnOf(sheet, 'cost'),
  ];
  const towns = townsByWord(pack);
  const sites = new Map(serving.map(({ id }, i) => [id, i]));
  const others = new Set(pack.shelters.features.map(({ properties }) => properties.id));
  const [noTown, noShelter, notServing, noCost] = [
    new Misses(),
    new Misses(),
    new Misses(),
    new Misses(),
  ];
  const shortest = serving.map(() => new Map<number, number>());
  let repeated = 0;
  let usable = 0;
  for (const { values } of sheet.rows) {
    const [from, to, words] = [demand, supply, cost].map((name) => String(values[name]).trim()) as [
      string,
      string,
      string,
    ];
    const town = towns.get(from);
    const site = sites.get(to);
    const metres = metresIn(words);
    if (town === undefined) noTown.add(from);
    else if (site === undefined) (others.has(to) ? notServing : noShelter).add(to);
    else if (!(metres >= 0 && metres < Infinity)) noCost.add(words);
    else {
      usable++;
      const known = shortest[site]!.get(town);
      if (known !== undefined) repeated++;
      shortest[site]!.set(town, Math.min(known ?? Infinity, metres));
    }
  }
  const notes = [
    ...noTown.note('的 demand 不是镇街代码或名称', 'no town as demand'),
    ...noShelter.note('的 supply 不是场所编号', 'no shelter as supply'),
    ...notServing.note('的场所没有计入', 'name a shelter that does not count'),
    ...noCost.note('的 cost 不是 0 以上的米数', 'have a cost that is no distance of 0 m or more'),
  ];
  if (usable === 0) {
    const why = notes[0] ?? text('没有数据行。', 'It has no rows.');
    throw new Failure(
      text(
        `自备距离表没有可用的行：${why['zh-CN']}`,
        `No row of the own table of distances can be used: ${why.en}`,
      ),
    );
  }
  let beyond = 0;
  shortest.forEach((byTown, site) =>
    byTown.forEach((metres) => {
      if (metres > limits[site]!) beyond++;
    }),
  );
  const pairs = collectPairs(pack.towns.features.length, (visit) =>
    shortest.forEach((byTown, site) =>
      byTown.forEach((metres, town) => {
        if (metres <= limits[site]!) visit(town, site, metres);
      }),
    ),
  );
  notes.unshift(
    text(
      `距离取自自备距离表的 ${usable} 行（“距离”一项的设置只决定各场所的范围），居民按镇街计。`,
      `Distances are those of ${usable} rows of an own table (the way of measuring decides limits alone), residents by town.`,
    ),
  );
  if (repeated > 0) {
    notes.push(
      text(
        `${repeated} 行与前面的行是同一对，取最短的。`,
        `${plural(repeated, 'row repeats', 'rows repeat')} a pair; the shortest counts.`,
      ),
    );
  }
  if (beyond > 0) {
    notes.push(
      text(
        `${beyond} 对超出场所的范围，没有计入。`,
        `${beyond} pairs are beyond the limit of the shelter and do not count.`,
      ),
    );
  }
  return { pairs, notes };
}
