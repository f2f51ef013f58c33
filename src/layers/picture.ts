import type { Palette } from './palette';

/** A drawing by theme: the inside of an SVG of the given size in pixels. */
export interface Picture {
  width: number;
  height: number;
  /** Side of the square of the drawing's own coordinates; the size itself when left out. */
  view?: number;
  body: (colour: Palette) => string;
  /** Parts that may be stretched and the box for the content, for pills whose text has any length. */
  stretch?: {
    x: [number, number][];
    y: [number, number][];
    content: [number, number, number, number];
  };
}

export const path = (d: string, attributes: string) => `<path d="${d}" ${attributes}/>`;
export const stroke = (colour: string, width: number, more = '') =>
  `fill="none" stroke="${colour}" stroke-width="${width}" ${more}`;
export const round = 'stroke-linecap="round" stroke-linejoin="round"';
