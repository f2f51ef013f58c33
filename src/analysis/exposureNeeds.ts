import {
  needBases,
  needFigures,
  needKeys,
  type ExposureQuestion,
  type NeedKey,
} from './exposureParams';

/** One line of the relief estimate. */
export interface Need {
  item: NeedKey;
  /** The figure of the table that it was reckoned with. */
  figure: number;
  /** `null` for what does not depend on time. */
  days: number | null;
  /** Rounded up; `null` when how many people are inside is unknown. */
  quantity: number | null;
  unit: 'tents' | 'litres' | 'kilograms' | 'pieces';
  /** Whether the figure is the usual, unverified one. */
  isUsual: boolean;
}

const units: Readonly<Partial<Record<NeedKey, Need['unit']>>> = {
  peoplePerTent: 'tents',
  drinkingLitresPerDay: 'litres',
  waterLitresPerDay: 'litres',
  foodKilogramsPerDay: 'kilograms',
  blanketsPerPerson: 'pieces',
};

/** Up to a whole one; what sums of fractions leave behind is no further one. */
const wholeUp = (value: number): number => Math.ceil(value - 1e-6);

/** People in need of relief: the share of the residents inside, rounded up to a person. */
export const peopleInNeed = (
  inside: number | null,
  { sharePercent }: ExposureQuestion['needs'],
): number | null => (inside === null ? null : wholeUp((inside * sharePercent) / 100));

/**
 * Relief for people: tents = people ÷ people per tent; blankets = people × pieces; water and food = people × figure ×
 * days; each rounded up to a whole one.
 */
export const needsOf = (people: number | null, needs: ExposureQuestion['needs']): Need[] =>
  needKeys
    .filter((key) => needBases[key])
    .map((item) => {
      const figure = needs[item];
      const unit = units[item]!;
      const days = unit === 'litres' || unit === 'kilograms' ? needs.days : null;
      const each = unit === 'tents' ? 1 / figure : figure;
      return {
        item,
        figure,
        days,
        quantity: people === null ? null : wholeUp(people * each * (days ?? 1)),
        unit,
        isUsual: figure === needFigures[item].usual,
      };
    });
