import { reasonOf } from '../domain/failure';
import type { Text } from '../domain/text';
import type { Layer } from '../layers/define';
import { cellColours, imageColours } from '../layers/images';
import { palettes } from '../layers/palette';
import { Stale, type Engine } from '../worker/client';
import type { Painted, Painting } from '../worker/protocol';
import { retire } from './retire';
import type { Values } from './values';

interface ImageSource {
  url: string;
  coordinates: Painted['coordinates'];
}

/** The pictures on the map, painted by the worker in the colours of the theme. */
export class Pictures {
  images = $state.raw<Partial<Record<Painting, ImageSource>>>({});
  /** Layers of results and of scenarios, once they are loaded. */
  overlays = $state.raw<Readonly<Record<string, Layer>>>({});

  /** @param theme the theme in force; @param fail hears why a picture could not be had */
  constructor(
    private readonly engine: Engine,
    private readonly theme: () => 'light' | 'dark',
    private readonly fail: (reason: Text) => void,
  ) {}

  /** Loads the layers of results and scenarios; without a network the results are shown without them. */
  async loadOverlays() {
    if ('nearest' in this.overlays) return;
    try {
      this.overlays = (await import('../layers/overlays')).overlays;
    } catch (error) {
      this.fail(reasonOf(error));
    }
  }

  /**
   * The colours of a picture in the theme.
   * @param params what the picture's analysis was asked with
   */
  coloursOf(what: Painting, params: Values = {}): string[] {
    const palette = palettes[this.theme()];
    const classes = this.overlays[what]?.cells?.(params);
    return classes
      ? cellColours(classes, palette)
      : imageColours(what, palette, this.theme() === 'dark');
  }

  /** Paints a picture anew; one that the pack does not hold is taken off. */
  async paint(what: Painting, params: Values = {}) {
    try {
      this.#show(what, await this.engine.paint({ what, colours: this.coloursOf(what, params) }));
    } catch (error) {
      if (!(error instanceof Stale)) this.fail(reasonOf(error));
    }
  }

  clear() {
    for (const { url } of Object.values(this.images)) retire(url);
    this.images = {};
  }

  #show(what: Painting, painted: Painted | null) {
    const old = this.images[what];
    const next = { ...this.images };
    if (painted)
      next[what] = { url: URL.createObjectURL(painted.png), coordinates: painted.coordinates };
    else delete next[what];
    this.images = next;
    if (old) retire(old.url);
  }
}
