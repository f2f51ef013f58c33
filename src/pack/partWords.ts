import { normalName } from './words';

/** Words that tell the parts of a whole apart; all of one line together are the whole. */
export const wholes: readonly (readonly RegExp[])[] = [
  [/室内|indoors?/u, /室外|户外|outdoors?/u],
  [/男性?|(?<!fe)males?/u, /女性?|females?/u],
];

/** Whether a column says that it is only a part of an amount. */
export const isPart = (column: string): boolean =>
  wholes.some((parts) => parts.some((part) => part.test(normalName(column))));
