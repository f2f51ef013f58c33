import type { Feature } from 'geojson';
import type { DatasetId } from '../../domain/manifest';
import { text, type Text } from '../../domain/text';
import { readPhones } from '../phoneNumbers';
import { isUnknown } from '../values';
import { asUnknown, fieldsOf, textOf, withValues, type Check, type Remark } from './check';

/** Phone numbers that cannot be, that look like placeholders, or that are written in another way than the others. */
export const phone: Check = {
  id: 'phone',
  run({ dataset, features }) {
    const keys = Object.entries(fieldsOf(dataset))
      .filter(([, { kind }]) => kind === 'phone')
      .map(([key]) => key);
    return features.flatMap((feature, index) =>
      keys.flatMap((field) => remarkOf(dataset, feature, index, field) ?? []),
    );
  },
};

function remarkOf(
  dataset: DatasetId,
  feature: Feature,
  index: number,
  field: string,
): Remark | null {
  const words = textOf(feature, field);
  if (words === null || isUnknown(words)) return null;
  const { numbers, normal } = readPhones(words);
  // The sentence never repeats a number: it goes into lists in which numbers are masked.
  const which = (i: number, reason: Text): Text =>
    numbers.length < 2
      ? reason
      : text(`第 ${i + 1} 个号码：${reason['zh-CN']}`, `number ${i + 1}: ${reason.en}`);
  const mend =
    normal === null || normal === words
      ? null
      : {
          label: text('统一号码的写法', 'Write the number in the usual way'),
          after: withValues(feature, { [field]: normal }),
        };
  const none = asUnknown(dataset, feature, field);
  if (!numbers.length) {
    const reason = text('没有号码', 'it holds no number');
    return { index, level: 'warning', field, reason, mend: none };
  }
  const wrong = numbers.findIndex(({ number }) => number === null);
  const first = numbers[wrong];
  if (first?.number === null)
    return {
      ...{ index, level: 'error', field, reason: which(wrong, first.reason) },
      mend: numbers.every(({ number }) => number === null) ? none : null,
    };
  const doubtful = numbers.findIndex((one) => one.number !== null && one.doubt !== null);
  const doubted = numbers[doubtful];
  if (doubted && doubted.number !== null && doubted.doubt)
    return {
      index,
      level: doubted.number.length < 9 ? 'notice' : 'warning',
      field,
      reason: which(doubtful, doubted.doubt),
    };
  return (
    mend && {
      index,
      level: 'notice',
      field,
      reason: text('写法与通常不同', 'not written in the usual way'),
      mend,
    }
  );
}
