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
