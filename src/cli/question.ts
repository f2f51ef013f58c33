import type { Control } from '../analysis/controls';
import { position } from '../domain/numbers';
import { bufferRange, bufferRules } from '../domain/rules';
import { text } from '../domain/text';
import { parseCoordinate } from '../formats/coordinates';
import { optionName } from './controlOptions';
import { noValue } from './option';
import { textOf, type Findings } from './read';
import {
  classFigures,
  controlsOf,
  defaultsOf,
  isClassFigure,
  type AnalysisId,
  type ClassFigure,
} from './registry';
import { readAreas, readPlaces } from './shapes';
import { numberOf, valueOf, wordOf, wordsOf, WrongUse, type Options } from './usage';

type Params = Record<string, unknown>;

/**
 * The parameters of an analysis from the options of its command; files that they name are read.
 * @param findings what reading them has to say is added here
 * @throws WrongUse when options are missing, out of range or do not go together
 */
export async function questionOf(
  id: AnalysisId,
  options: Options,
  findings: Findings,
): Promise<Params> {
  if (id === 'buffer') return bufferQuestion(options);
  if (id === 'point') return pointQuestion(options, findings);
  const params = commonQuestion(id, options);
  for (const control of controlsOf(id)) {
    const value = await valueFor(control, options, findings);
    if (value !== undefined) setAt(params, control.key, value);
  }
  return params;
}

/** What one option gives for all classes of shelters, and how residents are placed. */
function commonQuestion(id: AnalysisId, options: Options): Params {
  const params: Params = {};
  const defaults = defaultsOf(id);
  const { option } = classFigures.radiusMetres;
  if (options[option] !== undefined && options.scheme !== undefined) {
    throw new WrongUse(
      text('--radius 和 --scheme 只能用一个。', 'Give either --radius or --scheme, not both.'),
    );
  }
  for (const figure of Object.keys(classFigures) as ClassFigure[]) {
    const value = numberOf(options, classFigures[figure].option, classFigures[figure]);
    if (value === null) continue;
    const classes = controlsOf(id).filter(({ key }) => key.startsWith(`${figure}.`));
    for (const { key } of classes) setAt(params, key, value);
    if (figure === 'radiusMetres') params.scheme = 'own';
  }
  if ('assign' in defaults && options.assign !== undefined)
    params.assign = wordOf(options, 'assign', ['area', 'point']);
  return params;
}

/** The value that the options give a control; `undefined` if they say nothing. */
async function valueFor(control: Control, options: Options, findings: Findings): Promise<unknown> {
  const name = optionName(control.key);
  const typed = valueOf(options, name);
  switch (control.kind) {
    case 'switch':
      return switchOf(options, name);
    case 'number':
      if (typed === noValue && control.empty) return isClassFigure(control.key) ? undefined : null;
      return numberOf(options, name, control) ?? undefined;
    case 'choice':
      return wordOf(options, name, Object.keys(control.options)) ?? undefined;
    case 'choices':
      return wordsOf(options, name, Object.keys(control.options)) ?? undefined;
    case 'file':
      return typed === null ? undefined : textOf(typed);
    case 'areas':
      return typed === null ? undefined : readAreas(typed, findings);
    case 'places':
      return typed === null ? undefined : readPlaces(typed, findings);
  }
}

function switchOf(options: Options, name: string): boolean | undefined {
  const [yes, no] = [options[name] === true, options[`no-${name}`] === true];
  if (yes && no) {
    throw new WrongUse(
      text(`--${name} 和 --no-${name} 只能用一个。`, `Give either --${name} or --no-${name}.`),
    );
  }
  return yes ? true : no ? false : undefined;
}

/** Sets the value that a key with dots leads to. */
function setAt(params: Params, key: string, value: unknown): void {
  const path = key.split('.');
  const last = path.pop()!;
  let part = params;
  for (const name of path) part = (part[name] ??= {}) as Params;
  part[last] = value;
}

function bufferQuestion(options: Options): Params {
  const layers = Object.keys(bufferRules);
  const layer = wordOf(options, 'layer', layers);
  if (layer === null) {
    throw new WrongUse(
      text(
        `要用 --layer 指定图层：${layers.join('、')}。`,
        `Name a layer with --layer: ${layers.join(', ')}.`,
      ),
    );
  }
  const distanceMetres = numberOf(options, 'distance', { ...bufferRange, unit: text('m', 'm') });
  return {
    layer,
    ...(distanceMetres !== null && { distanceMetres }),
    ...(options.separate === true && { dissolve: false }),
  };
}

function pointQuestion(options: Options, findings: Findings): Params {
  const at = valueOf(options, 'at');
  if (at === null) {
    throw new WrongUse(
      text(
        '要用 --at 指定地点，例如 --at 105.71,29.70。',
        'Name a place with --at, for example --at 105.71,29.70.',
      ),
    );
  }
  // On the command line the order is stated, longitude first, so two plain numbers are never ambiguous.
  const plain = /^\s*([+-]?\d+(?:\.\d+)?)\s*[,，]\s*([+-]?\d+(?:\.\d+)?)\s*$/u.exec(at);
  if (plain && Math.abs(Number(plain[1])) <= 180 && Math.abs(Number(plain[2])) <= 90) {
    return { longitude: Number(plain[1]), latitude: Number(plain[2]) };
  }
  const { longitude, latitude, reason } = parseCoordinate(at);
  if (reason) throw new WrongUse(text(`--at：${reason['zh-CN']}`, `--at: ${reason.en}`));
  if (plain) {
    const read = position(longitude, latitude);
    findings.assumed.push({
      file: '--at',
      text: text(
        `${at.trim()} 的经纬度写反了，按 ${read} 读取。`,
        `${at.trim()} has the latitude first; read as ${read}.`,
      ),
    });
  }
  return { longitude, latitude };
}
