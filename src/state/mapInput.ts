import type { UnitCoverage } from '../analysis/coverageSummary';
import type { Choropleth } from '../layers/define';
import type { LayerId } from '../layers';
import type { MapInput } from '../map/style';
import type { App } from './app.svelte';

/** The towns' figures as the map colours them; shares in per cent, as the legend has them. */
function choropleth(
  { view }: App,
  unitsNow: () => readonly UnitCoverage[] | undefined,
): Choropleth | null {
  const ramp = view.townFigure;
  // Only where towns are coloured are the figures looked at: else the map would follow every frame of a drag.
  const units = ramp && unitsNow();
  if (!ramp || !units) return null;
  return {
    ramp,
    byTown: units
      .filter(({ code }) => code)
      .map(({ code, coveredShare, squareMetresPerResident }) => ({
        code,
        value:
          ramp === 'squareMetres'
            ? squareMetresPerResident
            : coveredShare === null
              ? null
              : coveredShare * 100,
      })),
  };
}

/** The overlays of the open result, with what they show. */
function overlaid({ view, results, pictures, drawnUrl, whatIf }: App) {
  const { overlays, images } = pictures;
  const open = results.of(view.analysis);
  // What failed has nothing to show: its last answer is to another question.
  const result = open?.asking.status.kind === 'failed' ? null : open;
  const urls: Record<string, string> = {
    ...result?.urls,
    ...(drawnUrl && { drawn: drawnUrl }),
    ...whatIf.urls,
  };
  const painted = (result?.answer?.images ?? []).filter((name) => name in images);
  return {
    urls,
    painted,
    params: result?.answered ?? {},
    layers: Object.fromEntries(
      Object.entries(overlays).filter(
        ([id, { shows }]) =>
          !view.hiddenOverlays.has(id) && (shows in urls || painted.includes(shows)),
      ),
    ),
  };
}

/**
 * Layers that a picture of the open result stands in for: those of coverage and the residents themselves, which would
 * lie over what the result says of the same people.
 */
export function replacedLayers({ view, results, pictures }: App): readonly LayerId[] {
  const { images, overlays } = pictures;
  const { answer } = results.of(view.analysis) ?? {};
  return (answer?.images ?? []).flatMap((name) =>
    name in images && !view.hiddenOverlays.has(name) ? (overlays[name]?.replaces ?? []) : [],
  );
}

/** Everything the map depends on, gathered from the state. */
export function mapInput(app: App): MapInput {
  const { view, preferences, urls, coverage, buffer } = app;
  const over = overlaid(app);
  // The last answer is not of a scenario that cannot be computed.
  const isKnown = app.whatIf.failure === null;
  const covered = isKnown ? coverage.urls : {};
  const pictures: string[] = [
    'relief',
    'residents',
    ...(isKnown ? ['uncovered'] : []),
    ...over.painted,
  ];
  const replaced = replacedLayers(app);
  return {
    urls: {
      ...urls,
      ...(covered.service && { service: covered.service }),
      ...(covered.uncoveredClusters && { clusters: covered.uncoveredClusters }),
      ...over.urls,
      ...(buffer.urls.buffers && { buffer: buffer.urls.buffers }),
      ...(buffer.urls.inside && { bufferInside: buffer.urls.inside }),
      ...(app.point.url && { asked: app.point.url }),
    },
    images: Object.fromEntries(
      Object.entries(app.pictures.images).filter(([name]) => pictures.includes(name)),
    ),
    overlays: over.layers,
    params: over.params,
    services: app.services?.parts ?? [],
    shown: view.shown.filter((id) => !replaced.includes(id)),
    opacity: view.opacity,
    theme: app.theme,
    locale: preferences.locale,
    choropleth: choropleth(app, () => app.whatIf.summary?.units),
    selection: view.selection,
    basemap: preferences.basemap,
  };
}

/** The same map as it was without the scenario, for holding the two side by side. */
export function mapInputBefore(app: App): MapInput {
  const input = mapInput(app);
  const { before } = app.whatIf;
  const { uncoveredBefore, relief, residents } = app.pictures.images;
  return {
    ...input,
    urls: {
      ...app.urls,
      ...(before.urls.service && { service: before.urls.service }),
      ...(before.urls.uncoveredClusters && { clusters: before.urls.uncoveredClusters }),
    },
    images: {
      ...(relief && { relief }),
      ...(residents && { residents }),
      ...(uncoveredBefore && { uncovered: uncoveredBefore }),
    },
    overlays: {},
    shown: app.view.shown,
    choropleth: choropleth(app, () => before.answer?.summary.units),
  };
}
