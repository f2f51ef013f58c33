import { locales, type Locale, type Text } from '../domain/text';
import type { Basemap } from '../map/style';

export type ThemeChoice = 'auto' | 'light' | 'dark';

/** Where the choices are kept; the page's first script reads the basemap from it for the security policy. */
const key = 'yingtu.preferences';

interface Kept {
  locale?: unknown;
  theme?: unknown;
  basemap?: unknown;
}

function kept(): Kept {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
    return value && typeof value === 'object' ? value : {};
  } catch {
    // Blocked or damaged storage means defaults; the app works without it.
    return {};
  }
}

function isBasemap(value: unknown): value is Basemap {
  const { template, attribution, maxZoom } = (value ?? {}) as Partial<Basemap>;
  return (
    typeof template === 'string' && typeof attribution === 'string' && typeof maxZoom === 'number'
  );
}

/** What a person chose for this device: language, theme, basemap. */
export class Preferences {
  locale = $state<Locale>('zh-CN');
  theme = $state<ThemeChoice>('auto');
  /** It stays on this device: in no link, pack or export. */
  basemap = $state.raw<Basemap | null>(null);
  #systemDark = $state(matchMedia('(prefers-color-scheme: dark)').matches);
  reducedMotion = $state(matchMedia('(prefers-reduced-motion: reduce)').matches);
  dark = $derived(this.theme === 'auto' ? this.#systemDark : this.theme === 'dark');

  constructor() {
    const { locale, theme, basemap } = kept();
    if (locales.includes(locale as Locale)) this.locale = locale as Locale;
    else if (!navigator.language.startsWith('zh')) this.locale = 'en';
    if (theme === 'light' || theme === 'dark') this.theme = theme;
    if (isBasemap(basemap)) this.basemap = basemap;
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', ({ matches }) => {
      this.#systemDark = matches;
    });
    matchMedia('(prefers-reduced-motion: reduce)').addEventListener('change', ({ matches }) => {
      this.reducedMotion = matches;
    });
  }

  /** The text in the chosen language. */
  t = (text: Text): string => text[this.locale];

  /** Keeps the choices on the device; a device that cannot keep them still works until it is reloaded. */
  keep() {
    try {
      const { locale, theme, basemap } = this;
      localStorage.setItem(key, JSON.stringify({ locale, theme, basemap }));
    } catch {
      this.notKept = true;
    }
  }
  notKept = $state(false);
}
