import { Failure } from '../domain/failure';
import { text, type Text } from '../domain/text';
import { isKml } from './kml';
import { shown } from './sheet';
import { isZip, unzip } from './unzip';

/** The KML files of a KMZ that are read, or the only one. */
export interface KmlFiles {
  /** The first, then those that were linked meanwhile, each once. */
  each(): Generator<{ name: string; bytes: Uint8Array }>;
  /**
   * Whether a link leads to a file of the same archive, which is then read; QGIS and GDAL write each layer so.
   * @param from name of the file that holds the link
   */
  follow(from: string, href: string): boolean;
  /** What of the archive was not read. */
  notes(): Text[];
}

/**
 * The files of a KML or KMZ: `doc.kml`, else the first at the top, else the first, and what these link to in the archive.
 * Nothing beyond the archive is ever opened.
 * @throws Failure when the archive is refused or holds no KML
 */
export function kmlFiles(bytes: Uint8Array): KmlFiles {
  const files = isZip(bytes) ? unzip(bytes, isKml) : new Map([['', bytes]]);
  const names = [...files.keys()];
  const main =
    names.find((each) => each.toLowerCase() === 'doc.kml') ??
    names.find((each) => !each.includes('/')) ??
    names[0];
  if (main === undefined) {
    throw new Failure(
      text('KMZ 里没有 .kml 文件；请重新导出。', 'The KMZ holds no .kml file; export it again.'),
    );
  }
  const wanted = new Set([main]);
  return {
    *each() {
      // A set hands out what is added while it is gone through.
      for (const name of wanted) yield { name, bytes: files.get(name)! };
    },
    follow(from, href) {
      const name = resolve(from, href);
      const known = name !== null && name !== from && files.has(name);
      if (known) wanted.add(name);
      return known;
    },
    notes() {
      const others = names.filter((each) => !wanted.has(each)).map(shown);
      if (!others.length) return [];
      const read = [...wanted].map(shown);
      return [
        text(
          `KMZ 里只读了 ${read.join('、')}，没有读 ${others.join('、')}`,
          `of the KMZ only ${read.join(', ')} was read, not ${others.join(', ')}`,
        ),
      ];
    },
  };
}

/** The name in the archive that a link means; `null` for an address elsewhere. */
function resolve(from: string, href: string): string | null {
  const base = 'kmz://archive/';
  try {
    const { protocol, host, pathname } = new URL(href, new URL(encodeURI(from), base));
    if (protocol !== 'kmz:' || host !== 'archive') return null;
    return decodeURIComponent(pathname.slice(1)).normalize('NFC');
  } catch {
    return null;
  }
}
