import { plain } from '../../domain/numbers';
import { text } from '../../domain/text';
import { labelOf, numberOf, type Check, type Remark } from './check';

/** Water levels of a reservoir from the lowest to the highest; 死水位 lies below the next, the others may be equal. */
const ascending = [
  'deadLevelMetres',
  'floodLimitLevelMetres',
  'normalLevelMetres',
  'designFloodLevelMetres',
  'checkFloodLevelMetres',
] as const;

/** Water levels of reservoirs that are out of order: dead < flood limit ≤ normal ≤ design flood ≤ check flood. */
export const levels: Check = {
  id: 'levels',
  run({ dataset, features }) {
    if (dataset !== 'reservoirs') return [];
    return features.flatMap((feature, index): Remark[] => {
      const known = ascending.flatMap((key) => {
        const metres = numberOf(feature, key);
        return metres === null ? [] : [{ key, metres }];
      });
      return known.slice(1).flatMap((upper, i): Remark[] => {
        const lower = known[i]!;
        const mayEqual = lower.key !== 'deadLevelMetres';
        if (lower.metres < upper.metres || (mayEqual && lower.metres === upper.metres)) return [];
        const [low, high] = [labelOf(dataset, lower.key), labelOf(dataset, upper.key)];
        return [
          {
            index,
            level: 'error',
            field: upper.key,
            reason: text(
              `${high['zh-CN']} ${plain(upper.metres)} m ${mayEqual ? '低于' : '不高于'}${low['zh-CN']} ${plain(lower.metres)} m`,
              `${high.en} ${plain(upper.metres)} m is ${mayEqual ? 'below' : 'not above'} ${low.en.toLowerCase()} ${plain(lower.metres)} m`,
            ),
          },
        ];
      });
    });
  },
};
