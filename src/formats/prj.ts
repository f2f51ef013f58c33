import { text } from '../domain/text';
import type { SheetCrs } from './sheet';

/** Longest .prj that is read, bytes; the longest of EPSG have some 3,000. */
const maxBytes = 20_000;

/**
 * The coordinate system of a .prj: WKT of the OGC or of ESRI, sometimes an EPSG code or a proj string.
 * @returns `null` when it is none of these
 */
export function wktCrs(prj: Uint8Array): SheetCrs | null {
  const definition = new TextDecoder().decode(prj.subarray(0, maxBytes)).replace(/\0/gu, '').trim();
  const [, wktName] =
    /^(?:PROJCS|GEOGCS|GEOCCS|COMPD_CS|LOCAL_CS|PROJCRS|GEOGCRS|GEODCRS|BOUNDCRS|COMPOUNDCRS)\s*[[(]\s*"([^"]*)"/iu.exec(
      definition,
    ) ?? [];
  const name = wktName ?? (/^(?:EPSG:\d+|\+proj=.*)$/iu.test(definition) ? definition : null);
  return name === null ? null : { definition, name, evidence: text('.prj 文件', 'the .prj file') };
}
