import type { Field } from '../../domain/field';
import { plain } from '../../domain/numbers';
import { commonFields } from '../../domain/record';
import type { Substance } from '../../domain/hazchem';
import { text, type Locale } from '../../domain/text';
import { maskPerson, maskPhone } from '../../pack/mask';
import { maskPhonesIn } from '../../pack/phones';

const words = {
  yes: text('是', 'Yes'),
  no: text('否', 'No'),
  quantityUnknown: text('数量未知', 'quantity unknown'),
};

/**
 * A record's value as text; `null` when it is unknown. Persons and phones are masked unless `revealed`.
 * Units are not part of it: tables have them in the head, details behind the value.
 */
export function shownValue(
  field: Field,
  value: unknown,
  locale: Locale,
  revealed = false,
): string | null {
  if (value === null || value === undefined || value === '') return null;
  const plainWords = typeof value === 'string' ? value : JSON.stringify(value);
  // Phones stand in notes and addresses too; a number of a record is no phone.
  const free = (shown: string) =>
    revealed || field === commonFields.id ? shown : maskPhonesIn(shown);
  switch (field.kind) {
    case 'number':
    case 'integer':
      return typeof value === 'number' ? plain(value) : plainWords;
    case 'boolean':
      return (value ? words.yes : words.no)[locale];
    case 'option':
      return field.options?.[plainWords]?.label[locale] ?? plainWords;
    case 'options':
      return Array.isArray(value) ? free(value.join('、')) || null : free(plainWords);
    case 'substances':
      return Array.isArray(value)
        ? (value as Substance[])
            .map(
              ({ name, quantityTonnes }) =>
                `${name} ${quantityTonnes === null ? words.quantityUnknown[locale] : `${plain(quantityTonnes)}\u2009t`}`,
            )
            .join('；') || null
        : plainWords;
    case 'phone':
      return revealed ? plainWords : maskPhone(plainWords);
    case 'person':
      return revealed ? plainWords : maskPerson(plainWords);
    default:
      return free(plainWords);
  }
}
