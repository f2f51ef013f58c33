import type { Duration } from './options';
import type { Shelter } from './shelter';
import { text, type Text } from './text';

/** How sure a figure is: [C] seen in a copy of the source, [D] derived, [M] not confirmed (未核), own: entered. */
export type Tag = 'C' | 'D' | 'M' | 'own';

/** A figure of a standard with its certainty. */
export interface Figure {
  value: number;
  tag: Tag;
}

/** What a scheme asks of one class of shelter. */
interface ClassRule {
  radiusMetres: Figure;
  squareMetresPerPerson: Figure;
}

/** Classes that rules are given for: lengths of stay, and 中期 of GB 51143, which GB/T 44013 does not have. */
export type SchemeClass = Duration | 'medium';

/** A set of service radii and areas per person, by class (口径). */
export interface Scheme {
  title: Text;
  standard: Text;
  /** What a shelter's class is read from: its GB 51143 class where it has one, or its length of stay alone. */
  classesBy: 'class51143' | 'duration';
  /** Rules for `medium` only in a scheme that knows this class. */
  rules: Readonly<Record<Duration, ClassRule> & Partial<Record<'medium', ClassRule>>>;
}

const c = (value: number): Figure => ({ value, tag: 'C' });
const m = (value: number): Figure => ({ value, tag: 'M' });
const own = (value: number): Figure => ({ value, tag: 'own' });

export const schemes = {
  gb51143: {
    title: text('GB 51143 口径', 'GB 51143'),
    standard: text(
      'GB 51143-2015 表 3.1.10、3.1.8（数值未核）',
      'GB 51143-2015 tables 3.1.10, 3.1.8 (figures unverified)',
    ),
    classesBy: 'class51143',
    rules: {
      emergency: { radiusMetres: m(500), squareMetresPerPerson: m(0.5) },
      short: { radiusMetres: m(1000), squareMetresPerPerson: m(2) },
      medium: { radiusMetres: m(1500), squareMetresPerPerson: m(3) },
      long: { radiusMetres: m(2500), squareMetresPerPerson: m(4.5) },
    },
  },
  gbt44013: {
    title: text('GB/T 44013 口径', 'GB/T 44013'),
    standard: text(
      'GB/T 44013-2024（数值表未见；短期半径据天津市南开区公布值，长期面积据天津市市级场所推算）',
      'GB/T 44013-2024 (table not seen; short radius as published by Nankai, Tianjin; long area derived from Tianjin sites)',
    ),
    classesBy: 'duration',
    rules: {
      emergency: { radiusMetres: m(500), squareMetresPerPerson: m(1.5) },
      short: { radiusMetres: c(2500), squareMetresPerPerson: { value: 3.5, tag: 'D' } },
      long: { radiusMetres: m(5000), squareMetresPerPerson: { value: 5, tag: 'D' } },
    },
  },
  guangdong: {
    title: text('广东口径', 'Guangdong'),
    standard: text(
      '广东省应急避护场所建设规划纲要 2013–2020（固定类半径未核）',
      'Guangdong outline plan 2013–2020 (radius of fixed shelters unverified)',
    ),
    classesBy: 'duration',
    rules: {
      emergency: { radiusMetres: c(500), squareMetresPerPerson: m(1) },
      short: { radiusMetres: m(1000), squareMetresPerPerson: m(2) },
      long: { radiusMetres: m(2500), squareMetresPerPerson: m(3) },
    },
  },
  own: {
    title: text('自定', 'Own'),
    standard: text('自行填写', 'Entered by the user'),
    classesBy: 'duration',
    rules: {
      emergency: { radiusMetres: own(500), squareMetresPerPerson: own(1.5) },
      short: { radiusMetres: own(1000), squareMetresPerPerson: own(1.5) },
      long: { radiusMetres: own(2000), squareMetresPerPerson: own(1.5) },
    },
  },
} as const satisfies Record<string, Scheme>;

export type SchemeId = keyof typeof schemes;
export const schemeIds = Object.keys(schemes) as SchemeId[];

const classOf51143 = {
  emergency: 'emergency',
  'fixed-short': 'short',
  'fixed-medium': 'medium',
  'fixed-long': 'long',
  central: 'long',
} as const satisfies Record<NonNullable<Shelter['class51143']>, SchemeClass>;

/** The class of a shelter under a scheme; `null` when its record does not say. */
export function classUnder(
  scheme: Scheme,
  { class51143, duration }: Pick<Shelter, 'class51143' | 'duration'>,
): SchemeClass | null {
  return scheme.classesBy === 'class51143' && class51143 !== null
    ? classOf51143[class51143]
    : duration;
}

/**
 * Area per resident that the plans ask to exceed, m² per resident: GB 21734-2008 clause 5.4 and the 江北 plan say more
 * than 1.5, so exactly 1.5 does not meet it.
 */
export const squareMetresPerResidentTarget = 1.5;
