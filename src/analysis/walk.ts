import { text } from '../domain/text';
import type { Pack } from '../pack/pack';
import { share } from './coverageTotals';
import { defineAnalysis } from './define';
import { populationOf } from './population';
import { unitsOf } from './residentPlaces';
import { sheltersFor } from './serving';
import { travelTo } from './travel';
import { metresPerSecondOf } from './travelParams';
import { canWalkRoads } from './travelRoads';
import {
  bandImage,
  cumulative,
  offRoadOf,
  shelterRows,
  spreads,
  sums,
  walksOf,
} from './walkCounts';
import { walkLines } from './walkLines';
import { walkBandEnds, WalkParams, type WalkQuestion } from './walkParams';
import { walkProvenance } from './walkProvenance';
import type { WalkSummary } from './walkSummary';
import { walkHeadlines, walkTables } from './walkTables';
import { unreachablePlaces } from './walkUnreachable';

/** What is measured by: roads, or the straight line × a factor where there are none. */
const questionFor = (pack: Pack, question: WalkQuestion): WalkQuestion =>
  question.by === 'walk' && !canWalkRoads(pack, question)
    ? { ...question, by: 'detour' }
    : question;

/** How long residents walk to their nearest shelter, on roads where there are any, and who cannot. */
export const walk = defineAnalysis({
  title: text('步行可达', 'Walking time'),
  pace: 'job',
  params: WalkParams,
  run(pack, asked, progress) {
    const question = questionFor(pack, asked);
    const ends = walkBandEnds(question.bandMinutes);
    const perMinute = 60 * metresPerSecondOf(question);
    const shelters = sheltersFor(pack, question);
    const { serving } = shelters;
    progress?.(0, 3, text('居民和道路', 'Residents and roads'));
    const population = populationOf(pack, question.assign ?? pack.manifest.assign);
    const travel = population && travelTo(pack, population, serving, question);
    progress?.(1, 3, text('最短路程', 'Shortest ways'));
    const walks = population && walksOf(population, travel!, travel!.nearest(), perMinute, ends);
    progress?.(2, 3, text('汇总', 'Sums'));
    const units = pack.towns.features.length + 1;
    const bandSums =
      walks &&
      [...ends, null].map((_, band) => sums(walks, units, (place) => walks.bands[place] === band));
    const within =
      walks &&
      sums(
        walks,
        units,
        (place) => walks.minutes[place]! * perMinute <= question.minutes * perMinute,
      );
    const far = walks && sums(walks, units, (place) => walks.reasons[place] === 1);
    const cutOff = walks && sums(walks, units, (place) => walks.reasons[place] === 2);
    const unreachableAt = (unit: number) =>
      walks ? { farFromRoads: far![unit]!, cutOff: cutOff![unit]! } : null;
    const byUnit = walks && spreads(walks, walks.unitOf, units - 1);
    const byShelter = walks && spreads(walks, walks.site, serving.length);
    const residents = population?.total ?? null;
    const summary: WalkSummary = {
      way: question.by,
      isInsteadOfRoads: question.by !== asked.by,
      residents,
      limitMinutes: question.minutes,
      withinLimit: within?.[units] ?? null,
      bands: [...ends, null].map((end, band) => ({
        fromMinutes: ends[band - 1] ?? 0,
        toMinutes: end,
        people: bandSums?.[band]![units] ?? 0,
        share: share(bandSums?.[band]![units] ?? null, residents),
      })),
      minutes: byUnit?.at(-1) ?? null,
      unreachable: unreachableAt(units),
      offRoad: walks && offRoadOf(travel!, walks),
      shelters: serving.length,
      sheltersFarFromRoads: travel?.roads?.sites.edge.filter((edge) => edge < 0).length ?? 0,
      units: unitsOf(pack, population).map(({ unit, code, name, residents: living }) => ({
        code,
        name,
        residents: living,
        withinLimit: living === null ? null : within![unit]!,
        withinShare: living === null ? null : share(within![unit]!, living),
        bands: living === null ? null : bandSums!.map((counts) => counts[unit]!),
        unreachable: living === null ? null : unreachableAt(unit),
        minutes: living === null ? null : (byUnit![unit] ?? null),
      })),
      perShelter: shelterRows(serving, walks, byShelter, travel),
      unreachablePlaces:
        population && walks ? unreachablePlaces(pack, population, walks.people, walks.reasons) : [],
    };
    progress?.(3, 3, text('完成', 'Done'));
    const endsMetres = ends.map((minutes) => minutes * perMinute);
    return {
      summary,
      headlines: walkHeadlines(summary),
      charts: walks && residents ? [cumulative(walks, 2 * ends.at(-1)!, residents)] : [],
      tables: walkTables(summary),
      features: {
        walkRoads: {
          type: 'FeatureCollection' as const,
          features: travel?.roads ? walkLines(travel.roads, endsMetres, ends) : [],
        },
      },
      images: walks && serving.length > 0 ? bandImage(population, walks) : {},
      provenance: walkProvenance(pack, question, shelters, population, travel, summary),
    };
  },
});
