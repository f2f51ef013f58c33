import { text, type Text } from '../domain/text';
import type { SheetRow } from '../formats/sheet';
import { shown } from '../formats/sheet';
import type { Mapping } from './match';
import { withoutUnseen } from './words';

/** A cell of a coordinate without characters that nobody sees, which copies from chats and web pages hold. */
export const coordinateCell = (raw: unknown): unknown =>
  typeof raw === 'string' ? withoutUnseen(raw) : raw;

/** Whether a cell of the coordinates of a row holds characters that nobody sees. */
export const hasUnseen = (
  values: SheetRow['values'],
  { longitude, latitude, position }: Mapping,
): boolean =>
  [longitude, latitude, position].some((column) => {
    const raw = column ? values[column] : null;
    return typeof raw === 'string' && withoutUnseen(raw) !== raw;
  });

export const unseenNote = (rows: number): Text =>
  text(
    `${rows} 行的坐标里有看不见的字符，已去掉再读`,
    `${rows} rows have characters in their coordinates that nobody sees; they were taken out`,
  );

const comma = String.raw`[+-]?\d{1,3},\d+`;
const decimalComma = new RegExp(`^${comma}(?:[\\s;/]+${comma})?$`, 'u');

/**
 * Why a cell is no coordinate: with a decimal comma it is never guessed at, since `105,712` may be a number of thousands.
 * @param otherwise the reason for any other cell
 */
export function unreadReason(raw: unknown, otherwise: Text): Text {
  const written = shown(raw).normalize('NFKC').trim();
  return decimalComma.test(written)
    ? text(
        `“${written}”用逗号作小数点，没有导入；请改成 ${written.replaceAll(',', '.')}`,
        `“${written}” has a decimal comma; not imported. Write ${written.replaceAll(',', '.')}`,
      )
    : otherwise;
}
