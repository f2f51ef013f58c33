import { addProtocol, setMaxParallelImageRequests } from 'maplibre-gl';

/** Which tile of which service the map asks for. */
export interface AskedTile {
  service: string;
  z: number;
  x: number;
  y: number;
}

/** Answers a tile; `null` where the service has none. */
export type AnswerTile = (tile: AskedTile, signal: AbortSignal) => Promise<ArrayBuffer | null>;

const scheme = 'service-tile';

/**
 * The template that stands in the style for the tiles of a service: no host and no key, which the page adds when it asks.
 * @param turn a number that changes when everything is to be asked anew
 */
export const tileTemplate = (service: string, turn: number): string =>
  `${scheme}://${service}/${turn}/{z}/{x}/{y}`;

/** A picture of one clear pixel. A tile that fails instead would leave the map waiting for a frame that nothing asks for. */
const clear = Uint8Array.from(
  atob(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAAC0lEQVR42mNgAAIAAAUAAen63NgAAAAASUVORK5CYII=',
  ),
  (letter) => letter.charCodeAt(0),
);

/** So many pictures may be under way at once: tiles of a slow service must not keep those of the page itself waiting. */
const parallelPictures = 64;

/** Has the map ask the page for the tiles of services, so that one that fails or is slow ends there. */
export function answerTiles(answer: AnswerTile): void {
  setMaxParallelImageRequests(parallelPictures);
  addProtocol(scheme, async ({ url, type }, { signal }) => {
    const [service = '', , z, x, y] = url.slice(scheme.length + 3).split('/');
    const asked = { service, z: Number(z), x: Number(x), y: Number(y) };
    const data = await answer(asked, signal);
    return { data: data ?? (type === 'image' ? clear.slice().buffer : new ArrayBuffer(0)) };
  });
}
