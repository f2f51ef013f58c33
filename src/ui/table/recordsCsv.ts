import { text, type Locale } from '../../domain/text';
import { toCsv } from '../../formats/csv';
import { maskRecord } from '../../pack/mask';
import type { TableId } from '../../state/view.svelte';
import type { Entry } from '../../worker/protocol';
import { shownValue } from '../details/shownValue';
import { everyColumn } from './columns';

/**
 * The records of a table as CSV, in their order: every field with its unit in the head, then longitude and latitude in
 * WGS 84 degrees. Persons and phones are masked; an unknown value is an empty cell.
 */
export function recordsCsv(table: TableId, entries: readonly Entry[], locale: Locale): string {
  const columns = everyColumn(table);
  const fields = Object.fromEntries(columns.map(({ key, field }) => [key, field]));
  const heads = [
    ...columns.map(({ key, field: { label, unit } }) => ({
      key,
      label: `${label[locale]}${unit ? ` (${unit[locale]})` : ''}`,
    })),
    { key: 'longitude', label: text('经度', 'Longitude')[locale] },
    { key: 'latitude', label: text('纬度', 'Latitude')[locale] },
  ];
  const lines = entries.map(({ longitude, latitude, properties }) => {
    const masked = maskRecord(fields, properties);
    const cells = columns.map(({ key, field, numeric }) => [
      key,
      numeric ? (masked[key] as number | null) : shownValue(field, masked[key], locale, true),
    ]);
    return {
      ...(Object.fromEntries(cells) as Record<string, string | number | null>),
      longitude,
      latitude,
    };
  });
  return toCsv(heads, lines);
}
