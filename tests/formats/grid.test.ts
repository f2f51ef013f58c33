import { execFileSync } from 'node:child_process';
import { writeArrayBuffer } from 'geotiff';
import proj4 from 'proj4';
import { describe, expect, it } from 'vitest';
import { writeResidents } from '../../src/formats/geotiff';
import { openGrid, readGrid } from '../../src/formats/grid';
import { cellSquareKilometres } from '../../src/formats/gridArea';
import { crsOfKeys } from '../../src/formats/gridKeys';
import { wholePeople } from '../../src/formats/gridWhole';
import { areaSquareMetres } from '../../src/geo/polygons';
import { seeded } from '../fixtures/random';

/** CGCS 2000, 3° zone about 105° E without zone number: a grid in metres. */
const zone = { GTModelTypeGeoKey: 1, GTRasterTypeGeoKey: 1, ProjectedCSTypeGeoKey: 4544 };
const zoneProj = '+proj=tmerc +lat_0=0 +lon_0=105 +k=1 +x_0=500000 +y_0=0 +ellps=GRS80 +units=m';

function tif(values: Float32Array | Float64Array, columns: number, tags: object): Uint8Array {
  return new Uint8Array(
    writeArrayBuffer(values, {
      width: columns,
      height: values.length / columns,
      ModelTiepoint: [0, 0, 0, 560_000, 3_290_000, 0],
      ModelPixelScale: [100, 100, 0],
      ...zone,
      ...tags,
    }),
  );
}

const sum = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0);

describe('describing a grid', () => {
  it('tells size, coordinate system, cells and what the total would be either way', async () => {
    const info = await openGrid(
      tif(Float32Array.of(0, 10, 20, Number.NaN, -5, -9999), 3, { GDAL_NODATA: '-9999' }),
    );
    expect(info).toMatchObject({
      columns: 3,
      rows: 2,
      samples: 1,
      crs: { definition: 'EPSG:4544' },
      noData: -9999,
      origin: [560_000, 3_290_000],
      cell: [100, 100],
      tally: { filled: 2, zero: 1, missing: 2, negative: 1, least: 10, most: 20, whole: true },
    });
    expect(info.totals.count).toBe(30);
    // 0.01 km² a cell; the projection's scale at 60 km from the meridian is 1 + 60²/(2·6371²), the area's twice that.
    expect(info.totals['density-per-km2']).toBeCloseTo(0.3 / (1 + (60.1 / 6371) ** 2), 5);
    expect(info.notes.map(({ en }) => en)).toEqual(['1 cell below 0, taken as no-data']);
  });
});

describe('reading a projected grid', () => {
  const random = seeded(4);
  const columns = 40;
  const values = Float64Array.from({ length: columns * 30 }, () => Math.floor(random() * 50) / 7);

  it('keeps the total to 1e-9', async () => {
    const { grid, total } = await readGrid(tif(values, columns, {}), { meaning: 'count' });
    expect(Math.abs(sum(grid.people) / sum(values) - 1)).toBeLessThan(1e-9);
    expect(total).toBe(sum(grid.people));
    expect(grid.cellDegrees).toBeCloseTo(3 / 3600, 12);
  });

  it('moves nobody farther than it says, against proj4 for single cells', async () => {
    for (const [column, row] of [
      [0, 0],
      [39, 0],
      [17, 29],
    ] as const) {
      const one = new Float64Array(values.length);
      one[row * columns + column] = 16;
      const { grid, movedMetres } = await readGrid(tif(one, columns, {}), { meaning: 'count' });
      const [east, north] = [560_000 + column * 100 + 50, 3_290_000 - row * 100 - 50];
      let middle = [0, 0];
      grid.people.forEach((people, i) => {
        if (people === 0) return;
        const place = proj4(zoneProj).forward([
          grid.west + ((i % grid.columns) + 0.5) * grid.cellDegrees,
          grid.north - (Math.floor(i / grid.columns) + 0.5) * grid.cellDegrees,
        ]);
        // The sixteenths lie within the old cell, 50 m from its middle; the new middle within the bound of that.
        expect(Math.hypot(place[0]! - east, place[1]! - north)).toBeLessThan(
          movedMetres + Math.hypot(50, 50),
        );
        middle = [middle[0]! + (people / 16) * place[0]!, middle[1]! + (people / 16) * place[1]!];
      });
      expect(Math.hypot(middle[0]! - east, middle[1]! - north)).toBeLessThan(movedMetres);
      expect(movedMetres).toBeLessThan(90);
    }
  });

  it('does not shift the whole: the mean place of everybody stays within 2 m', async () => {
    const { grid, total } = await readGrid(tif(values, columns, {}), { meaning: 'count' });
    const mean = [0, 0];
    grid.people.forEach((people, i) => {
      const place = proj4(zoneProj).forward([
        grid.west + ((i % grid.columns) + 0.5) * grid.cellDegrees,
        grid.north - (Math.floor(i / grid.columns) + 0.5) * grid.cellDegrees,
      ]);
      mean[0]! += (people / total) * place[0]!;
      mean[1]! += (people / total) * place[1]!;
    });
    const expected = [0, 0];
    values.forEach((value, i) => {
      expected[0]! += (value / total) * (560_050 + (i % columns) * 100);
      expected[1]! += (value / total) * (3_289_950 - Math.floor(i / columns) * 100);
    });
    expect(Math.hypot(mean[0]! - expected[0]!, mean[1]! - expected[1]!)).toBeLessThan(2);
  });

  it('multiplies densities by the true area, which Web Mercator shows a third too large at 30° N', async () => {
    const mercator = {
      ProjectedCSTypeGeoKey: 3857,
      ModelTiepoint: [0, 0, 0, 11_760_000, 3_500_000, 0],
      ModelPixelScale: [1000, 1000, 0],
    };
    const { total } = await readGrid(tif(Float32Array.of(100), 1, mercator), {
      meaning: 'density-per-km2',
    });
    const [west, south] = proj4('EPSG:3857').inverse([11_760_000, 3_499_000]);
    const [east, north] = proj4('EPSG:3857').inverse([11_761_000, 3_500_000]);
    const box = [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ];
    expect(total / (areaSquareMetres({ type: 'Polygon', coordinates: [box] }) / 1e4)).toBeCloseTo(
      1,
      5,
    );
    expect(total).toBeLessThan(77);
  });
});

describe('reading a grid in degrees', () => {
  const lattice = { west: 105.5, north: 29.75, cellDegrees: 1 / 1200, columns: 4, rows: 3 };
  const people = Uint16Array.of(0, 0, 0, 0, 0, 7, 0, 9, 0, 0, 0, 0);

  it('keeps square cells of WGS 84 as they are, cut to where people live', async () => {
    const bytes = new Uint8Array(writeResidents({ ...lattice, people }));
    const { grid, total, movedMetres, notes } = await readGrid(bytes, { meaning: 'count' });
    expect([...grid.people]).toEqual([7, 0, 9]);
    expect(grid).toMatchObject({ columns: 3, rows: 1, cellDegrees: 1 / 1200 });
    expect(grid.west).toBeCloseTo(105.5 + 1 / 1200, 12);
    expect(grid.north).toBeCloseTo(29.75 - 1 / 1200, 12);
    expect({ total, movedMetres, notes }).toEqual({ total: 16, movedMetres: 0, notes: [] });
  });

  it('shifts by half a cell when the file gives centres', async () => {
    const tags = {
      GTModelTypeGeoKey: 2,
      GeographicTypeGeoKey: 4490,
      ProjectedCSTypeGeoKey: undefined,
      ModelTiepoint: [0, 0, 0, 105, 30, 0],
      ModelPixelScale: [0.01, 0.01, 0],
    };
    const keys = { GTModelTypeGeoKey: 2, GTRasterTypeGeoKey: 2, GeographicTypeGeoKey: 4490 };
    const bytes = new Uint8Array(
      writeArrayBuffer(Float32Array.of(5, 6), {
        width: 2,
        height: 1,
        ModelTiepoint: tags.ModelTiepoint,
        ModelPixelScale: tags.ModelPixelScale,
        ...keys,
      }),
    );
    const { grid } = await readGrid(bytes, { meaning: 'count' });
    expect(grid.west).toBeCloseTo(104.995, 9);
    expect(grid.north).toBeCloseTo(30.005, 9);
  });
});

describe('a grid that leaves something open is asked about, never guessed', () => {
  it('without a coordinate system', async () => {
    const bytes = tif(Float32Array.of(1), 1, { GTModelTypeGeoKey: 0, ProjectedCSTypeGeoKey: 0 });
    expect((await openGrid(bytes)).totals).toEqual({ count: 1, 'density-per-km2': null });
    await expect(readGrid(bytes, { meaning: 'count' })).rejects.toThrow('no coordinate system');
    const { total } = await readGrid(bytes, { meaning: 'count', crs: 'EPSG:4544' });
    expect(total).toBe(1);
  });

  it('with several bands', async () => {
    const bytes = new Uint8Array(
      writeArrayBuffer(
        [Float32Array.of(1, 2), Float32Array.of(3, 4)].map((band) => [[...band]]),
        {
          ModelTiepoint: [0, 0, 0, 560_000, 3_290_000, 0],
          ModelPixelScale: [100, 100, 0],
          ...zone,
        },
      ),
    );
    expect((await openGrid(bytes)).samples).toBe(2);
    await expect(readGrid(bytes, { meaning: 'count' })).rejects.toThrow('choose one (1 to 2)');
    expect((await readGrid(bytes, { meaning: 'count', band: 2 })).total).toBe(7);
    await expect(readGrid(bytes, { meaning: 'count', band: 3 })).rejects.toThrow('no band 3');
  });

  it('with nobody in it, and with an unknown code', async () => {
    await expect(
      readGrid(tif(Float32Array.of(0, -1), 2, {}), { meaning: 'count' }),
    ).rejects.toThrow('No cell of the grid holds a resident');
    await expect(
      readGrid(tif(Float32Array.of(1), 1, { ProjectedCSTypeGeoKey: 9999 }), { meaning: 'count' }),
    ).rejects.toThrow('EPSG:9999');
  });

  it('when the coordinate system cannot be right: cells of 30 cm', async () => {
    const bytes = tif(Float32Array.of(1), 1, { ModelPixelScale: [0.3, 0.3, 0] });
    await expect(readGrid(bytes, { meaning: 'count' })).rejects.toThrow('cells measure about 0');
  });

  it('and refuses what is no GeoTIFF or says not where it lies', async () => {
    await expect(openGrid(new Uint8Array(100))).rejects.toThrow('damaged, cut off');
    await expect(
      openGrid(tif(Float32Array.of(1), 1, { ModelPixelScale: [0, 0, 0] })),
    ).rejects.toThrow('does not say where it lies');
  });
});

/** A TIFF by hand: 2 tiles of 16 × 16 in a grid of 20 × 16, value = column + 1, the first column is no-data. */
const python = `
import struct, zlib, sys
W, H, T = 20, 16, 16
def tile(k):
    out = b''
    for r in range(T):
        for c in range(T):
            x = k * T + c
            out += struct.pack('>f', -3.4028234663852886e38 if x == 0 else (x + 1.0 if x < W else 0.0))
    return zlib.compress(out + b'\\0' * int(sys.argv[1]))
tiles = [tile(0), tile(1)]
keys = [(1024,0,1,1),(1025,0,1,1),(2048,0,1,4490),(3072,0,1,32767),(3074,0,1,32767),(3075,0,1,1),(3076,0,1,9001),(3080,34736,1,0),(3081,34736,1,1),(3082,34736,1,2),(3083,34736,1,3),(3092,34736,1,4)]
doubles = [105.0, 0.0, 500000.0, 0.0, 1.0]
flat = [1,1,0,len(keys)] + [v for k in keys for v in k]
data = bytearray()
entries = []
def add(tag, kind, count, raw): entries.append((tag, kind, count, raw))
S = lambda *v: struct.pack('>%dH' % len(v), *v)
L = lambda *v: struct.pack('>%dI' % len(v), *v)
D = lambda *v: struct.pack('>%dd' % len(v), *v)
add(256,3,1,S(W)); add(257,3,1,S(H)); add(258,3,1,S(32)); add(259,3,1,S(8)); add(262,3,1,S(1)); add(277,3,1,S(1))
add(322,3,1,S(T)); add(323,3,1,S(T)); add(324,4,2,None); add(325,4,2,L(*map(len, tiles))); add(339,3,1,S(3))
add(33550,12,3,D(100,100,0)); add(33922,12,6,D(0,0,0,560000,3290000,0)); add(34735,3,len(flat),S(*flat)); add(34736,12,len(doubles),D(*doubles))
nd = b'-3.4028234663852886e+38\\0'
add(42113,2,len(nd),nd)
base = 8 + 2 + 12 * len(entries) + 4
blob = b''.join(tiles)
entries[8] = (324,4,2,L(base, base + len(tiles[0])))
extra = bytearray(blob)
out = b'MM\\0*' + L(8) + S(len(entries))
for tag, kind, count, raw in entries:
    if len(raw) <= 4: field = raw.ljust(4, b'\\0')
    else:
        if len(extra) % 2: extra += b'\\0'
        field = L(base + len(extra)); extra += raw
    out += S(tag, kind) + L(count) + field
sys.stdout.buffer.write(out + L(0) + bytes(extra))
`;

const tiled = (bytesTooMany: number) =>
  new Uint8Array(execFileSync('python3', ['-c', python, String(bytesTooMany)]));

it('reads what another program wrote: big-endian, deflated tiles, a projection given by its parameters', async () => {
  const bytes = tiled(0);
  const info = await openGrid(bytes);
  expect(info.crs?.definition).toBe(
    '+proj=tmerc +lat_0=0 +lon_0=105 +k_0=1 +x_0=500000 +y_0=0 +ellps=GRS80 +towgs84=0,0,0 +units=m +no_defs',
  );
  expect(info.tally).toMatchObject({
    filled: 19 * 16,
    missing: 16,
    negative: 0,
    least: 2,
    most: 20,
  });
  const { grid } = await readGrid(bytes, { meaning: 'count' });
  // 2 + 3 + … + 20 = 209 in each of 16 rows.
  expect(sum(grid.people)).toBeCloseTo(16 * 209, 9);
  // The same projection by its EPSG code puts people into the same cells.
  const byCode = await readGrid(bytes, { meaning: 'count', crs: 'EPSG:4544' });
  expect(byCode.grid.west).toBe(grid.west);
  grid.people.forEach((people, i) => expect(people).toBeCloseTo(byCode.grid.people[i]!, 6));
});

it('stops at a tile that inflates to more than it announces, as a bomb does', async () => {
  await expect(openGrid(tiled(300_000))).rejects.toThrow('more than the 1024 bytes');
});

describe('GeoKeys', () => {
  it('give WKT where ESRI wrote it into the citation', () => {
    const wkt = 'PROJCS["Albers",GEOGCS["x"],UNIT["Meter",1.0]]';
    expect(
      crsOfKeys({
        GTModelTypeGeoKey: 1,
        ProjectedCSTypeGeoKey: 32767,
        PCSCitationGeoKey: `ESRI PE String = ${wkt}`,
      }),
    ).toMatchObject({ definition: wkt, name: 'Albers' });
  });

  it('give Albers with its parallels, as Chinese national grids have it', () => {
    expect(
      crsOfKeys({
        GTModelTypeGeoKey: 1,
        ProjectedCSTypeGeoKey: 32767,
        ProjCoordTransGeoKey: 11,
        ProjStdParallel1GeoKey: 25,
        ProjStdParallel2GeoKey: 47,
        ProjNatOriginLongGeoKey: 105,
        ProjNatOriginLatGeoKey: 0,
        GeogSemiMajorAxisGeoKey: 6378245,
        GeogInvFlatteningGeoKey: 298.3,
      })?.definition,
    ).toBe(
      '+proj=aea +lat_0=0 +lon_0=105 +lat_1=25 +lat_2=47 +a=6378245 +rf=298.3 +units=m +no_defs',
    );
  });

  it('give nothing when they say nothing', () => {
    expect(crsOfKeys({})).toBeNull();
    expect(crsOfKeys({ GTModelTypeGeoKey: 1, ProjectedCSTypeGeoKey: 32767 })).toBeNull();
  });
});

it('the cells of a whole hemisphere have half the area of the ellipsoid, 255,032,810.862 km²', () => {
  // Area of WGS 84: 510,065,621.724 km² (NIMA TR8350.2).
  let half = 0;
  for (let south = 0; south < 90; south += 10)
    half +=
      36 *
      cellSquareKilometres(
        Float64Array.of(0, south + 10, 10, south + 10),
        Float64Array.of(0, south, 10, south),
      )[0]!;
  expect(half).toBeCloseTo(255_032_810.862, 0);
});

it('whole people keep the total, and every block of 8 × 8 to one person, where rounding loses all', () => {
  const random = seeded(9);
  const people = Float64Array.from({ length: 24 * 16 }, () => random() * 0.5);
  const { people: whole } = wholePeople({
    west: 0,
    north: 0,
    cellDegrees: 1,
    columns: 24,
    rows: 16,
    people,
  });
  expect(Math.abs(sum(whole) - sum(people))).toBeLessThanOrEqual(0.5);
  for (const [row, column] of [
    [0, 0],
    [8, 16],
  ] as const) {
    let [before, after] = [0, 0];
    for (let r = row; r < row + 8; r++)
      for (let c = column; c < column + 8; c++) {
        before += people[r * 24 + c]!;
        after += whole[r * 24 + c]!;
      }
    expect(Math.abs(after - before)).toBeLessThanOrEqual(1);
  }
  expect(sum(people.map(Math.round))).toBe(0);
});
