import { locales, type Locale } from '../domain/text';

/** What a link reopens: pack, camera, layers, panel and its question, table, language. */
export interface Link {
  pack?: string;
  camera?: { longitude: number; latitude: number; zoom: number };
  /** Ids of the layers that are shown. */
  layers?: string[];
  panel?: string;
  table?: string;
  locale?: Locale;
  /** The asked place, longitude and latitude. */
  at?: [number, number];
  /** The selected record as `register:id`. */
  selection?: { register: string; id: string };
  /** Which figure colours the towns. */
  choropleth?: string;
  /** Parameters of the shown analysis that differ from the defaults. */
  params?: Record<string, unknown>;
  /** The scenario in force as JSON, when it is small. */
  scenario?: string;
}

const number = (text: string | undefined, min: number, max: number): number | null => {
  const value = Number(text);
  return text !== undefined && text.trim() !== '' && value >= min && value <= max ? value : null;
};

function camera(text: string | null): Link['camera'] {
  const parts = (text ?? '').split(',');
  const [longitude, latitude, zoom] = [
    number(parts[0], -180, 180),
    number(parts[1], -90, 90),
    number(parts[2], 0, 22),
  ];
  return longitude === null || latitude === null || zoom === null
    ? undefined
    : { longitude, latitude, zoom };
}

function place(text: string | null): Link['at'] {
  const parts = (text ?? '').split(',');
  const [longitude, latitude] = [number(parts[0], -180, 180), number(parts[1], -90, 90)];
  return longitude === null || latitude === null ? undefined : [longitude, latitude];
}

function params(text: string | null): Link['params'] {
  if (!text || text.length > 4000) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return value && typeof value === 'object' && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    // A damaged link falls back to the defaults.
    return undefined;
  }
}

/**
 * Reads the part of an address after `#`. Every value that is missing or makes no sense is left out, so that a damaged
 * link opens what is left of it.
 */
export function readLink(hash: string): Link {
  const entries = new URLSearchParams(hash.replace(/^#/, ''));
  const locale = entries.get('lang');
  const selection = /^([a-z]+):(.+)$/.exec(entries.get('sel') ?? '');
  const link: Link = {
    pack: entries.get('pack') ?? undefined,
    camera: camera(entries.get('map')),
    layers: entries.has('layers') ? entries.get('layers')!.split(',').filter(Boolean) : undefined,
    panel: entries.get('panel') ?? undefined,
    table: entries.get('table') ?? undefined,
    locale: locales.includes(locale as Locale) ? (locale as Locale) : undefined,
    at: place(entries.get('at')),
    selection: selection ? { register: selection[1]!, id: selection[2]! } : undefined,
    choropleth: entries.get('towns') ?? undefined,
    params: params(entries.get('ask')),
    scenario: entries.get('plan') ?? undefined,
  };
  return Object.fromEntries(Object.entries(link).filter(([, value]) => value !== undefined));
}

/** The part of an address after `#` that reopens what is shown. */
export function writeLink(link: Link): string {
  const entries = new URLSearchParams();
  if (link.pack) entries.set('pack', link.pack);
  if (link.camera) {
    const { longitude, latitude, zoom } = link.camera;
    entries.set('map', `${longitude.toFixed(5)},${latitude.toFixed(5)},${zoom.toFixed(2)}`);
  }
  if (link.layers) entries.set('layers', link.layers.join(','));
  if (link.panel) entries.set('panel', link.panel);
  if (link.table) entries.set('table', link.table);
  if (link.choropleth) entries.set('towns', link.choropleth);
  if (link.at) entries.set('at', link.at.map((value) => value.toFixed(6)).join(','));
  if (link.selection) entries.set('sel', `${link.selection.register}:${link.selection.id}`);
  if (link.params && Object.keys(link.params).length)
    entries.set('ask', JSON.stringify(link.params));
  if (link.scenario) entries.set('plan', link.scenario);
  if (link.locale) entries.set('lang', link.locale);
  return entries.toString().replace(/%2C/g, ',').replace(/%3A/g, ':');
}
