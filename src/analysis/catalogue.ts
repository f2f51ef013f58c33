import type * as v from 'valibot';
import { text, type Text } from '../domain/text';
import type { AnalysisId } from '.';
import type { Control } from './controls';

/** What a form is built from: the schema that checks the parameters, and how each is filled in. */
export interface Form {
  params: v.GenericSchema<unknown, Record<string, unknown>>;
  controls: readonly Control[];
}

/** What the page lists of an analysis before any of its code is loaded. */
export interface Listing {
  title: Text;
  /** The question it answers, in one line. */
  answers: Text;
  group: 'reach' | 'capacity' | 'risk';
  /** Same as the analysis' own. */
  pace: 'live' | 'job';
  /** Loads the form; an analysis without one has a panel of its own. */
  form?: () => Promise<Form>;
}

export const groupTitles: Readonly<Record<Listing['group'], Text>> = {
  reach: text('覆盖与可达', 'Coverage and reach'),
  capacity: text('容量与选址', 'Capacity and siting'),
  risk: text('风险', 'Risk'),
};

/** Every analysis of the registry as the page lists it, in the order of its menu; a missing one does not compile. */
export const catalogue = {
  coverage: {
    title: text('避难场所覆盖', 'Shelter coverage'),
    answers: text(
      '多少居民在服务半径内，人均面积够不够',
      'Who is inside a radius, and is there room',
    ),
    group: 'reach',
    pace: 'live',
  },
  nearest: {
    title: text('最近避难场所', 'Nearest shelter'),
    answers: text('每处居民离最近的场所有多远', 'How far everyone is from the nearest shelter'),
    group: 'reach',
    pace: 'live',
    form: () =>
      import('./nearestParams').then(({ NearestParams, nearestControls }) => ({
        params: NearestParams,
        controls: nearestControls,
      })),
  },
  walk: {
    title: text('步行可达', 'Walking time'),
    answers: text('步行多少分钟能到，谁到不了', 'How many minutes on foot, and who cannot'),
    group: 'reach',
    pace: 'job',
    form: () =>
      import('./walkParams').then(({ WalkParams, walkControls }) => ({
        params: WalkParams,
        controls: walkControls,
      })),
  },
  access: {
    title: text('避难可达性', 'Access to shelter'),
    answers: text(
      '与旁人分享之后，每人还有多少容量',
      'How much shelter is left when shared with others',
    ),
    group: 'reach',
    pace: 'live',
    form: () =>
      import('./accessParams').then(({ AccessParams, accessControls }) => ({
        params: AccessParams,
        controls: accessControls,
      })),
  },
  allocate: {
    title: text('避难分配', 'Shelter allocation'),
    answers: text('谁去哪里，容量够不够', 'Who goes where, and is there room'),
    group: 'capacity',
    pace: 'job',
    form: () =>
      import('./allocateParams').then(({ AllocateParams, AllocateControls }) => ({
        params: AllocateParams,
        controls: AllocateControls,
      })),
  },
  siting: {
    title: text('选址', 'Siting'),
    answers: text('再建几处，建在哪里最有用', 'Where new shelters help the most residents'),
    group: 'capacity',
    pace: 'job',
    form: () =>
      import('./sitingParams').then(({ SitingParams, SitingControls }) => ({
        params: SitingParams,
        controls: SitingControls,
      })),
  },
  compare: {
    title: text('方案对比', 'Compare scenarios'),
    answers: text('方案让谁得到、谁失去覆盖', 'Who gains and who loses by a scenario'),
    group: 'capacity',
    pace: 'live',
    form: () =>
      import('./compareParams').then(({ CompareParams, compareControls }) => ({
        params: CompareParams,
        controls: compareControls,
      })),
  },
  buffer: {
    title: text('缓冲区', 'Buffers'),
    answers: text('某类隐患周边有多少居民和要素', 'Who and what lies near a kind of hazard'),
    group: 'risk',
    pace: 'job',
  },
  exposure: {
    title: text('灾情快速评估', 'Exposure and relief'),
    answers: text(
      '范围内有多少人、哪些要素，需要多少物资',
      'Who and what lies inside, and what they need',
    ),
    group: 'risk',
    pace: 'job',
    form: () =>
      import('./exposureParams').then(({ ExposureParams, exposureControls }) => ({
        params: ExposureParams,
        controls: exposureControls,
      })),
  },
  union: {
    title: text('范围融合', 'Dissolved zone'),
    answers: text('多个范围合并后有多大', 'How large several areas are as one'),
    group: 'risk',
    pace: 'job',
    form: () =>
      import('./unionParams').then(({ UnionParams, unionControls }) => ({
        params: UnionParams,
        controls: unionControls,
      })),
  },
  point: {
    title: text('点位查询', 'Ask a place'),
    answers: text('一处受什么威胁，去哪里避难', 'What threatens a place, and where to go'),
    group: 'risk',
    pace: 'live',
  },
} as const satisfies Record<AnalysisId, Listing>;

export type ListedAnalysis = keyof typeof catalogue;
export const listedAnalyses = Object.keys(catalogue) as ListedAnalysis[];

/** The listing of an analysis, with what it may lack. */
export const listingOf = (id: ListedAnalysis): Listing => catalogue[id];
