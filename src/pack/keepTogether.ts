import type { Feature } from 'geojson';
import type { RegisterId } from '../domain/registers';
import { plural, text, type Text } from '../domain/text';
import { idOf, keyOf, type Entry } from './historyRecords';
import { freeNumber } from './join';
import type { Pair, RegisterUpdate } from './update';

/** One of several updates of a register that are made together. */
interface Told {
  update: RegisterUpdate;
  /** Records that are left as they are, by their numbers in this update. */
  except: ReadonlySet<string>;
  /** What did not go as it would have gone alone. */
  notes: Text[];
}

/** Numbers that a note names. */
const toldNumbers = 20;

/**
 * Several files of one register, each compared with the same records, as updates that can be made one after the other:
 * a record of the register belongs to the first file that has it, or to the one that a person chose; what another file
 * has for it becomes a record of its own, unless it says the very same. Only what no file has is gone, and no two new
 * records have one number.
 * @param before records of the register before the import
 * @param parts what a person left out of each update
 */
export function tellApart(
  register: RegisterId,
  before: readonly Feature[],
  updates: readonly RegisterUpdate[],
  parts: readonly { except: readonly string[] }[],
): Told[] {
  const number = (entry: Feature) => idOf(register, entry);
  const excepts = parts.map(({ except }) => new Set(except));
  const owners = ownersOf(number, updates, excepts);
  const isGone = updates.map(({ gone }) => new Set(gone.map(number)));
  const used = new Set(before.map(number));
  // Numbers that a file gives are left to its records.
  const given = new Set(updates.flatMap((update) => update.new.map(number)));
  const withFreeNumber = (entry: Entry): Entry => {
    const from = number(entry);
    const [, stem = from] = /^(.+)-\d+$/u.exec(from) ?? [];
    const to = used.has(from)
      ? freeNumber(used.has(stem) ? stem : from, (id) => used.has(id) || given.has(id))
      : from;
    used.add(to);
    if (to === from) return entry;
    return { ...entry, properties: { ...entry.properties, [keyOf(register)]: to } };
  };
  return updates.map((update, i) => {
    const except = excepts[i]!;
    const mine = ({ before: was }: Pair) =>
      except.has(number(was)) || (owners.get(number(was)) ?? i) === i;
    const others = [...update.moved, ...update.changed].filter((pair) => !mine(pair));
    const fresh = update.new.filter((entry) => !except.has(number(entry))).map(withFreeNumber);
    const second = others.map(({ incoming }) => withFreeNumber(incoming));
    return {
      update: {
        ...update,
        new: [...fresh, ...second],
        moved: update.moved.filter(mine),
        changed: update.changed.filter(mine),
        gone: update.gone.filter((entry) => isGone.every((gone) => gone.has(number(entry)))),
      },
      // New records that were left out are gone by now; their numbers may be those of others.
      except: new Set(
        [...except].filter((id) => !update.new.some((entry) => number(entry) === id)),
      ),
      notes: second.length
        ? [noteOf(others.map((pair, n) => [number(second[n]!), number(pair.before)]))]
        : [],
    };
  });
}

/** Which new numbers stand beside which of the pack. */
function noteOf(numbers: readonly (readonly [to: string, known: string])[]): Text {
  const some = numbers.slice(0, toldNumbers).map(([to, known]) => `${to} ↔ ${known}`);
  const told = `${some.join('、')}${numbers.length > toldNumbers ? '……' : ''}`;
  return text(
    `${numbers.length} 条与数据包里的记录相符，但本次导入的另一个文件已对应该记录，作为新记录（新编号 ↔ 原编号：${told}）`,
    `${plural(numbers.length, 'record')} matched a record of the pack that another file of this import has too, and became new (new number ↔ number in the pack: ${told})`,
  );
}

/** Which update each record belongs to: what a person chose comes first, then the order of the files. */
function ownersOf(
  number: (entry: Feature) => string,
  updates: readonly RegisterUpdate[],
  excepts: readonly ReadonlySet<string>[],
): Map<string, number> {
  const owners = new Map<string, number>();
  for (const byPerson of [true, false])
    for (const [i, { moved, changed, same }] of updates.entries())
      for (const { before, key } of [...moved, ...changed, ...same]) {
        const id = number(before);
        if ((key === 'person') !== byPerson || excepts[i]!.has(id) || owners.has(id)) continue;
        owners.set(id, i);
      }
  return owners;
}
