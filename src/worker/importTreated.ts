import { Failure } from '../domain/failure';
import { registerIds } from '../domain/registers';
import type { ReadProgress } from '../formats/format';
import type { Sheet } from '../formats/sheet';
import type { Beside } from '../pack/checks';
import { groundOfPack, groundWith, noGround, type Ground } from '../pack/ground';
import { openPack } from '../pack/open';
import { treat, type Treated } from '../pack/treat';
import { closeFile, tableOf } from './importFiles';
import type { ImportPart, ImportQuestions } from './importProtocol';
import type { PackSource } from './protocol';
import { readerOfSource } from './source';

/** What files are judged by, opened once for each pack. */
const grounds = new Map<string, Promise<Ground>>();

export function groundOf(against: PackSource | null): Promise<Ground> {
  if (!against) return Promise.resolve(noGround);
  const key = against.kind === 'own' ? against.id : against.url;
  let ground = grounds.get(key);
  if (!ground) {
    ground = openPack(readerOfSource(against)).then(groundOfPack);
    grounds.set(key, ground);
    ground.catch(() => grounds.delete(key));
  }
  return ground;
}

interface Answer {
  key: string;
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
  const records: Beside[] = [];
  for (const [i, each] of parts.entries()) {
    try {
      const judging = { against, today, progress };
      const { features, rows } = await treatedWith(each, parts.slice(0, i), records, judging);
      records.push({ file: tableOf(each.file).name, features, rows });
    } catch (error) {
      // A file that cannot be treated says so where it is tried itself.
      if (!(error instanceof Failure)) throw error;
    }
  }
  return treatedWith(part, parts, records, { against, today, progress });
}

const decided = ({ file, target, mapping, decisions }: ImportPart) =>
  [file, target, mapping, decisions] as const;

interface Judging {
  against: PackSource | null;
  today: string;
  progress: ReadProgress | undefined;
}

async function treatedWith(
  part: ImportPart,
  before: readonly ImportPart[],
  beside: readonly Beside[],
  { against, today, progress }: Judging,
): Promise<Treated> {
  const { target, mapping, decisions, file } = part;
  const { sheet } = tableOf(file);
  const key = JSON.stringify([decided(part), before.map(decided), against, today]);
  const found = answers.get(file);
  answers.delete(file);
  // Another table of the file, or the same in another character set, is another sheet.
  if (found?.key === key && found.sheet === sheet) {
    answers.set(file, found);
    return found.treated;
  }
  const others = [...beside];
  const answer = groundOf(against).then((ground) =>
    treat(target, sheet, mapping, groundWith(ground, others), today, decisions, progress),
  );
  const kept = { key, sheet, isSmall: isRegister(part), treated: answer };
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
