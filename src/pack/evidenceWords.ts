import { count, inline, share } from '../domain/numbers';
import { plural, text, type Text } from '../domain/text';
import { transformOf } from '../geo/crs';
import type { Hypothesis } from './evidenceMeasure';

const metresText = (metres: number): string =>
  !Number.isFinite(metres)
    ? '—'
    : metres < 10
      ? `${metres.toFixed(1)} m`
      : metres < 3000
        ? `${Math.round(metres)} m`
        : `${(metres / 1000).toFixed(1)} km`;

/** A join of sentences, Chinese ones without spaces. */
export const joined = (parts: readonly Text[]): Text =>
  text(parts.map((part) => part['zh-CN']).join(''), parts.map(({ en }) => en).join(' '));

/** What is known of one reading, as the middle of a sentence. */
export function figures({ world, district, town, named, nearestMedianMetres }: Hypothesis): Text {
  const parts: Text[] = [];
  if (district !== null) {
    const part = inline(share(district));
    parts.push(text(`在区内 ${part}`, `${part} in the district`));
  } else {
    const part = inline(share(world));
    parts.push(text(`在地球上 ${part}`, `${part} on the globe`));
  }
  if (town) {
    const part = inline(share(town.share));
    const places = count(town.places);
    parts.push(
      text(
        `在所填镇街内 ${part}（${places} 个填了镇街）`,
        `${part} in their named town (of ${places})`,
      ),
    );
  }
  if (named) {
    const metres = metresText(named.medianMetres);
    const places = count(named.places);
    parts.push(
      text(
        `与 ${places} 处同名地点相距 ${metres}（中位数）`,
        `${metres} (median) from ${places} known of the same name`,
      ),
    );
  } else if (nearestMedianMetres !== null) {
    const metres = nearestMedianMetres >= 3000 ? '3 km+' : metresText(nearestMedianMetres);
    parts.push(
      text(`离最近的已有地点 ${metres}（中位数）`, `${metres} (median) from the nearest known`),
    );
  }
  return text(parts.map((part) => part['zh-CN']).join('、'), parts.map(({ en }) => en).join(', '));
}

const named = ({ transform }: Hypothesis): Text =>
  text(`“${transform.title['zh-CN']}”`, `“${transform.title.en}”`);

const partsOf = (id: string): [base: string, modifiers: string] => {
  const [base = '', ...modifiers] = id.split('+');
  return [base, modifiers.join('+')];
};

/** The name of another reading, without what it has in common with the first. */
function otherwise(other: Hypothesis, first: Hypothesis): Text {
  const [base, modifiers] = partsOf(other.transform.id);
  const isAlike = modifiers !== '' && modifiers === partsOf(first.transform.id)[1];
  const title = (isAlike && transformOf(base)?.title) || other.transform.title;
  return text(`“${title['zh-CN']}”`, `“${title.en}”`);
}

/** The reading that is proposed, with its figures, and the next with its own. */
export function proposal(
  places: number,
  best: Hypothesis,
  next: Hypothesis | null,
  declared: Text | null,
): Text {
  const [title, found] = [named(best), figures(best)];
  const parts = [
    declared
      ? text(
          `文件写明坐标系（${declared['zh-CN']}），${count(places)} 个不同位置按${title['zh-CN']}读取：${found['zh-CN']}。`,
          `The file says its system (${declared.en}); ${count(places)} different places read as ${title.en}: ${found.en}.`,
        )
      : text(
          `${count(places)} 个不同位置按${title['zh-CN']}读取：${found['zh-CN']}。`,
          `${count(places)} different places read as ${title.en}: ${found.en}.`,
        ),
  ];
  if (next) {
    const [other, less] = [otherwise(next, best), figures(next)];
    parts.push(text(`按${other['zh-CN']}：${less['zh-CN']}。`, `As ${other.en}: ${less.en}.`));
  }
  return joined(parts);
}

/**
 * Which readings the evidence cannot tell apart, and how far they lie from each other. What the proposal has named before
 * is not named again: the titles are long.
 * @param next the reading that the proposal names besides the best
 */
export function undecided(
  best: Hypothesis,
  next: Hypothesis | null,
  rivals: readonly { rival: Hypothesis; metres: number }[],
): Text {
  const isNext = rivals.length === 1 && rivals[0]!.rival === next;
  const parts = rivals.map(({ rival, metres }) => {
    const far = apart(rival, metres);
    if (isNext) return far;
    const other = otherwise(rival, best);
    return text(`${other['zh-CN']}${far['zh-CN']}`, `${other.en}${far.en}`);
  });
  const zh = parts.map((part) => part['zh-CN']).join('、');
  const en = parts.map((part) => part.en).join(' or ');
  return isNext
    ? text(`这些依据分不清这两种${zh}。`, `This does not tell the two apart${en}.`)
    : text(`这些依据分不清第一种和${zh}。`, `This does not tell the first from ${en}.`);
}

/** How far another reading lies, in brackets. */
function apart({ transform }: Hypothesis, metres: number): Text {
  // How far an old system lies as it is read here says nothing of how far it is.
  if (transform.approximate)
    return text('（旧坐标系，相差可达 120 m）', ' (an old system, up to 120 m away)');
  return Number.isFinite(metres)
    ? text(`（相差约 ${metresText(metres)}）`, ` (about ${metresText(metres)} away)`)
    : text('（有的行读不出位置）', ' (which gives some rows no place)');
}

/** The file's own word is against what its places say. */
export function contradiction(evidence: Text, declared: Hypothesis): Text {
  const [title, found] = [named(declared), figures(declared)];
  return text(
    `文件写明的是${title['zh-CN']}（${evidence['zh-CN']}），但按它读取：${found['zh-CN']}；两者矛盾。`,
    `The file says ${title.en} (${evidence.en}), but read so: ${found.en}; these contradict each other.`,
  );
}

export const nothingKnown = text(
  '没有区界、镇街或已有地点可以对照。',
  'No outline of the district or towns and no known place to compare with.',
);
/** Metres of which nobody can know the place; the readings are listed all the same, for a person to choose. */
export const withoutZone = (places: number): Text =>
  text(
    `${count(places)} 个不同位置是不带带号的高斯–克吕格米制坐标，每条中央经线都读得通，各差几百千米；不知道是哪个区县就定不了位，请用数据包对照或指定中央经线，列出的次序不是依据。`,
    `${count(places)} different places are Gauss–Krüger metres without zone number: every central meridian fits, each hundreds of kilometres from the next. They cannot be placed without knowing the district; compare with a pack or name the meridian. The order of the list is no evidence.`,
  );
export const strayed = text(
  '这样读取，多数位置不在中国陆地上，不作推荐。',
  'Read so, most places do not lie on the land of China; nothing is proposed.',
);
export const onlySketches = text(
  '没有区界，镇街边界是示意的，不能用来判断坐标。',
  'No outline of the district, and those of the towns are schematic and no evidence.',
);
export const farAway = text(
  '按文件写明的坐标系，多数位置离已知的镇街或地点 100 km 以上。',
  'Read as the file says, most places lie 100 km and more from the towns or places that are known.',
);
export const noPlaces = text(
  '没有一个可用的坐标：坐标栏是空的、不是数字或都是 0。',
  'No usable coordinate: the columns are empty, hold no numbers or only 0.',
);
export const noReading = text(
  '这些数字按哪种坐标系都读不成区域附近的位置；请核对坐标栏，或写明坐标系。',
  'By no coordinate system do these numbers give places near the district; check the columns, or name the system.',
);
export const outsideAll = text(
  '没有一种读法使多数位置落在区内；请核对文件是不是本区的，或写明坐标系。',
  'By no reading do most places lie in the district; check that the file is of this district, or name the system.',
);
export const mostOutside = text(
  '不少位置在区外，请核对。',
  'A good part of the places lies outside the district; check them.',
);
export const fewPlaces = (places: number): Text =>
  text(
    `只有 ${places} 个不同位置，不足以判断。`,
    `Only ${places} different place${places === 1 ? '' : 's'}, too few to judge by.`,
  );
export const zeros = (rows: number): Text =>
  text(
    `另有 ${count(rows)} 行是 0, 0，没有计入。`,
    `${plural(rows, 'row')} of 0, 0 ${rows === 1 ? 'is' : 'are'} left out.`,
  );
export const asDegrees = (rows: number): Text =>
  text(
    `其中 ${count(rows)} 个位置写成度，按度读取。`,
    `${count(rows)} of the places are written in degrees and read so.`,
  );
export const approximately = (reason: Text): Text =>
  text(`${reason['zh-CN']}。`, `${reason.en[0]!.toUpperCase()}${reason.en.slice(1)}.`);
