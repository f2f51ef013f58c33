import { coverage } from '../analysis/coverage';
import type { CoverageQuestion } from '../analysis/coverageParams';
import type { CellImage } from '../analysis/define';
import { LiveCoverage, type LiveFigures } from '../analysis/live';
import type { Pack } from '../pack/pack';
import { mercatorRows, rgba } from './paint';

/** Lines of a picture that changed: [first, end). */
type Lines = [first: number, end: number];

/** A cell image as the words of a picture on a Mercator map, RGBA in memory, that is changed row by row. */
export class LivePicture {
  readonly words: Uint32Array<ArrayBuffer>;
  readonly #palette: readonly number[];
  /** The lines of the picture that show row `r` of the lattice are from `#starts[r]` to `#starts[r + 1]`. */
  readonly #starts: Int32Array;
  readonly key: string;

  constructor(
    readonly image: CellImage,
    colours: readonly string[],
  ) {
    this.key = colours.join();
    this.#palette = [0, ...colours.map(rgba)];
    this.words = new Uint32Array(image.columns * image.rows);
    this.#starts = new Int32Array(image.rows + 1);
    mercatorRows(image).forEach((row) => this.#starts[row + 1]!++);
    for (let row = 0; row < image.rows; row++) this.#starts[row + 1]! += this.#starts[row]!;
  }

  /** Takes over rows [first, end) of the lattice, and tells the lines that show them. */
  copy(first: number, end: number): Lines {
    const { classes, columns } = this.image;
    for (let row = first; row < end; row++) {
      for (let line = this.#starts[row]!; line < this.#starts[row + 1]!; line++) {
        for (let column = 0; column < columns; column++)
          this.words[line * columns + column] = this.#palette[classes[row * columns + column]!]!;
      }
    }
    return [this.#starts[first]!, this.#starts[end]!];
  }
}

/** What follows a dragged shelter, before it is put on a canvas. */
interface Drawn {
  figures: LiveFigures;
  /** The whole picture and which lines of it are new; `null` where residents have no extent. */
  picture: { of: LivePicture; lines: Lines } | null;
}

/** What follows a dragged shelter: figures and the picture of uncovered residents, kept from frame to frame. */
export class Frames {
  #live: LiveCoverage | null = null;
  #picture: LivePicture | null = null;

  /** The frame of a variant of the pack; only what differs from the last frame is computed where that is possible. */
  of(pack: Pack, question: CoverageQuestion, colours: readonly string[]): Drawn {
    this.#live = LiveCoverage.of(pack, question, this.#live);
    if (!this.#live) return { figures: freshFigures(pack, question), picture: null };
    const figures = this.#live.update(pack);
    const { image } = this.#live;
    if (!image) return { figures, picture: null };
    if (this.#picture?.image === image && this.#picture.key === colours.join()) {
      const lines = this.#picture.copy(...figures.changedRows);
      return { figures, picture: { of: this.#picture, lines } };
    }
    this.#picture = new LivePicture(image, colours);
    return { figures, picture: { of: this.#picture, lines: this.#picture.copy(0, image.rows) } };
  }
}

/** A canvas out of sight that takes the changed lines of pictures and hands out what it shows. */
export class Screen {
  #canvas: OffscreenCanvas | null = null;
  #shown: LivePicture | null = null;

  /** Taking a bitmap of a canvas costs a tenth of making one from the words of the whole picture. */
  async show({ of: picture, lines }: NonNullable<Drawn['picture']>): Promise<ImageBitmap> {
    const { columns, rows } = picture.image;
    let [first, end] = lines;
    if (!this.#canvas || this.#shown !== picture) {
      this.#canvas = new OffscreenCanvas(columns, rows);
      this.#shown = picture;
      [first, end] = [0, rows];
    }
    if (first < end) {
      const changed = picture.words.subarray(first * columns, end * columns);
      const bytes = new Uint8ClampedArray(changed.buffer, changed.byteOffset, changed.byteLength);
      this.#canvas
        .getContext('2d', { willReadFrequently: true })!
        .putImageData(new ImageData(bytes, columns, end - first), 0, first);
    }
    return createImageBitmap(this.#canvas);
  }
}

/** The same figures where coverage is not kept place by place. */
function freshFigures(pack: Pack, question: CoverageQuestion): LiveFigures {
  const { summary } = coverage.run(pack, question);
  const { residents, covered, units } = summary;
  return {
    residents,
    covered,
    totals: summary,
    units,
    insideChanged: Object.fromEntries(
      summary.perShelter.map(({ id, residentsInside }) => [id, residentsInside]),
    ),
    changedRows: [0, 0],
    touched: 0,
  };
}
