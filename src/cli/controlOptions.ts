import type { Control } from '../analysis/controls';
import { text, type Locale, type Text } from '../domain/text';
import { noValue, type Option } from './option';
import {
  classFigures,
  controlsOf,
  defaultsOf,
  type AnalysisId,
  type ClassFigure,
} from './registry';

/** `zoneMetres.dam-break` is `--zone-metres-dam-break`; radii go without their unit: `--radius-short`. */
export const optionName = (key: string): string =>
  key
    .replace(/^radiusMetres\b/u, classFigures.radiusMetres.option)
    .replace(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)
    .replaceAll('.', '-');

/** The value that a key with dots leads to. */
export const valueAt = (params: Readonly<Record<string, unknown>>, key: string): unknown =>
  key
    .split('.')
    .reduce<unknown>((part, name) => (part as Record<string, unknown> | undefined)?.[name], params);

/** The options of an analysis that follow from its controls, in their order. */
export function controlOptions(id: AnalysisId): Option[] {
  const defaults = defaultsOf(id);
  const figures = (Object.keys(classFigures) as ClassFigure[]).filter((name) => name in defaults);
  return [
    ...controlsOf(id).map((control) => optionOf(control, valueAt(defaults, control.key))),
    ...figures.map(forAllClasses),
  ];
}

function forAllClasses(figure: ClassFigure): Option {
  const { option, label, unit, min, max } = classFigures[figure];
  const range = rangeOf(min, max);
  return {
    name: option,
    value: figure === 'radiusMetres' ? text('米', 'METRES') : text('数', 'N'),
    meaning:
      figure === 'radiusMetres'
        ? text(
            `所有类别用同一${label['zh-CN']}，${unit['zh-CN']}，${range}；口径为 own`,
            `one ${label.en.toLowerCase()} for all classes, ${unit.en}, ${range}; scheme own`,
          )
        : text(
            `所有类别用同一${label['zh-CN']}，${unit['zh-CN']}，${range}`,
            `one ${label.en.toLowerCase()} for all classes, ${unit.en}, ${range}`,
          ),
  };
}

const rangeOf = (min: number, max: number) =>
  `${min.toLocaleString('en-US')}–${max.toLocaleString('en-US')}`;

const file = text('文件', 'FILE');
const placeholders: Readonly<Record<Control['kind'], Text | null>> = {
  number: text('数', 'N'),
  choice: text('词', 'WORD'),
  choices: text('词,词', 'A,B'),
  switch: null,
  file,
  areas: file,
  places: file,
};

function optionOf(control: Control, value: unknown): Option {
  const { head, standing } = detail(control, value);
  const label = text(control.label['zh-CN'] + head['zh-CN'], control.label.en + head.en);
  const said = standing ? [label, standing] : [label];
  const notes = control.note ? [control.note] : [];
  return {
    name: optionName(control.key),
    value: placeholders[control.kind],
    ...(control.kind === 'switch' && { negative: true }),
    ...(control.advanced && { advanced: true }),
    meaning: text(
      [...said.map((part) => part['zh-CN']), ...notes.map((note) => note['zh-CN'])].join('；'),
      [said.map(({ en }) => en).join('; '), ...notes.map(({ en }) => en)].join('. '),
    ),
  };
}

/** What follows the label, and what holds when the option is left out. */
function detail(control: Control, value: unknown): { head: Text; standing?: Text } {
  switch (control.kind) {
    case 'number': {
      const { unit, min, max, tag, empty } = control;
      const range = rangeOf(min, max);
      const [zh, en] = tag === 'M' ? ['，未核', ', unverified'] : ['', ''];
      const head = (locale: Locale, comma: string) =>
        `${comma}${unit[locale] && unit[locale] + comma}${range}`;
      const none = empty && text(empty['zh-CN'], lowered(empty.en));
      const nothing = none ?? text('不填', 'none');
      return {
        head: text(head('zh-CN', '，'), head('en', ', ')),
        standing:
          typeof value !== 'number'
            ? text(`默认${nothing['zh-CN']}${zh}`, `default: ${nothing.en}${en}`)
            : text(
                `默认 ${value}${zh}${none ? `，${noValue} 为${none['zh-CN']}` : ''}`,
                `default ${value}${en}${none ? `, ${noValue}: ${none.en}` : ''}`,
              ),
      };
    }
    case 'choice':
    case 'choices': {
      const ids = Object.keys(control.options);
      const listed = (locale: Locale) =>
        Object.entries(control.options).map(([id, title]) => `${id} (${title[locale]})`);
      return {
        head: text(`：${listed('zh-CN').join('、')}`, `: ${listed('en').join(', ')}`),
        standing: text(
          `默认 ${wordsOf(value, ids, '全部')}`,
          `default ${wordsOf(value, ids, 'all')}`,
        ),
      };
    }
    case 'switch':
      return {
        head: text('', ''),
        standing: text(`默认${value ? '是' : '否'}`, `default ${value ? 'yes' : 'no'}`),
      };
    case 'file':
      return { head: text(`（${control.accept.join('、')}）`, ` (${control.accept.join(', ')})`) };
    case 'areas':
      return { head: text('（GeoJSON 面）', ' (GeoJSON polygons)') };
    case 'places':
      return { head: text('（CSV 或 GeoJSON 点）', ' (CSV or GeoJSON points)') };
  }
}

/** A sentence goes on in small letters; names such as GB and σ stay. */
const lowered = (words: string): string =>
  words.replace(/^[A-Z](?=[a-z ])/u, (letter) => letter.toLowerCase());

/** A choice that stands, in the words that one would type; `null` is left to the data. */
function wordsOf(value: unknown, ids: readonly string[], all: string): string {
  if (!Array.isArray(value)) return typeof value === 'string' ? value : noValue;
  if (value.length === ids.length) return all;
  return value.join(',') || noValue;
}
