import { text, type Text } from '../domain/text';
import { RowSet } from '../formats/rowSet';
import { unseenNote } from './placeCells';

/** How many of some rows are in a set. */
export const countIn = (set: Pick<RowSet, 'has'>, rows: readonly number[]): number =>
  rows.reduce((count, row) => count + (set.has(row) ? 1 : 0), 0);

/** What was taken for granted of single rows, so that it can be told of those that are imported in the end. */
export class RowNotes {
  /** Coordinates with characters that cannot be seen. */
  readonly unseen = new RowSet();
  /** Areas that stand at a point inside. */
  readonly fromArea = new RowSet();
  /** Places with a height. */
  readonly flattened = new RowSet();

  /** The sentences, with the number of rows of these that they concern. */
  of(rows: readonly number[]): Text[] {
    const [unseen, fromArea, flattened] = [this.unseen, this.fromArea, this.flattened].map((set) =>
      set.size ? countIn(set, rows) : 0,
    ) as [number, number, number];
    return [
      ...(unseen ? [unseenNote(unseen)] : []),
      ...(fromArea
        ? [
            text(
              `${fromArea} 条是面，取面内一点代表`,
              `${fromArea} records are areas and stand at a point inside`,
            ),
          ]
        : []),
      ...(flattened
        ? [
            text(
              `${flattened} 条带高程，没有读入`,
              `${flattened} records carry heights, which were not read`,
            ),
          ]
        : []),
    ];
  }
}
