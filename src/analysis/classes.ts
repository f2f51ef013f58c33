import type { Figure, Scheme, SchemeClass } from '../domain/scheme';

/** Classes of shelters; those whose register does not say are a class of their own. */
export const shelterClasses = ['emergency', 'short', 'medium', 'long', 'unknown'] as const;
export type ShelterClass = (typeof shelterClasses)[number];

/** What holds for one class of shelter in a question. */
export interface Rule {
  radiusMetres: Figure;
  squareMetresPerPerson: Figure;
}

export type Overrides = Partial<Record<ShelterClass, number | undefined>>;

/** The classes that shelters can have under a scheme, in order. */
export const classesOf = ({ rules }: Scheme): ShelterClass[] =>
  shelterClasses.filter((kind) => kind === 'unknown' || kind in rules);

/**
 * The radius and area per person of every class: the scheme's, or what the user entered. A shelter of unknown class
 * gets the smallest radius and the largest area per person in force, so that it is never counted for too much. Where
 * the scheme does not know `medium` no shelter has that class; its rule is then that of `short`.
 */
export function rulesInForce(
  scheme: Scheme,
  radii: Overrides,
  areas: Overrides,
): Record<ShelterClass, Rule> {
  const own = (value: number | undefined, figure: Figure): Figure =>
    value === undefined ? figure : { value, tag: 'own' };
  const ruleOf = (kind: SchemeClass): Rule => {
    const { radiusMetres, squareMetresPerPerson } = scheme.rules[kind] ?? scheme.rules.short;
    return {
      radiusMetres: own(radii[kind], radiusMetres),
      squareMetresPerPerson: own(areas[kind], squareMetresPerPerson),
    };
  };
  const byClass = {
    emergency: ruleOf('emergency'),
    short: ruleOf('short'),
    medium: ruleOf('medium'),
    long: ruleOf('long'),
  };
  const inForce = classesOf(scheme).flatMap((kind) => (kind === 'unknown' ? [] : byClass[kind]));
  const smallest = inForce
    .map((rule) => rule.radiusMetres)
    .reduce((best, figure) => (figure.value < best.value ? figure : best));
  const largest = inForce
    .map((rule) => rule.squareMetresPerPerson)
    .reduce((best, figure) => (figure.value > best.value ? figure : best));
  return {
    ...byClass,
    unknown: {
      radiusMetres: own(radii.unknown, smallest),
      squareMetresPerPerson: own(areas.unknown, largest),
    },
  };
}
