import type { Field } from '../../domain/field';
import { plain } from '../../domain/numbers';
import { text, type Text } from '../../domain/text';
import { maskPerson, maskPhone } from '../../pack/mask';

/** A stored value of a field in words: the label of a class, yes or no; phones and persons masked. */
export function fieldWords(field: Field | undefined, value: string): Text {
  const option = field?.options?.[value]?.label;
  if (option) return option;
  if (value === 'true') return text('是', 'yes');
  if (value === 'false') return text('否', 'no');
  const shown =
    field?.kind === 'phone'
      ? maskPhone(value)
      : field?.kind === 'person'
        ? maskPerson(value)
        : value;
  return text(shown, shown);
}

const none = text('（空）', '(empty)');

/** A value that two records are compared by: {@link fieldWords}, numbers with their unit; what is empty says so. */
export function comparedWords(field: Field | undefined, value: string): Text {
  if (value === '') return none;
  const number = Number(value);
  const isNumber = field?.kind === 'number' || field?.kind === 'integer';
  if (!isNumber || !Number.isFinite(number)) return fieldWords(field, value);
  const { unit } = field;
  const [zh, en] = unit ? [`\u2009${unit['zh-CN']}`, `\u2009${unit.en}`] : ['', ''];
  return text(`${plain(number)}${zh}`, `${plain(number)}${en}`);
}
