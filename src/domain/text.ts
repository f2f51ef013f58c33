/** The languages the app speaks; the first is the default. */
export const locales = ['zh-CN', 'en'] as const;
export type Locale = (typeof locales)[number];
/** A piece of text in every language the app speaks; a missing one does not compile. */
export type Text = Readonly<Record<Locale, string>>;

/** Short form for writing a text: Chinese first. */
export const text = (zh: string, en: string): Text => ({ 'zh-CN': zh, en });

/** An English count with its noun: 1 shelter, 2 shelters. */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;

/** What stands for a value that nobody knows; never 0, never a dash. */
export const unknown = text('未知', 'Unknown');
