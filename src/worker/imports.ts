import type { Feature, Geometry, Position } from 'geojson';
import { text, type Text } from '../domain/text';
import type { ReadProgress } from '../formats/format';
import { beforeAfter, rawPlaces, type Hypothesis } from '../pack/evidence';
import { checkTitles, type Finding } from '../pack/finding';
import { findingsBook as bookOf, type FoundIn } from '../pack/findingsBook';
import { maskedValue } from '../pack/findingsTable';
import { groundOfPack, noGround, type Ground } from '../pack/ground';
import { openPack } from '../pack/open';
import { maskPhonesIn } from '../pack/phones';
import type { Sheet } from '../formats/sheet';
import { findingKey, treat, type Treated } from '../pack/treat';
import { tableOf } from './importFiles';
import type {
  ImportPart,
  ImportQuestions,
  ListedFinding,
  ListedJudgement,
  ListedReading,
  Tried,
} from './importProtocol';
import type { PackSource } from './protocol';
import { readerOfSource } from './source';

/** Findings of one check that the page lists, and that it mends at once; all of them go into the saved list. */
const listedOfCheck = 200;
const mendedOfCheck = 5000;
const previewPoints = 3000;

/** What files are judged by, opened once for each pack. */
const grounds = new Map<string, Promise<Ground>>();

function groundOf(against: PackSource | null): Promise<Ground> {
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

/** The last answer, since what follows a trial asks for the same again. */
let last: { key: string; sheet: Sheet; treated: Promise<Treated> } | null = null;

/** A table treated with the decisions that were made for it. */
export async function treated(
  part: ImportPart,
  against: PackSource | null,
  today: string,
  progress?: ReadProgress,
): Promise<Treated> {
  const { target, mapping, decisions, file } = part;
  const { sheet } = tableOf(file);
  const key = JSON.stringify([file, target, mapping, decisions, against, today]);
  // Another table of the file, or the same in another character set, is another sheet.
  if (last?.key === key && last.sheet === sheet) return last.treated;
  const answer = groundOf(against).then((ground) =>
    treat(target, sheet, mapping, ground, today, decisions, progress),
  );
  const kept = { key, sheet, treated: answer };
  last = kept;
  // What failed is asked again.
  answer.catch(() => {
    if (last === kept) last = null;
  });
  return answer;
}

const masked = (words: Text): Text => text(maskPhonesIn(words['zh-CN']), maskPhonesIn(words.en));

/** Phones and names of persons are masked, as everywhere until somebody asks for them. */
const listed = (finding: Finding): ListedFinding => ({
  ...finding,
  name: finding.name === null ? null : maskPhonesIn(finding.name),
  value: maskedValue(finding),
  reason: masked(finding.reason),
  key: findingKey(finding),
  mend: finding.mend && masked(finding.mend.label),
});

/** The first findings of each check, in their order. */
function firstOfEach(findings: readonly Finding[]): Finding[] {
  const seen = new Map<string, number>();
  return findings.filter(({ check }) => {
    const count = (seen.get(check) ?? 0) + 1;
    seen.set(check, count);
    return count <= listedOfCheck;
  });
}

const reading = ({
  transform: { id, title, approximate },
  ...rest
}: Hypothesis): ListedReading => ({
  id,
  title,
  approximate,
  ...rest,
});

function judgementOf(
  { file, mapping }: ImportPart,
  { judgement, transform }: Treated,
): ListedJudgement | null {
  if (!judgement) return null;
  const { decision, chosen, ranked, why, places } = judgement;
  const isProposed = !transform || transform.id === (chosen ?? ranked[0])?.transform.id;
  // The map shows what a person chose, not what the evidence would have chosen.
  const points = isProposed
    ? judgement.points
    : beforeAfter(rawPlaces(tableOf(file).sheet, mapping), transform);
  const used = ranked.find((each) => each.transform.id === transform?.id);
  return {
    decision,
    used: used
      ? reading(used)
      : transform && {
          ...{ id: transform.id, title: transform.title, approximate: transform.approximate },
          ...{ world: 1, district: null, town: null, named: null, nearestMedianMetres: null },
          score: 0,
        },
    proposed: chosen?.transform.id ?? null,
    ranked: ranked.map(reading),
    why,
    places,
    points,
  };
}

const rowsWith = (findings: readonly Finding[], wanted: (finding: Finding) => boolean): number =>
  new Set(findings.filter(wanted).flatMap(({ row }) => row ?? [])).size;

function countsOf(findings: readonly Finding[]): Tried['counts'] {
  const counts = new Map<string, Tried['counts'][number] & { mendable: string[] }>();
  for (const finding of findings) {
    const { check, level, mend } = finding;
    const key = `${check} ${level}`;
    const found = counts.get(key) ?? { check, level, count: 0, mendable: [] };
    found.count++;
    if (mend && found.mendable.length < mendedOfCheck) found.mendable.push(findingKey(finding));
    counts.set(key, found);
  }
  const order = Object.keys(checkTitles);
  return [...counts.values()].sort((a, b) => order.indexOf(a.check) - order.indexOf(b.check));
}

/** Positions of a drawing, every so-manieth where there are too many. */
const thinned = <Item>(items: readonly Item[]): Item[] => {
  const step = Math.max(1, Math.ceil(items.length / previewPoints));
  return items.filter((_, i) => i % step === 0);
};
const asFeature = (geometry: Geometry): Feature => ({ type: 'Feature', geometry, properties: {} });
const pairs = (positions: readonly Position[]) => positions as [number, number][];

function outlinesOf(features: readonly Feature[]): [number, number][][] {
  return features.flatMap(({ geometry }) =>
    geometry.type === 'Polygon'
      ? [pairs(geometry.coordinates[0]!)]
      : geometry.type === 'MultiPolygon'
        ? geometry.coordinates.map((rings) => pairs(rings[0]!))
        : [],
  );
}

const linesOf = (features: readonly Feature[]): [number, number][][] =>
  features.flatMap(({ geometry }) =>
    geometry.type === 'LineString'
      ? [pairs(geometry.coordinates)]
      : geometry.type === 'MultiLineString'
        ? geometry.coordinates.map(pairs)
        : [],
  );

export async function attempt(
  { part, against, today }: ImportQuestions['attempt']['ask'],
  progress?: ReadProgress,
): Promise<Tried> {
  const ground = await groundOf(against);
  const result = await treated(part, against, today, progress);
  const { features, findings, mended, join } = result;
  const shown = thinned(features);
  return {
    usable: features.length,
    warned: rowsWith(findings, ({ level, index }) => level !== 'error' || index !== null),
    refused: rowsWith(findings, ({ check, level }) => check === 'reading' && level === 'error'),
    judgement: judgementOf(part, result),
    isSettled: result.isSettled,
    join: join && { matched: join.matches.length, misses: join.misses, ambiguous: join.ambiguous },
    units: ground.towns.map(({ properties: { code, name } }) => ({ code, name })),
    findings: firstOfEach(findings).map(listed),
    counts: countsOf(findings),
    mended: mended.map(listed),
    assumed: result.assumed,
    points: shown.flatMap(({ geometry }) =>
      geometry.type === 'Point' ? pairs([geometry.coordinates.slice(0, 2)]) : [],
    ),
    outlines: outlinesOf(shown),
    lines: linesOf(shown),
    district: outlinesOf(ground.known.district.map(asFeature)),
    towns: outlinesOf(
      ground.known.towns.filter(({ schematic }) => !schematic).map(({ area }) => asFeature(area)),
    ),
    known: thinned(ground.known.places).map(({ position: [longitude, latitude] }) => [
      longitude,
      latitude,
    ]),
  };
}

/** Every finding of the files as a workbook, a sheet for each town. */
export async function findingsBook(
  { parts, against, today, locale }: ImportQuestions['findings']['ask'],
  progress?: ReadProgress,
): Promise<Uint8Array<ArrayBuffer>> {
  const files: FoundIn[] = [];
  for (const part of parts) {
    const { features, findings } = await treated(part, against, today, progress);
    files.push({ name: tableOf(part.file).name, features, findings });
  }
  return new Uint8Array(await bookOf(files, today, locale));
}
