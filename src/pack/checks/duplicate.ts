import type { Feature } from 'geojson';
import { text, type Text } from '../../domain/text';
import { distanceMetres, metresPerDegreeEast, metresPerDegreeNorth } from '../../geo/metric';
import { normalWord } from '../words';
import {
  idOf,
  labelOf,
  registerOf,
  textOf,
  type Check,
  type CheckInput,
  type Remark,
} from './check';
import { away, namedRecord, placeOf } from './place';

/** Keys that may differ between two records of one thing: they tell of the record, not of the thing. */
const ofTheRecord = new Set(['id', 'code', 'assumed', 'synthetic']);

type Place = [longitude: number, latitude: number];

/**
 * Records that an earlier one seems to repeat: the same number, the same place, or the same name; of another file of the
 * import the place and the name only, since numbers of files are set right when they come together. The later one can be
 * removed with a click only where it says nothing that the earlier does not say.
 */
export const duplicate: Check = {
  id: 'duplicate',
  run(input) {
    const { dataset, thresholds } = input;
    if (!registerOf(dataset)) return [];
    const { features, before, nameOf } = allOf(input);
    const places = features.map(placeOf);
    const firstWithId = new Map<string, number>();
    const byName = new Map<string, number[]>();
    const nearby = nearbyFinder(thresholds.samePlaceMetres);
    return features.flatMap((feature, index): Remark[] => {
      const isOwn = index >= before;
      const place = places[index] ?? null;
      const metresTo = (other: number): number => {
        const there = places[other];
        return place && there ? distanceMetres(...place, ...there) : Infinity;
      };
      const id = isOwn ? (idOf(feature) ?? '') : '';
      const name = normalWord(textOf(feature, 'name') ?? '');
      const namesakes = byName.get(name) ?? [];
      const namesake = namesakes.reduce<number | null>(
        (best, other) => (best === null || metresTo(other) < metresTo(best) ? other : best),
        null,
      );
      const partners = new Set<number>();
      const withId = id ? firstWithId.get(id) : undefined;
      const there = place ? nearby(place, index) : null;
      for (const other of [withId, there, name ? namesake : null])
        if (other !== undefined && other !== null) partners.add(other);
      if (id && withId === undefined) firstWithId.set(id, index);
      // One of each name and place is enough to compare with.
      if (name && (namesake === null || metresTo(namesake) > thresholds.sameNameMetres))
        byName.set(name, [...namesakes, index]);
      if (!isOwn) return [];
      return [...partners].map((other) => ({
        ...remarkOf(
          input,
          { feature, earlier: features[other]!, who: nameOf(other) },
          metresTo(other),
          {
            id: other === withId,
            place: metresTo(other) <= thresholds.samePlaceMetres,
            name: name !== '' && name === normalWord(textOf(features[other]!, 'name') ?? ''),
          },
        ),
        index: index - before,
      }));
    });
  },
};

/** The records of the other files of the import, `before` of them, then those that are checked. */
function allOf(input: CheckInput) {
  const beside = (input.context.beside ?? []).flatMap(({ file, features, rows }) =>
    features.map((feature, i) => ({ feature, file, row: rows[i] ?? 0 })),
  );
  const before = beside.length;
  const nameOf = (index: number): Text => {
    const other = beside[index];
    if (!other) return namedRecord(input, index - before);
    const said = `“${textOf(other.feature, 'name') ?? ''}”`;
    return text(
      `“${other.file}”第 ${other.row} 行${said}`,
      `row ${other.row} ${said} of ${other.file}`,
    );
  };
  const features = [...beside.map(({ feature }) => feature), ...input.features];
  return { features: before ? features : input.features, before, nameOf };
}

function remarkOf(
  { dataset, thresholds }: CheckInput,
  { feature, earlier, who }: { feature: Feature; earlier: Feature; who: Text },
  metres: number,
  same: { id: boolean; place: boolean; name: boolean },
): Omit<Remark, 'index'> {
  const near = metres <= thresholds.sameNameMetres;
  const alike = [
    ...(same.id ? [text('编号相同', 'the same number')] : []),
    ...(same.name ? [text('名称相同', 'the same name')] : []),
    ...(same.place ? [text('位置相同', 'the same place')] : []),
  ];
  const differing = same.name && same.place ? differences(earlier, feature) : null;
  const rest =
    differing === null || differing.length === 0
      ? text('', '')
      : differing
          .map((key) => labelOf(dataset, key))
          .reduce((all, one) => text(`${all['zh-CN']}、${one['zh-CN']}`, `${all.en}, ${one.en}`));
  const apart = Number.isFinite(metres) ? away(metres) : text('未知', 'unknown');
  return {
    level: same.id ? 'error' : same.name && near ? 'warning' : 'notice',
    field: same.id
      ? 'id' in (feature.properties ?? {})
        ? 'id'
        : 'code'
      : same.name
        ? 'name'
        : null,
    reason: text(
      `与${who['zh-CN']}${alike.map((one) => one['zh-CN']).join('、')}，相距 ${apart['zh-CN']}${
        rest['zh-CN'] ? `；不同的有：${rest['zh-CN']}` : ''
      }`,
      `${alike.map((one) => one.en).join(', ')} as ${who.en}, ${apart.en} apart${
        rest.en ? `; they differ in ${rest.en}` : ''
      }`,
    ),
    mend: differing?.length === 0 ? { label: removal(who), after: null } : null,
  };
}

const removal = (who: Text): Text =>
  text(
    `删去这一条（内容都在${who['zh-CN']}里）`,
    `Remove this record (${who.en} says all that it says)`,
  );

/** Fields in which the later record says something that the earlier does not say. */
const differences = (earlier: Feature, later: Feature): string[] =>
  Object.entries(later.properties ?? {})
    .filter(([key, value]) => !ofTheRecord.has(key) && value !== null && value !== undefined)
    .filter(([key, value]) => plainOf(value) !== plainOf(earlier.properties?.[key]))
    .map(([key]) => key);

const plainOf = (value: unknown): string =>
  typeof value === 'string' ? normalWord(value) : JSON.stringify(value ?? null);

/**
 * Makes a function that remembers places and finds the first remembered one within a distance. A place close to a
 * remembered one is not remembered itself, so a thousand records at one place cost no more than one.
 */
function nearbyFinder(metres: number): (place: Place, index: number) => number | null {
  // Records at the very same position are one place even at 0 m.
  const reach = Math.max(metres, 0.01);
  const height = reach / metresPerDegreeNorth(0);
  const cells = new Map<string, { place: Place; index: number }[]>();
  const columnOf = (row: number, longitude: number) => {
    const polar = Math.min(89.9, (Math.abs(row) + 1) * height);
    return Math.floor((longitude * metresPerDegreeEast(polar)) / reach);
  };
  return (place, index) => {
    const [longitude, latitude] = place;
    const row = Math.floor(latitude / height);
    for (let r = row - 1; r <= row + 1; r++) {
      const column = columnOf(r, longitude);
      for (let c = column - 1; c <= column + 1; c++) {
        const found = cells
          .get(`${r} ${c}`)
          ?.find((entry) => distanceMetres(...place, ...entry.place) <= metres);
        if (found) return found.index;
      }
    }
    const key = `${row} ${columnOf(row, longitude)}`;
    cells.set(key, [...(cells.get(key) ?? []), { place, index }]);
    return null;
  };
}
