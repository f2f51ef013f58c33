import { text, type Text } from '../domain/text';
import type { Command } from './usage';

/** The members of `--json`, which stay the same from version to version; new ones may be added. */
export const jsonKeys: Readonly<
  Record<Command, readonly (readonly [key: string, meaning: Text])[]>
> = {
  coverage: [
    [
      'residents',
      text(
        '已知的常住人口，人；没有居民数据时为 null',
        'residents that are known, people; null without residents',
      ),
    ],
    ['unitsWithoutResidents', text('人口未知的镇街数', 'towns whose residents are unknown')],
    [
      'covered',
      text(
        '服务半径内的居民，人，每人只计一次',
        'residents inside a service radius, people, each counted once',
      ),
    ],
    [
      'coveredShare',
      text('覆盖率，0 至 1；没有居民时为 null', 'covered share, 0 to 1; null without residents'),
    ],
    ['uncovered', text('未覆盖的居民，人', 'residents not covered, people')],
    [
      'byClass[]',
      text(
        '分类别：class, shelters, radiusMetres, reached, reachedShare',
        'by class: class, shelters, radiusMetres, reached, reachedShare',
      ),
    ],
    [
      'distance',
      text(
        '到最近场所：meanMetres, medianMetres, p95Metres；未知为 null',
        'to the nearest shelter: meanMetres, medianMetres, p95Metres; null if unknown',
      ),
    ],
    [
      'effectiveAreaSquareMetres',
      text('已知有效面积之和，m²', 'sum of the known effective areas, m²'),
    ],
    ['squareMetresPerResident', text('人均有效面积，m²/人', 'effective area per resident, m²')],
    [
      'targetSquareMetresPerResident, meetsTarget, shortfallSquareMetres',
      text(
        '人均面积目标 m²/人、是否超过目标（面积不全且不足、或人口不全时为 null）、还差 m²',
        'target per resident in m², whether it is exceeded (null when short but some areas are unknown, or when residents are), what is missing in m²',
      ),
    ],
    ['places', text('可容纳人数之和，人', 'sum of the places, people')],
    [
      'placesPerResident, housedShare',
      text('可容纳人数÷居民；同上但不超过 1', 'places per resident; the same, at most 1'),
    ],
    ['inHazardZone', text('计入的场所中位于危险区内的', 'counted shelters inside a hazard zone')],
    [
      'unknownArea, unknownCapacity',
      text('面积、容量未知的场所数', 'shelters whose area or capacity is unknown'),
    ],
    [
      'units[]',
      text(
        '分镇街：code, name, residents, covered, coveredShare, uncovered, shelters …；includesUnplacedTowns 为 true 时数字不只是该镇街的',
        'by town: code, name, residents, covered, coveredShare, uncovered, shelters …; with includesUnplacedTowns the figures are not those of the named town alone',
      ),
    ],
    [
      'shelters[]',
      text(
        '各场所：id, name, longitude, latitude, class, radiusMetres, residentsInside …',
        'each shelter: id, name, longitude, latitude, class, radiusMetres, residentsInside …',
      ),
    ],
    ['excluded[]', text('未计入的场所数及原因', 'shelters that do not count, and why')],
    ['clusters[]', text('最大的未覆盖片区', 'the largest uncovered clusters')],
  ],
  buffer: [
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
    ['zones[]', text('所在的防护距离和缓冲区', 'protection distances and buffers it lies in')],
    [
      'hazards[]',
      text('2 km 内的危险源及状态，由近及远', 'hazards within 2 km by distance, with status'),
    ],
  ],
  packs: [
    [
      '[]',
      text(
        '各数据包：id, name, adcode, asOf, extent, synthetic',
        'each pack: id, name, adcode, asOf, extent, synthetic',
      ),
    ],
  ],
};

/** Members that every analysis has. */
export const commonJsonKeys: readonly (readonly [key: string, meaning: Text])[] = [
  ['pack', text('数据包：id, name, asOf, synthetic', 'the pack: id, name, asOf, synthetic')],
  ['parameters', text('所用参数', 'the parameters used')],
  [
    'problems[]',
    text(
      '导入时的问题：file, row, field, value, level, reason',
      'what the import found: file, row, field, value, level, reason',
    ),
  ],
  ['assumed[]', text('导入时的约定：file, text', 'what the import took for granted: file, text')],
  [
    'provenance',
    text(
      '方法、参数、数据及 SHA-256、标准与条款、误差、说明',
      'method, parameters, datasets with SHA-256, standards, error bound, notes',
    ),
  ],
];
