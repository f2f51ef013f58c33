import { Failure } from '../domain/failure';
import { registerIds } from '../domain/registers';
import type { ReadProgress } from '../formats/format';
import type { Sheet } from '../formats/sheet';
import type { Beside } from '../pack/checks';
import { groundOfPack, groundWith, noGround, type Ground } from '../pack/ground';
import { openPack } from '../pack/open';
import { lastStepOf } from '../pack/store';
import { treat, type Treated } from '../pack/treat';
import { closeFile, tableOf } from './importFiles';
import type { ImportPart, ImportQuestions } from './importProtocol';
import type { PackSource } from './protocol';
import { readerOfSource } from './source';

/** What files are judged by: a pack in the state that it has now. */
interface Standing {
  /** Of the pack, and of its state. */
  source: string;
  state: string;
  ground: Promise<Ground>;
}

/** Opened once for each state of a pack. */
const standings = new Map<string, Standing>();

/** What a pack knows now: another window may have changed an own one since it was asked last. */
async function standingOf(against: PackSource | null): Promise<Standing> {
  if (!against) return { source: '', state: '', ground: Promise.resolve(noGround) };
  const source = against.kind === 'own' ? against.id : against.url;
  const state = against.kind === 'own' ? ((await lastStepOf(source))?.id ?? '') : '';
  const known = standings.get(source);
  if (known?.state === state) return known;
  const ground = openPack(readerOfSource(against)).then(groundOfPack);
  const standing = { source, state, ground };
  standings.set(source, standing);
  ground.catch(() => {
    if (standings.get(source) === standing) standings.delete(source);
  });
  return standing;
}

export const groundOf = async (against: PackSource | null): Promise<Ground> =>
  (await standingOf(against)).ground;

interface Answer {
  key: string;
  /** The same for every reading of the coordinates. */
  anyReading: string;
  sheet: Sheet;
  isSmall: boolean;
  treated: Promise<Treated>;
}

/** Answers, since what follows a trial asks for the same again: one for each file, of so many files. */
const answers = new Map<number, Answer>();
const mostAnswers = 12;

/** Frees the memory of a file that was taken out of the import: its rows, and what came of them. */
export function letGo({ file }: ImportQuestions['letGo']['ask']): null {
  closeFile(file);
  answers.delete(file);
  return null;
}

const isRegister = ({ target }: ImportPart): boolean => registerIds.some((id) => id === target);

/** What other files of an import have for the same register; residents and lines repeat nothing. */
const besides = (part: ImportPart, beside: readonly ImportPart[]): ImportPart[] =>
  isRegister(part)
    ? beside.filter(({ target, file }) => target === part.target && file !== part.file)
    : [];

/**
 * A table treated with the decisions that were made for it.
 * @param beside the other tables of the import that come before it: what repeats their records is found
 */
export async function treated(
  part: ImportPart,
  against: PackSource | null,
  today: string,
  progress?: ReadProgress,
  beside: readonly ImportPart[] = [],
): Promise<Treated> {
  const parts = besides(part, beside);
  const judging = { standing: await standingOf(against), today, progress };
  const records: Beside[] = [];
  for (const [i, each] of parts.entries()) {
    try {
      const { features, rows } = await treatedWith(each, parts.slice(0, i), records, judging);
      records.push({ file: tableOf(each.file).name, features, rows });
    } catch (error) {
      // A file that cannot be treated says so where it is tried itself.
      if (!(error instanceof Failure)) throw error;
    }
  }
  return treatedWith(part, parts, records, judging);
}

const decided = ({ file, target, mapping, decisions }: ImportPart) =>
  [file, target, mapping, decisions] as const;

interface Judging {
  standing: Standing;
  today: string;
  progress: ReadProgress | undefined;
}

/** A person who confirms the reading that was proposed changes nothing else: no row is read again for that. */
async function confirmed(
  before: Promise<Treated>,
  crs: string | null,
  anew: () => Promise<Treated>,
): Promise<Treated> {
  const proposed = crs === null ? null : await before.catch(() => null);
  return proposed?.transform?.id === crs ? { ...proposed, isSettled: true } : anew();
}

async function treatedWith(
  part: ImportPart,
  before: readonly ImportPart[],
  beside: readonly Beside[],
  { standing: { source, state, ground }, today, progress }: Judging,
): Promise<Treated> {
  const { target, mapping, decisions, file } = part;
  const { sheet } = tableOf(file);
  const keyOf = (each: ImportPart) =>
    JSON.stringify([decided(each), before.map(decided), source, state, today]);
  const key = keyOf(part);
  const anyReading = keyOf({ ...part, decisions: { ...decisions, crs: null } });
  const found = answers.get(file);
  answers.delete(file);
  // Another table of the file, or the same in another character set, is another sheet.
  if (found?.key === key && found.sheet === sheet) {
    answers.set(file, found);
    return found.treated;
  }
  const others = [...beside];
  const anew = async () =>
    treat(target, sheet, mapping, groundWith(await ground, others), today, decisions, progress);
  const isOther = found?.anyReading !== anyReading || found.sheet !== sheet;
  const answer = isOther ? anew() : confirmed(found.treated, decisions.crs ?? null, anew);
  const kept = { key, anyReading, sheet, isSmall: isRegister(part), treated: answer };
  answers.set(file, kept);
  // Residents may be millions: of such files the last answer alone is kept.
  for (const [other, { isSmall }] of answers)
    if (other !== file && (answers.size > mostAnswers || !isSmall)) answers.delete(other);
  // What failed is asked again.
  answer.catch(() => {
    if (answers.get(file) === kept) answers.delete(file);
  });
  return answer;
}
