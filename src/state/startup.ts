import { reasonOf } from '../domain/failure';
import { text, type Text } from '../domain/text';
import { isOwnPack } from '../pack/packId';
import type { App } from './app.svelte';
import type { Link } from './link';
import type { Listed } from './packs.svelte';
import { tables, type TableId } from './view.svelte';

const defaultPack = 'dazu';

/** Starts the page with what a link asks for: what it names on the screen, then its pack. */
export async function startPage(app: App, link: Link): Promise<void> {
  const { preferences, view, packs } = app;
  if (link.locale) preferences.locale = link.locale;
  if (link.layers) view.show(link.layers);
  if (link.choropleth === 'coverage' || link.choropleth === 'squareMetres')
    view.townFigure = link.choropleth;
  if (tables.includes(link.table as TableId)) view.table = link.table as TableId;
  await Promise.all([restoreQuestions(app, link.params ?? {}), packs.load()]);
  const named = link.pack === undefined ? undefined : packs.find(link.pack);
  const listed = named ?? packs.find(defaultPack) ?? packs.all[0];
  if (!listed) {
    const reason =
      packs.failure ?? text('这里没有数据包。请导入数据。', 'There is no pack here. Import data.');
    app.pack.status = { kind: 'failed', reason, previous: null };
    return;
  }
  const missing = link.pack !== undefined && listed.id !== link.pack;
  await app.open(listed, missing ? {} : link);
  if (missing) app.notice = missingPack(link.pack ?? '', listed);
}

/** Fills in the questions that a link reopens. Their schemas load for it alone. */
async function restoreQuestions(app: App, params: Readonly<Record<string, unknown>>) {
  app.results.restore(params);
  try {
    await Promise.all([
      params.coverage !== undefined && app.coverage.restore(params.coverage),
      params.buffer !== undefined && app.buffer.restore(params.buffer),
    ]);
  } catch (error) {
    app.notice = reasonOf(error);
  }
}

const missingPack = (id: string, listed: Listed): Text =>
  isOwnPack(id)
    ? text(
        `链接里的数据包只在建立它的浏览器里，已打开${listed.name['zh-CN']}。`,
        `The pack of this link is only in the browser that made it; ${listed.name.en} is open instead.`,
      )
    : text(
        `没有名为“${id}”的数据包，已打开${listed.name['zh-CN']}。`,
        `There is no pack “${id}”; ${listed.name.en} is open instead.`,
      );
