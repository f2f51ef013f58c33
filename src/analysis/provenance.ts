import type { DatasetId } from '../domain/manifest';
import { datasetTitles } from '../domain/datasets';
import { isPartlySample } from '../domain/sampleParts';
import { plural, text, type Text } from '../domain/text';
import type { Pack } from '../pack/pack';
import type { Provenance } from './define';
import type { Population } from './population';

const userFile = text('用户导入', 'Imported by the user');

/** Records that a pack holds of a dataset, whether or not its manifest lists it. */
function countOf(pack: Pack, id: DatasetId): number {
  if (id === 'residents') {
    if (!pack.residents) return 0;
    if (pack.residents.kind === 'grid') return pack.residents.grid.people.length;
    return pack.residents.people.length;
  }
  const collection = (pack as unknown as Record<string, { features?: unknown[] } | null>)[id];
  return collection?.features?.length ?? 0;
}

/** The datasets a result was made from, as the manifest describes them; those that are empty are left out. */
export function datasetsOf(pack: Pack, ids: readonly DatasetId[]): Provenance['datasets'] {
  return ids
    .filter((id) => countOf(pack, id) > 0)
    .map((id) => {
      const dataset = pack.manifest.datasets[id];
      return {
        id,
        title: datasetTitles[id],
        source: dataset?.source ?? userFile,
        asOf: dataset?.asOf ?? null,
        sha256: dataset?.sha256 ?? null,
        synthetic: dataset?.synthetic ?? false,
        count: dataset?.count ?? countOf(pack, id),
      };
    });
}

/** Whether a result made from some datasets must be marked 示例数据; of a pack that is partly a sample, by its inputs. */
export const anySynthetic = (pack: Pack, datasets: Provenance['datasets']): boolean =>
  (pack.manifest.synthetic && !isPartlySample(pack.manifest)) ||
  datasets.some((dataset) => dataset.synthetic);

/** Notes about datasets whose shapes are sketches. */
export function schematicNotes(pack: Pack, ids: readonly DatasetId[]): Text[] {
  const notes: Text[] = [];
  if (ids.includes('towns') && pack.towns.features.some((town) => town.properties.schematic)) {
    notes.push(
      text('镇街界线为示意，不是法定界线。', 'Town outlines are schematic and no legal boundary.'),
    );
  }
  const missing = pack.manifest.townsWithoutPosition.length;
  if (ids.includes('towns') && missing > 0) {
    notes.push(
      text(
        `＊ ${missing} 个镇街没有已知位置，没有各自的范围；它们的居民计入已知驻地的示意单元，所以带 ＊ 的数字不只是该镇街的。`,
        `＊ ${missing} towns have no known position and no area of their own; their residents fall into the schematic cells of the known seats, so figures with ＊ are not those of the named town alone.`,
      ),
    );
  }
  return notes;
}

export const metricNote = text(
  '距离按 WGS 84 椭球局部半径计算，20 km 内与测地线相差不超过 2 cm。',
  'Distances use the local radii of the WGS 84 ellipsoid: within 2 cm of the geodesic up to 20 km.',
);

/** A note on towns of which nobody knows how many live there. */
export function unknownTownNotes(population: Population | null): Text[] {
  const towns = population?.unknownUnits.size ?? 0;
  if (towns === 0) return [];
  return [
    text(
      `${towns} 个镇街人口未知：人数和覆盖率只计人口已知的镇街，不给出全区的人均数值；伸入这些镇街的范围，其内的居民数为未知。`,
      `The residents of ${plural(towns, 'town')} are unknown: people and shares are those of the other towns, nothing is given per resident of the district, and how many live within a distance that reaches into them is unknown.`,
    ),
  ];
}

/** What of a scenario a result that does not walk had to leave out: a cut bears on walking alone. */
export const leftOutNotes = (pack: Pack): Text[] =>
  (pack.cutsWithoutRoad ?? []).map((reason) =>
    text(
      `方案的断路没有用上，本结果不沿道路计算，不受影响。${reason['zh-CN']}`,
      `A cut of the scenario could not be applied; this result does not use roads and is not touched by it. ${reason.en}`,
    ),
  );

/** Says that a result holds under a scenario, and not for the pack as it is. */
export const scenarioNote = (name: string, edits: number): Text =>
  text(
    `按方案“${name}”计算（${edits} 项改动），不是现状；数据包没有改变。`,
    `Computed under the scenario “${name}” (${plural(edits, 'change')}), not for today; the pack is as it was.`,
  );
