import type { Manifest } from '../domain/manifest';
import { text, type Text } from '../domain/text';
import { districtNamesOf } from './districtNames';
import type { PublicReport } from './publicEditionRecords';
import { roundDegrees } from './publicEditionShape';

/** Words in both languages, scrubbed. */
export const scrubbed = (words: Text, scrub: (words: string) => string): Text =>
  text(scrub(words['zh-CN']), scrub(words.en));

/** The note of a dataset of a public edition. */
export const stamped = (note: Text | null, day: string, meaning: Text): Text =>
  text(
    `公开版，${day}：${meaning['zh-CN']}；已清空人员和电话字段，并从所有文字中去掉这些字段里的姓名和电话；只在文字里出现的姓名无法辨认，可能仍在。${note?.['zh-CN'] ?? ''}`,
    `Public edition, ${day}: ${meaning.en}; fields for persons and phones emptied, their names and phones taken out of all texts; names that stand in a text only cannot be told and may remain.${note ? ` ${note.en}` : ''}`,
  );

/** What the pack says of itself, stamped; its id is another, so that it never takes the place of the whole pack. */
export function publicManifest(
  manifest: Manifest,
  scrub: (words: string) => string,
  day: string,
  { meaning, precision }: PublicReport,
): Manifest {
  const { name, fullName, seat, plan, targets, townsWithoutPosition } = manifest;
  const own = scrub(manifest.id) === manifest.id ? manifest.id.slice(0, 56) : 'pack';
  return {
    ...manifest,
    id: `${own}-public`,
    name: text(`${scrub(name['zh-CN'])}（公开版）`, `${scrub(name.en)} (public edition)`),
    fullName: text(
      `${scrub(fullName['zh-CN'])}（公开版 ${day}，${meaning['zh-CN']}）`,
      `${scrub(fullName.en)} (public edition ${day}, ${meaning.en})`,
    ),
    seat: seat && [
      roundDegrees(seat[0], precision.decimals),
      roundDegrees(seat[1], precision.decimals),
    ],
    plan: plan && scrub(plan),
    adcode: manifest.adcode && scrub(manifest.adcode),
    mapReviewNumber: manifest.mapReviewNumber && scrub(manifest.mapReviewNumber),
    targets: targets.map((target) => ({
      ...target,
      id: scrub(target.id),
      unit: scrub(target.unit),
      label: scrubbed(target.label, scrub),
    })),
    districtNames: districtNamesOf(manifest).map(scrub),
    townsWithoutPosition: townsWithoutPosition.map((town) => ({
      code: scrub(town.code),
      name: scrub(town.name),
    })),
    services: [],
  };
}

/** Every text within a value. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

/** Every text that a manifest holds, with what it belongs to and what it is. */
export function manifestTexts(manifest: Manifest): [record: string, field: string, text: string][] {
  const { name, fullName, plan, targets, townsWithoutPosition, datasets } = manifest;
  const own: [string, unknown][] = Object.entries({ name, fullName, plan });
  return [
    ...own.map(([field, value]): [string, string, unknown] => ['', field, value]),
    ...targets.map(({ id, label }): [string, string, unknown] => [id, 'targets', label]),
    ...townsWithoutPosition.map((town): [string, string, unknown] => [
      town.code,
      'towns',
      town.name,
    ]),
    ...Object.entries(datasets).flatMap(([id, { source, licence, note }]) =>
      Object.entries({ source, licence, note }).map(([field, value]): [string, string, unknown] => [
        ...([id, field, value] as const),
      ]),
    ),
  ].flatMap(([record, field, value]) =>
    textsIn(value).map((words): [string, string, string] => [record, field, words]),
  );
}
