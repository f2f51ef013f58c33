import { untrack } from 'svelte';
import { text } from '../domain/text';
import type { Painting } from '../worker/protocol';
import type { App } from './app.svelte';
import { writeLink } from './link';

/** The address of the page as the state has it. */
const linkOf = ({ listed, view, preferences, place, linkParams }: App) =>
  writeLink({
    ...(listed && { pack: listed.id }),
    ...(view.camera && { camera: view.camera }),
    ...(!view.usual && { layers: view.shown }),
    panel: view.panel,
    table: view.table,
    locale: preferences.locale,
    ...(view.townFigure && { choropleth: view.townFigure }),
    ...(place && { at: place }),
    ...(view.selection && { selection: view.selection }),
    params: linkParams,
  });

/**
 * Lets the edges follow the state: the document, the figures, the pictures on the map, the address. To be called once
 * while the page's component is made.
 * @returns what to do when the address changes by other hands
 */
export function followState(app: App): { onhashchange: () => void } {
  const { view, preferences } = app;
  let written = '';

  $effect(() => {
    document.documentElement.dataset.theme = app.theme;
    document.documentElement.lang = preferences.locale;
    document.title = [app.listed ? app.t(app.listed.name) : '', app.t(text('应图', 'Yingtu'))]
      .filter(Boolean)
      .join(' · ');
  });

  // The figures follow the parameters of an open pack.
  $effect(() => {
    if (app.opened && app.coverageParams) untrack(() => void app.askCoverage());
  });

  // Pictures follow the theme, and are painted when their layer is first shown.
  const picture = (what: Painting, isReady: () => boolean) => {
    $effect(() => {
      if (isReady() && !view.hidden.has(what) && app.theme) untrack(() => void app.paint(what));
    });
  };
  picture('relief', () => app.opened !== null);
  picture('residents', () => app.opened !== null);
  picture('uncovered', () => app.coverage.answer !== null);

  // The address reopens what is shown.
  $effect(() => {
    if (!app.listed || !view.camera) return;
    written = linkOf(app);
    history.replaceState(null, '', `#${written}`);
  });

  return {
    onhashchange: () => {
      // A link that is pasted over the page's own address opens too.
      if (location.hash.slice(1) !== written) location.reload();
    },
  };
}
