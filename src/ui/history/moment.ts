import type { Locale } from '../../domain/text';

/** A moment as day and minute in China, where the data are: 2026-05-01 16:00. */
export function momentOf(at: string, locale: Locale): string {
  const parts = new Intl.DateTimeFormat(locale, {
    timeZone: 'Asia/Shanghai',
    hourCycle: 'h23',
    ...({ year: 'numeric', month: '2-digit', day: '2-digit' } as const),
    ...({ hour: '2-digit', minute: '2-digit' } as const),
  }).formatToParts(new Date(at));
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}`;
}
