import { hazardTitles } from '../domain/hazard';
import { schemeIds, schemes } from '../domain/scheme';
import { text } from '../domain/text';
import type { Control } from './controls';

const metres = text('m', 'm');

/** The controls of `shelterEntries` for analyses without a form of their own. */
export const shelterControls: readonly Control[] = [
  {
    kind: 'choice',
    key: 'scheme',
    label: text('口径', 'Scheme'),
    options: Object.fromEntries(schemeIds.map((id) => [id, schemes[id].title])),
    note: text('决定各类场所的服务半径和人均面积', 'Sets radius and area per person of each class'),
  },
  {
    kind: 'choices',
    key: 'leaveOut',
    label: text('不计危险区内的场所', 'Leave out shelters inside zones of'),
    options: hazardTitles,
  },
  ...(['flood', 'landslide', 'dam-break'] as const).map((hazard): Control => ({
    kind: 'number',
    key: `zoneMetres.${hazard}`,
    label: text(
      `${hazardTitles[hazard]['zh-CN']}危险区距离`,
      `Zone of ${hazardTitles[hazard].en.toLowerCase()}`,
    ),
    unit: metres,
    min: 1,
    max: 50_000,
    tag: 'M',
    advanced: true,
    when: ({ leaveOut }) => (leaveOut as string[]).includes(hazard),
  })),
];
