import type { CoverageQuestion } from '../../analysis/coverageParams';
import { classesOf, rulesInForce, type ShelterClass } from '../../analysis/classes';
import { schemes, type Figure } from '../../domain/scheme';
import { text, type Text } from '../../domain/text';

export const classTitles: Readonly<Record<ShelterClass, Text>> = {
  emergency: text('紧急', 'Emergency'),
  short: text('短期', 'Short'),
  medium: text('中期', 'Medium'),
  long: text('长期', 'Long'),
  unknown: text('时长未知', 'Unknown stay'),
};

/** The figure in force for a class: the person's own where one was entered, else the scheme's. */
export function figureOf(
  { scheme, radiusMetres, squareMetresPerPerson }: CoverageQuestion,
  shelterClass: ShelterClass,
  key: 'radiusMetres' | 'squareMetresPerPerson',
): Figure {
  return rulesInForce(schemes[scheme], radiusMetres, squareMetresPerPerson)[shelterClass][key];
}

/** The radii in force as one line, and whether one of them is unverified. */
export function radiiOf(params: CoverageQuestion): { text: string; unverified: boolean } {
  const figures = classesOf(schemes[params.scheme])
    .filter((shelterClass) => shelterClass !== 'unknown')
    .filter((shelterClass) => params.classes.includes(shelterClass))
    .map((shelterClass) => figureOf(params, shelterClass, 'radiusMetres'));
  return {
    text: [...new Set(figures.map(({ value }) => value.toLocaleString('en-US')))].join(' / '),
    unverified: figures.some(({ tag }) => tag === 'M'),
  };
}
