import { describe, expect, test } from 'vitest';
import { transformOfDefinition } from '../../src/geo/crsDefinition';

const cgcs =
  'GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]';
const xian =
  'GEOGCS["GCS_Xian_1980",DATUM["D_Xian_1980",SPHEROID["Xian_1980",6378140.0,298.257]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]';
const beijing =
  'GEOGCS["GCS_Beijing_1954",DATUM["D_Beijing_1954",SPHEROID["Krasovsky_1940",6378245.0,298.3]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]';
/** As ESRI writes a .prj. */
const esri = (name: string, geographic: string, easting: number, meridian: number) =>
  `PROJCS["${name}",${geographic},PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",${easting}.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",${meridian}],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]`;
/** As PROJ 9.1 writes EPSG:4523 in WKT 2, without its scope. */
const wkt2 =
  'PROJCRS["CGCS2000 / 3-degree Gauss-Kruger zone 35",BASEGEOGCRS["China Geodetic Coordinate System 2000",DATUM["China 2000",ELLIPSOID["CGCS2000",6378137,298.257222101,LENGTHUNIT["metre",1]]],PRIMEM["Greenwich",0,ANGLEUNIT["degree",0.0174532925199433]],ID["EPSG",4490]],CONVERSION["3-degree Gauss-Kruger zone 35",METHOD["Transverse Mercator",ID["EPSG",9807]],PARAMETER["Latitude of natural origin",0,ANGLEUNIT["degree",0.0174532925199433],ID["EPSG",8801]],PARAMETER["Longitude of natural origin",105,ANGLEUNIT["degree",0.0174532925199433],ID["EPSG",8802]],PARAMETER["Scale factor at natural origin",1,SCALEUNIT["unity",1],ID["EPSG",8805]],PARAMETER["False easting",35500000,LENGTHUNIT["metre",1],ID["EPSG",8806]],PARAMETER["False northing",0,LENGTHUNIT["metre",1],ID["EPSG",8807]]],CS[Cartesian,2],AXIS["northing (X)",north,ORDER[1],LENGTHUNIT["metre",1]],AXIS["easting (Y)",east,ORDER[2],LENGTHUNIT["metre",1]]';
const twd97 =
  'PROJCS["TWD97 / TM2 zone 121",GEOGCS["TWD97",DATUM["Taiwan_Datum_1997",SPHEROID["GRS 1980",6378137,298.257222101,AUTHORITY["EPSG","7019"]],AUTHORITY["EPSG","1026"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","3824"]],PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",121],PARAMETER["scale_factor",0.9999],PARAMETER["false_easting",250000],PARAMETER["false_northing",0],UNIT["metre",1,AUTHORITY["EPSG","9001"]],AXIS["Easting",EAST],AXIS["Northing",NORTH],AUTHORITY["EPSG","3826"]]';

describe('the definition of a coordinate system', () => {
  test.each([
    ['EPSG:4544', 'EPSG:4544'],
    ['urn:ogc:def:crs:EPSG::4490', 'EPSG:4490'],
    ['urn:ogc:def:crs:EPSG:6.9:4326', 'EPSG:4326'],
    ['urn:ogc:def:crs:OGC:1.3:CRS84', 'EPSG:4326'],
    ['http://www.opengis.net/def/crs/EPSG/0/3857', 'EPSG:3857'],
    ['GCJ-02', 'GCJ02'],
    ['\uFEFF' + cgcs + '\r\n', 'EPSG:4490'],
    [xian, 'EPSG:4610'],
    [beijing, 'EPSG:4214'],
    [esri('CGCS2000_3_Degree_GK_Zone_35', cgcs, 35500000, 105), 'EPSG:4523'],
    [esri('CGCS2000_3_Degree_GK_CM_105E', cgcs, 500000, 105), 'EPSG:4544'],
    [esri('CGCS2000_GK_Zone_18', cgcs, 18500000, 105), 'EPSG:4496'],
    [esri('CGCS2000_GK_CM_105E', cgcs, 500000, 105), 'EPSG:4507'],
    [esri('Xian_1980_3_Degree_GK_Zone_36', xian, 36500000, 108), 'EPSG:2360'],
    [esri('Xian_1980_3_Degree_GK_CM_108E', xian, 500000, 108), 'EPSG:2381'],
    [esri('Beijing_1954_3_Degree_GK_Zone_35', beijing, 35500000, 105), 'EPSG:2411'],
    [esri('Beijing_1954_GK_Zone_18', beijing, 18500000, 105), 'EPSG:21418'],
    [esri('Beijing_1954_GK_Zone_18N', beijing, 500000, 105), 'EPSG:21458'],
    [wkt2 + ',ID["EPSG",4523]]', 'EPSG:4523'],
    [wkt2 + ']', 'EPSG:4523'],
    [
      `COMPD_CS["with heights",${esri('CGCS2000_3_Degree_GK_CM_105E', cgcs, 500000, 105)},VERT_CS["Yellow Sea 1985",VERT_DATUM["x",2005],UNIT["metre",1]]]`,
      'EPSG:4544',
    ],
    [
      'PROJCS["WGS_1984_Web_Mercator_Auxiliary_Sphere",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Mercator_Auxiliary_Sphere"],PARAMETER["Auxiliary_Sphere_Type",0.0],UNIT["Meter",1.0]]',
      'EPSG:3857',
    ],
  ])('%.60s … is %s', async (definition, id) => {
    expect((await transformOfDefinition(definition)).id).toBe(id);
  });

  test('a zone of a city’s own keeps its meridian, and an old datum stays approximate', async () => {
    const own = await transformOfDefinition(esri('大足独立坐标系', cgcs, 50000, 105.75));
    expect(own.title['zh-CN']).toBe('大足独立坐标系');
    expect(own.toWgs84(50000, 3286000)![0]).toBeCloseTo(105.75, 12);
    const old = await transformOfDefinition(esri('local', beijing, 500000, 105.75));
    expect(old.approximate?.en).toMatch('tens of metres');
  });

  test('proj4 reads what the table does not hold, and agrees with PROJ to 1 mm', async () => {
    const taiwan = await transformOfDefinition(twd97);
    const [x, y] = taiwan.fromWgs84(121.5, 25.03)!;
    // cs2cs +proj=longlat +datum=WGS84 +to EPSG:3826
    expect(Math.abs(x - 300458.14997)).toBeLessThan(1e-3);
    expect(Math.abs(y - 2769193.5765)).toBeLessThan(1e-3);
    const string = '+proj=tmerc +lat_0=0 +lon_0=105 +k=1 +x_0=35500000 +ellps=GRS80 +units=m';
    const zone = await transformOfDefinition(string);
    const [longitude, latitude] = zone.toWgs84(35569071.13183, 3286783.34982)!;
    expect(longitude).toBeCloseTo(105.7137, 8);
    expect(latitude).toBeCloseTo(29.6974, 8);
    expect([taiwan.approximate, zone.approximate]).toEqual([null, null]);
  });

  test('parameters of the survey’s own in the definition are used, and nothing is approximate', async () => {
    const string = '+proj=longlat +ellps=krass +towgs84=15.8,-154.4,-82.3 +no_defs';
    const own = await transformOfDefinition(string);
    expect(own.toWgs84(105.7137, 29.6974)![0]).toBeCloseTo(105.713974929, 7);
    expect(own.approximate).toBeNull();
  });

  test('a datum that says nothing of WGS 84 is said to be approximate', async () => {
    const string = '+proj=tmerc +lon_0=105 +x_0=500000 +ellps=krass';
    expect((await transformOfDefinition(string)).approximate?.en).toMatch('hundreds of metres');
  });

  test.each([
    ['', 'is empty'],
    ['EPSG:29193', '“EPSG:29193” is not known (there is no table of all EPSG codes here)'],
    ['Dazu grid', '“Dazu grid” is not known'],
    ['+proj=nonsense +lon_0=3', 'cannot be read'],
    ['PROJCS["broken",GEOGCS[', 'cannot be read'],
    ['PROJCS[]', 'cannot be read'],
    ['+proj=longlat +nadgrids=nowhere.gsb', 'cannot be read'],
  ])('what cannot be read is said in a sentence: %s', async (definition, reason) => {
    await expect(transformOfDefinition(definition)).rejects.toMatchObject({
      name: 'Failure',
      text: { en: expect.stringContaining(reason) as string },
    });
  });
});
