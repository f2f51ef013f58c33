import { datasetTitles } from '../domain/datasets';
import type { HandEdits, Source } from '../domain/history';
import type { Dataset } from '../domain/manifest';
import { plural, text, type Text } from '../domain/text';
import { oldestDay } from './dates';
import { idOf, type Proposed } from './historyRecords';
import type { About, Proposal } from './historyStep';
import type { RegisterUpdate } from './update';

/** What a person chose of an update. */
interface ChosenUpdate {
  /** Whether records that the file does not have are removed: said each time, never taken for granted. */
  removals: boolean;
  /** Numbers, as they stand in the comparison, of records that are left as they are. */
  except?: ReadonlySet<string>;
}

/** Where and when an update is made. */
interface UpdateOrigin {
  id: string;
  /** Moment as ISO 8601 with its zone. */
  at: string;
  source: Source;
  /** What the manifest says of the register so far; `null` when the pack has none. */
  dataset: Dataset | null;
}

/**
 * One step of the chosen part of an update. Appending takes what is new only; removal has to be chosen. Doubts stay as
 * they are and are counted in the notes of the source.
 */
export function updateStep(
  update: RegisterUpdate,
  { removals, except = new Set() }: ChosenUpdate,
  { id, at, source, dataset }: UpdateOrigin,
): Proposal {
  const { register, way, doubts } = update;
  const appends = way === 'append';
  const chosen = (change: Omit<Proposed, 'dataset'>): Proposed[] =>
    except.has(change.id) ? [] : [{ dataset: register, ...change }];
  const lists = {
    new: update.new.flatMap((after) => chosen({ id: idOf(register, after), before: null, after })),
    changed: (appends ? [] : update.changed).flatMap(({ before, after }) =>
      chosen({ id: idOf(register, before), before, after }),
    ),
    moved: (appends ? [] : update.moved).flatMap(({ before, after }) =>
      chosen({ id: idOf(register, before), before, after }),
    ),
    gone: (removals && !appends ? update.gone : []).flatMap((before) =>
      chosen({ id: idOf(register, before), before, after: null }),
    ),
  };
  const changes = Object.values(lists).flat();
  // Doubts, and what a person left out, are no use of the file.
  const taken = lists.new.length + lists.changed.length + lists.moved.length + update.same.length;
  const byHand = appends ? [] : handEditsOf(update, except);
  const whole =
    dataset === null || (removals && !appends && except.size === 0 && doubts.length === 0);
  // Then nothing is left that was edited by hand.
  const isAllOfFile = whole && way === 'replace' && !byHand.some(({ kept }) => kept.length);
  const left = text(
    `${doubts.length} 条分不清对应哪条记录，没有处理`,
    `${plural(doubts.length, 'record')} could not be told apart and ${doubts.length === 1 ? 'was' : 'were'} left alone`,
  );
  return {
    id,
    at,
    kind: dataset === null || appends ? 'import' : 'update',
    title: titleOf(update, lists),
    source: {
      ...source,
      imported: taken,
      notes: [...source.notes, ...(doubts.length ? [left] : []), ...handNotes(byHand)],
    },
    changes,
    ...(byHand.length && { byHand }),
    about: { [register]: aboutOf(source, dataset, whole, isAllOfFile) },
  };
}

/** What becomes of values that were edited by hand, in all records that the update takes. */
function handEditsOf(
  { register, moved, changed, same }: RegisterUpdate,
  except: ReadonlySet<string>,
): HandEdits[] {
  return [...moved, ...changed, ...same].flatMap(({ before, handKept, handOverwritten }) => {
    const id = idOf(register, before);
    return except.has(id) || !(handKept.length + handOverwritten.length)
      ? []
      : [{ dataset: register, id, kept: handKept, overwritten: handOverwritten }];
  });
}

/** Records that a note names. */
const toldRecords = 20;

function handNotes(edits: readonly HandEdits[]): Text[] {
  const told = (list: 'kept' | 'overwritten', zh: string, en: string): Text[] => {
    const some = edits.filter((edit) => edit[list].length);
    if (!some.length) return [];
    const count = some.reduce((sum, edit) => sum + edit[list].length, 0);
    const ids = some.slice(0, toldRecords).map(({ id }) => id);
    const more = some.length > toldRecords;
    return [
      text(
        `手工改过的 ${count} 处与文件不同，${zh}（${ids.join('、')}${more ? '……' : ''}）`,
        `${plural(count, 'value')} edited by hand ${count === 1 ? 'differs' : 'differ'} from the file and ${count === 1 ? 'was' : 'were'} ${en} (${ids.join(', ')}${more ? ' …' : ''})`,
      ),
    ];
  };
  return [
    ...told('kept', '保留了手工的值', 'kept'),
    ...told('overwritten', '已由文件覆盖', 'overwritten by it'),
  ];
}

const words: readonly [list: 'new' | 'changed' | 'moved' | 'gone', name: Text][] = [
  ['new', text('新增', 'new')],
  ['changed', text('修改', 'changed')],
  ['moved', text('移动', 'moved')],
  ['gone', text('移除', 'removed')],
];

function titleOf(
  { register, way }: RegisterUpdate,
  lists: Record<'new' | 'changed' | 'moved' | 'gone', readonly Proposed[]>,
): Text {
  const title = datasetTitles[register];
  const some = words.filter(([list]) => lists[list].length);
  const verb = {
    append: text('追加', 'Append to'),
    update: text('更新', 'Update'),
    replace: text('替换', 'Replace'),
  }[way];
  return text(
    `${verb['zh-CN']}${title['zh-CN']}：${some.map(([list, name]) => `${name['zh-CN']} ${lists[list].length}`).join('、')}`,
    `${verb.en} ${title.en.toLowerCase()}: ${some.map(([list, name]) => `${lists[list].length} ${name.en}`).join(', ')}`,
  );
}

/** What is said of the register: the file alone where it is all there is, else both, with the older day. */
function aboutOf(
  { file, asOf }: Source,
  old: Dataset | null,
  whole: boolean,
  isAllOfFile: boolean,
): Partial<About> {
  const from = text(`导入的文件 ${file}`, `Imported file ${file}`);
  if (whole || !old) return { source: from, asOf, ...(isAllOfFile && { edited: undefined }) };
  // The history has every file; here the first and the last are enough.
  const first = text(
    old.source['zh-CN'].split('；更新自 ')[0]!,
    old.source.en.split('; updated from ')[0]!,
  );
  return {
    source: text(`${first['zh-CN']}；更新自 ${file}`, `${first.en}; updated from ${file}`),
    // Records of unknown day are among them.
    asOf: old.asOf === null || asOf === null ? null : oldestDay([old.asOf, asOf]),
  };
}
