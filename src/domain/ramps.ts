import type { Classes } from './classes';

/** Share of residents inside a service radius, percent. */
export const coverageRamp = {
  breaks: [40, 55, 70, 85],
  colours: ['cov-1', 'cov-2', 'cov-3', 'cov-4', 'cov-5'],
} as const satisfies Classes;

/** Effective shelter area per resident, m². */
export const areaPerResidentRamp = {
  breaks: [0.5, 1, 1.5, 2],
  colours: ['m2-1', 'm2-2', 'm2-3', 'm2-4', 'm2-5'],
} as const satisfies Classes;

/**
 * Residents, or residents without a shelter, per hectare. Class 0, fewer than one a hectare, is not drawn, so that a
 * class is at once the byte of a cell image and the index of its colour.
 */
export const gapRamp = {
  breaks: [1, 6, 22, 60],
  colours: ['transparent', 'gap-1', 'gap-2', 'gap-3', 'gap-4'],
} as const satisfies Classes;

/** Newly covered residents per hectare, in the classes of {@link gapRamp} and the colours of coverage. */
export const gainRamp = {
  breaks: gapRamp.breaks,
  colours: ['transparent', 'cov-2', 'cov-3', 'cov-4', 'cov-5'],
} as const satisfies Classes;

/**
 * From near to far: coverage green where a shelter is near, the gap's purple where it is far. Bands of distance or time
 * take as many as they need, evenly.
 */
export const nearToFar = ['cov-5', 'cov-4', 'cov-3', 'cov-2', 'gap-1', 'gap-2', 'gap-3'] as const;

/** From far too little to enough: the gap's purple below the standard, coverage green from near it on. */
const shortToEnough = ['gap-3', 'gap-2', 'gap-1', 'cov-2', 'cov-4'] as const;

/** Shelter places per resident who can reach them. */
export const placesInReachRamp = {
  breaks: [0.25, 0.5, 0.75, 1],
  colours: shortToEnough,
} as const satisfies Classes;

/** Shelter area per resident who can reach it, m². */
export const areaInReachRamp = {
  breaks: areaPerResidentRamp.breaks,
  colours: shortToEnough,
} as const satisfies Classes;
