import type { Feature, Geometry, Position } from 'geojson';
import { text, type Text } from '../domain/text';
import type { ReadProgress } from '../formats/format';
import { beforeAfter, rawPlaces, type Hypothesis } from '../pack/evidence';
import { checkTitles, type Finding } from '../pack/finding';
import { findingsBook as bookOf, type FoundIn } from '../pack/findingsBook';
import { maskedValue } from '../pack/findingsTable';
import { maskPhonesIn } from '../pack/phones';
import { findingKey, undecided, type Treated } from '../pack/treat';
import { tableOf } from './importFiles';
import type {
  ImportPart,
  ImportQuestions,
  ListedFinding,
  ListedJudgement,
  ListedReading,
  Tried,
} from './importProtocol';
import { groundOf, treated } from './importTreated';

/** Findings of one check that the page lists, and that it mends at once; all of them go into the saved list. */
const listedOfCheck = 200;
const mendedOfCheck = 5000;
const previewPoints = 3000;

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
  const counts = new Map<
    string,
    Tried['counts'][number] & { mendable: string[]; keys: string[] }
  >();
  for (const finding of findings) {
    const { check, level, mend } = finding;
    const key = `${check} ${level}`;
    const found = counts.get(key) ?? {
      ...{ check, level, count: 0, mendable: [], keys: [], keysCut: false },
    };
    found.count++;
    const own = findingKey(finding);
    if (mend && !mend.isLoss && found.mendable.length < mendedOfCheck) found.mendable.push(own);
    if (found.keys.length < mendedOfCheck) found.keys.push(own);
    else found.keysCut = true;
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
  { part, against, today, beside }: ImportQuestions['attempt']['ask'],
  progress?: ReadProgress,
): Promise<Tried> {
  const ground = await groundOf(against);
  const result = await treated(part, against, today, progress, beside);
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
    leftOut: firstOfEach(result.leftOut).map(listed),
    accepted: firstOfEach(result.accepted).map(listed),
    classWords: result.classWords,
    sums: result.sums,
    undecided: undecided(result).length,
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
  for (const [i, part] of parts.entries()) {
    const result = await treated(part, against, today, progress, parts.slice(0, i));
    const { features, findings } = result;
    files.push({ name: tableOf(part.file).name, features, findings, decided: result });
  }
  return new Uint8Array(await bookOf(files, today, locale));
}
