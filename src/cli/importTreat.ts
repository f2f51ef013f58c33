import { Failure } from '../domain/failure';
import { plural, text, type Text } from '../domain/text';
import type { Sheet } from '../formats';
import { groundWith, type Ground } from '../pack/ground';
import type { Mapping } from '../pack/import';
import type { Target } from '../pack/make';
import { decidedNotes } from '../pack/importSource';
import { targetGeometry } from '../pack/targets';
import { treat, type Treated } from '../pack/treat';
import type { UnitJoin } from '../pack/unitJoin';
import { Ambiguity, doubtIn } from './importAmbiguity';
import { checkFaults, classesOf } from './importDecided';
import { checkSettled, overruled, withoutOwnCrs } from './importCrs';
import { layerOf } from './importLayer';
import { mappingOf, pairsOf, sumsOf, unitsOf } from './importPairs';
import type { ReadTable } from './importRead';
import { checkUnits, mappingWithUnits, withUnits } from './importUnits';
import { noValue } from './option';
import { wordOf, WrongUse, type Options } from './usage';

/** A table with what it was taken for and what came of it. */
export interface TreatedTable {
  read: ReadTable;
  target: Target;
  /** Whether the layer was told from the table. */
  isGuessed: boolean;
  sheet: Sheet;
  mapping: Mapping;
  treated: Treated;
  notes: Text[];
  /** Whether a person said how coordinates are written. */
  isCrsGiven: boolean;
}

/**
 * Reads a table as a layer, as the page does, with what the options decide.
 * @param crs what `--crs` names; `null` for what file and evidence say
 * @param today day that dates are judged by, ISO 8601
 * @param earlier tables of the same import that come before: what repeats a record of theirs is found
 * @throws Ambiguity when something could be meant in several ways and no option says which
 * @throws Failure when not one record came out
 */
export async function treatTable(
  read: ReadTable,
  options: Options,
  crs: string | null,
  ground: Ground,
  today: string,
  earlier: readonly TreatedTable[] = [],
): Promise<TreatedTable> {
  const { file } = read;
  const { target, isGuessed } = layerOf(read, options);
  const units = unitsOf(read.sheet, file, options);
  const bare = mappingOf(target, read.sheet, file, options);
  const sums = sumsOf(target, read.sheet, file, options);
  checkUnits(target, read.sheet, bare, units, file);
  for (const [field, columns] of Object.entries(sums))
    for (const column of columns) checkUnits(target, read.sheet, { [field]: column }, units, file);
  const sheet = withoutOwnCrs(withUnits(read.sheet, units), crs);
  const mapping = mappingWithUnits(bare, units);
  const placeByTown = options['place-by-town'] === true;
  const pairs = pairsOf(options, 'pair');
  const mends = wordOf(options, 'mend', ['all', 'unknown', 'none'] as const);
  const faulty = wordOf(options, 'faulty', ['leave-out', 'keep'] as const);
  const beside = earlier
    .filter((table) => table.target === target)
    .map(({ read: other, treated: { features, rows } }) => ({ file: other.file, features, rows }));
  const treated = await treat(target, sheet, mapping, groundWith(ground, beside), today, {
    crs,
    paired: pairedCodes(pairs, ground),
    placeByTown,
    mends: mends === 'none' || !mends ? [] : mends,
    classes: classesOf(target, options),
    sums: Object.fromEntries(
      Object.entries(sums).map(([field, columns]) => [
        field,
        columns.map((column) => mappingWithUnits({ column }, units).column!),
      ]),
    ),
    ...(faulty === 'leave-out' && { faulty }),
    ...(faulty === 'keep' && { accepted: 'all' }),
  });
  checkSettled(file, treated, ground);
  const areas = target === 'towns' || target === 'residents';
  if (treated.join && (areas || placeByTown))
    checkJoin(file, treated.join, new Set(pairs.keys()), options['leave-unpaired'] === true);
  checkFaults(file, treated);
  if (!treated.features.length) throw nothing(file, target, treated, placeByTown);
  const given = [...units].map(([column, unit]) =>
    text(
      `列“${column}”按 ${unit} 读取（--unit）`,
      `column “${column}” is read as ${unit} (--unit)`,
    ),
  );
  return {
    ...{ read, target, isGuessed, sheet, mapping, treated, isCrsGiven: crs !== null },
    notes: [
      ...read.notes,
      ...overruled(read.sheet, crs, treated),
      ...given,
      ...treated.assumed,
      ...decidedNotes(treated),
    ],
  };
}

/** Codes of towns by what rows say of them; a town may be named by its code or its name. */
function pairedCodes(
  pairs: ReadonlyMap<string, string>,
  { towns, context }: Ground,
): Record<string, string> {
  const units = [
    ...towns.map(({ properties }) => properties),
    ...(context.townsWithoutOutline ?? []),
  ];
  const paired: Record<string, string> = {};
  for (const [value, wanted] of pairs) {
    if (wanted === noValue) continue;
    const found = units.find(({ code, name }) => code === wanted || name === wanted);
    if (!found) {
      const names = units.map(({ code, name }) => `${code} ${name}`).slice(0, 40);
      throw new WrongUse(
        names.length
          ? text(
              `--pair：没有镇街“${wanted}”；有：${names.join('、')}。`,
              `--pair: there is no town “${wanted}”; there are ${names.join(', ')}.`,
            )
          : text(
              '--pair：没有可对照的镇街，请用 --against 指定数据包。',
              '--pair: there are no towns to pair with; name a pack with --against.',
            ),
      );
    }
    paired[value] = found.code;
  }
  return paired;
}

function checkJoin(
  file: string,
  { misses, ambiguous }: UnitJoin,
  decided: ReadonlySet<string>,
  leave: boolean,
): void {
  if (leave) return;
  const open = [
    ...misses.map(({ candidates, ...rest }) => ({
      ...rest,
      units: candidates.map(({ unit }) => unit),
    })),
    ...ambiguous.map(({ candidates, ...rest }) => ({ ...rest, units: candidates })),
  ].filter(({ value }) => !decided.has(value));
  const [first] = open;
  if (!first) return;
  const values = new Map(open.map((each) => [each.value, each]));
  const choices = [...values.values()].flatMap(({ value, units }) => [
    ...units.map(({ code, name }) => ({ value: `${value}=${code}`, meaning: text(name, name) })),
    { value: `${value}=${noValue}`, meaning: text('不导入', 'not imported') },
  ]);
  const rows = open.length;
  const reason = text(
    `${rows} 行的镇街对不上，如第 ${first.row} 行“${first.value}”：${first.reason['zh-CN']}`,
    `the town of ${plural(rows, 'row')} cannot be told, such as row ${first.row} “${first.value}”: ${first.reason.en}`,
  );
  const more = text(
    '或用 --leave-unpaired 不导入这些行。',
    'Or leave these rows out with --leave-unpaired.',
  );
  throw new Ambiguity(doubtIn(file, reason), '--pair', choices, more);
}

function nothing(
  file: string,
  target: Target,
  { findings, leftOut, join, rows, judgement, transform }: Treated,
  placeByTown: boolean,
): Failure {
  const first = [...findings, ...leftOut].find(({ level }) => level === 'error');
  const why = first
    ? text(
        `；第 ${first.row} 行：${first.reason['zh-CN']}`,
        `; row ${first.row}: ${first.reason.en}`,
      )
    : text('', '');
  const isPoint = targetGeometry(target).includes('point');
  const hint =
    isPoint && !placeByTown && join?.matches.length && !rows.length
      ? text(
          '。只有镇街没有坐标时，可用 --place-by-town 约略定位',
          '. Where only the town is known, --place-by-town puts records at a point inside it',
        )
      : text('', '');
  const turned = judgement?.ranked.find(
    (reading) => reading.transform.id === `${transform?.id}+swapped` && reading.world > 0.5,
  );
  const other = turned
    ? text(
        `。两个数像是换了位置，按 --crs ${turned.transform.id} 读得通`,
        `. The two numbers look turned round: --crs ${turned.transform.id} fits`,
      )
    : text('', '');
  return new Failure(
    text(
      `${file} 没有一行能用${why['zh-CN']}${other['zh-CN']}${hint['zh-CN']}。`,
      `Not one row of ${file} can be used${why.en}${other.en}${hint.en}.`,
    ),
  );
}
