import { Compression, PMTiles, TileType, type Header, type Source } from 'pmtiles';
import { Failure } from '../../domain/failure';
import { text } from '../../domain/text';
import { withKey } from './address';
import { ask, type Asking } from './ask';
import { isObject } from './features';
import type { Box, Tile } from './mercator';
import { webPage } from './xml';

/** An archive of tiles that is read piece by piece (PMTiles specification 3). */
export interface Archive {
  kind: 'raster' | 'vector';
  minZoom: number;
  maxZoom: number;
  /** Degrees. */
  extent: Box;
  attribution: string;
  title: string;
  /** Names of the layers of a vector archive. */
  layers: string[];
  /** The bytes of a tile, unpacked; `null` where the archive has none. */
  tile: (tile: Tile, signal?: AbortSignal) => Promise<ArrayBuffer | null>;
}

/** Reads byte ranges; a server that sends the whole archive instead is told from its status. */
function rangeSource(url: string, question: Asking & { keyName: string | null }): Source {
  const { host } = new URL(url);
  const { key = null, keyName } = question;
  return {
    getKey: () => url,
    async getBytes(offset, length, signal) {
      const { bytes, status, mime } = await ask(withKey(url, keyName, key), {
        ...question,
        signal: signal ?? question.signal,
        maxBytes: Math.max(length, 1_000_000) + 1,
        headers: { range: `bytes=${offset}-${offset + length - 1}` },
      }).catch((cause: unknown) => {
        if (!(cause instanceof Failure) || !cause.text.en.includes('larger than')) throw cause;
        throw noRanges(host);
      });
      if (mime === 'text/html') throw webPage(host);
      if (status === 206) return { data: bytes.buffer };
      // A small archive that comes as a whole holds what was asked for.
      if (offset + length <= bytes.length || offset === 0)
        return { data: bytes.buffer.slice(offset, offset + length) };
      throw noRanges(host);
    },
  };
}

const noRanges = (host: string) =>
  new Failure(
    text(
      `${host} 不支持按字节范围读取，PMTiles 用不了；请换一台支持 Range 的服务器。`,
      `${host} does not serve byte ranges, which PMTiles needs; put the file on a server that does.`,
    ),
  );

const noArchive = (host: string, cause?: unknown) =>
  new Failure(
    text(
      `${host} 上的文件不是 PMTiles 第 3 版，或已损坏；请核对地址。`,
      `The file on ${host} is no PMTiles of version 3, or is damaged; check the address.`,
    ),
    { cause },
  );

const rasters = new Set([TileType.Png, TileType.Jpeg, TileType.Webp, TileType.Avif]);

/**
 * Opens an archive by its address.
 * @throws Failure when it cannot be read, is none, or holds tiles of an unknown kind
 */
export async function openArchive(
  url: string,
  question: Asking & { keyName: string | null },
): Promise<Archive> {
  const { host } = new URL(url);
  const archive = new PMTiles(rangeSource(url, question));
  const sentence = (cause: unknown): never => {
    if (cause instanceof Failure || question.signal?.aborted) throw cause;
    throw noArchive(host, cause);
  };
  const header = await archive.getHeader().catch(sentence);
  checkHeader(header, host);
  const metadata = await archive.getMetadata().catch(sentence);
  const about = isObject(metadata) ? metadata : {};
  const named = (name: string) => (typeof about[name] === 'string' ? about[name] : '');
  const layers = Array.isArray(about.vector_layers)
    ? (about.vector_layers as unknown[]).flatMap((layer) =>
        isObject(layer) && typeof layer.id === 'string' ? [layer.id] : [],
      )
    : [];
  return {
    kind: rasters.has(header.tileType) ? 'raster' : 'vector',
    minZoom: header.minZoom,
    maxZoom: header.maxZoom,
    extent: [header.minLon, header.minLat, header.maxLon, header.maxLat],
    attribution: named('attribution')
      .replace(/<[^>]*>/g, '')
      .trim(),
    title: named('name'),
    layers,
    tile: async ({ z, x, y }, signal) =>
      (await archive.getZxy(z, x, y, signal).catch(sentence))?.data ?? null,
  };
}

function checkHeader({ tileType, tileCompression, internalCompression }: Header, host: string) {
  const known = rasters.has(tileType) || tileType === TileType.Mvt;
  const packed = [tileCompression, internalCompression].some(
    (each) => each === Compression.Brotli || each === Compression.Zstd,
  );
  if (known && !packed) return;
  throw new Failure(
    text(
      `${host} 上的 PMTiles 用了读不了的${known ? '压缩（brotli 或 zstd）' : '瓦片种类'}；可用 PNG、JPEG、WebP、AVIF 和 MVT，gzip 压缩。`,
      `The PMTiles on ${host} use ${known ? 'a compression (brotli or zstd)' : 'a kind of tiles'} that cannot be read; PNG, JPEG, WebP, AVIF and MVT with gzip can.`,
    ),
  );
}
