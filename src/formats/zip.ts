import { text } from '../domain/text';
import type { Format } from './format';
import { isZip } from './unzip';

/** Archives that are files of other programs, told by their ending. */
const others = /\.(?:xlsx|xlsm|xltx|ods|docx|pptx|odt|kmz)$/u;

/** A ZIP archive with Shapefiles or other files that can be read, in folders or not; each of them gives its tables. */
export const zip: Format = {
  title: text('ZIP 压缩包', 'ZIP archive'),
  endings: ['.zip'],
  recognises: (head, name) => isZip(head) && !others.test(name),
  open: async ([file], progress) => (await import('./zipRead')).openZip(file!.bytes, progress),
};

/**
 * Whether the names in an archive are those of a pack: `pack.json` at the top or in the only folder there.
 * @param names with folders, as `unzip` gives them
 */
export function isPack(names: Iterable<string>): boolean {
  const list = [...names].filter((name) => !isLitter(name));
  const tops = new Set(list.map((name) => name.split('/')[0]));
  return list.some(
    (name) => name === 'pack.json' || (tops.size === 1 && /^[^/]+\/pack\.json$/u.test(name)),
  );
}

/** What file managers leave in archives: of no use to a person. */
export const isLitter = (name: string): boolean =>
  /(?:^|\/)(?:__MACOSX\/|\.|thumbs\.db$|desktop\.ini$)/iu.test(name);
