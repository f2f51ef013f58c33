import { plural, text, type Text } from '../domain/text';
import type { Pack } from '../pack/pack';
import { applyScenario } from '../pack/scenario';
import { CompareParams, type CompareQuestion } from './compareParams';
import type { ComparedSide, ComparedUnit, CompareSummary } from './compareSummary';
import { compareHeadlines, compareTables } from './compareTables';
import { coverage } from './coverage';
import type { CoverageQuestion } from './coverageParams';
import { coverageReach } from './coverageReach';
import type { CoverageSummary, UnitCoverage } from './coverageSummary';
import { defineAnalysis, type CellImage } from './define';
import { populationOf, type Population } from './population';
import { leftOutNotes } from './provenance';
import { sheltersFor } from './serving';

const sideOf = (summary: CoverageSummary): ComparedSide => ({
  residents: summary.residents,
  covered: summary.covered,
  coveredShare: summary.coveredShare,
  squareMetresPerResident: summary.squareMetresPerResident,
  shelters: summary.shelters,
});

/** Who is covered by only one of two sets of shelters and roads, among the same residents. */
interface Changes {
  gained: Uint8Array;
  lost: Uint8Array;
}

function changesBetween(
  before: Pack,
  after: Pack,
  population: Population,
  question: CoverageQuestion,
): Changes {
  // The earlier side's shelters, zones and roads over the later side's residents.
  const marks = ({ shelters, zones, roads }: Pack) => {
    const pack = { ...after, shelters, zones, roads };
    const { serving } = sheltersFor(pack, question);
    return coverageReach(pack, population, serving, question).reached.marks();
  };
  const [was, is] = [marks(before), marks(after)];
  return {
    gained: is.map((covered, place) => +(covered > 0 && was[place] === 0)),
    lost: was.map((covered, place) => +(covered > 0 && is[place] === 0)),
  };
}

/** 1 where residents are newly covered, 2 where they are newly lost; only where residents have an extent. */
function differenceImage(population: Population, { gained, lost }: Changes): CellImage | null {
  const { index } = population;
  if (!('cells' in index)) return null;
  const { west, north, cellDegrees, columns, rows } = index.lattice;
  const classes = new Uint8Array(columns * rows);
  index.cells.forEach((cell, place) => {
    if (gained[place]) classes[cell] = 1;
    else if (lost[place]) classes[cell] = 2;
  });
  return { west, north, cellDegrees, columns, rows, classes };
}

function unitsOf(
  before: readonly UnitCoverage[],
  after: readonly UnitCoverage[],
  gained: Float64Array | null,
  lost: Float64Array | null,
): ComparedUnit[] {
  const rows = before.length > after.length ? before : after;
  return rows.map(({ code, name }, i) => {
    const [was, is] = [before[i], after[i]];
    const isKnown = is?.residents !== null;
    return {
      code,
      name,
      newlyCovered: gained && isKnown ? (gained[i] ?? 0) : null,
      newlyLost: lost && isKnown ? (lost[i] ?? 0) : null,
      coveredBefore: was?.covered ?? null,
      coveredAfter: is?.covered ?? null,
      coveredShareBefore: was?.coveredShare ?? null,
      coveredShareAfter: is?.coveredShare ?? null,
      squareMetresPerResidentBefore: was?.squareMetresPerResident ?? null,
      squareMetresPerResidentAfter: is?.squareMetresPerResident ?? null,
      sheltersBefore: was?.shelters ?? 0,
      sheltersAfter: is?.shelters ?? 0,
    };
  });
}

const method = text(
  '两侧各按覆盖分析计算；新增和失去覆盖逐处比较：同一批居民（以后者的居民计），只被后者覆盖的为新增，只被前者覆盖的为失去。',
  'Each side is answered as coverage is. Newly covered and newly lost are found place by place among the same residents, those of the later side: covered by the later side alone, or by the earlier one alone.',
);

const areaNote = text(
  '居民按面积分布：新增和失去覆盖按细分格判断，与两侧覆盖居民之差可略有出入。',
  'Residents are spread over areas: newly covered and lost are decided by sub-cells and may differ slightly from the difference of the two sides.',
);

const ofSide = (zh: string, en: string, note: Text): Text =>
  text(`${zh}：${note['zh-CN']}`, `${en}: ${note.en}`);

/** Two scenarios, or a scenario and today: who gains a shelter and who loses one. */
export const compare = defineAnalysis({
  title: text('方案对比', 'Compare scenarios'),
  pace: 'live',
  params: CompareParams,
  run(
    pack,
    { before: editsBefore, after: editsAfter, beforeName, afterName, ...question }: CompareQuestion,
  ) {
    const before = applyScenario(pack, editsBefore);
    const after = applyScenario(pack, editsAfter);
    const was = coverage.run(before, question);
    const is = coverage.run(after, question);
    const population = populationOf(after, question.assign ?? pack.manifest.assign);
    const changes = population && changesBetween(before, after, population, question);
    const gained = population && changes && population.atPlaces(changes.gained);
    const lost = population && changes && population.atPlaces(changes.lost);
    const summary: CompareSummary = {
      before: sideOf(was.summary),
      after: sideOf(is.summary),
      newlyCovered: gained?.people ?? null,
      newlyLost: lost?.people ?? null,
      units: unitsOf(
        was.summary.units,
        is.summary.units,
        gained?.byUnit ?? null,
        lost?.byUnit ?? null,
      ),
    };
    const image = population && changes && differenceImage(population, changes);
    const images: Record<string, CellImage> = image ? { difference: image } : {};
    const sideNamed = (name: string | null, edits: CompareQuestion['after']) =>
      edits.length
        ? text(
            `方案“${name ?? '未命名'}”，${edits.length} 项改动`,
            `scenario “${name ?? 'unnamed'}”, ${plural(edits.length, 'change')}`,
          )
        : text('现状', 'as the pack is');
    const { provenance } = is;
    const known = new Set(provenance.notes.map((note) => note.en));
    const notesOfBeforeAlone = was.provenance.notes.filter((note) => !known.has(note.en));
    return {
      summary,
      headlines: compareHeadlines(summary),
      tables: compareTables(summary),
      features: {},
      images,
      provenance: {
        ...provenance,
        analysis: 'compare',
        version: '1',
        method,
        parameters: [
          { label: text('前', 'Before'), value: sideNamed(beforeName, editsBefore) },
          { label: text('后', 'After'), value: sideNamed(afterName, editsAfter) },
          ...provenance.parameters,
        ],
        notes: [
          ...leftOutNotes(before).map((note) => ofSide('前', 'Before', note)),
          ...leftOutNotes(after).map((note) => ofSide('后', 'After', note)),
          ...(population?.assign === 'area' ? [areaNote] : []),
          ...provenance.notes.map((note) => ofSide('后', 'After', note)),
          ...notesOfBeforeAlone.map((note) => ofSide('前', 'Before', note)),
        ],
      },
    };
  },
});
