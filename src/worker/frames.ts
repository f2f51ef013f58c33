import { coverage } from '../analysis/coverage';
import type { CoverageQuestion } from '../analysis/coverageParams';
import type { CellImage } from '../analysis/define';
import { LiveCoverage, type LiveFigures } from '../analysis/live';
import type { Pack } from '../pack/pack';
import { IndexedPng } from './indexedPng';
import { cornersOf, mercatorRows, rgba } from './paint';
import type { Frame } from './protocol';

/** A cell image as a picture that is changed row by row. */
class LivePicture {
  readonly #png: IndexedPng;
  /** The rows of the picture that show row `r` of the lattice are from `#starts[r]` to `#starts[r + 1]`. */
  readonly #starts: Int32Array;
  readonly key: string;

  constructor(
    readonly image: CellImage,
    colours: readonly string[],
  ) {
    this.key = colours.join();
    this.#png = new IndexedPng(image.columns, image.rows, [0, ...colours.map(rgba)]);
    this.#starts = new Int32Array(image.rows + 1);
    const shown = mercatorRows(image);
    shown.forEach((row) => this.#starts[row + 1]!++);
    for (let row = 0; row < image.rows; row++) this.#starts[row + 1]! += this.#starts[row]!;
    this.copy(0, image.rows);
  }

  /** Takes over rows [first, end) of the lattice. */
  copy(first: number, end: number): void {
    const { classes, columns } = this.image;
    for (let row = first; row < end; row++) {
      const cells = classes.subarray(row * columns, (row + 1) * columns);
      for (let line = this.#starts[row]!; line < this.#starts[row + 1]!; line++)
        this.#png.row(line).set(cells);
    }
  }

  blob(): Blob {
    return new Blob([this.#png.file()], { type: 'image/png' });
  }
}

/** What follows a dragged shelter: figures and the picture of uncovered residents, kept from frame to frame. */
export class Frames {
  #live: LiveCoverage | null = null;
  #picture: LivePicture | null = null;

  /** The frame of a variant of the pack; only what differs from the last frame is computed where that is possible. */
  of(pack: Pack, question: CoverageQuestion, colours: readonly string[]): Frame {
    this.#live = LiveCoverage.of(pack, question, this.#live);
    if (!this.#live) return { figures: freshFigures(pack, question), picture: null };
    const figures = this.#live.update(pack);
    const { image } = this.#live;
    if (!image) return { figures, picture: null };
    if (this.#picture?.image !== image || this.#picture.key !== colours.join())
      this.#picture = new LivePicture(image, colours);
    else this.#picture.copy(...figures.changedRows);
    return { figures, picture: { png: this.#picture.blob(), coordinates: cornersOf(image) } };
  }
}

/** The same figures where coverage is not kept place by place. */
function freshFigures(pack: Pack, question: CoverageQuestion): LiveFigures {
  const { summary } = coverage.run(pack, question);
  return {
    residents: summary.residents ?? 0,
    covered: summary.covered ?? 0,
    units: summary.units.map(({ covered, shelters, effectiveAreaSquareMetres, places }) => ({
      covered: covered ?? 0,
      shelters,
      effectiveAreaSquareMetres,
      places,
    })),
    insideChanged: {},
    changedRows: [0, 0],
    touched: 0,
  };
}
