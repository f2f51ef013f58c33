import type { Feature, Geometry } from 'geojson';
import type { DatasetId } from '../../../src/domain/manifest';
import type { Town } from '../../../src/domain/town';
import { checkRecords, type CheckContext } from '../../../src/pack/checks';
import type { Finding } from '../../../src/pack/finding';
import type { Area } from '../../../src/pack/pack';
import { box } from '../../fixtures/pack';

export const townOf = (
  code: string,
  name: string,
  geometry: Area,
  schematic = false,
): Feature<Area, Town> => ({
  type: 'Feature',
  geometry,
  properties: { code, name, residents: null, schematic, seat: null },
});

/** A district of two towns side by side, each 0.1° wide; rows of the file begin with 2, under the head. */
export const context: CheckContext = {
  district: [box(105, 29, 105.2, 29.1)],
  towns: [
    townOf('500111001', '龙岗街道', box(105, 29, 105.1, 29.1)),
    townOf('500111100', '龙水镇', box(105.1, 29, 105.2, 29.1)),
  ],
  districtNames: ['大足区', '重庆市大足区'],
  today: '2026-03-01',
  rowOf: (index) => index + 2,
};

const common = {
  town: '龙岗街道',
  address: null,
  updated: '2025-06-30',
  note: null,
  synthetic: false,
  approximate: false,
  assumed: [],
};

/** Records with nothing wrong, for each register. */
const sound = {
  shelters: {
    ...common,
    id: 'S1',
    name: '龙岗中学',
    level: 'county',
    duration: 'short',
    class51143: null,
    space: 'outdoor',
    purpose: 'general',
    hazards: null,
    landAreaSquareMetres: 8000,
    effectiveAreaSquareMetres: 5000,
    capacityPeople: 2000,
    capacitySource: 'ledger',
    facilities: null,
    manager: '陈建国',
    phone: '13812342471',
    status: 'open',
  },
  geohazards: {
    ...common,
    id: 'G1',
    name: '白岩滑坡',
    type: 'landslide',
    volumeCubicMetres: 20000,
    threatenedHouseholds: 12,
    threatenedPeople: 40,
    threatenedPropertyTenThousandYuan: 300,
    riskGrade: 4,
    stability: null,
    trigger: null,
    monitoring: 'community',
    monitor: '李四',
    monitorPhone: '13912342471',
    areaLead: '王五',
    geologist: '赵六',
    technicalAdministrator: '孙七',
    evacuationPlace: null,
    treatment: null,
    status: 'active',
  },
  reservoirs: {
    ...common,
    id: 'R1',
    name: '龙水湖水库',
    capacityCubicMetres: 8.5e6,
    size: 'small-1',
    damType: 'earth',
    damHeightMetres: 21,
    unsafe: false,
    normalLevelMetres: 300,
    floodLimitLevelMetres: 299,
    designFloodLevelMetres: 301,
    checkFloodLevelMetres: 302,
    deadLevelMetres: 285,
    currentLevelMetres: null,
    administrativePerson: '张一',
    administrativePhone: '13812342472',
    technicalPerson: '张二',
    technicalPhone: '13812342473',
    patrolPerson: '张三',
    patrolPhone: '13812342474',
  },
  forests: {
    ...common,
    id: 'F1',
    name: '玉龙山林区',
    areaMu: 1200,
    fireDanger: 4,
    species: null,
    cameras: null,
    forestChief: '周八',
    forestChiefPhone: '023-43721234',
  },
  hazchem: {
    ...common,
    id: 'H1',
    name: '龙岗加油站',
    kind: 'fuel-station',
    substances: [{ name: '汽油', quantityTonnes: 60 }],
    majorHazardGrade: 0,
    safetyDistanceMetres: 50,
    manager: '吴九',
    phone: '023-43721235',
  },
} as const;

export type SoundId = keyof typeof sound;
export const soundIds = Object.keys(sound) as SoundId[];

/** A sound record with some values changed, at a place. */
export const record = (
  dataset: SoundId,
  values: Record<string, unknown> = {},
  geometry: Geometry = { type: 'Point', coordinates: [105.05, 29.05] },
): Feature => ({ type: 'Feature', geometry, properties: { ...sound[dataset], ...values } });

export const point = (longitude: number, latitude: number): Geometry => ({
  type: 'Point',
  coordinates: [longitude, latitude],
});

export const brief = ({ check, level, row, field, value, reason, mend }: Finding) => [
  check,
  level,
  row,
  field,
  value,
  reason['zh-CN'],
  mend && mend.label['zh-CN'],
];

/** What the checks find in a small register, in brief: check, level, row, field, value, reason, repair. */
export const found = (
  dataset: DatasetId,
  features: readonly Feature[],
  more: Partial<CheckContext> = {},
) => checkRecords(dataset, features, { ...context, ...more }).map(brief);
