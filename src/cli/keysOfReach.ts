import { text } from '../domain/text';
import { excluded, residents, withoutResidents, type JsonKey } from './jsonKey';

/** Members of `--json` of the analyses of coverage and reach. */
export const reachKeys = {
  coverage: [
    residents,
    withoutResidents,
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
      'way',
      text('距离怎样量：straight, detour, walk', 'how it is measured: straight, detour, walk'),
    ],
    [
      'distance',
      text(
        '能到达的居民到最近场所：meanMetres, medianMetres, p95Metres；未知为 null',
        'to the nearest shelter, of those who reach one: meanMetres, medianMetres, p95Metres; null if unknown',
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
    ...excluded,
    ['clusters[]', text('最大的未覆盖片区', 'the largest uncovered clusters')],
  ],
  nearest: [
    residents,
    withoutResidents,
    [
      'distance',
      text(
        '到最近场所：meanMetres, medianMetres, p95Metres，按居民加权',
        'to the nearest shelter: meanMetres, medianMetres, p95Metres, weighted by residents',
      ),
    ],
    ['farthestMetres', text('最远的居民，m', 'the farthest resident, m')],
    [
      'bands[]',
      text(
        '分距离段：fromMetres, toMetres（最后一段为 null）, people, share',
        'by band of distance: fromMetres, toMetres (null for the last), people, share',
      ),
    ],
    ['unreachable', text('到不了任何场所的居民，人', 'residents who can reach none, people')],
    [
      'withinLimit',
      text(
        '最近场所在其服务范围内的居民，人',
        'residents within the limit of their nearest shelter, people',
      ),
    ],
    [
      'overCapacity',
      text(
        '都去最近场所时超出容量的居民，人；容量未知的不计',
        'residents beyond the capacity of their nearest, people; unknown capacities left out',
      ),
    ],
    ['unknownCapacity', text('容量未知的场所数', 'shelters whose capacity is unknown')],
    [
      'units[]',
      text(
        '分镇街：code, name, residents, bands, unreachable, distance',
        'by town: code, name, residents, bands, unreachable, distance',
      ),
    ],
    [
      'shelters[]',
      text(
        '各场所：id, name, class, residents, meanMetres, farthestMetres, load, over …',
        'each shelter: id, name, class, residents, meanMetres, farthestMetres, load, over …',
      ),
    ],
    [
      'farthest[]',
      text(
        '最远的居民：rank, metres, people, town, shelter, longitude, latitude',
        'the farthest residents: rank, metres, people, town, shelter, longitude, latitude',
      ),
    ],
    ...excluded,
  ],
  access: [
    ['method, supply', text('方法；供给是可容纳人数还是面积', 'the method; places or area')],
    residents,
    withoutResidents,
    ['mean, median', text('人均供给：平均、中位', 'supply per resident: mean and median')],
    ['none', text('完全没有可达供给的居民，人', 'residents with no access at all, people')],
    [
      'onlyUnknown',
      text(
        '只能到容量或面积未知场所的居民，人',
        'residents who reach shelters of unknown supply alone, people',
      ),
    ],
    [
      'below, belowUnknown, standard',
      text(
        '低于标准的居民；已知供给低于标准但可达供给未知的场所、因而是否足够未知的居民，人；标准',
        'residents below the standard; those below by known supply who reach unknown supply too, so that nobody can tell, people; the standard',
      ),
    ],
    [
      'shared, inReach, conservationError',
      text(
        '守恒：Σ 可达性×居民，有人可达的供给，两者的相对差',
        'conservation: Σ of access × residents, the supply in reach, their relative difference',
      ),
    ],
    [
      'unreached, unreachedSupply, unknownSupply',
      text(
        '无人可达的场所数及其供给；供给未知的场所数',
        'shelters that nobody reaches and what they hold; shelters of unknown supply',
      ),
    ],
    [
      'units[]',
      text(
        '分镇街：code, name, residents, mean, none, noneShare, below, belowUnknown',
        'by town: code, name, residents, mean, none, noneShare, below, belowUnknown',
      ),
    ],
    [
      'shelters[]',
      text(
        '各场所：id, name, limitMetres, supply, residentsInside, demand, ratio …',
        'each shelter: id, name, limitMetres, supply, residentsInside, demand, ratio …',
      ),
    ],
    ...excluded,
  ],
  walk: [
    [
      'way, isInsteadOfRoads',
      text(
        '量距方式 walk 或 detour；是否因没有可步行的道路而改用绕行系数',
        'walk or detour; whether the factor was taken because no road can be walked',
      ),
    ],
    residents,
    [
      'limitMinutes, withinLimit',
      text('步行时限，分钟；时限内的居民，人', 'the limit in minutes; residents within it, people'),
    ],
    [
      'bands[]',
      text(
        '分时间段：fromMinutes, toMinutes（最后一段为 null）, people, share',
        'by band of time: fromMinutes, toMinutes (null for the last), people, share',
      ),
    ],
    ['minutes', text('步行分钟：mean, median, p95', 'minutes on foot: mean, median, p95')],
    [
      'unreachable',
      text(
        '到不了任何场所的居民，人：farFromRoads, cutOff',
        'residents who reach no shelter, people: farFromRoads, cutOff',
      ),
    ],
    [
      'offRoad',
      text(
        '居民到道路的路程，m：meanMetres, largestMetres；不沿道路时为 null',
        'legs off the road, m: meanMetres, largestMetres; null when not on roads',
      ),
    ],
    ['sheltersFarFromRoads', text('离道路太远的场所数', 'shelters too far from any road')],
    [
      'units[]',
      text(
        '分镇街：code, name, residents, withinLimit, withinShare, bands, unreachable, minutes',
        'by town: code, name, residents, withinLimit, withinShare, bands, unreachable, minutes',
      ),
    ],
    [
      'shelters[]',
      text(
        '各场所：id, name, residents, medianMinutes, farthestMinutes, offRoadMetres …',
        'each shelter: id, name, residents, medianMinutes, farthestMinutes, offRoadMetres …',
      ),
    ],
    [
      'unreachablePlaces[]',
      text(
        '到不了场所的居民所在：rank, people, why, town, longitude, latitude',
        'where residents who reach none are: rank, people, why, town, longitude, latitude',
      ),
    ],
  ],
} satisfies Record<string, readonly JsonKey[]>;
