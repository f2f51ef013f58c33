import { text } from '../domain/text';
import { residents, type JsonKey } from './jsonKey';

/** Members of `--json` of the analyses of capacity and siting. */
export const capacityKeys = {
  allocate: [
    residents,
    ['demand', text('需要避难的居民，人', 'residents who need a shelter, people')],
    [
      'placed, placedShare',
      text('有去处的居民，人；占比', 'residents with a place, people; their share'),
    ],
    [
      'outOfReach, noRoom, roomUnknown',
      text(
        '没有去处的居民，人：范围内没有场所；有场所但已满；只剩容量未知的场所',
        'residents without a place, people: none within reach; all within reach full; room unknown',
      ),
    ],
    ['meanMetres', text('有去处者的平均路程，m', 'mean way of those with a place, m')],
    [
      'capacity, full, unknownCapacity',
      text(
        '已知容量之和，人；住满的场所数；容量未知的场所数',
        'sum of the known capacities, people; full shelters; shelters of unknown capacity',
      ),
    ],
    [
      'units[]',
      text(
        '分镇街：code, name, residents, demand, placed, outOfReach, noRoom, roomUnknown …',
        'by town: code, name, residents, demand, placed, outOfReach, noRoom, roomUnknown …',
      ),
    ],
    [
      'shelters[]',
      text(
        '各场所：id, name, load, free, loadShare, nearestOnly, overload …',
        'each shelter: id, name, load, free, loadShare, nearestOnly, overload …',
      ),
    ],
    [
      'flows[]',
      text(
        '从镇街到场所：town, code, shelter, shelterId, people, meanMetres, longitude, latitude, to',
        'from town to shelter: town, code, shelter, shelterId, people, meanMetres, longitude, latitude, to',
      ),
    ],
    [
      'comparison[]',
      text(
        '精确、贪心、各去最近三种安排：plan, placed, withoutPlace, fewer, overload …',
        'the exact, greedy and nearest plans: plan, placed, withoutPlace, fewer, overload …',
      ),
    ],
    [
      'imbalance',
      text(
        '有无去处者之和减去全部居民中需要避难的人数，应为 0',
        'those with and without a place less the share of all residents in need; 0',
      ),
    ],
  ],
  siting: [
    ['goal', text('目标：covered 或 area', 'the goal: covered or area')],
    residents,
    [
      'before, after, added',
      text(
        '选址前、后达到目标的居民，人；增加',
        'residents who have what is aimed at before and after, people; those added',
      ),
    ],
    [
      'sites[]',
      text(
        '选中的地点：rank, longitude, latitude, class, radiusMetres, areaSource（assumed 为假设的面积）, gain, cumulative, share …',
        'the chosen sites: rank, longitude, latitude, class, radiusMetres, areaSource (assumed: the area is), gain, cumulative, share …',
      ),
    ],
    [
      'found, considered',
      text('候选地点数，其中参加比较的', 'candidates, and those that were compared'),
    ],
    [
      'excluded',
      text('未参加比较的候选数，按原因', 'candidates that were not compared, by reason'),
    ],
    [
      'assumedAreas',
      text(
        '参加比较的台账候选中面积未知、按每处有效面积假设的处数',
        'compared candidates of the register whose area is unknown and was assumed',
      ),
    ],
    [
      'upperBound, shareOfBest, isOptimal',
      text(
        '同样处数最多能增加的居民；本方案与它之比；是否证明最优',
        'the most that as many sites can add; what was added as a share of it; whether it is proven best',
      ),
    ],
    ['method', text('greedy（贪心）或 solver（精确求解）', 'greedy, or solver for the exact one')],
    [
      'greedyGains',
      text(
        '结果与贪心不同时，贪心逐处增加的居民；相同为 null',
        'what greedy adds by 1, 2, … sites where the answer is another choice; else null',
      ),
    ],
    [
      'units[]',
      text(
        '分镇街：code, name, residents, before, beforeShare, after, afterShare, added',
        'by town: code, name, residents, before, beforeShare, after, afterShare, added',
      ),
    ],
  ],
  compare: [
    [
      'before, after',
      text(
        '比较的两侧：residents, covered, coveredShare, squareMetresPerResident, shelters',
        'both sides: residents, covered, coveredShare, squareMetresPerResident, shelters',
      ),
    ],
    [
      'newlyCovered, newlyLost',
      text(
        '只被方案覆盖的居民，只被另一侧覆盖的居民，人',
        'residents whom only the scenario covers, and whom only the other side does, people',
      ),
    ],
    [
      'units[]',
      text(
        '分镇街：code, name, newlyCovered, newlyLost, coveredBefore, coveredAfter …',
        'by town: code, name, newlyCovered, newlyLost, coveredBefore, coveredAfter …',
      ),
    ],
    [
      'against',
      text(
        '与之比较的方案：id, name, edits；与现状比较时为 null',
        'the scenario compared with: id, name, edits; null for the data as they are',
      ),
    ],
  ],
} satisfies Record<string, readonly JsonKey[]>;
