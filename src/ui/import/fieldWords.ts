import type { Field } from '../../domain/field';
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
