import type { Choropleth } from '../layers/define';
import type { MapInput } from '../map/style';
import type { App } from './app.svelte';

/** The towns' figures as the map colours them; shares in per cent, as the legend has them. */
function choropleth({ view, coverage }: App): Choropleth | null {
  const ramp = view.townFigure;
  const units = coverage.answer?.summary.units;
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

/** Everything the map depends on, gathered from the state. */
export function mapInput(app: App): MapInput {
  const { view, preferences, urls, coverage, buffer } = app;
  return {
    urls: {
      ...urls,
      ...(coverage.urls.service && { service: coverage.urls.service }),
      ...(coverage.urls.uncoveredClusters && { clusters: coverage.urls.uncoveredClusters }),
      ...(buffer.urls.buffers && { buffer: buffer.urls.buffers }),
      ...(buffer.urls.inside && { bufferInside: buffer.urls.inside }),
      ...(app.placeUrl && { asked: app.placeUrl }),
    },
    images: app.images,
    shown: view.shown,
    opacity: view.opacity,
    theme: app.theme,
    locale: preferences.locale,
    choropleth: choropleth(app),
    selection: view.selection,
    basemap: preferences.basemap,
  };
}
