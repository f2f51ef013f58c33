import { bufferRules } from '../domain/rules';
import { schemeIds } from '../domain/scheme';
import { text } from '../domain/text';
import { parseCoordinate } from '../formats/coordinates';
import { numberOf, valueOf, wordOf, WrongUse, type Command, type Options } from './usage';

/**
 * The parameters of an analysis from the options of its command.
 * @throws WrongUse when they are missing or do not go together
 */
export function questionOf(
  command: Exclude<Command, 'packs'>,
  options: Options,
): Record<string, unknown> {
  switch (command) {
    case 'coverage':
      return coverageQuestion(options);
    case 'buffer':
      return bufferQuestion(options);
    case 'point':
      return pointQuestion(options);
  }
}

function coverageQuestion(options: Options): Record<string, unknown> {
  const radius = numberOf(options, 'radius');
  const scheme = wordOf(options, 'scheme', schemeIds);
  if (radius !== null && scheme !== null) {
    throw new WrongUse(
      text('--radius 和 --scheme 只能用一个。', 'Give either --radius or --scheme, not both.'),
    );
  }
  const classes = valueOf(options, 'classes')
    ?.split(/[,，]/u)
    .map((word) => word.trim())
    .filter(Boolean);
  return {
    ...(scheme && { scheme }),
    ...(radius !== null && {
      scheme: 'own',
      radiusMetres: { emergency: radius, short: radius, long: radius, unknown: radius },
    }),
    ...(classes && { classes }),
    ...(options.assign !== undefined && { assign: wordOf(options, 'assign', ['area', 'point']) }),
  };
}

function bufferQuestion(options: Options): Record<string, unknown> {
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
  const distanceMetres = numberOf(options, 'distance');
  return {
    layer,
    ...(distanceMetres !== null && { distanceMetres }),
    ...(options.separate === true && { dissolve: false }),
  };
}

function pointQuestion(options: Options): Record<string, unknown> {
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
  return { longitude, latitude };
}
