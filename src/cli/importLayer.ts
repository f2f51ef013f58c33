import { text } from '../domain/text';
import { guessRegister, targets, targetTitle } from '../pack/import';
import type { Target } from '../pack/make';
import { Ambiguity, doubtIn } from './importAmbiguity';
import type { ReadTable } from './importRead';
import { wordOf, type Options } from './usage';

/** A guess counts as certain with columns or a name that speak for it, and three times as much as for any other. */
const leastScore = 2;
const leastLead = 3;

/** What a table is read as, and whether that was told from the table. */
export interface ChosenLayer {
  target: Target;
  isGuessed: boolean;
}

/**
 * What a table is: what `--layer` says, else what it can only be.
 * @throws Ambiguity naming what it may be
 */
export function layerOf({ file, table, sheet }: ReadTable, options: Options): ChosenLayer {
  const named = wordOf(options, 'layer', targets);
  if (named) return { target: named, isGuessed: false };
  const guesses = guessRegister(sheet, `${file} ${table.title}`);
  const [best, next] = guesses;
  if (best && best.score >= leastScore && best.score >= leastLead * (next?.score ?? 0))
    return { target: best.target, isGuessed: true };
  const likely = guesses.filter(({ score }) => score > 0);
  const choices = (likely.length ? likely : guesses).map(({ target }) => ({
    value: target,
    meaning: targetTitle(target),
  }));
  const reason = text(
    '看不准是哪个图层，最像的在前',
    'it cannot be told for certain which layer this is, the likeliest comes first',
  );
  throw new Ambiguity(doubtIn(file, reason), '--layer', choices);
}
