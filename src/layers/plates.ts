import type { Palette } from './palette';
import { path, round, stroke, type Picture } from './picture';

/** A plate in the 24-unit square the reference symbols are drawn in. */
const plate = (size: number, body: Picture['body']): Picture => ({
  width: size,
  height: size,
  view: 24,
  body,
});

/** Sizes of shelter plates at z 12, pixels. */
export const shelterSizes = { emergency: 15, short: 17, long: 21, unknown: 15 } as const;
const outlined = (c: Palette) =>
  `<rect x="1" y="1" width="22" height="22" rx="4" fill="${c['plate-edge']}"/>` +
  `<rect x="3.2" y="3.2" width="17.6" height="17.6" rx="2" fill="${c['plate-edge']}" stroke="${c.shelter}" stroke-width="2.4"/>`;
const filled = (c: Palette) =>
  `<rect x=".5" y=".5" width="23" height="23" rx="4.5" fill="${c['plate-edge']}"/>` +
  `<rect x="2" y="2" width="20" height="20" rx="3" fill="${c.shelter}"/>`;
const framed = (c: Palette) =>
  `<rect width="24" height="24" rx="5" fill="${c['plate-edge']}"/>` +
  `<rect x="1" y="1" width="22" height="22" rx="4" fill="${c.shelter}"/>` +
  `<rect x="2.6" y="2.6" width="18.8" height="18.8" rx="2.6" ${stroke(c['on-layer'], 1)}/>`;
const questionMark = 'M8.8 9.6a3.3 3.3 0 1 1 4.9 2.9q-1.7.9-1.7 2.7M12 18.1v.3';

export const shelterPlates = {
  'shelter-emergency': plate(
    15,
    (c) => outlined(c) + path('M6.4 11.6 12 7l5.6 4.6M12 11.2v7', stroke(c.shelter, 2.3)),
  ),
  'shelter-short': plate(
    17,
    (c) =>
      filled(c) +
      path('M5.6 11.4 12 6.2l6.4 5.2M9.4 11v7.6M14.6 11v7.6', stroke(c['on-layer'], 2.2)),
  ),
  'shelter-long': plate(
    21,
    (c) =>
      framed(c) +
      path('M5.4 11 12 5.8 18.6 11M8 10.6v8M12 8.8v9.8M16 10.6v8', stroke(c['on-layer'], 2)),
  ),
  'shelter-unknown': plate(
    15,
    (c) => outlined(c) + path(questionMark, stroke(c.shelter, 2.2, round)),
  ),
  'shelter-emergency-plain': plate(15, outlined),
  'shelter-short-plain': plate(17, filled),
  'shelter-long-plain': plate(21, framed),
  'shelter-unknown-plain': plate(15, outlined),
} satisfies Record<string, Picture>;

/** Size of geohazard and hazchem plates at z 12, pixels. */
export const hazardSize = 17.5;
const triangle = (c: Palette) =>
  path(
    'M12 2.4 22.4 21H1.6Z',
    `fill="${c.geohazard}" stroke="${c['plate-edge']}" stroke-width="3.6" stroke-linejoin="round"`,
  ) +
  path(
    'M12 3.2 21.6 20.4H2.4Z',
    `fill="${c.geohazard}" stroke="${c.geohazard}" stroke-width="1.6" stroke-linejoin="round"`,
  );
const hazard = (glyph: string) =>
  plate(hazardSize, (c) => triangle(c) + path(glyph, stroke(c['on-layer'], 1.8, round)));

export const geohazardPlates = {
  'geohazard-landslide': hazard('M8.6 10.6C8.6 15 11 17.7 15.4 17.8M13.2 15.7l2.5 2.1-2.5 2'),
  'geohazard-rockfall': plate(
    hazardSize,
    (c) =>
      triangle(c) +
      `<g fill="${c['on-layer']}"><circle cx="12.2" cy="10.6" r="1.7"/><circle cx="9" cy="15.4" r="1.9"/><circle cx="14.6" cy="17" r="2.1"/></g>`,
  ),
  'geohazard-unstable-slope': hazard('M8 18.6l6.6-7.6M12.6 18.6h.9M15.6 18.6h.6M8 18.6h2'),
  'geohazard-debris-flow': hazard(
    'M8.8 12.6q1.3 1.5 0 3t0 3M12 10.4q1.3 2 0 4t0 4M15.2 12.6q1.3 1.5 0 3t0 3',
  ),
  'geohazard-collapse': hazard('M7.4 13.4h2.4v4.8h4.4v-4.8h2.4'),
  'geohazard-fissure': hazard('M13 9.4l-2.6 3.4 3.2 2-2.6 3.8'),
  'geohazard-subsidence': hazard('M7.2 13.6q4.8 6.4 9.6 0M12 10v4M10.2 12.4 12 14.2l1.8-1.8'),
  'geohazard-unknown': plate(
    hazardSize,
    (c) =>
      triangle(c) +
      path(
        'M10.2 12.2a1.9 1.9 0 1 1 2.8 1.7q-1 .5-1 1.6M12 18.4v.1',
        stroke(c['on-layer'], 1.8, round),
      ),
  ),
  'geohazard-plain': plate(hazardSize, triangle),
} satisfies Record<string, Picture>;

const basin = (c: Palette) =>
  path(
    'M1.8 3.6h20.4L12 21.4Z',
    `fill="${c.reservoir}" stroke="${c['plate-edge']}" stroke-width="3.4" stroke-linejoin="round"`,
  ) +
  path(
    'M2.6 4h18.8L12 20.4Z',
    `fill="${c.reservoir}" stroke="${c.reservoir}" stroke-width="1.4" stroke-linejoin="round"`,
  );
const hexagon = (c: Palette) =>
  path('M12 .8 21.9 6.4v11.2L12 23.2 2.1 17.6V6.4Z', `fill="${c['plate-edge']}"`) +
  path('M12 2.2 20.6 7.1v9.8L12 21.8 3.4 16.9V7.1Z', `fill="${c.hazchem}"`);

/** The mark of each size class; large ones are 19, middle ones 15, small ones 11.5 px at z 12. */
export const reservoirMarks = {
  'large-1': 'large',
  'large-2': 'large',
  medium: 'large',
  'small-1': 'middle',
  'small-2': 'small',
  pond: 'small',
} as const;
export type ReservoirMark = (typeof reservoirMarks)[keyof typeof reservoirMarks];

const waterLine = 'M6.4 8.6q1.4-1.7 2.8 0t2.8 0 2.8 0 2.8 0';
const reservoir = (size: number) =>
  plate(size, (c) => basin(c) + path(waterLine, stroke(c['on-layer'], 1.8)));

/** Size of the plates of facilities at z 12, pixels: less than what threatens or shelters. */
const facilitySize = 13;
const disc = (c: Palette) =>
  `<circle cx="12" cy="12" r="11.4" fill="${c['plate-edge']}"/>` +
  `<circle cx="12" cy="12" r="9.8" fill="${c['ink-2']}"/>`;
const facility = (glyph: string) =>
  plate(facilitySize, (c) => disc(c) + path(glyph, stroke(c['surface-1'], 2, round)));

export const facilityPlates = {
  'facility-school': facility('M5.8 10.6 12 7.6l6.2 3L12 13.6ZM8.6 12.4v3.4q3.4 2 6.8 0v-3.4'),
  'facility-hospital': facility('M12 7v10M7 12h10'),
  'facility-open': facility('M12 6.4 8.4 12h7.2ZM12 12v5.4'),
  'facility-store': facility('M7 9.4 12 7l5 2.4v6.2L12 18l-5-2.4ZM7 9.6l5 2.4 5-2.4M12 12v5.6'),
  'facility-other': facility('M7.6 17V9.6L12 7l4.4 2.6V17ZM12 17v-3'),
} satisfies Record<string, Picture>;

export const sitePlates = {
  'reservoir-large': reservoir(19),
  'reservoir-middle': reservoir(15),
  'reservoir-small': reservoir(11.5),
  'reservoir-large-plain': plate(19, basin),
  'reservoir-middle-plain': plate(15, basin),
  'reservoir-small-plain': plate(11.5, basin),
  hazchem: plate(
    hazardSize,
    (c) =>
      hexagon(c) +
      path(
        'M9.8 6.4h4.4M10.8 6.6v3.8L7.8 15.8q-.7 1.4.9 1.4h6.6q1.6 0 .9-1.4l-3-5.4V6.6',
        stroke(c['on-layer'], 1.7, 'stroke-linejoin="round"'),
      ),
  ),
  'hazchem-plain': plate(hazardSize, hexagon),
  forest: plate(
    16,
    (c) =>
      path('M12 2.6 18.6 12h-3.4l4 6H4.8l4-6H5.4Z', `fill="${c.forest}"`) +
      path('M12 17v5', stroke(c.forest, 2.4)),
  ),
} satisfies Record<string, Picture>;
