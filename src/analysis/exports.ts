import type { Feature } from 'geojson';
import { plural, text, type Locale, type Text } from '../domain/text';
import { toCsv } from '../formats/csv';
import { toGeoJson } from '../formats/geojson';
import type { Pack } from '../pack/pack';
import type { CoverageSummary } from './coverageSummary';
import type { Answer, Provenance, Table } from './define';

/** The lines of a provenance as label and value: method, parameters, datasets, standards, error bound, notes. */
export function provenanceLines(provenance: Provenance, locale: Locale): [string, string][] {
  const zh = locale === 'zh-CN';
  const tagged = (value: string, tag?: string) =>
    tag === 'M' ? `${value} [${zh ? '未核' : 'unverified'}]` : tag ? `${value} [${tag}]` : value;
  return [
    ...(provenance.synthetic
      ? [[zh ? '示例数据' : 'Sample data', sampleLine(provenance)[locale]] as [string, string]]
      : []),
    [zh ? '分析' : 'Analysis', `${provenance.analysis} ${provenance.version}`],
    [zh ? '方法' : 'Method', provenance.method[locale]],
    ...provenance.parameters.map(({ label, value, tag }): [string, string] => [
      label[locale],
      tagged(typeof value === 'string' ? value : value[locale], tag),
    ]),
    ...provenance.datasets.map(
      ({ title, source, asOf, sha256, count, synthetic }): [string, string] => [
        `${zh ? '数据' : 'Data'}: ${title[locale]}`,
        [
          source[locale],
          `${zh ? '截至' : 'as of'} ${asOf ?? (zh ? '未知' : 'unknown')}`,
          zh ? `${count} 条` : plural(count, 'record'),
          synthetic ? (zh ? '示例数据' : 'sample data') : '',
          sha256 ? `SHA-256 ${sha256}` : '',
        ]
          .filter(Boolean)
          .join('; '),
      ],
    ),
    ...provenance.standards.map(({ name, tag }): [string, string] => [
      zh ? '标准' : 'Standard',
      tagged(name[locale], tag),
    ]),
    [zh ? '误差' : 'Error bound', provenance.errorBound[locale]],
    ...provenance.notes.map((note): [string, string] => [zh ? '说明' : 'Note', note[locale]]),
  ];
}

/** Which inputs are generated, where some are not; outlines are public facts. */
function sampleLine({ datasets }: Provenance): Text {
  const inputs = datasets.filter(({ id }) => id !== 'district' && id !== 'towns');
  const samples = inputs.filter(({ synthetic }) => synthetic).map(({ title }) => title);
  return samples.length && samples.length < inputs.length
    ? text(
        `${samples.map((title) => title['zh-CN']).join('、')}为生成的示例数据，不代表真实情况`,
        `${samples.map(({ en }) => en).join(', ')}: generated records, not the real situation`,
      )
    : text('含生成的示例记录，不代表真实情况', 'Holds generated records; not the real situation');
}

/** A result table as CSV with units in the heads; below it, after an empty line, how the numbers came to be. */
export function tableCsv(table: Table, provenance: Provenance, locale: Locale): string {
  const columns = table.columns.map(({ key, label, unit }) => ({
    key,
    label: unit ? `${label[locale]} (${unit[locale]})` : label[locale],
  }));
  // Ids such as `emergency` become words; everything else stands as it is.
  const rows = table.rows.map((row) =>
    Object.fromEntries(
      table.columns.map(({ key, options }) => {
        const value = row[key] ?? null;
        return [key, options?.[String(value)]?.[locale] ?? value];
      }),
    ),
  );
  const work = provenanceLines(provenance, locale).map(([label, value]) => ({ label, value }));
  const below = toCsv(
    [
      { key: 'label', label: locale === 'zh-CN' ? '计算过程' : 'How this was computed' },
      { key: 'value', label: '' },
    ],
    work,
  ).replace(/^\uFEFF/, '');
  return `${toCsv(columns, rows)}\r\n${below}`;
}

/** Everything that a result shows on a map, by layer; towns and shelters carry their figures. */
export function mapResult(
  pack: Pack,
  { features, summary }: Answer<object>,
): Record<string, Feature[]> {
  const layers = Object.fromEntries(
    Object.entries(features).map(([layer, collection]) => [layer, collection.features]),
  );
  const { units, perShelter } = summary as Partial<CoverageSummary>;
  if (units) {
    layers.units = units.flatMap((properties, i) => {
      const geometry = pack.towns.features[i]?.geometry;
      return geometry ? { type: 'Feature' as const, properties: { ...properties }, geometry } : [];
    });
  }
  if (perShelter) {
    layers.shelters = perShelter.map(({ longitude, latitude, ...properties }) => ({
      type: 'Feature',
      properties,
      geometry: { type: 'Point', coordinates: [longitude, latitude] },
    }));
  }
  return layers;
}

/** Map results as GeoJSON; the provenance is a member of the collection, and each feature names its result. */
export function answerGeoJson(
  features: Readonly<Record<string, readonly Feature[]>>,
  provenance: Provenance,
): string {
  const all = Object.entries(features).flatMap(([layer, list]) =>
    list.map((feature) => ({ ...feature, properties: { ...feature.properties, result: layer } })),
  );
  return toGeoJson(all, { provenance });
}
