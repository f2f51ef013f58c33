import { Failure } from '../domain/failure';
import { newId } from '../domain/newId';
import { text } from '../domain/text';

/** Where windows tell one another. */
const windows = 'yingtu packs';

/** Says to every window, this one too, that an own pack was changed or deleted. */
export function tellWindows(pack: string): void {
  if (typeof BroadcastChannel === 'undefined') return;
  const channel = new BroadcastChannel(windows);
  channel.postMessage(pack);
  channel.close();
}

/**
 * Calls with the id of each own pack that some window changes or deletes.
 * @returns what ends it
 */
export function hearWindows(call: (pack: string) => void): () => void {
  if (typeof BroadcastChannel === 'undefined') return () => undefined;
  const channel = new BroadcastChannel(windows);
  channel.onmessage = ({ data }: MessageEvent<string>) => call(data);
  return () => channel.close();
}

/** This window among those that have a pack open. */
const thisWindow = newId(16);
const openIn = (pack: string) => `open ${pack} `;

/** A page served over plain http has no locks: there a pack can be deleted while another window has it open. */
const locksOf = () => (globalThis.navigator as Partial<Navigator> | undefined)?.locks;

/**
 * Says to other windows that this one has an own pack open, so that it is not deleted under a person's work.
 * @returns what ends it
 */
export function holdOpen(pack: string): () => void {
  let letGo = () => undefined as void;
  const until = new Promise<void>((resolve) => (letGo = resolve));
  void locksOf()?.request(openIn(pack) + thisWindow, { mode: 'shared' }, () => until);
  return letGo;
}

/** @throws Failure when another window has the pack open, see {@link holdOpen} */
export async function checkNotOpenElsewhere(pack: string): Promise<void> {
  const { held = [] } = (await locksOf()?.query()) ?? {};
  const isElsewhere = held.some(
    ({ name = '' }) => name.startsWith(openIn(pack)) && !name.endsWith(thisWindow),
  );
  if (isElsewhere)
    throw new Failure(
      text(
        '这个数据包在另一个窗口里打开着，没有删除；请先关闭那个窗口，或在那里换一个数据包。',
        'This pack is open in another window, so it was not deleted; close that window first, or open another pack there.',
      ),
    );
}
