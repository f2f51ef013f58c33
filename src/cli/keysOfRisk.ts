import { text } from '../domain/text';
import type { JsonKey } from './jsonKey';

/** Members of `--json` of the analyses of hazards. */
export const riskKeys = {
  buffer: [
    ['layer', text('图层', 'the layer')],
    ['sites', text('有距离的对象数', 'sites with a distance')],
    [
      'smallestMetres, largestMetres',
      text('所用距离的最小和最大值，m', 'smallest and largest distance used, m'),
    ],
    [
      'sitesWithoutDistance[]',
      text('没有录入距离的对象：id, name', 'sites without an entered distance: id, name'),
    ],
    [
      'sitesWithZeroDistance[], inactiveSites[]',
      text(
        '录入距离为 0 的对象，已治理、搬迁或核销的隐患点：id, name',
        'sites with an entered distance of 0; hazard sites treated, relocated or closed: id, name',
      ),
    ],
    [
      'residents, residentsInside',
      text(
        '居民及缓冲区内的居民，人；未知为 null',
        'residents, and those inside, people; null if unknown',
      ),
    ],
    ['residentsInsideShare', text('0 至 1', '0 to 1')],
    [
      'towns[]',
      text(
        '分镇街：code, name, residents, residentsInside',
        'by town: code, name, residents, residentsInside',
      ),
    ],
    [
      'features[]',
      text(
        '缓冲区内其他图层的要素、状态及距离',
        'features of other layers inside, with status and distance',
      ),
    ],
    ['areaSquareKilometres', text('缓冲区面积，km²', 'area of the buffer, km²')],
  ],
  point: [
    ['longitude, latitude', text('地点，度', 'the place, degrees')],
    ['town', text('所在镇街：code, name；没有为 null', 'its town: code, name; null if none')],
    [
      'insideDistrict',
      text(
        '是否在本区范围内；没有范围为 null',
        'whether it lies in the district; null without an outline',
      ),
    ],
    [
      'nearestSafeShelter',
      text(
        '所有防护距离之外至少 100 m 的最近场所',
        'the nearest shelter at least 100 m outside every ring',
      ),
    ],
    [
      'residentsWithin[]',
      text(
        'radiusMetres 内的 residents；未知为 null',
        'residents within radiusMetres; null if unknown',
      ),
    ],
    [
      'nearestShelters[]',
      text('最近的三处场所及距离、方位', 'the nearest three shelters with distance and bearing'),
    ],
    [
      'sitesWithoutDistance',
      text(
        '没有录入距离、因而没有查的危险源数',
        'hazards without an entered distance, which were not tested',
      ),
    ],
    ['zones[]', text('所在的防护距离和缓冲区', 'protection distances and buffers it lies in')],
    [
      'hazards[]',
      text('2 km 内的危险源及状态，由近及远', 'hazards within 2 km by distance, with status'),
    ],
  ],
  union: [
    ['sources', text('融合前的圆、线、面数', 'discs, lines and polygons that it was made of')],
    ['areaSquareKilometres', text('融合后的面积，km²', 'area of the zone, km²')],
    ['holes', text('孔数', 'holes')],
    [
      'parts[]',
      text(
        '各部分：rank, areaSquareKilometres, holes, longitude, latitude',
        'the parts: rank, areaSquareKilometres, holes, longitude, latitude',
      ),
    ],
  ],
  exposure: [
    [
      'sources',
      text(
        '范围由多少面、对象或河流组成；没有范围为 0',
        'polygons, sites and streams of the zone; 0 without a zone',
      ),
    ],
    [
      'areaSquareKilometres, areaInDistrictSquareKilometres',
      text('范围面积，其中区内的，km²', 'area of the zone, and of it in the district, km²'),
    ],
    [
      'residents, residentsInside, residentsInsideShare',
      text(
        '居民，范围内的居民，人；占比；未知为 null',
        'residents, those inside, people; their share; null if unknown',
      ),
    ],
    [
      'towns[]',
      text(
        '分镇街：code, name, residents, residentsInside, residentsInsideShare',
        'by town: code, name, residents, residentsInside, residentsInsideShare',
      ),
    ],
    [
      'features[]',
      text(
        '范围内的要素：register, id, name, status, capacityPeople, capacitySource, threatenedPeople, grade …',
        'records inside: register, id, name, status, capacityPeople, capacitySource, threatenedPeople, grade …',
      ),
    ],
    [
      'openShelters, shelterPlaces, sheltersOfUnknownCapacity, sheltersByArea',
      text(
        '范围内开放的场所数、已知容量之和、容量未知的场所数、容量按面积推算的场所数',
        'open shelters inside, their known places, those of unknown capacity, those by their area',
      ),
    ],
    [
      'hazardSites, source',
      text(
        '范围内在册隐患点数，含构成范围的；范围以其为中心、因而不列入要素的图层，没有为 null',
        'active hazard sites inside, those that make the zone too; the layer that the zone goes round, whose records are not listed; null for none',
      ),
    ],
    ['peopleInNeed', text('需救助的人', 'people in need of relief')],
    [
      'needs[]',
      text(
        '物资：item, figure, days, quantity, unit, isUsual（用的是未核的默认值）',
        'relief: item, figure, days, quantity, unit, isUsual (the unverified default)',
      ),
    ],
  ],
} satisfies Record<string, readonly JsonKey[]>;
