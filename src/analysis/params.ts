import * as v from 'valibot';
import { Failure } from '../domain/failure';
import { text, type Text } from '../domain/text';

/**
 * A number in a closed range. The message of every check in this folder is what is allowed, in signs that need no
 * language; {@link readParams} makes the sentence.
 */
export const between = (min: number, max: number) =>
  v.pipe(
    v.number(`${min}–${max}`),
    v.check((value) => value >= min && value <= max, `${min}–${max}`),
  );

/** One of a few words. */
export const oneOf = <const Options extends readonly string[]>(options: Options) =>
  v.picklist(options, options.join(' | '));

export const yesOrNo = () => v.boolean('true | false');

/** What parameters are called when one of them is wrong; others go by their key. */
const labels: Readonly<Record<string, Text>> = {
  scheme: text('口径', 'Scheme'),
  radiusMetres: text('服务半径（m）', 'Service radius (m)'),
  squareMetresPerPerson: text('人均面积（m²）', 'Area per person (m²)'),
  classes: text('计入的类别', 'Classes that count'),
  leaveOut: text('不计的危险区', 'Hazards left out'),
  zoneMetres: text('危险区距离（m）', 'Distance of hazard zones (m)'),
  assign: text('居民分配方式', 'How residents are placed'),
  bandMetres: text('距离段（m）', 'Distance bands (m)'),
  method: text('方法', 'Method'),
  supply: text('供给', 'Supply'),
  catchmentMetres: text('统一的搜索范围（m）', 'Catchment (m)'),
  stepMetres: text('分段距离（m）', 'Zones of step weights (m)'),
  stepWeights: text('分段权重', 'Step weights'),
  sigmaMetres: text('高斯 σ（m）', 'σ of the Gaussian (m)'),
  pairs: text('自备距离表', 'Own table of distances'),
  sharePercent: text('需要避难的居民（%）', 'Residents who need shelter (%)'),
  unit: text('分配单位', 'Who is sent together'),
  capacity: text('容量未知的场所', 'Shelters of unknown capacity'),
  layer: text('图层', 'Layer'),
  distanceMetres: text('缓冲距离（m）', 'Buffer distance (m)'),
  dissolve: text('是否融合', 'Dissolve'),
  bandMinutes: text('时间段（分钟）', 'Bands of time (min)'),
  by: text('距离', 'Distance'),
  minutes: text('步行时限（分钟）', 'Walking limit (min)'),
  walker: text('步行者', 'Walker'),
  ableMetresPerSecond: text('一般步速（m/s）', 'Speed, able (m/s)'),
  frailMetresPerSecond: text('老幼病残步速（m/s）', 'Speed, frail (m/s)'),
  detourFactor: text('绕行系数', 'Detour factor'),
  snapMetres: text('离道路最远（m）', 'Farthest from a road (m)'),
  joinMetres: text('断头路连接距离（m）', 'Join loose ends within (m)'),
  of: text('范围来自', 'Zone from'),
  areas: text('范围', 'Areas'),
  hazard: text('灾种', 'Hazard'),
  needs: text('救助定额', 'Relief figures'),
  goal: text('目标', 'Goal'),
  sites: text('新建处数', 'New shelters'),
  candidates: text('候选地点', 'Candidates'),
  places: text('自选地点', 'Own places'),
  spacingMetres: text('候选间距（m）', 'Spacing of candidates (m)'),
  newClass: text('新建类别', 'Class of new shelters'),
  newAreaSquareMetres: text('每处有效面积（m²）', 'Effective area of each (m²)'),
  standardSquareMetres: text('人均面积标准（m²）', 'Area per resident to exceed (m²)'),
  excludeHazards: text('不选的危险区', 'Hazards kept clear of'),
  fireSourceMetres: text('距次生火灾源至少（m）', 'Least distance from fire sources (m)'),
  ids: text('编号', 'Numbers'),
  longitude: text('经度', 'Longitude'),
  latitude: text('纬度', 'Latitude'),
  buffers: text('缓冲', 'Buffers'),
};

const longestShown = 60;

function shown(value: unknown): string {
  const word = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  // JSON has no word for these numbers and would say null.
  const exact = typeof value === 'number' ? String(value) : word;
  return exact.length > longestShown ? `${exact.slice(0, longestShown)}…` : exact;
}

/**
 * Reads the parameters of a question, with defaults for what is left out.
 * @throws Failure naming the first wrong parameter, its value and what is allowed
 */
export function readParams<Schema extends v.GenericSchema>(
  schema: Schema,
  input: unknown,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, input, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = (issue.path ?? []).map(({ key }) => String(key));
  const label = labels[path[0] ?? ''] ?? text(path[0] ?? '参数', path[0] ?? 'Parameters');
  const rest = path.length > 1 ? ` ${path.slice(1).join('.')}` : '';
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    const key = path.join('.');
    throw new Failure(text(`没有名为“${key}”的参数。`, `There is no parameter named “${key}”.`));
  }
  const value = shown(issue.input);
  const allowed = issue.message;
  if (issue.input === undefined) {
    throw new Failure(
      text(
        `缺少${label['zh-CN']}${rest}；可用：${allowed}。`,
        `${label.en}${rest} is missing; allowed: ${allowed}.`,
      ),
    );
  }
  throw new Failure(
    text(
      `${label['zh-CN']}${rest}“${value}”不可用；可用：${allowed}。`,
      `${label.en}${rest} “${value}” cannot be used; allowed: ${allowed}.`,
    ),
  );
}
