import type { PaletteKey } from './palette';
import { path, round, stroke, type Picture } from './picture';

/** Roman numerals as bars, so that no font is needed: x positions of uprights, then the V. */
const numerals: Record<1 | 2 | 3 | 4, string> = {
  1: 'M7.5 3.2v6.6M6 3.2h3M6 9.8h3',
  2: 'M5.8 3.2v6.6M9.2 3.2v6.6M4.3 3.2h6.4M4.3 9.8h6.4',
  3: 'M4.4 3.2v6.6M7.5 3.2v6.6M10.6 3.2v6.6M2.9 3.2h9.2M2.9 9.8h9.2',
  4: 'M4 3.2v6.6M2.7 3.2h2.6M2.7 9.8h2.6M6.9 3.2l2.4 6.4 2.4-6.4',
};
const riskTag = (grade: 1 | 2 | 3 | 4): Picture => ({
  width: 15,
  height: 13,
  body: (c) =>
    `<rect x=".6" y=".6" width="13.8" height="11.8" rx="2" fill="${c[`risk-${grade}` satisfies PaletteKey]}" stroke="${c['risk-edge']}" stroke-width="1.2"/>` +
    path(numerals[grade], stroke(c[`on-risk-${grade}` satisfies PaletteKey], 1.25)),
});

/** A pill with an edge in the layer's colour; its middle stretches with the text. */
const pill = (edge: 'geohazard' | 'reservoir'): Picture => ({
  width: 30,
  height: 24,
  body: (c) =>
    `<rect width="30" height="24" rx="12" fill="${c['plate-edge']}"/>` +
    `<rect x="1.75" y="1.75" width="26.5" height="20.5" rx="10.25" fill="${c['surface-1']}" stroke="${c[edge]}" stroke-width="1.5"/>`,
  stretch: { x: [[12, 18]], y: [[11, 13]], content: [5, 3, 25, 21] },
});

const frame = (side: number): Picture => ({
  width: side,
  height: side,
  body: (c) => {
    const box = `x="2.5" y="2.5" width="${side - 5}" height="${side - 5}" rx="7"`;
    return `<rect ${box} ${stroke(c['map-halo'], 5)}/><rect ${box} ${stroke(c.accent, 2.6)}/>`;
  },
});

/** Tags, pills and frames: what is put beside or round a plate. */
export const marks = {
  'risk-1': riskTag(1),
  'risk-2': riskTag(2),
  'risk-3': riskTag(3),
  'risk-4': riskTag(4),
  'risk-none': {
    width: 15,
    height: 13,
    body: (c) =>
      `<rect x=".6" y=".6" width="13.8" height="11.8" rx="2" fill="${c['risk-none']}" stroke="${c['risk-edge']}" stroke-width="1.2"/>` +
      path('M4.8 6.5h5.4', stroke('#172026', 1.4)),
  },
  unknown: {
    width: 12,
    height: 14,
    body: (c) => {
      const mark = 'M3.4 5a2.6 2.6 0 1 1 3.9 2.2q-1.3.8-1.3 2.2M6 11.7v.1';
      return (
        path(mark, stroke(c['map-halo'], 4.6, round)) +
        path(mark, stroke(c['map-text'], 1.9, round))
      );
    },
  },
  'pill-geohazards': pill('geohazard'),
  'pill-reservoirs': pill('reservoir'),
  'selection-frame': frame(34),
  asked: {
    width: 30,
    height: 30,
    body: (c) => {
      const cross = 'M15 2v7M15 21v7M2 15h7M21 15h7';
      return (
        `<circle cx="15" cy="15" r="8" ${stroke(c['map-halo'], 5)}/>` +
        path(cross, stroke(c['map-halo'], 5)) +
        `<circle cx="15" cy="15" r="8" ${stroke(c.accent, 2.4)}/>` +
        path(cross, stroke(c.accent, 2.4)) +
        `<circle cx="15" cy="15" r="2" fill="${c.accent}"/>`
      );
    },
  },
  /** What a scenario changes: a dashed frame in its ink round the plate. */
  'scenario-frame': {
    width: 36,
    height: 36,
    body: (c) => {
      const box = 'x="3" y="3" width="30" height="30" rx="8"';
      return (
        `<rect ${box} ${stroke(c['map-halo'], 5)}/>` +
        `<rect ${box} ${stroke(c.scenario, 2.4, 'stroke-dasharray="5 3"')}/>`
      );
    },
  },
  /** An inverted label in the ink of scenarios; its middle stretches with the text. */
  'scenario-tag': {
    width: 24,
    height: 20,
    body: (c) =>
      `<rect width="24" height="20" rx="5" fill="${c['map-halo']}"/>` +
      `<rect x="1.5" y="1.5" width="21" height="17" rx="3.6" fill="${c.scenario}"/>`,
    stretch: { x: [[9, 15]], y: [[9, 11]], content: [6, 3, 18, 17] },
  },
  cut: {
    width: 24,
    height: 24,
    body: (c) =>
      path('M5 5 19 19M19 5 5 19', stroke(c['map-halo'], 6.5, round)) +
      path('M5 5 19 19M19 5 5 19', stroke(c.scenario, 3, round)),
  },
  number: {
    width: 22,
    height: 18,
    body: (c) =>
      `<rect width="22" height="18" rx="4" fill="${c['plate-edge']}"/>` +
      `<rect x="1.75" y="1.75" width="18.5" height="14.5" rx="2.6" fill="${c['surface-1']}" stroke="${c['gap-4']}" stroke-width="1.5"/>`,
    stretch: { x: [[9, 13]], y: [[8, 10]], content: [5, 2, 17, 16] },
  },
  shield: {
    width: 20,
    height: 14,
    body: (c) =>
      `<rect x=".5" y=".5" width="19" height="13" rx="2" fill="${c['map-motorway']}" stroke="${c['map-halo']}"/>`,
    stretch: { x: [[6, 14]], y: [[6, 8]], content: [4, 1, 16, 13] },
  },
} satisfies Record<string, Picture>;

/** Patterns for areas; each tile joins itself on all sides. */
export const patterns = {
  'pattern-forest': {
    width: 18,
    height: 18,
    body: (c) => path('M5 2.6 7.2 7H2.8ZM14 11.6l2.2 4.4h-4.4Z', `fill="${c.forest}" opacity=".5"`),
  },
  'pattern-below': {
    width: 12,
    height: 12,
    body: (c) =>
      path('M-1-1 13 13M-1 11l2 2M11-1l2 2', `${stroke(c['map-text'], 1)} opacity=".42"`),
  },
  'pattern-unknown': {
    width: 8,
    height: 8,
    body: (c) => path('M-1 9 9-1M-1 1 1-1M7 9l2-2', stroke(c.unknown, 2.2)),
  },
} satisfies Record<string, Picture>;
