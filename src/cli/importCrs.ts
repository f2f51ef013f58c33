import { existsSync, statSync } from 'node:fs';
import { Failure } from '../domain/failure';
import { text, type Text } from '../domain/text';
import type { Transform } from '../geo/crs';
import { transformOfDefinition } from '../geo/crsDefinition';
import type { Sheet } from '../formats';
import type { Judgement } from '../pack/evidence';
import { figures } from '../pack/evidenceWords';
import type { Ground } from '../pack/ground';
import { Ambiguity, doubtIn } from './importAmbiguity';
import { textOf } from './read';
import { valueOf, WrongUse, type Options } from './usage';

/**
 * The coordinate system that `--crs` names, as `transformOfDefinition` takes it; `null` for `auto`.
 * @throws WrongUse when it is not known
 */
export async function crsOf(options: Options): Promise<string | null> {
  const typed = valueOf(options, 'crs')?.trim() ?? 'auto';
  if (/^auto$/iu.test(typed)) return null;
  const isFile = existsSync(typed) && statSync(typed).isFile();
  const definition = isFile ? await textOf(typed) : typed;
  try {
    await transformOfDefinition(definition);
  } catch (cause) {
    if (!(cause instanceof Failure)) throw cause;
    throw new WrongUse(text(`--crs：${cause.text['zh-CN']}`, `--crs: ${cause.text.en}`), { cause });
  }
  return definition;
}

/** What a file says of its coordinates gives way to what a person says. */
export const withoutOwnCrs = (sheet: Sheet, crs: string | null): Sheet =>
  crs === null ? sheet : { ...sheet, crs: null };

/** What speaks against the coordinate system that a person named: the person decides, and is told. */
export function overruled(
  { crs: own }: Sheet,
  crs: string | null,
  { judgement, transform }: { judgement: Judgement | null; transform: Transform | null },
): Text[] {
  if (crs === null || !judgement) return [];
  const notes: Text[] = [];
  if (own && own.definition !== transform?.id)
    notes.push(
      text(
        `注意：文件写明坐标系是${own.name}（${own.evidence['zh-CN']}），按 --crs 读取`,
        `note: the file says that it is in ${own.name} (${own.evidence.en}); read as --crs says`,
      ),
    );
  const chosen = judgement.decision === 'certain' ? judgement.chosen : null;
  if (chosen && chosen.transform.id !== transform?.id) {
    const { 'zh-CN': zh, en } = chosen.transform.title;
    notes.push(
      text(
        `注意：依据指向${zh}，与 --crs 不同。${judgement.why['zh-CN']}`,
        `note: the evidence is for ${en}, which is not what --crs says. ${judgement.why.en}`,
      ),
    );
  }
  return notes;
}

/** Readings that are named; the others are hardly ever meant. */
const mostReadings = 5;

/** @throws Ambiguity when neither the evidence nor a person says how coordinates are written */
export function checkSettled(
  file: string,
  { judgement, isSettled }: { judgement: Judgement | null; isSettled: boolean },
  { known }: Ground,
): void {
  if (isSettled || !judgement) return;
  const choices = judgement.ranked
    .filter(({ world }) => world > 0)
    .slice(0, mostReadings)
    .map((reading) => {
      const [title, found] = [reading.transform.title, figures(reading)];
      return {
        value: reading.transform.id,
        meaning: text(`${title['zh-CN']}：${found['zh-CN']}`, `${title.en}: ${found.en}`),
      };
    });
  const why = text(
    judgement.why['zh-CN'].replace(/。$/u, ''),
    judgement.why.en.replace(/\.$/u, ''),
  );
  const reason = text(
    `坐标系定不下来：${why['zh-CN']}`,
    `the coordinate system is not certain: ${why.en}`,
  );
  const nothingKnown = !known.district.length && !known.towns.length && !known.places.length;
  const more = nothingKnown
    ? text(
        '也可以用 --against 给出数据包作证据。',
        'A pack can also be named as evidence with --against.',
      )
    : null;
  throw new Ambiguity(doubtIn(file, reason), '--crs', choices, more);
}
