import { strToU8, zipSync } from 'fflate';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { kml as byTogeojson } from '@tmcw/togeojson';
import { DOMParser } from '@xmldom/xmldom';
import { Failure } from '../../src/domain/failure';
import { kml } from '../../src/formats/kml';
import { bytesOf } from '../fixtures/formatFiles';

const document = (body: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2"><Document>${body}</Document></kml>`;
const open = (content: string | Uint8Array) =>
  kml.open([{ name: 'a.kml', bytes: typeof content === 'string' ? bytesOf(content) : content }]);
async function read(content: string | Uint8Array, table = 'all') {
  const sheet = await (await open(content)).read(table);
  return { ...sheet, rows: [...sheet.rows] };
}
/** Geometry of the only Placemark with this content. */
const geometryOf = async (content: string) =>
  (await read(document(`<Placemark>${content}</Placemark>`))).rows[0]!.geometry;

const folders = document(`
  <name>遂宁市应急</name>
  <Style id="s"><IconStyle><scale>2</scale></IconStyle></Style>
  <Schema name="shelter" id="shelter">
    <SimpleField type="double" name="面积"/><SimpleField type="bool" name="启用"/>
  </Schema>
  <Folder><name>避难场所</name>
    <Folder><name>船山区</name>
      <Placemark id="p1"><name>河东小学</name>
        <description><![CDATA[<b>容纳</b> 800&nbsp;人<br/>联系人&lt;值班&gt;<script>alert(1)</script>]]></description>
        <ExtendedData><SchemaData schemaUrl="#shelter">
          <SimpleData name="面积">1200.5</SimpleData><SimpleData name="启用">1</SimpleData>
        </SchemaData><Data name="电话"><value>0825-1234567</value></Data></ExtendedData>
        <Point><coordinates>105.571,30.513,0</coordinates></Point>
      </Placemark>
    </Folder>
  </Folder>
  <Folder><name>道路</name>
    <Placemark><name>G93 &amp; 匝道</name>
      <LineString><coordinates>105.5,30.5 105.6,30.6</coordinates></LineString>
    </Placemark>
    <NetworkLink><name>远程</name><Link><href>https://example.org/a.kml</href></Link></NetworkLink>
  </Folder>`);

describe('Placemarks in folders', () => {
  test('are one table of all and one for each top folder; the folders become a column', async () => {
    const { tables, format } = await open(folders);
    expect(format).toBe('kml');
    expect(tables).toEqual([
      { id: 'all', title: '遂宁市应急', rows: 2 },
      { id: 'folder-1', title: '避难场所', rows: 1 },
      { id: 'folder-2', title: '道路', rows: 1 },
    ]);
    const { rows } = await read(folders, 'folder-2');
    expect(rows).toEqual([
      {
        row: 2,
        values: { name: 'G93 & 匝道', folder: '道路' },
        geometry: {
          type: 'LineString',
          coordinates: [
            [105.5, 30.5],
            [105.6, 30.6],
          ],
        },
      },
    ]);
  });

  test('have typed data, a description without markup, and WGS 84 by definition', async () => {
    const sheet = await read(folders);
    expect(sheet.rows[0]).toEqual({
      row: 1,
      values: {
        id: 'p1',
        name: '河东小学',
        description: '容纳 800 人\n联系人<值班>',
        面积: 1200.5,
        启用: true,
        电话: '0825-1234567',
        folder: '避难场所 / 船山区',
      },
      geometry: { type: 'Point', coordinates: [105.571, 30.513] },
    });
    expect(sheet).toMatchObject({
      crs: { definition: 'EPSG:4326', evidence: { en: 'KML is in WGS 84 degrees by definition' } },
      columns: ['id', 'name', 'description', '面积', '启用', '电话', 'folder'],
      problems: [],
    });
  });

  test('a NetworkLink is never followed, which is said', async () => {
    const { notes } = await read(folders);
    expect(notes.map(({ en }) => en)).toEqual([
      '1 NetworkLink were not followed: only what is in the file is read',
    ]);
  });

  test('agree with togeojson in names and positions', async () => {
    const parsed = new DOMParser().parseFromString(folders, 'text/xml');
    // Where a feature has no geometry it is the NetworkLink.
    const theirs = byTogeojson(parsed as unknown as Document).features.flatMap((feature) =>
      feature.geometry
        ? [
            [
              feature.properties?.name as string,
              JSON.stringify(feature.geometry).replace(',0]', ']'),
            ],
          ]
        : [],
    );
    const ours = (await read(folders)).rows.map(({ values, geometry }) => [
      values.name,
      JSON.stringify(geometry),
    ]);
    expect(ours).toEqual(theirs);
  });
});

describe('geometry', () => {
  test('a polygon with a hole', async () => {
    const ring = (words: string) => `<LinearRing><coordinates>${words}</coordinates></LinearRing>`;
    expect(
      await geometryOf(
        `<Polygon><outerBoundaryIs>${ring('0,0 9,0 9,9 0,0')}</outerBoundaryIs>` +
          `<innerBoundaryIs>${ring('3,1 5,1 5,3 3,1')}</innerBoundaryIs></Polygon>`,
      ),
    ).toEqual({
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [9, 0],
          [9, 9],
          [0, 0],
        ],
        [
          [3, 1],
          [5, 1],
          [5, 3],
          [3, 1],
        ],
      ],
    });
  });

  test('MultiGeometry of one kind, and of several', async () => {
    const point = (words: string) => `<Point><coordinates>${words}</coordinates></Point>`;
    const line = '<LineString><coordinates>0,0 1,1</coordinates></LineString>';
    expect(
      await geometryOf(`<MultiGeometry>${point('1,2')}${point('3,4')}</MultiGeometry>`),
    ).toEqual({
      type: 'MultiPoint',
      coordinates: [
        [1, 2],
        [3, 4],
      ],
    });
    expect(await geometryOf(`<MultiGeometry>${point('1,2')}${line}</MultiGeometry>`)).toMatchObject(
      {
        type: 'GeometryCollection',
        geometries: [{ type: 'Point' }, { type: 'LineString' }],
      },
    );
  });

  test('gx:Track is the line of its positions', async () => {
    const track =
      '<gx:Track><when>2024-05-01T00:00:00Z</when><gx:coord>105.1 30.1 300</gx:coord><gx:coord>105.2 30.2 310</gx:coord></gx:Track>';
    expect(await geometryOf(track)).toEqual({
      type: 'LineString',
      coordinates: [
        [105.1, 30.1],
        [105.2, 30.2],
      ],
    });
  });

  test('altitudes count only where they are absolute', async () => {
    const point = (mode: string) =>
      `<Point><altitudeMode>${mode}</altitudeMode><coordinates>1,2,300</coordinates></Point>`;
    expect(await geometryOf(point('absolute'))).toMatchObject({ coordinates: [1, 2, 300] });
    expect(await geometryOf(point('clampToGround'))).toMatchObject({ coordinates: [1, 2] });
    const above = await read(document(`<Placemark>${point('relativeToGround')}</Placemark>`));
    expect(above.notes[0]!.en).toMatch(/1 placemarks have heights above the ground/);
  });

  test('spaces around the commas, as some programs write them, do not make other positions', async () => {
    const line = '<LineString><coordinates>1, 2 , 0\n 3 ,4,0</coordinates></LineString>';
    expect(await geometryOf(line)).toMatchObject({
      coordinates: [
        [1, 2],
        [3, 4],
      ],
    });
  });

  test('a position that is no number is an error of its row; togeojson would leave it out of the line', async () => {
    const line = '<LineString><coordinates>1,2 x,3 4,5</coordinates></LineString>';
    const { rows, problems } = await read(document(`<Placemark>${line}</Placemark>`));
    expect(rows[0]!.geometry).toBeNull();
    expect(problems).toMatchObject([{ row: 1, level: 'error', value: 'x,3' }]);
  });
});

describe('character sets and archives', () => {
  const placemark = '<Placemark><name>避难场所登记</name></Placemark>';

  test('an XML declaration of GBK is believed if the bytes are so, and only then', async () => {
    const words = document(placemark).replace('UTF-8', 'GB2312');
    const sheet = await read(new Uint8Array(iconv.encode(words, 'gbk')));
    expect(sheet).toMatchObject({
      encoding: 'gb18030',
      evidence: { en: 'the XML declaration says GB2312' },
      rows: [{ values: { name: '避难场所登记' } }],
    });
    const wrong = new Uint8Array(iconv.encode(document(placemark), 'gbk'));
    expect(await read(wrong)).toMatchObject({ rows: [{ values: { name: '避难场所登记' } }] });
  });

  test('a KMZ gives its doc.kml and says what else it holds', async () => {
    const archive = zipSync({
      'files/other.kml': strToU8(document('')),
      'doc.kml': strToU8(document(placemark)),
      'files/icon.png': strToU8('png'),
    });
    const sheet = await read(archive);
    expect(sheet.rows).toMatchObject([{ values: { name: '避难场所登记' } }]);
    expect(sheet.notes[0]!.en).toBe('of the KMZ only doc.kml was read, not files/other.kml');
    await expect(open(zipSync({ 'a.png': strToU8('png') }))).rejects.toThrow(/no \.kml file/);
  });
});

test('links of a KMZ are followed within the archive only, each file once, in circles too', async () => {
  const named = (name: string, ...links: string[]) =>
    strToU8(
      document(
        `<Placemark><name>${name}</name></Placemark>${links
          .map((href) => `<NetworkLink><Link><href>${href}</href></Link></NetworkLink>`)
          .join('')}`,
      ),
    );
  const sheet = await read(
    zipSync({
      'doc.kml': named(
        '甲',
        'layers/%E4%B9%99.kml',
        'https://example.test/a.kml',
        '/etc/a.kml',
        '',
      ),
      'layers/乙.kml': named('乙', '../doc.kml', '丙.kml'),
      'layers/丙.kml': named('丙'),
      'layers/丁.kml': named('丁'),
    }),
  );
  expect([...sheet.rows].map(({ values }) => values.name)).toEqual(['甲', '乙', '丙']);
  expect(sheet.notes.map(({ en }) => en)).toEqual([
    'of the KMZ only doc.kml, layers/乙.kml, layers/丙.kml was read, not layers/丁.kml',
    '3 NetworkLink were not followed: only what is in the file is read',
  ]);
});

describe('refused with one sentence', () => {
  test.each([
    [
      'an external entity',
      '<!DOCTYPE kml [<!ENTITY x SYSTEM "file:///etc/passwd">]><kml>&x;</kml>',
      /line 1: it declares a document type/,
    ],
    [
      'a billion laughs',
      '<?xml version="1.0"?>\n<!DOCTYPE k [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]>\n<kml>&b;</kml>',
      /line 2: it declares/,
    ],
    [
      'an element that is not closed',
      document('<Placemark>\n<name>a</nam></Placemark>'),
      /line 3: <\/nam> stands where <\/name> should/,
    ],
    ['a file that is cut off', folders.slice(0, 700), /line \d+: .*cut off/],
    [
      'an ampersand that is not escaped',
      document('<Placemark><name>A&B</name></Placemark>'),
      /“&B” means nothing in XML/,
    ],
    ['a web page', '<html><body/></html>', /no KML \(its root is <html>\)/],
    [
      'no Placemark but a NetworkLink',
      document('<NetworkLink/>'),
      /no Placemark: 1 NetworkLink were not followed/,
    ],
    ['elements nested 100,000 deep', '<kml>'.repeat(100_000), /nested deeper than 200/],
    ['nothing but text', 'kml', /text outside of tags, “kml”/],
  ])('%s', async (_, content, message) => {
    await expect(open(content)).rejects.toThrow(message);
    await expect(open(content)).rejects.toThrow(Failure);
  });
});

test('names that are words of the language are just names', async () => {
  const { rows } = await read(
    document(
      '<Placemark><ExtendedData><Data name="__proto__"><value>x</value></Data></ExtendedData></Placemark>',
    ),
  );
  expect(Object.entries(rows[0]!.values)).toEqual([['__proto__', 'x']]);
});

test('whatever happens to the text, the answer is rows or a sentence', async () => {
  const signs = [
    '<',
    '>',
    '&',
    '"',
    '/',
    '<!--',
    ']]>',
    '<![CDATA[',
    '&#0;',
    '</Folder>',
    '<gx:Track>',
    ',',
    'NaN',
    '\0',
  ];
  const cut = fc.record({
    at: fc.nat(folders.length),
    length: fc.nat(12),
    sign: fc.constantFrom(...signs, ''),
  });
  const property = fc.asyncProperty(fc.array(cut, { maxLength: 4 }), async (cuts) => {
    const content = cuts.reduce(
      (words, { at, length, sign }) => words.slice(0, at) + sign + words.slice(at + length),
      folders,
    );
    try {
      const opened = await open(content);
      for (const { id } of opened.tables) await opened.read(id);
      return true;
    } catch (error) {
      return error instanceof Failure && error.text['zh-CN'] !== '';
    }
  });
  expect(await fc.check(property, { numRuns: 300 })).toMatchObject({ failed: false });
});
