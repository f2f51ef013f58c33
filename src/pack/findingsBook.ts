import type { Feature } from 'geojson';
import { text, type Locale } from '../domain/text';
import type { OutTable } from '../formats/format';
import { xlsxWriter } from '../formats/xlsx';
import type { Finding } from './finding';
import { findingsTables, type DecidedFindings } from './findingsTable';

/** What was found in one file, or in one dataset of a pack. */
export interface FoundIn {
  /** Name of the file, or of the dataset. */
  name: string;
  findings: readonly Finding[];
  /** The records that were checked, by the `index` of the findings. */
  features: readonly Feature[];
  /** What was decided of findings on the way into a pack; left out where nothing is to be decided. */
  decided?: DecidedFindings;
}

/**
 * Every finding of files as a workbook to send back, a sheet for each town. Phones and names of persons are masked.
 * @param today day of the checks, ISO 8601
 * @param more sheets that stand behind them
 */
export const findingsBook = (
  files: readonly FoundIn[],
  today: string,
  locale: Locale,
  more: readonly OutTable[] = [],
): Promise<Uint8Array> => xlsxWriter.write([...findingsSheets(files, today, locale), ...more]);

/** The sheets of {@link findingsBook}, for other formats. */
export function findingsSheets(
  files: readonly FoundIn[],
  today: string,
  locale: Locale,
): OutTable[] {
  return files.flatMap(({ name, findings, features, decided }) =>
    findingsTables(findings, { locale, features, ...(decided && { decided }) }).map((table) => ({
      name: files.length > 1 && table.name !== name ? `${table.name} ${name}` : table.name,
      columns: table.columns,
      features: table.rows.map((properties): Feature => ({
        type: 'Feature',
        geometry: null as unknown as Feature['geometry'],
        properties,
      })),
      provenance: text(
        `应图数据检查，${name}，检查日期 ${today}。电话和姓名已遮盖。`,
        `Yingtu data check of ${name}, checked on ${today}. Phones and names are masked.`,
      )[locale],
    })),
  );
}
