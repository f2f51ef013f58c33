import { hazardTitles } from '../../domain/hazard';
import { areaSum, count, inline, plain, position } from '../../domain/numbers';
import type { Edit } from '../../domain/scenario';
import { durationOptions } from '../../domain/options';
import { text, unknown, type Locale, type Text } from '../../domain/text';

const size = (
  { effectiveAreaSquareMetres, capacityPeople }: Extract<Edit, { kind: 'add' | 'resize' }>,
  locale: Locale,
): string =>
  [
    effectiveAreaSquareMetres === null ? null : inline(areaSum(effectiveAreaSquareMetres, locale)),
    capacityPeople === null
      ? null
      : locale === 'zh-CN'
        ? `容纳 ${count(capacityPeople)} 人`
        : `for ${count(capacityPeople)} people`,
  ]
    .filter((part) => part !== null)
    .join(locale === 'zh-CN' ? '，' : ', ') || unknown[locale];

const both = (words: (locale: Locale) => string): Text => text(words('zh-CN'), words('en'));
const classOf = (edit: Extract<Edit, { kind: 'add' | 'reclass' }>, locale: Locale): string =>
  edit.duration ? durationOptions[edit.duration].label[locale] : unknown[locale];

/**
 * An edit in one line.
 * @param nameOf names of shelters and towns by their number
 */
export function editWords(edit: Edit, nameOf: (id: string) => string): Text {
  switch (edit.kind) {
    case 'add':
      return both((locale) =>
        locale === 'zh-CN'
          ? `新增 ${edit.name}：${classOf(edit, locale)}，${size(edit, locale)}`
          : `Add ${edit.name}: ${classOf(edit, locale)}, ${size(edit, locale)}`,
      );
    case 'move': {
      const place = position(edit.longitude, edit.latitude);
      return text(`移动 ${nameOf(edit.id)} 到 ${place}`, `Move ${nameOf(edit.id)} to ${place}`);
    }
    case 'resize':
      return both((locale) =>
        locale === 'zh-CN'
          ? `${nameOf(edit.id)} 改为 ${size(edit, locale)}`
          : `Resize ${nameOf(edit.id)} to ${size(edit, locale)}`,
      );
    case 'reclass':
      return both((locale) =>
        locale === 'zh-CN'
          ? `${nameOf(edit.id)} 改为${classOf(edit, locale)}`
          : `Make ${nameOf(edit.id)} ${classOf(edit, locale)}`,
      );
    case 'status':
      return edit.status === 'open'
        ? text(`启用 ${nameOf(edit.id)}`, `Open ${nameOf(edit.id)}`)
        : text(`停用 ${nameOf(edit.id)}`, `Close ${nameOf(edit.id)}`);
    case 'cut': {
      const place = position(edit.longitude, edit.latitude);
      return text(`道路中断于 ${place}`, `Cut the road at ${place}`);
    }
    case 'residents': {
      const factor = plain(edit.factor);
      return edit.town === null
        ? text(`全区居民 × ${factor}`, `All residents × ${factor}`)
        : text(
            `${nameOf(edit.town)}居民 × ${factor}`,
            `Residents of ${nameOf(edit.town)} × ${factor}`,
          );
    }
    case 'zone':
      return text(
        `${hazardTitles[edit.hazard]['zh-CN']}危险区 ${edit.name}`,
        `Zone of ${hazardTitles[edit.hazard].en.toLowerCase()} ${edit.name}`,
      );
  }
}

const kinds: Readonly<Record<Edit['kind'], (count: number) => Text>> = {
  add: (n) => text(`新增 ${n} 处`, `${n} added`),
  move: (n) => text(`移动 ${n} 处`, `${n} moved`),
  resize: (n) => text(`扩缩 ${n} 处`, `${n} resized`),
  reclass: (n) => text(`改类 ${n} 处`, `${n} reclassed`),
  status: (n) => text(`启停 ${n} 处`, `${n} opened or closed`),
  cut: (n) => text(`断路 ${n} 处`, `${n} ${n === 1 ? 'road' : 'roads'} cut`),
  residents: (n) => text(`居民系数 ${n} 项`, `${n} ${n === 1 ? 'factor' : 'factors'} of residents`),
  zone: (n) => text(`危险区 ${n} 处`, `${n} hazard ${n === 1 ? 'zone' : 'zones'}`),
};

/** All edits of a scenario in a few words: how many of each kind. */
export function summaryWords(edits: readonly Edit[]): Text {
  const counted = (Object.keys(kinds) as Edit['kind'][]).flatMap((kind) => {
    const n = edits.filter((edit) => edit.kind === kind).length;
    return n ? [kinds[kind](n)] : [];
  });
  return counted.length
    ? both((locale) => counted.map((words) => words[locale]).join(' · '))
    : text('还没有改动', 'No changes yet');
}
