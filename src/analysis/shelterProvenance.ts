import { hazardIds, hazardTitles, type HazardId } from '../domain/hazard';
import type { DatasetId } from '../domain/manifest';
import { plain } from '../domain/numbers';
import { schemes, type Figure, type Scheme, type Tag } from '../domain/scheme';
import { plural, text, type Text } from '../domain/text';
import type { Pack } from '../pack/pack';
import { classesOf, type Rule, type ShelterClass } from './classes';
import { classLabel } from './coverageTables';
import type { Provenance } from './define';
import type { ShelterAnswer } from './serving';
import { assumedZoneMetres, type ShelterQuestion } from './shelterParams';

/** The datasets that decide which shelters count. */
export const shelterInputs: readonly DatasetId[] = [
  'shelters',
  'hazchem',
  'geohazards',
  'reservoirs',
  'streams',
];

const weakest = (figures: readonly Figure[]): Tag =>
  (['M', 'own', 'D', 'C'] as const).find((tag) => figures.some((figure) => figure.tag === tag)) ??
  'C';

const assumed = Object.keys(assumedZoneMetres) as (keyof typeof assumedZoneMetres)[];

const zoneLabels = {
  flood: text('洪水危险区：距河流', 'Flood zone: from a stream'),
  landslide: text('地质灾害危险区：隐患点周边', 'Landslide zone: round a hazard site'),
  'dam-break': text('溃坝危险区：水库周边', 'Dam-break zone: round a reservoir'),
} as const;

const list = (hazards: readonly HazardId[]): Text =>
  text(
    hazards.map((hazard) => hazardTitles[hazard]['zh-CN']).join('、'),
    hazards.map((hazard) => hazardTitles[hazard].en).join(', '),
  );

/** Scheme, radius and area of each class in force, and the hazards whose zones were left out, for provenance. */
export function shelterParameters(
  question: ShelterQuestion,
  rules: Record<ShelterClass, Rule>,
): Provenance['parameters'] {
  const scheme: Scheme = schemes[question.scheme];
  const inForce = classesOf(scheme).filter((kind) => question.classes.includes(kind));
  return [
    { label: text('口径', 'Scheme'), value: scheme.title },
    ...inForce.flatMap((kind) => {
      const { radiusMetres, squareMetresPerPerson } = rules[kind];
      const label = classLabel(kind);
      return [
        {
          label: text(`服务半径 ${label['zh-CN']}`, `Radius, ${label.en}`),
          value: `${plain(radiusMetres.value)} m`,
          tag: radiusMetres.tag,
        },
        {
          label: text(`人均面积 ${label['zh-CN']}`, `Area per person, ${label.en}`),
          value: `${plain(squareMetresPerPerson.value)} m²`,
          tag: squareMetresPerPerson.tag,
        },
      ];
    }),
    {
      label: text('不计危险区内的场所', 'Shelters left out inside zones of'),
      value:
        question.leaveOut.length > 0
          ? list(hazardIds.filter((hazard) => question.leaveOut.includes(hazard)))
          : text('无（只标注）', 'None (only marked)'),
    },
    ...assumed.map((hazard) => ({
      label: zoneLabels[hazard],
      value: `${plain(question.zoneMetres[hazard])} m`,
      tag:
        question.zoneMetres[hazard] === assumedZoneMetres[hazard]
          ? ('M' as const)
          : ('own' as const),
    })),
  ];
}

/** The scheme with its weakest figure, and the standard of the classes. */
export function shelterStandards(
  question: ShelterQuestion,
  rules: Record<ShelterClass, Rule>,
): Provenance['standards'] {
  const scheme: Scheme = schemes[question.scheme];
  const figures = classesOf(scheme)
    .filter((kind) => question.classes.includes(kind))
    .flatMap((kind) => [rules[kind].radiusMetres, rules[kind].squareMetresPerPerson]);
  return [
    { name: scheme.standard, tag: weakest(figures) },
    { name: text('GB/T 44013-2024（分类）', 'GB/T 44013-2024 (classes)'), tag: 'C' },
  ];
}

const mostNamed = 6;

/** Which shelters were left out for each hazard, by name up to a number. */
function leftOutNotes({ leftOut }: ShelterAnswer): Text[] {
  return hazardIds.flatMap((hazard) => {
    const names = leftOut.filter((one) => one.hazard === hazard).map(({ name }) => name);
    if (names.length === 0) return [];
    const shown = names.slice(0, mostNamed);
    const more = names.length - shown.length;
    const { 'zh-CN': zh, en } = hazardTitles[hazard];
    return text(
      `${zh}危险区内的 ${names.length} 处没有计入：${shown.join('、')}${more > 0 ? ` 等（另 ${more} 处）` : ''}。`,
      `${names.length} inside a zone of ${en.toLowerCase()} were left out: ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`,
    );
  });
}

/** Where zones come from, and what they cannot tell. */
function zoneNotes(pack: Pack, question: ShelterQuestion): Text[] {
  const { flood, landslide, 'dam-break': dam } = question.zoneMetres;
  const isAssumed = assumed.some(
    (hazard) => question.zoneMetres[hazard] === assumedZoneMetres[hazard],
  );
  const certainty = isAssumed
    ? text('；没有改动的距离是假设，未核', '; distances left as they were are assumed, unverified')
    : text('；距离均为自行填写', '; distances entered by the user');
  const notes = [
    text(
      `危险区：录入的外部安全防护距离、在册地质灾害隐患点周边 ${plain(landslide)} m、水库周边 ${plain(dam)} m、河流两侧 ${plain(flood)} m，以及绘制的范围${certainty['zh-CN']}。水库和河流的距离只作初筛，不是淹没模型。`,
      `Hazard zones: entered external safety distances, ${plain(landslide)} m round active geological hazard sites, ${plain(dam)} m round reservoirs, ${plain(flood)} m from streams, and drawn areas${certainty.en}. Distances from reservoirs and streams are for screening and no inundation model.`,
    ),
  ];
  const known: Record<HazardId, number> = {
    flood: pack.streams.features.length,
    landslide: pack.geohazards.features.length,
    'dam-break': pack.reservoirs.features.length,
    chemical: pack.hazchem.features.length,
  };
  const without = hazardIds.filter(
    (hazard) =>
      question.leaveOut.includes(hazard) &&
      known[hazard] === 0 &&
      !pack.zones.features.some(({ properties }) => properties.hazard === hazard),
  );
  if (without.length > 0) {
    const words = list(without);
    notes.push(
      text(
        `数据包没有下列灾种的来源，也没有绘制范围，无法判断场所是否在其危险区内：${words['zh-CN']}。`,
        `The pack has neither sources nor drawn areas for these hazards, so nobody can tell which shelters lie in their zones: ${words.en}.`,
      ),
    );
  }
  const unassessed = pack.hazchem.features.filter(
    ({ properties }) => properties.safetyDistanceMetres === null,
  ).length;
  if (unassessed > 0) {
    notes.push(
      text(
        `${unassessed} 处危险化学品单位没有录入外部安全防护距离，其危险区未知，场所是否在其内无法判断。`,
        `${plural(unassessed, 'chemical site has', 'chemical sites have')} no entered external safety distance: the hazard zones are unknown, and shelters may lie inside.`,
      ),
    );
  }
  return notes;
}

/** What a reader must know of the shelters of an answer: those left out and why, unknown figures, and the zones. */
export function shelterNotes(pack: Pack, answer: ShelterAnswer, question: ShelterQuestion): Text[] {
  const { serving, excluded } = answer;
  const notes: Text[] = [];
  const note = (condition: boolean, zh: string, en: string) => {
    if (condition) notes.push(text(zh, en));
  };
  const count = (holds: (shelter: (typeof serving)[number]) => boolean) =>
    serving.filter(holds).length;
  const ofUnknownClass = count((shelter) => shelter.class === 'unknown');
  const unknownArea = count((shelter) => shelter.effectiveAreaSquareMetres === null);
  const unknownCapacity = count((shelter) => shelter.capacityPeople === null);
  const fromArea = count((shelter) => shelter.capacitySource === 'from-area');
  const inZones = count((shelter) => shelter.hazards.length > 0);
  note(serving.length === 0, '没有计入的避难场所。', 'No shelter counts.');
  note(
    ofUnknownClass > 0,
    `${ofUnknownClass} 处避难时长未知，按所用口径中最小的半径和最大的人均面积计（除非另行填写）。`,
    `${plural(ofUnknownClass, 'shelter of unknown length of stay takes', 'shelters of unknown length of stay take')} the smallest radius and the largest area per person in force, unless entered.`,
  );
  note(
    unknownArea > 0,
    `${unknownArea} 处有效面积未知，不计入面积。`,
    `Effective area unknown for ${plural(unknownArea, 'shelter')}; not in the sum.`,
  );
  note(
    unknownCapacity > 0,
    `${unknownCapacity} 处容量未知，不计入可容纳人数。`,
    `Capacity unknown for ${plural(unknownCapacity, 'shelter')}; not in the places.`,
  );
  note(
    fromArea > 0,
    `${fromArea} 处的容量按有效面积÷人均面积推算。`,
    `The capacity of ${plural(fromArea, 'shelter')} is effective area ÷ area per person.`,
  );
  for (const { reason, count: left } of excluded) {
    note(true, `${left} 处未计入：${reason['zh-CN']}。`, `${left} not counted: ${reason.en}.`);
  }
  notes.push(...leftOutNotes(answer));
  note(
    inZones > 0,
    `计入的场所中有 ${inZones} 处位于危险区内。`,
    `${inZones} of the shelters that count lie inside a hazard zone.`,
  );
  notes.push(...zoneNotes(pack, question));
  note(
    schemes[question.scheme].classesBy === 'class51143' && serving.length > 0,
    '场所类别按登记的 GB 51143 类别；没有登记的按避难时长。中心避难场所按长期计。',
    'The class of a shelter is its registered GB 51143 class, or its length of stay where none is registered; central shelters count as long.',
  );
  return notes;
}
