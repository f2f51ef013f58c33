import { text } from '../domain/text';
import { registerIds, type RegisterId } from '../domain/registers';
import { idOf, recordsOf } from '../pack/historyRecords';
import type { KeptGrid, KeptPart } from '../pack/keepImport';
import type { Treated } from '../pack/treat';
import { pairsOf } from './importPairs';
import type { WholePack } from './packFiles';
import { valueOf, WrongUse, type Options } from './usage';

/** Options that say how records meet those of a pack. */
const ofPacks = ['way', 'remove-missing', 'edited', 'same', 'leave-doubts', 'name', 'assign'];

/**
 * Refuses options of packs where a file is written: they would do nothing, and whoever typed them takes them as done.
 * @throws WrongUse naming the first
 */
export function checkForFile(options: Options): void {
  const typed = ofPacks.find((name) => options[name] !== undefined);
  if (typed === undefined) return;
  throw new WrongUse(
    text(
      `--${typed} 只用于写入数据包，而 --to 是文件“${valueOf(options, 'to') ?? ''}”；请去掉 --${typed}，或用 --to 指定数据包。`,
      `--${typed} is for packs, and --to names the file “${valueOf(options, 'to') ?? ''}”; leave --${typed} out, or name a pack with --to.`,
    ),
  );
}

/**
 * Refuses `--meaning` and `--band` where no file is a grid, and `--name` for a pack that has its name.
 * @throws WrongUse naming the first
 */
export function checkUsed(
  options: Options,
  { grids, before }: { grids: readonly KeptGrid[]; before: WholePack | null },
): void {
  const forGrids = (['meaning', 'band'] as const).find((name) => options[name] !== undefined);
  if (forGrids !== undefined && !grids.length)
    throw new WrongUse(
      text(
        `--${forGrids} 只用于人口栅格，这些文件里没有；请去掉。`,
        `--${forGrids} is for grids of residents, and no file is one; leave it out.`,
      ),
    );
  if (options.name !== undefined && before)
    throw new WrongUse(
      text(
        `--name 是新数据包的名称，这个数据包已有名称“${before.manifest.fullName['zh-CN']}”；请去掉 --name。`,
        `--name names a new pack, and this one is called “${before.manifest.fullName.en}”; leave --name out.`,
      ),
    );
}

/**
 * Refuses a `--pair` whose value stands in no row that is placed by its town: it decides nothing, and was likely mistyped.
 * @throws WrongUse naming the value
 */
export function checkPairs(
  tables: readonly { read: { file: string }; treated: Pick<Treated, 'join'> }[],
  options: Options,
): void {
  const values = new Set(
    tables.flatMap(({ treated: { join } }) =>
      join ? [...join.matches, ...join.misses, ...join.ambiguous].map(({ value }) => value) : [],
    ),
  );
  const unused = [...pairsOf(options, 'pair').keys()].find((value) => !values.has(value));
  if (unused === undefined) return;
  const files = tables.map(({ read: { file } }) => file);
  throw new WrongUse(
    text(
      `--pair：${files.join('、')} 里没有要按镇街定位的行写着“${unused}”。`,
      `--pair: no row of ${files.join(', ')} that is placed by its town says “${unused}”.`,
    ),
  );
}

/**
 * Refuses a `--same` that decides nothing, or that could mean records of several files.
 * @throws WrongUse naming the number, and where it stands
 */
export function checkSame(pack: WholePack, parts: readonly KeptPart[], options: Options): void {
  const taken = new Map<string, string>();
  for (const [own, other] of pairsOf(options, 'same')) {
    const having = parts.filter(({ target, features }) => {
      const register = target as RegisterId;
      return (
        registerIds.includes(register) && features.some((each) => idOf(register, each) === own)
      );
    });
    const [part] = having;
    if (!part) throw noneInFiles(own, parts);
    if (having.length > 1) throw inSeveral(own, having);
    if (other === 'new') continue;
    const register = part.target as RegisterId;
    const file = pack.manifest.datasets[register]?.file;
    const { features } = recordsOf(file === undefined ? undefined : pack.files.get(file));
    if (!features.some((each) => idOf(register, each) === other)) throw noneInPack(other, register);
    const key = `${register} ${other}`;
    const first = taken.get(key);
    if (first !== undefined) throw twice(other, first, own);
    taken.set(key, own);
  }
}

const noneInFiles = (own: string, parts: readonly KeptPart[]) => {
  const files = parts.map(({ source: { file } }) => file);
  return new WrongUse(
    text(
      `--same：${files.join('、')} 里没有编号为“${own}”的记录。`,
      `--same: no record of ${files.join(', ')} has the number “${own}”.`,
    ),
  );
};

const inSeveral = (own: string, having: readonly KeptPart[]) => {
  const files = having.map(({ source: { file } }) => file);
  return new WrongUse(
    text(
      `--same：编号“${own}”在 ${files.join('、')} 里都有，不知道指哪一条；请分开导入这些文件。`,
      `--same: ${files.join(' and ')} both have a record “${own}”, and it cannot be told which is meant; import these files one by one.`,
    ),
  );
};

const noneInPack = (other: string, register: RegisterId) =>
  new WrongUse(
    text(
      `--same：数据包的图层 ${register} 里没有编号为“${other}”的记录；新记录请写 new。`,
      `--same: no record of the layer ${register} of the pack has the number “${other}”; write new for a record of its own.`,
    ),
  );

const twice = (other: string, first: string, second: string) =>
  new WrongUse(
    text(
      `--same：“${first}”和“${second}”不能都是数据包里的“${other}”。`,
      `--same: “${first}” and “${second}” cannot both be “${other}” of the pack.`,
    ),
  );
