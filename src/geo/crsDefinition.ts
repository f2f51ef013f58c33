import { Failure } from '../domain/failure';
import { text } from '../domain/text';
import { transformOf, type Transform } from './crs';
import { proj4Transform } from './crsProj4';
import { ofWkt } from './crsWkt';

/** The code in `EPSG:4544`, `urn:ogc:def:crs:EPSG::4544`, `urn:ogc:def:crs:EPSG:6.9:4544`, `…/def/crs/EPSG/0/4544`. */
const epsg =
  /^(?:EPSG:{1,2}|urn:(?:x-)?ogc:def:crs:EPSG:[\d.]*:|https?:\/\/www\.opengis\.net\/def\/crs\/EPSG\/[\d.]+\/|https?:\/\/www\.opengis\.net\/gml\/srs\/epsg\.xml#)(\d{1,6})$/iu;
const crs84 =
  /^(?:urn:ogc:def:crs:OGC:[\d.]*:CRS84|https?:\/\/www\.opengis\.net\/def\/crs\/OGC\/[\d.]+\/CRS84|OGC:CRS84)$/iu;

/**
 * The transform that a file or a person names: an id of {@link transformOf}, an EPSG code in any of its spellings, WKT
 * (a .prj, also of ESRI, WKT 1 and 2) or a proj string. What the small table does not hold goes through proj4, which
 * is loaded only then. East before north always, see {@link transformOf}.
 * @throws Failure when the definition is not known or cannot be read
 */
export async function transformOfDefinition(definition: string): Promise<Transform> {
  // A byte order mark and line ends stand in many a .prj.
  const plain = definition.replace(/^\uFEFF/u, '').trim();
  if (plain === '') {
    throw new Failure(
      text(
        '坐标系的定义是空的；请给出 EPSG 代码、WKT 或 proj 字符串。',
        'The definition of the coordinate system is empty; give an EPSG code, WKT or a proj string.',
      ),
    );
  }
  if (plain.startsWith('+')) return await proj4Transform(plain, plain, plain);
  if (/^[A-Z_]+\s*[[(]/iu.test(plain)) return await ofWkt(plain);
  const code = epsg.exec(plain)?.[1];
  const known = transformOf(crs84.test(plain) ? 'EPSG:4326' : code ? `EPSG:${code}` : plain);
  if (known) return known;
  const short = plain.length > 60 ? `${plain.slice(0, 59)}…` : plain;
  throw new Failure(
    text(
      `不认识坐标系“${short}”（这里没有 EPSG 全表）；请给出它的 WKT（.prj 文件的内容）或 proj 字符串。`,
      `The coordinate system “${short}” is not known (there is no table of all EPSG codes here); give its WKT (what a .prj file holds) or a proj string.`,
    ),
  );
}
