import { text, type Text } from '../../domain/text';
import type { Compared } from '../../worker/compareProtocol';

/** A list of a comparison that is shown. */
export type ListId = 'new' | 'changed' | 'moved' | 'byHand' | 'gone' | 'doubts';

export const comparedLists: readonly { id: ListId; title: Text }[] = [
  { id: 'new', title: text('新增', 'New') },
  { id: 'changed', title: text('改动', 'Changed') },
  { id: 'moved', title: text('位置变动', 'Moved') },
  { id: 'byHand', title: text('手工改过', 'Edited by hand') },
  { id: 'gone', title: text('文件里没有', 'Not in the file') },
  { id: 'doubts', title: text('待定', 'To decide') },
];

/** What records were told by. */
export const keyWords = (key: Compared['key']): Text =>
  key === 'number'
    ? text('按编号对应。', 'Matched by number.')
    : key === 'name'
      ? text('按名称和位置对应。', 'Matched by name and place.')
      : key === 'person'
        ? text('由人对应。', 'Matched by a person.')
        : text('没有一条与原有记录对应。', 'None matches a record that is there.');

/** Why a person has to say which record is meant. */
export const doubtWords: Readonly<Record<Compared['doubts'][number]['reason'], Text>> = {
  several: text('附近有几条同名记录', 'several records of this name are near'),
  far: text('同名记录离得远', 'the only record of this name is far away'),
  renamed: text('同一位置，名称不同', 'at the same place under another name'),
  number: text('编号相同，名称和位置都不同', 'same number, other name and place'),
};
