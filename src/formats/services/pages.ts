import type { Feature } from 'geojson';
import { text, type Text } from '../../domain/text';
import { longitudeFirst, maxFeatures, type FetchedFeatures, type Page } from './features';
import type { Box } from './mercator';

/** How the pages of a layer are asked for. */
export interface Paging {
  /** The first page, or the one after so many features; `next` is the address that the page before named. */
  page: (start: number, next: string | null) => Promise<Page>;
  /** Whether pages can be asked for by the number of the first feature, when no address of the next one is named. */
  byStart: boolean;
  /** How many were asked for at a time. */
  size: number;
  extent: Box | null;
  onprogress?: ((done: number, total: number | null) => void) | undefined;
  most?: number;
}

const keyOf = ({ id, geometry, properties }: Feature) =>
  JSON.stringify([id ?? null, geometry, id === undefined ? properties : null]);

/**
 * Reads page after page: along the addresses that the service names, else by the number of the first feature, until
 * everything that matches is there, a page is empty or repeats the one before, or there are `most` features. A short page is
 * no end where the service does not say how many there are: many give fewer than they are asked for.
 */
export async function allPages(paging: Paging): Promise<FetchedFeatures> {
  const { page, byStart, size, extent, onprogress, most = maxFeatures } = paging;
  const found: Feature[] = [];
  const asked = new Set<string>();
  let [dropped, read] = [0, 0];
  let matched: number | null = null;
  let next: string | null = null;
  let last = '';
  let repeated = false;
  /** Whether the last page was as long as was asked for, so that more may follow. */
  let full = false;
  for (;;) {
    const got: Page = await page(read, next);
    const number = got.features.length + got.dropped;
    const first = got.features[0] ? keyOf(got.features[0]) : '';
    // A service that does not know paging answers with its first page for ever.
    if (first !== '' && first === last) {
      repeated = true;
      break;
    }
    last = first;
    // Not spread into the call: a page may hold more than a call takes.
    for (const feature of got.features) found.push(feature);
    dropped += got.dropped;
    full = number >= size;
    read += number;
    matched = got.matched ?? matched;
    onprogress?.(Math.min(read, most), matched);
    next = got.next;
    if (number === 0 || found.length >= most) break;
    if (next !== null) {
      if (asked.has(next)) break;
      asked.add(next);
    } else if (!byStart || (matched !== null && read >= matched)) break;
  }
  const limited = found.slice(0, most);
  const turned = longitudeFirst(limited, extent);
  const lost = dropped + turned.outside;
  const notes = [...turned.notes];
  const more = found.length > most || (repeated && full) || (matched !== null && matched > read);
  if (more) notes.push(cut(turned.features.length, matched, repeated));
  if (lost) notes.push(left(lost));
  return { features: turned.features, matched, notes };
}

const cut = (number: number, matched: number | null, repeated: boolean): Text => {
  const of = matched === null ? text('', '') : text(`，共 ${matched} 个`, ` of ${matched}`);
  const why = repeated
    ? text('服务不支持分页', 'the service has no paging')
    : text('到上限为止', 'no more are read at once');
  return text(
    `只取了 ${number} 个要素${of['zh-CN']}（${why['zh-CN']}），图上不全。`,
    `Only ${number} features${of.en} were read (${why.en}); the map does not show all.`,
  );
};

const left = (number: number): Text =>
  text(
    `${number} 个要素没有可用的图形或坐标超出范围，没有画出。`,
    `${number} features without a usable geometry or beyond the world are not drawn.`,
  );
