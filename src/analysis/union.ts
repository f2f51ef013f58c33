import type { MultiPolygon } from 'geojson';
import { text, type Text } from '../domain/text';
import { flatteningMetres } from '../geo/discs';
import { areaSquareMetres, representativePoint } from '../geo/polygons';
import type { Pack } from '../pack/pack';
import { defineAnalysis, type Column, type Headline } from './define';
import { anySynthetic, datasetsOf, metricNote, schematicNotes } from './provenance';
import { rowsOf } from './rows';
import { sheltersFor } from './serving';
import {
  shelterInputs,
  shelterNotes,
  shelterParameters,
  shelterStandards,
} from './shelterProvenance';
import { dissolve } from './unionDissolve';
import { extentOf, type Extent } from './unionExtent';
import { UnionParams, type UnionQuestion } from './unionParams';

/** One part of a dissolved zone. */
interface UnionPart {
  /** By area, from 1. */
  rank: number;
  areaSquareKilometres: number;
  holes: number;
  /** A place inside the part. */
  longitude: number;
  latitude: number;
}

/** A zone with each spot once. */
interface UnionSummary {
  /** Discs, lines and polygons that it was made of. */
  sources: number;
  areaSquareKilometres: number;
  holes: number;
  parts: UnionPart[];
}

const columns: Column[] = [
  { key: 'rank', label: text('序号', 'Rank'), kind: 'count' },
  {
    key: 'areaSquareKilometres',
    label: text('面积', 'Area'),
    kind: 'squareKilometres',
    unit: text('km²', 'km²'),
  },
  { key: 'holes', label: text('孔', 'Holes'), kind: 'count' },
  { key: 'longitude', label: text('经度', 'Longitude'), kind: 'degrees' },
  { key: 'latitude', label: text('纬度', 'Latitude'), kind: 'degrees' },
];

/** The service areas of the shelters that count, as a zone. */
function serviceExtent(pack: Pack, question: UnionQuestion): Extent {
  const answer = sheltersFor(pack, question);
  const parts = { discs: answer.serving, lines: [], areas: [] };
  return {
    parts,
    count: answer.serving.length,
    outline: dissolve(parts),
    source: 'shelters',
    inputs: shelterInputs,
    parameters: shelterParameters(question, answer.rules),
    standards: shelterStandards(question, answer.rules),
    notes: shelterNotes(pack, answer, question),
  };
}

const partsOf = ({ coordinates }: MultiPolygon): UnionPart[] =>
  coordinates
    .map((rings) => {
      const polygon = { type: 'Polygon', coordinates: rings } as const;
      const [longitude, latitude] = representativePoint(polygon);
      return {
        areaSquareKilometres: areaSquareMetres(polygon) / 1e6,
        holes: rings.length - 1,
        longitude,
        latitude,
      };
    })
    .sort((a, b) => b.areaSquareKilometres - a.areaSquareKilometres)
    .map((part, i) => ({ rank: i + 1, ...part }));

/** How far the outline may be from the truth; the same for every analysis that draws one. */
export const outlineBound: Text = text(
  `圆弧轮廓的弦在弧内不超过 ${flatteningMetres} m，外扩轮廓不超过 ${flatteningMetres} m；面积按轮廓在椭球上计算。`,
  `Outlines run at most ${flatteningMetres} m inside arcs, and offsets are within ${flatteningMetres} m; the area is that of the outline on the ellipsoid.`,
);

/** A zone dissolved into one outline, each spot once. */
export const union = defineAnalysis({
  title: text('范围融合', 'Dissolved zone'),
  pace: 'job',
  params: UnionParams,
  run(pack, question, progress) {
    progress?.(0, 1, text('处轮廓', 'outline'));
    const extent =
      question.of === 'service'
        ? serviceExtent(pack, question)
        : extentOf(pack, { ...question, of: question.of });
    const { outline, count } = extent;
    const parts = partsOf(outline);
    const summary: UnionSummary = {
      sources: count,
      areaSquareKilometres: areaSquareMetres(outline) / 1e6,
      holes: parts.reduce((sum, { holes }) => sum + holes, 0),
      parts,
    };
    const datasets = datasetsOf(pack, extent.inputs);
    const headlines: Headline[] = [
      {
        id: 'area',
        label: text('面积', 'Area'),
        value: summary.areaSquareKilometres,
        kind: 'squareKilometres',
        note: text('重叠处只计一次', 'Overlaps count once'),
      },
      {
        id: 'parts',
        label: text('互不相连的部分', 'Separate parts'),
        value: parts.length,
        kind: 'count',
      },
      { id: 'holes', label: text('孔', 'Holes'), value: summary.holes, kind: 'count' },
      { id: 'sources', label: text('来源', 'Sources'), value: count, kind: 'count' },
    ];
    return {
      summary,
      headlines,
      tables: [
        { id: 'parts', title: text('各部分', 'Parts'), columns, rows: rowsOf(columns, parts) },
      ],
      features: {
        union: {
          type: 'FeatureCollection',
          features:
            parts.length > 0
              ? [
                  {
                    type: 'Feature',
                    properties: { of: question.of, sources: count },
                    geometry: outline,
                  },
                ]
              : [],
        },
      },
      images: {},
      provenance: {
        analysis: 'union',
        version: '1',
        method: text(
          '点的圆按圆弧精确求并，线和多边形由 Clipper 外扩、求并；每处只计一次，孔保留。',
          'Discs round points are united by their exact arcs, lines and polygons offset and united by Clipper; each spot counts once, holes stay open.',
        ),
        parameters: extent.parameters,
        datasets,
        standards: extent.standards,
        errorBound: outlineBound,
        synthetic: anySynthetic(pack, datasets),
        notes: [...extent.notes, metricNote, ...schematicNotes(pack, extent.inputs)],
      },
    };
  },
});
