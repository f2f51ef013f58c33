import type { MultiPolygon } from 'geojson';
import { Failure } from '../domain/failure';
import { hazardTitles, type HazardId } from '../domain/hazard';
import type { DatasetId } from '../domain/manifest';
import { plain } from '../domain/numbers';
import { registers } from '../domain/registers';
import { bufferRules, type BufferLayer } from '../domain/rules';
import { plural, text, type Text } from '../domain/text';
import { areaSquareMetres, boundsOf, unionAreas, type Area } from '../geo/polygons';
import type { Pack } from '../pack/pack';
import type { Provenance } from './define';
import { assumedZoneMetres } from './shelterParams';
import { chooseSources } from './sources';
import { dissolve, type Parts } from './unionDissolve';
import { extentTitles, type ExtentQuestion } from './unionParams';

/** A zone that was asked for: what it is made of, its outline, and how it came to be. */
export interface Extent {
  parts: Parts;
  /** How many polygons, sites or streams it is made of. */
  count: number;
  outline: MultiPolygon;
  /** The register whose records it goes round, which is then not asked what lies inside. */
  source: BufferLayer | null;
  inputs: readonly DatasetId[];
  parameters: Provenance['parameters'];
  standards: Provenance['standards'];
  notes: Text[];
}

const hazardSources = {
  landslide: 'geohazards',
  'dam-break': 'reservoirs',
  chemical: 'hazchem',
} as const;

/**
 * The zone of a question.
 * @throws Failure when a polygon reaches across ±180°
 */
export function extentOf(pack: Pack, question: ExtentQuestion): Extent {
  const kind = { label: text('范围来自', 'Zone from'), value: extentTitles[question.of] };
  const extent =
    question.of === 'areas'
      ? ofAreas(question.areas)
      : question.of === 'buffer'
        ? ofLayer(pack, question.layer, question.distanceMetres)
        : ofHazard(pack, question.hazard, question.zoneMetres);
  const { parts, notes } = extent;
  const count = parts.discs.length + parts.lines.length + parts.areas.length;
  if (count === 0) {
    notes.push(
      text(
        '没有范围：请绘制或导入多边形，或改选危险区、图层。',
        'There is no zone: draw or load polygons, or choose a hazard or a layer.',
      ),
    );
  }
  return {
    ...extent,
    count,
    outline: dissolve(parts),
    parameters: [kind, ...extent.parameters],
  };
}

type Unfinished = Omit<Extent, 'count' | 'outline'>;

/** Shares of an area below this are the rounding of Clipper, not a change of its shape. */
const leastChange = 1e-6;

function ofAreas(given: readonly Area[]): Unfinished {
  const notes: Text[] = [];
  const areas: { area: Area; metres: number }[] = [];
  const [flat, mended]: [number[], number[]] = [[], []];
  let sum = 0;
  given.forEach((area, i) => {
    const [west, , east] = boundsOf(area);
    if (east - west > 180) {
      throw new Failure(
        text(
          `第 ${i + 1} 个范围从经度 ${west}° 到 ${east}°，跨越 ±180° 经线，无法判断内外；请在 ±180° 处分成两个多边形。`,
          `Area ${i + 1} reaches from longitude ${west}° to ${east}°, across ±180°, and has no clear inside; cut it into two polygons at ±180°.`,
        ),
      );
    }
    const whole = unionAreas([area]);
    const square = areaSquareMetres(whole);
    if (!(square > 0)) {
      flat.push(i + 1);
      return;
    }
    if (Math.abs(areaSquareMetres(area) / square - 1) > leastChange) mended.push(i + 1);
    areas.push({ area: whole, metres: 0 });
    sum += square;
  });
  if (flat.length > 0) {
    notes.push(
      text(
        `第 ${flat.join('、')} 个范围没有面积，未计入。`,
        `Areas without extent are left out: number ${flat.join(', ')}.`,
      ),
    );
  }
  if (mended.length > 0) {
    notes.push(
      text(
        `第 ${mended.join('、')} 个范围的边线自相交或重叠，已按非零规则修复：被边线围住的部分都算在内，孔除外。`,
        `Rings that cross themselves or overlap were repaired by the non-zero rule, so that all they enclose is inside, but for holes: area number ${mended.join(', ')}.`,
      ),
    );
  }
  const once = areaSquareMetres(unionAreas(areas.map(({ area }) => area)));
  if (once > 0 && sum / once - 1 > leastChange) {
    notes.push(
      text('范围之间有重叠，重叠处只计一次。', 'Areas overlap; what they share counts once.'),
    );
  }
  return {
    parts: { discs: [], lines: [], areas },
    source: null,
    inputs: [],
    parameters: [{ label: text('范围数', 'Areas'), value: String(given.length) }],
    standards: [{ name: text('GeoJSON（RFC 7946）', 'GeoJSON (RFC 7946)'), tag: 'C' }],
    notes,
  };
}

/** Everything within a distance of the records of a layer: the same sites and distances as the buffer analysis. */
function ofLayer(pack: Pack, layer: BufferLayer, distanceMetres: number | null): Unfinished {
  const { sources, without, zero, inactive } = chooseSources(pack, {
    layer,
    distanceMetres,
    dissolve: true,
    ids: null,
  });
  const notes: Text[] = [];
  const note = (count: number, zh: string, one: string, many: string) => {
    if (count > 0) notes.push(text(`${count} 处${zh}。`, `${plural(count, one, many)}.`));
  };
  note(
    without.length,
    '没有录入距离，其周边情况未知',
    'site has no entered distance: what lies round it is unknown',
    'sites have no entered distance: what lies round them is unknown',
  );
  note(
    zero.length,
    '录入的距离为 0，没有范围',
    'site has an entered distance of 0 and no zone',
    'sites have an entered distance of 0 and no zone',
  );
  note(
    inactive.length,
    '隐患点已治理、搬迁或核销，不设范围',
    'hazard site is treated, relocated or closed and has no zone',
    'hazard sites are treated, relocated or closed and have no zone',
  );
  const rule = bufferRules[layer];
  return {
    parts: {
      discs: sources.flatMap(({ site, metres }) =>
        site.point ? [{ ...site.point, radiusMetres: metres }] : [],
      ),
      lines: [],
      areas: sources.flatMap(({ site, metres }) =>
        site.area ? [{ area: site.area, metres }] : [],
      ),
    },
    source: layer,
    inputs: [layer],
    parameters: [
      { label: text('图层', 'Layer'), value: registers[layer].title },
      {
        label: text('距离', 'Distance'),
        value: distanceMetres === null ? rule.label : `${plain(distanceMetres)} m`,
        tag: distanceMetres === null ? rule.tag : 'own',
      },
    ],
    standards: [{ name: rule.label, tag: rule.tag }],
    notes,
  };
}

function ofHazard(
  pack: Pack,
  hazard: HazardId,
  zoneMetres: ExtentQuestion['zoneMetres'],
): Unfinished {
  const metres = hazard === 'chemical' ? null : zoneMetres[hazard];
  const sites =
    hazard === 'flood'
      ? { ...ofStreams(pack, zoneMetres.flood), notes: [] }
      : ofLayer(pack, hazardSources[hazard], metres);
  const drawn = pack.zones.features.filter(({ properties }) => properties.hazard === hazard);
  const tag =
    hazard === 'chemical' || metres !== assumedZoneMetres[hazard]
      ? ('own' as const)
      : ('M' as const);
  const distance = text('危险区距离', 'Distance of the zone');
  return {
    parts: {
      ...sites.parts,
      areas: [
        ...sites.parts.areas,
        ...drawn.map(({ geometry }) => ({ area: unionAreas([geometry]), metres: 0 })),
      ],
    },
    source: hazard === 'flood' ? null : hazardSources[hazard],
    inputs: hazard === 'flood' ? ['streams'] : [hazardSources[hazard]],
    parameters: [
      { label: text('灾种', 'Hazard'), value: hazardTitles[hazard] },
      {
        label: distance,
        value: metres === null ? bufferRules.hazchem.label : `${plain(metres)} m`,
        tag,
      },
      { label: text('绘制的危险区', 'Drawn zones'), value: String(drawn.length) },
    ],
    standards: [{ name: distance, tag }],
    notes: [
      ...sites.notes,
      ...(hazard === 'flood' || hazard === 'dam-break'
        ? [
            text(
              '河流和水库的距离只作初筛，不是淹没模型。',
              'Distances from streams and reservoirs are for screening and no inundation model.',
            ),
          ]
        : []),
    ],
  };
}

const ofStreams = (pack: Pack, metres: number): { parts: Parts } => ({
  parts: {
    discs: [],
    lines: pack.streams.features
      .flatMap(({ geometry }) =>
        geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates,
      )
      .filter((line) => line.length > 1)
      .map((line) => ({ line, metres })),
    areas: [],
  },
});
