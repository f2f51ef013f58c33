import type { Feature } from 'geojson';
import { text, type Text } from '../../domain/text';
import { count, plain } from '../../domain/numbers';
import { asUnknown, fieldsOf, numberOf, type Check, type CheckInput, type Remark } from './check';

/** Fields in which 0 is no measurement but a cell that was never filled. */
const neverZero: Readonly<Record<string, readonly string[]>> = {
  shelters: ['capacityPeople', 'landAreaSquareMetres', 'effectiveAreaSquareMetres'],
  reservoirs: ['capacityCubicMetres', 'damHeightMetres'],
  forests: ['areaMu'],
  towns: ['residents'],
};

/** Values that no such thing can have: only who measured knows the right figure, until then it is unknown. */
export const impossible: Check = {
  id: 'impossible',
  run(input) {
    return input.features.flatMap((feature, index) => [
      ...outOfRange(input, feature, index),
      ...zeros(input, feature, index),
      ...(input.dataset === 'shelters' ? crowded(input, feature, index) : []),
      ...(input.dataset === 'geohazards' ? households(feature, index) : []),
    ]);
  },
};

function outOfRange({ dataset }: CheckInput, feature: Feature, index: number): Remark[] {
  const fields =
    dataset === 'residents'
      ? [['people', { min: 0, max: Infinity }] as const]
      : Object.entries(fieldsOf(dataset));
  return fields.flatMap(([key, { min = -Infinity, max = Infinity }]): Remark[] => {
    const value: unknown = feature.properties?.[key];
    if (typeof value !== 'number') return [];
    if (Number.isFinite(value) && value >= min && value <= max) return [];
    const mend = asUnknown(dataset, feature, key);
    return [{ index, level: 'error', field: key, reason: rangeReason(value, min, max), mend }];
  });
}

function rangeReason(value: number, min: number, max: number): Text {
  if (!Number.isFinite(value)) return text('不是数字', 'this is no number');
  if (min === 0 && value < 0) return text('不能是负数', 'it cannot be negative');
  return text(
    `应在 ${plain(min)} 至 ${plain(max)} 之间`,
    `it must be within ${plain(min)} to ${plain(max)}`,
  );
}

const zeros = ({ dataset }: CheckInput, feature: Feature, index: number): Remark[] =>
  (neverZero[dataset] ?? [])
    .filter((field) => numberOf(feature, field) === 0)
    .map((field) => ({
      index,
      level: 'error',
      field,
      value: '0',
      reason: text(
        '为 0，像是没有填；不知道就留空',
        'is 0, as if never filled in; leave it empty if it is unknown',
      ),
      mend: asUnknown(dataset, feature, field),
    }));

/** More storeys than this no shelter has; assumed, 未核. */
const mostFloors = 10;

function crowded({ thresholds }: CheckInput, feature: Feature, index: number): Remark[] {
  const remarks: Remark[] = [];
  const effective = numberOf(feature, 'effectiveAreaSquareMetres');
  const land = numberOf(feature, 'landAreaSquareMetres');
  const people = numberOf(feature, 'capacityPeople');
  const area = effective ?? land;
  const most = thresholds.peoplePerSquareMetre;
  if (people !== null && area !== null && area > 0 && people > area * most) {
    const fit = count(Math.floor(area * most));
    remarks.push({
      index,
      level: 'error',
      field: 'capacityPeople',
      reason: text(
        `${plain(area)} m² 按每平方米 ${plain(most)} 人最多容 ${fit} 人；容量或面积有误，或单位不对`,
        `${plain(area)} m² hold ${fit} people at most, ${plain(most)} a square metre; capacity, area or a unit is wrong`,
      ),
    });
  }
  // Floors of a building may hold more than its ground, though not without end.
  if (effective === null || land === null || land === 0) return remarks;
  if (effective > land * mostFloors) {
    remarks.push({
      index,
      level: 'error',
      field: 'effectiveAreaSquareMetres',
      reason: text(
        `有效面积 ${plain(effective)} m² 超过占地面积 ${plain(land)} m² 的 ${mostFloors} 倍；面积或单位有误`,
        `the effective area of ${plain(effective)} m² is more than ${mostFloors} times the site of ${plain(land)} m²; an area or a unit is wrong`,
      ),
    });
  } else if (effective > land && feature.properties?.space === 'outdoor') {
    remarks.push({
      index,
      level: 'warning',
      field: 'effectiveAreaSquareMetres',
      reason: text(
        `室外场所的有效面积 ${plain(effective)} m² 大于占地面积 ${plain(land)} m²`,
        `outdoors the effective area of ${plain(effective)} m² cannot exceed the site of ${plain(land)} m²`,
      ),
    });
  }
  return remarks;
}

function households(feature: Feature, index: number): Remark[] {
  const homes = numberOf(feature, 'threatenedHouseholds');
  const people = numberOf(feature, 'threatenedPeople');
  if (homes === null || people === null || homes <= people) return [];
  return [
    {
      index,
      level: 'error',
      field: 'threatenedHouseholds',
      reason: text(
        `威胁 ${count(homes)} 户却只有 ${count(people)} 人；户数和人数可能填反`,
        `${count(homes)} households but only ${count(people)} people; the two may be swapped`,
      ),
    },
  ];
}
