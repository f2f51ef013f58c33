import type { Feature } from 'geojson';
import { geohazardRisk, isActive, type Geohazard } from '../../domain/geohazard';
import type { RegisterId } from '../../domain/registers';
import { reservoirSize } from '../../domain/reservoir';
import { text, type Text } from '../../domain/text';
import type { Mend } from '../finding';
import { absentEverywhere, absentRemark, isAbsent } from './absent';
import {
  fieldsOf,
  labelOf,
  numberOf,
  registerOf,
  withValues,
  type Check,
  type CheckInput,
  type Remark,
} from './check';

/** A value that should be there: any one of the fields is enough. */
interface Wanted {
  keys: readonly [string, ...string[]];
  level: Remark['level'];
  /** What its lack leads to. */
  why: Text;
  /** Records that it is wanted of; all when left out. */
  of?: (feature: Feature) => boolean;
}

const because = (zh: string, en: string): Text => text(zh, en);
const uncounted = because(
  '按未知计，不参与人均和容量计算',
  'it counts as unknown, in no figure of area or capacity',
);
const unclassed = because('不能按类别选服务半径', 'no service radius can be chosen by class');
const unclassified = because('不能按类别查找', 'it cannot be found by its kind');
const ungraded = because('不能分级', 'it cannot be graded');
const unweighed = because('不能估计影响', 'what it may lead to cannot be judged');
const undated = because('不知道是哪年的数据', 'nobody can tell how old the record is');
const unwatched = because('不能判断是否超限', 'nobody can tell when it is exceeded');

const active = ({ properties }: Feature) => isActive(properties as Geohazard);
const wanted = (
  keys: readonly [string, ...string[]],
  level: Remark['level'],
  why: Text,
  of?: (feature: Feature) => boolean,
): Wanted => ({ keys, level, why, ...(of ? { of } : {}) });

const dated = wanted(['updated'], 'notice', undated);

/** What each register needs for its figures, beside what its schema refuses to be without. */
const wantedOf: Readonly<Record<RegisterId, readonly Wanted[]>> = {
  shelters: [
    wanted(['capacityPeople'], 'warning', uncounted),
    wanted(['effectiveAreaSquareMetres'], 'warning', uncounted),
    wanted(['duration', 'class51143'], 'warning', unclassed),
    wanted(
      ['space'],
      'notice',
      because('不能分室内室外统计', 'indoor and outdoor cannot be told apart'),
    ),
    dated,
  ],
  geohazards: [
    wanted(['type'], 'warning', ungraded),
    wanted(['threatenedPeople'], 'warning', ungraded, active),
    wanted(['threatenedPropertyTenThousandYuan'], 'notice', ungraded, active),
    wanted(['riskGrade'], 'warning', ungraded, active),
    dated,
  ],
  reservoirs: [
    wanted(['capacityCubicMetres'], 'warning', unweighed),
    wanted(['size'], 'warning', ungraded),
    wanted(['damHeightMetres'], 'notice', unweighed),
    wanted(
      ['unsafe'],
      'notice',
      because('不知道是否病险', 'nobody can tell whether the dam is unsafe'),
    ),
    wanted(['floodLimitLevelMetres'], 'notice', unwatched),
    wanted(['normalLevelMetres'], 'notice', unwatched),
    dated,
  ],
  forests: [
    wanted(['areaMu'], 'notice', unweighed),
    wanted(['fireDanger'], 'warning', ungraded),
    dated,
  ],
  hazchem: [
    wanted(['kind'], 'notice', ungraded),
    wanted(['substances'], 'warning', unweighed),
    wanted(['majorHazardGrade'], 'warning', ungraded),
    wanted(
      ['safetyDistanceMetres'],
      'notice',
      because('没有防护范围可画', 'no safety distance can be drawn'),
    ),
    dated,
  ],
  facilities: [wanted(['kind'], 'notice', unclassified), dated],
  towns: [],
  zones: [],
};

/** Values that are required by the schema or needed by the figures, and not there. */
export const missing: Check = {
  id: 'missing',
  run(input) {
    const { dataset, features } = input;
    const register = registerOf(dataset);
    const list = [...requiredOf(dataset), ...(register ? wantedOf[register] : [])];
    const nowhere = absentEverywhere(
      features,
      list.flatMap(({ keys }) => keys),
    );
    const whole = list.filter(({ keys }) => keys.every((key) => nowhere.has(key)));
    const remarks: Remark[] = whole.map(({ keys, level }) =>
      absentRemark(input, features.length, keys[0], level),
    );
    const rest = list.filter((one) => !whole.includes(one));
    features.forEach((feature, index) => {
      for (const { keys, level, why, of = () => true } of rest) {
        if (!keys.every((key) => isAbsent(feature, key)) || !of(feature)) continue;
        remarks.push(remarkOf(input, index, keys[0], level, why));
      }
      // A grade that follows from other values is offered even where no record has one.
      for (const { keys } of whole) {
        const mend = follows(keys[0], feature);
        if (mend) remarks.push({ ...remarkOf(input, index, keys[0], 'warning', ungraded), mend });
      }
    });
    return remarks;
  },
};

const requiredOf = (dataset: CheckInput['dataset']): Wanted[] => {
  const keys = Object.entries(fieldsOf(dataset)).filter(([, { required }]) => required);
  const why = because('没有它这条记录不能用', 'the record cannot be used without it');
  return dataset === 'residents'
    ? [wanted(['people'], 'error', why)]
    : keys.map(([key]) => wanted([key], 'error', why));
};

function remarkOf(
  { dataset, features }: CheckInput,
  index: number,
  field: string,
  level: Remark['level'],
  why: Text,
): Remark {
  const { 'zh-CN': zh, en } = labelOf(dataset, field);
  return {
    index,
    level,
    field,
    value: '',
    reason: text(`缺“${zh}”，${why['zh-CN']}`, `“${en}” is missing: ${why.en}`),
    mend: follows(field, features[index]!),
  };
}

/** A class that follows from other values by rule. */
function follows(field: string, feature: Feature): Mend | null {
  if (field === 'size') {
    const size = reservoirSize(numberOf(feature, 'capacityCubicMetres'));
    return size === null
      ? null
      : {
          label: text('按总库容填规模', 'Fill in the size from the storage'),
          after: withValues(feature, { size }),
        };
  }
  if (field === 'riskGrade') {
    const riskGrade = geohazardRisk(
      numberOf(feature, 'threatenedPeople'),
      numberOf(feature, 'threatenedPropertyTenThousandYuan'),
    );
    return riskGrade === null
      ? null
      : {
          label: text('按威胁人口和财产填险情等级', 'Fill in the grade from people and property'),
          after: withValues(feature, { riskGrade }),
        };
  }
  return null;
}
