import { nearToFar } from '../domain/ramps';
import { text, type Text } from '../domain/text';
import type { CellClass } from './images';

const opacity = 0.82;

/** Labels of bands by their upper ends, which belong to them, and of what lies beyond the last. */
export const bandLabels = (ends: readonly number[], unit: Text): Text[] => {
  const shown = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: 1 });
  const label = (from: number | undefined, to: number | undefined) => {
    const words =
      from === undefined
        ? `≤ ${shown(to!)}`
        : to === undefined
          ? `> ${shown(from)}`
          : `${shown(from)}–${shown(to)}`;
    return text(`${words} ${unit['zh-CN']}`, `${words} ${unit.en}`);
  };
  return [...ends.map((end, i) => label(ends[i - 1], end)), label(ends.at(-1), undefined)];
};

/** Colour of a band, the nearest being 0, of as many steps up to the farthest. */
export const bandColour = (band: number, steps: number) =>
  nearToFar[Math.round((band * (nearToFar.length - 1)) / Math.max(1, steps))]!;

/**
 * Classes of a picture of bands: from near to far, and last, striped, what cannot be reached at all.
 * @param labels of the bands, the nearest first, the last one for what lies beyond them
 */
export function bandCells(labels: readonly Text[], unreachable: Text): CellClass[] {
  const bands = labels.map((label, i): CellClass => ({
    label,
    colour: bandColour(i, labels.length - 1),
    opacity,
  }));
  return [...bands, { label: unreachable, colour: 'gap-4', opacity: 0.9, hatched: true }];
}
