import { stepNames, usualSteps, type AccessQuestion, type SteppedMethod } from './accessParams';
import type { Pairs } from './travelPairs';

/** Weight of a distance under a limit, 0 to 1; distances are never beyond the limit. */
export type Weigh = (metres: number, limitMetres: number) => number;

/** σ for which exp(−d²/2σ²) is 0.01 at the limit. */
export const sigmaFor = (limitMetres: number): number => limitMetres / Math.sqrt(2 * Math.log(100));

/** Where the zones of step weights end under a limit, metres, and what each weighs. */
export function stepsOf({ stepMetres, stepWeights }: AccessQuestion, method: SteppedMethod) {
  const { sixths, weights } = usualSteps[method];
  const own = [stepMetres.first, stepMetres.second, stepMetres.third];
  return {
    endOf: (zone: number, limit: number) => own[zone] ?? (limit * (sixths[zone] ?? 6)) / 6,
    weights: stepNames.map((name, zone) => stepWeights[name] ?? weights[zone]!),
  };
}

/**
 * The weight of a method.
 *
 * `2sfca` is 1 within the limit (Luo & Wang 2003). `e2sfca-step` and `3sfca` have one weight a zone, the end of a zone
 * belonging to it (Luo & Qi 2009; Wan, Zou & Sternberg 2012). `gaussian` is exp(−d²/2σ²); `gaussian-zero` is
 * (f(d) − f(d₀)) / (1 − f(d₀)) with f(d) = exp(−½(d/d₀)²) (Dai 2010), which is 0 at the limit.
 */
export function weigher(question: AccessQuestion): Weigh {
  const { method, sigmaMetres } = question;
  switch (method) {
    case '2sfca':
      return () => 1;
    case 'e2sfca-step':
    case '3sfca': {
      const { endOf, weights } = stepsOf(question, method);
      return (metres, limit) => {
        let zone = 0;
        while (zone < weights.length - 1 && metres > endOf(zone, limit)) zone++;
        return weights[zone]!;
      };
    }
    case 'gaussian':
      return (metres, limit) => Math.exp(-0.5 * (metres / (sigmaMetres ?? sigmaFor(limit))) ** 2);
    case 'gaussian-zero': {
      const atLimit = Math.exp(-0.5);
      return (metres, limit) => (Math.exp(-0.5 * (metres / limit) ** 2) - atLimit) / (1 - atLimit);
    }
  }
}

/** What a floating catchment gives, by place and by site. */
export interface Floating {
  /** Supply per resident at each place. */
  access: Float64Array;
  /** 1 where a place reaches no site of known supply, but one of unknown supply. */
  onlyUnknown: Uint8Array;
  /** 1 where a place reaches any site of unknown supply: its access is then a lower bound. */
  reachesUnknown: Uint8Array;
  /** Residents that compete for each site, by weight. */
  demand: Float64Array;
  /** Residents inside the limit of each site, whatever their weight. */
  residents: Float64Array;
  /** Supply per weighted resident; `NaN` where nobody competes or the supply is unknown. */
  ratio: Float64Array;
  /** Σ of access × residents. */
  shared: number;
  /** Σ of the known supply of sites that somebody competes for; the two are equal but for rounding. */
  inReach: number;
}

/**
 * Two-step floating catchment areas: ratio Rⱼ = Sⱼ / Σₖ Pₖ·wₖⱼ of each site, access Aᵢ = Σⱼ wᵢⱼ·Rⱼ of each place.
 *
 * With `selective` the weight is wᵢⱼ = Gᵢⱼ·Wᵢⱼ, Gᵢⱼ = Wᵢⱼ / Σₖ Wᵢₖ: the three-step method of Wan, Zou & Sternberg 2012
 * (IJGIS 26(6), 1073–1089), where residents share themselves among the sites in reach. Either way Σ Aᵢ·Pᵢ is the supply
 * of the sites that reach anyone, since Σᵢ Pᵢ·wᵢⱼ·Rⱼ = Sⱼ for each. Sites of unknown supply take no part.
 * @param supply of each site; `NaN` is unknown
 * @param limits of each site, metres; no pair is longer
 */
export function floatingCatchment(
  people: ArrayLike<number>,
  { offsets, site, metres }: Pairs,
  supply: Float64Array,
  limits: ArrayLike<number>,
  weigh: Weigh,
  selective: boolean,
): Floating {
  const places = people.length;
  const weights = new Float64Array(metres.length);
  const demand = new Float64Array(supply.length);
  const residents = new Float64Array(supply.length);
  const onlyUnknown = new Uint8Array(places);
  const reachesUnknown = new Uint8Array(places);
  for (let place = 0; place < places; place++) {
    const count = people[place]!;
    let sum = 0;
    let known = 0;
    for (let pair = offsets[place]!; pair < offsets[place + 1]!; pair++) {
      const to = site[pair]!;
      residents[to]! += count;
      if (Number.isNaN(supply[to])) {
        reachesUnknown[place] = 1;
        continue;
      }
      known++;
      sum += weights[pair] = weigh(metres[pair]!, limits[to]!);
    }
    onlyUnknown[place] = +(known === 0 && reachesUnknown[place] === 1);
    for (let pair = offsets[place]!; pair < offsets[place + 1]!; pair++) {
      const weight = weights[pair]!;
      if (selective && weight > 0) weights[pair] = (weight / sum) * weight;
      demand[site[pair]!]! += count * weights[pair]!;
    }
  }
  const ratio = supply.map((known, to) => (demand[to]! > 0 ? known / demand[to]! : NaN));
  const access = new Float64Array(places);
  let shared = 0;
  for (let place = 0; place < places; place++) {
    let sum = 0;
    for (let pair = offsets[place]!; pair < offsets[place + 1]!; pair++) {
      const weight = weights[pair]!;
      if (weight > 0) sum += weight * (ratio[site[pair]!] || 0);
    }
    access[place] = sum;
    shared += sum * people[place]!;
  }
  let inReach = 0;
  for (let to = 0; to < supply.length; to++) if (!Number.isNaN(ratio[to])) inReach += supply[to]!;
  return { access, onlyUnknown, reachesUnknown, demand, residents, ratio, shared, inReach };
}
