import { count, inline, share as shownShare } from '../domain/numbers';
import { plural, text, type Text } from '../domain/text';
import type { Chart, Headline } from './define';
import type { SitingSummary } from './sitingSummary';

/** What the goal counts. */
export const goalWords = {
  covered: {
    added: text('新覆盖居民', 'Newly covered'),
    share: text('覆盖率', 'Covered share'),
    before: text('现覆盖', 'Covered now'),
    after: text('新建后覆盖', 'Covered with them'),
  },
  area: {
    added: text('新达标居民', 'Newly up to standard'),
    share: text('达标率', 'Share up to standard'),
    before: text('现达标', 'Up to standard now'),
    after: text('新建后达标', 'Up to standard with them'),
  },
} as const;

/** How good the choice is, in words. */
function quality({ isOptimal, shareOfBest, sites, considered, excluded }: SitingSummary): Text {
  const surplus = excluded.surplus ?? 0;
  if (considered === 0) return text('没有可用的候选地点', 'No candidate can be used');
  if (sites.length === 0) return text('没有候选能增加居民', 'No candidate adds anybody');
  if (isOptimal && surplus > 0)
    return text(
      `已证明：比较的 ${count(considered)} 处候选中没有更好的选择；超过上限未比较的 ${count(surplus)} 处，按其至多可达的居民计也不会更好`,
      `Proven among the ${count(considered)} compared; the ${count(surplus)} above the limit were not, but even with all they could reach none does better`,
    );
  if (isOptimal)
    return text(
      '已证明：在可用的候选中没有更好的选择',
      'Proven: no choice among the candidates allowed is better',
    );
  // Rounded down: “at least” must hold.
  const least = inline(shownShare(Math.floor(shareOfBest * 1000) / 1000));
  return text(
    `在可用的候选中至少达到最优的 ${least}${surplus > 0 ? `；未比较的 ${count(surplus)} 处按其至多可达的居民计入上界` : ''}`,
    `At least ${least} of the best possible among the candidates allowed${surplus > 0 ? `; the ${count(surplus)} not compared are in the bound with all they could reach` : ''}`,
  );
}

/** The key figures: residents added, the share with the new sites, how good the choice is, and the candidates. */
export function sitingHeadlines(summary: SitingSummary): Headline[] {
  const { goal, residents, before, after, added, sites, considered, found } = summary;
  const isKnown = residents !== null && before !== null;
  const now = isKnown && residents > 0 ? inline(shownShare(before / residents)) : null;
  const assumed = sites.filter(({ areaSource }) => areaSource === 'assumed').length;
  const surplus = summary.excluded.surplus ?? 0;
  return [
    {
      id: 'added',
      label: goalWords[goal].added,
      value: isKnown ? added : null,
      kind: 'people',
      of: isKnown ? residents - before : null,
      note: text(
        `新建 ${sites.length} 处${assumed > 0 ? `（${assumed} 处面积未知，为假设）` : ''}；占现未满足居民`,
        `${plural(sites.length, 'new site')}${assumed > 0 ? ` (${assumed} of unknown area, assumed)` : ''}; of those without now`,
      ),
    },
    {
      id: 'after',
      label: goalWords[goal].after,
      value: after,
      kind: 'people',
      of: residents,
      ...(now && { note: text(`现为 ${now}`, `Now ${now}`) }),
    },
    {
      id: 'shareOfBest',
      label: text('与最优相比，至少', 'Of the best possible, at least'),
      value: isKnown && considered > 0 ? Math.floor(summary.shareOfBest * 1000) / 1000 : null,
      kind: 'share',
      note: quality(summary),
    },
    {
      id: 'considered',
      label: text('比较的候选', 'Candidates compared'),
      value: considered,
      kind: 'count',
      note:
        surplus > 0
          ? text(
              `共 ${count(found)} 处；${count(surplus)} 处超过上限没有比较，加大候选间距可全部比较`,
              `Of ${count(found)}; ${count(surplus)} above the limit were not compared, a wider spacing compares them all`,
            )
          : text(
              `共 ${count(found)} 处，其余未计入`,
              `Of ${count(found)}; the others were left out`,
            ),
      caution: surplus > 0,
    },
  ];
}

/** The share of residents against the number of new sites; greedy beside a better choice. */
export function sitingCharts(summary: SitingSummary): Chart[] {
  const { goal, residents, before, sites, greedyGains } = summary;
  if (!residents || before === null) return [];
  const curve = (gains: readonly number[]): [number, number][] => {
    let sum = before;
    return [
      [0, before / residents],
      ...gains.map((gain, i): [number, number] => [i + 1, (sum += gain) / residents]),
    ];
  };
  const answer = {
    label: greedyGains ? text('求解器', 'Solver') : text('逐个最优', 'Best one by one'),
    points: curve(sites.map(({ gain }) => gain)),
  };
  return [
    {
      id: 'curve',
      title: text(
        `${goalWords[goal].share['zh-CN']}随新建处数`,
        `${goalWords[goal].share.en} by new sites`,
      ),
      x: { label: text('新建处数', 'New sites'), kind: 'count' },
      y: { label: goalWords[goal].share, kind: 'share' },
      lines: greedyGains
        ? [answer, { label: text('逐个最优', 'Best one by one'), points: curve(greedyGains) }]
        : [answer],
    },
  ];
}
