import { geohazardGradeOptions, geohazardTypeOptions, geohazardTypes } from '../domain/options';
import { riskLevels, type Risk } from '../domain/risk';
import { text } from '../domain/text';
import { defineLayer } from './define';
import { byZoom, pick } from './expressions';
import { hazardSize } from './plates';
import { cluster, mark, names, plates } from './points';

const grades: Risk[] = [1, 2, 3, 4];

/** Geological hazard sites by type, with their risk grade; clustered at small scales. */
export const geohazards = defineLayer({
  title: text('地质灾害隐患点', 'Hazard sites'),
  group: 'hazard',
  shows: 'geohazards',
  shown: true,
  selectable: true,
  register: 'geohazards',
  columns: [
    ...['name', 'type', 'riskGrade', 'threatenedPeople', 'threatenedPropertyTenThousandYuan'],
    ...['stability', 'monitoring', 'treatment', 'status', 'town', 'updated'],
  ],
  symbol: 'geohazard-landslide',
  legend: [
    ...geohazardTypes.map((value) => ({
      label: geohazardTypeOptions[value].label,
      symbol: `geohazard-${value}` as const,
      where: { property: 'type', value },
    })),
    {
      label: text('类型未知', 'Type unknown'),
      symbol: 'geohazard-unknown',
      where: { property: 'type', value: null },
    },
    ...grades.map((value) => ({
      label: geohazardGradeOptions[value].label,
      symbol: `risk-${value}` as const,
      where: { property: 'riskGrade', value },
    })),
    {
      label: text('未评', 'Not assessed'),
      symbol: 'risk-none',
      where: { property: 'riskGrade', value: null },
    },
  ],
  clustered: true,
  drawings: (context) => [
    ...plates(
      'geohazards',
      {
        'icon-image': byZoom(
          { any: hazardSize },
          (_, plain) => (plain ? 'plain' : 'glyph'),
          ({ any }) =>
            any === 'plain'
              ? context.image('geohazard-plain')
              : pick(
                  'type',
                  Object.fromEntries(
                    geohazardTypes.map((type) => [type, context.image(`geohazard-${type}`)]),
                  ),
                  context.image('geohazard-unknown'),
                ),
        ),
        'symbol-sort-key': ['-', ['coalesce', ['get', 'riskGrade'], 9]],
      },
      ['match', ['coalesce', ['get', 'status'], ''], ['treated', 'relocated', 'closed'], 0.55, 1],
    ),
    ...grades.map((grade) =>
      mark(context, 'geohazards', `risk-${riskLevels[grade].numeral}`, {
        symbol: `risk-${grade}`,
        filter: ['==', ['get', 'riskGrade'], grade],
        lookZoom: grade <= 2 ? 12 : 14,
      }),
    ),
    names(context, 'geohazards', 'label', { place: 'label-shelters', lookZoom: 15 }),
    cluster(context, 'geohazards', 'geohazard-landslide'),
  ],
});
