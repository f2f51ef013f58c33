import { Failure } from '../domain/failure';
import { text } from '../domain/text';

/** Deepest nesting of brackets that is read; a multipolygon in a feature collection needs 8. */
const maxDepth = 100;

/**
 * The value of a JSON text, with its nesting checked before it is parsed, so that a hostile file cannot exhaust the
 * stack.
 * @throws Failure with line and column where the text is broken, or when it is nested deeper than {@link maxDepth}
 */
export function parseJson(content: string): unknown {
  checkDepth(content);
  try {
    return JSON.parse(content);
  } catch (cause) {
    throw new Failure(broken(content), { cause });
  }
}

function checkDepth(content: string): void {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < content.length; i++) {
    const code = content.charCodeAt(i);
    if (quoted) {
      if (code === 0x5c) i++;
      else if (code === 0x22) quoted = false;
    } else if (code === 0x22) quoted = true;
    else if (code === 0x7b || code === 0x5b) {
      if (++depth > maxDepth) {
        throw new Failure(
          text(
            `JSON 的括号嵌套超过 ${maxDepth} 层，不是地图数据，未读取。`,
            `The JSON is nested deeper than ${maxDepth} levels; this is no map data and was not read.`,
          ),
        );
      }
    } else if (code === 0x7d || code === 0x5d) depth--;
  }
}

function broken(content: string) {
  const at = firstFault(content);
  const before = content.slice(0, at);
  const line = before.split('\n').length;
  const column = at - before.lastIndexOf('\n');
  const found = content
    .slice(at, at + 20)
    .split('\n')[0]!
    .trim();
  return at >= content.trimEnd().length
    ? text(
        `JSON 不完整：在第 ${line} 行第 ${column} 列就结束了；文件可能没有传完。`,
        `The JSON ends too early, at line ${line} column ${column}; the file may be cut off.`,
      )
    : text(
        `JSON 有误：第 ${line} 行第 ${column} 列的“${found}”不应在这里。`,
        `The JSON is broken: “${found}” at line ${line} column ${column} does not belong there.`,
      );
}

const space = /[ \t\r\n]*/y;
const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const scalar = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/**
 * Index of the first character that cannot stand where it stands. The runtimes word their messages differently and
 * often leave the place out, so it is found here; depth was checked before.
 */
function firstFault(content: string): number {
  let at = 0;
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    if (!pattern.test(content)) return false;
    at = pattern.lastIndex;
    return true;
  };
  const skip = (character: string): boolean => {
    take(space);
    if (content[at] !== character) return false;
    at++;
    take(space);
    return true;
  };
  // Character by character: one regular expression over a string of megabytes exhausts the stack of the engine.
  const string = (): boolean => {
    if (content[at] !== '"') return false;
    at++;
    while (at < content.length && content[at] !== '"') {
      if (content[at] === '\\') {
        if (!take(escape)) return false;
      } else if (content.charCodeAt(at) < 0x20) return false;
      else at++;
    }
    return skip('"');
  };
  const members = (end: string, member: () => boolean): boolean => {
    if (skip(end)) return true;
    do {
      if (!member()) return false;
    } while (skip(','));
    return skip(end);
  };
  const value = (): boolean => {
    take(space);
    if (skip('[')) return members(']', value);
    if (skip('{')) return members('}', () => string() && skip(':') && value());
    return string() || take(scalar);
  };
  if (value()) take(space);
  return at;
}
