import type { Feature } from 'geojson';
import { geohazardFields, geohazardRisk } from '../../domain/geohazard';
import { count, plain } from '../../domain/numbers';
import { reservoirFields, reservoirSize } from '../../domain/reservoir';
import { text, type Text } from '../../domain/text';
import { numberOf, withValues, type Check, type Remark } from './check';

/** Classes that contradict the figures that they follow from. */
export const contradiction: Check = {
  id: 'contradiction',
  run({ dataset, features }) {
    const remarkOf =
      dataset === 'reservoirs' ? sizeRemark : dataset === 'geohazards' ? gradeRemark : null;
    if (!remarkOf) return [];
    return features.flatMap((feature, index) => remarkOf(feature, index) ?? []);
  },
};

/** 万 m³, in which most ledgers write storage. */
const usualUnit = 1e4;

function sizeRemark(feature: Feature, index: number): Remark | null {
  const stated: unknown = feature.properties?.size;
  const capacity = numberOf(feature, 'capacityCubicMetres');
  const size = reservoirSize(capacity);
  if (typeof stated !== 'string' || size === null || capacity === null || stated === size)
    return null;
  const sizeLabel = labelIn(reservoirFields.size.options, stated);
  const ruleLabel = labelIn(reservoirFields.size.options, size);
  // The class fits the storage as it would be in the usual unit: then the unit went lost, not the class.
  const unitLost = reservoirSize(capacity * usualUnit) === stated;
  const reason = text(
    `写的是${sizeLabel['zh-CN']}，总库容 ${plain(capacity)} m³ 应为${ruleLabel['zh-CN']}${
      unitLost ? '；若单位是万 m³ 则相符，请核对库容的单位' : ''
    }`,
    `it says ${sizeLabel.en}, a storage of ${plain(capacity)} m³ is ${ruleLabel.en}${
      unitLost ? '; in 10,000 m³ it would fit, so check the unit of the storage' : ''
    }`,
  );
  if (unitLost) return { index, level: 'error', field: 'capacityCubicMetres', reason };
  return {
    index,
    level: 'warning',
    field: 'size',
    value: sizeLabel['zh-CN'],
    reason,
    mend: {
      label: text(`规模改为${ruleLabel['zh-CN']}`, `Change the size to ${ruleLabel.en}`),
      after: withValues(feature, { size }),
    },
  };
}

function gradeRemark(feature: Feature, index: number): Remark | null {
  const stated = numberOf(feature, 'riskGrade');
  const people = numberOf(feature, 'threatenedPeople');
  const property = numberOf(feature, 'threatenedPropertyTenThousandYuan');
  if (stated === null || (people === null && property === null)) return null;
  const grade = geohazardRisk(people, property);
  // What is known sets the mildest grade; what is unknown may only raise it.
  const mildest = geohazardRisk(people ?? 0, property ?? 0)!;
  if (grade === null ? stated <= mildest : stated === grade) return null;
  const label = (value: number) => labelIn(geohazardFields.riskGrade.options, String(value));
  const [said, rule] = [label(stated), label(mildest)];
  const known = text(
    [
      ...(people === null ? [] : [`威胁 ${count(people)} 人`]),
      ...(property === null ? [] : [`财产 ${plain(property)} 万元`]),
    ].join('、'),
    [
      ...(people === null ? [] : [`${count(people)} people`]),
      ...(property === null ? [] : [`property of ${plain(property)} × 10,000 yuan`]),
    ].join(', '),
  );
  return {
    index,
    level: 'warning',
    field: 'riskGrade',
    value: said['zh-CN'],
    reason: text(
      `写的是${said['zh-CN']}，${known['zh-CN']}${grade === null ? '至少' : ''}应为${rule['zh-CN']}`,
      `it says ${said.en}, ${known.en} threatened make it ${grade === null ? 'at least ' : ''}${rule.en}`,
    ),
    mend:
      grade === null
        ? null
        : {
            label: text(`险情等级改为${rule['zh-CN']}`, `Change the grade to ${rule.en}`),
            after: withValues(feature, { riskGrade: grade }),
          },
  };
}

function labelIn(
  options: Readonly<Record<string, { label: Text }>> | undefined,
  code: string,
): Text {
  return options?.[code]?.label ?? text(code, code);
}
