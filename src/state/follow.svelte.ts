import { untrack } from 'svelte';
import { text } from '../domain/text';
import type { Painting } from '../worker/protocol';
import type { App } from './app.svelte';
import { writeLink } from './link';
import { retire } from './retire';
import { scenarioUrls, sheltersUrl } from './scenarioMap';
import { shapesUrl } from './sources';

/** The address of the page as the state has it. */
const linkOf = ({ listed, view, preferences, point: { place }, linkParams, whatIf }: App) =>
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
    ...(whatIf.scenarios.inAddress !== null && { scenario: whatIf.scenarios.inAddress }),
  });

/**
 * Lets the edges follow the state: the document, the figures, the pictures on the map, the address. To be called once
 * while the page's component is made.
 * @returns what to do when the address changes by other hands
 */
export function followState(app: App): { onhashchange: () => void } {
  const { view, preferences, whatIf } = app;
  let written = '';

  $effect(() => {
    document.documentElement.dataset.theme = app.theme;
    document.documentElement.lang = preferences.locale;
    document.title = [app.listed ? app.t(app.listed.name) : '', app.t(text('应图', 'Yingtu'))]
      .filter(Boolean)
      .join(' · ');
  });

  // The figures follow the parameters of an open pack, and the scenario in force.
  $effect(() => {
    if (app.opened && app.coverage.params && whatIf.scenarios.edits)
      untrack(() => void app.coverage.ask());
  });
  $effect(() => {
    const { active, against } = whatIf.scenarios;
    if (app.opened && app.coverage.params && active && (against?.edits ?? true))
      untrack(() => void whatIf.askBefore());
  });
  $effect(() => {
    if (app.opened && whatIf.scenarios.edits) untrack(() => void whatIf.check());
  });
  // A full answer takes the place of the frames of the drag before it.
  $effect(() => {
    if (app.coverage.answer) untrack(() => whatIf.drag.settle());
  });
  // What a scenario changes is drawn over the map of the pack.
  $effect(() => {
    const { edits } = whatIf.scenarios;
    const urls: Record<string, string> = edits.length
      ? { shelters: sheltersUrl(whatIf.shelters), ...scenarioUrls(whatIf.shelters, edits) }
      : {};
    whatIf.urls = urls;
    return () => Object.values(urls).forEach(retire);
  });

  // Pictures follow the theme, and are painted when their layer is first shown.
  const picture = (what: 'relief' | 'residents' | 'uncovered', isReady: () => boolean) => {
    $effect(() => {
      if (isReady() && !view.hidden.has(what) && app.theme)
        untrack(() => void app.pictures.paint(what));
    });
  };
  picture('relief', () => app.opened !== null);
  picture('residents', () => app.opened !== null);
  picture('uncovered', () => app.coverage.answer !== null);

  $effect(() => {
    if (whatIf.swiping && whatIf.before.answer && app.theme)
      untrack(() => void app.pictures.paint('uncoveredBefore'));
  });

  // Overlays are loaded once there is something to lay them over, and after what is needed for the first map.
  $effect(() => {
    if (app.opened) untrack(() => void app.pictures.loadOverlays());
  });
  // Pictures of the open result, in the theme's colours and the classes that it was asked with.
  $effect(() => {
    const result = app.results.of(view.analysis);
    if (!result?.answer || !result.answered || !app.theme) return;
    const { answer, answered } = result;
    for (const what of answer.images)
      if (what in app.pictures.overlays)
        untrack(() => void app.pictures.paint(what as Painting, answered));
  });
  // What a form holds is on the map before it is asked about.
  $effect(() => {
    const shapes = app.results.of(view.analysis)?.shapes ?? [];
    const url = shapes.length ? shapesUrl(shapes) : null;
    app.drawnUrl = url;
    return () => url && retire(url);
  });

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
