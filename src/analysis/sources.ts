import { Failure } from '../domain/failure';
import { bufferRules } from '../domain/rules';
import { text } from '../domain/text';
import type { Pack } from '../pack/pack';
import type { BufferQuestion } from './bufferParams';
import { isActiveSite, sitesOf, type Site } from './sites';

/** A site and how far its buffer goes. */
export interface Source {
  site: Site;
  metres: number;
}

/**
 * The sites asked for: those with a buffer, those whose record gives no distance, those with an entered distance of 0,
 * and hazard sites that are no longer active. An own distance holds for every active site.
 * @throws Failure naming the first number that the layer does not have
 */
export function chooseSources(pack: Pack, question: BufferQuestion) {
  const all = sitesOf(pack, question.layer);
  const unknown = question.ids?.find((id) => !all.some((site) => site.id === id));
  if (unknown !== undefined) {
    throw new Failure(
      text(
        `图层中没有编号为“${unknown}”的记录；请从列表中选取。`,
        `The layer has no record numbered “${unknown}”; choose one from its list.`,
      ),
    );
  }
  const chosen = question.ids ? all.filter((site) => question.ids!.includes(site.id)) : all;
  const sources: Source[] = [];
  const without: Site[] = [];
  const zero: Site[] = [];
  const inactive: Site[] = [];
  for (const site of chosen) {
    const metres = question.distanceMetres ?? bufferRules[question.layer].metres(site.properties);
    if (!isActiveSite(site)) inactive.push(site);
    else if (metres === null) without.push(site);
    else if (metres === 0) zero.push(site);
    else sources.push({ site, metres });
  }
  return { sources, without, zero, inactive };
}
