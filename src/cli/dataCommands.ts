import type { Locale, Text } from '../domain/text';
import { checkPackCommand } from './checkPackOptions';
import { convertCommand } from './convertOptions';
import { importCommand } from './importOptions';
import type { JsonKey } from './jsonKey';
import type { Option } from './option';
import { publishCommand } from './publishOptions';
import type { Options } from './usage';

/** Where a command writes to. */
export interface Terminal {
  locale: Locale;
  /** Standard output. */
  say: (words: string) => void;
  /** A line on standard error. */
  note: (line: Text) => void;
}

/** A command that makes or looks after data, rather than asking them something. */
export interface DataCommand {
  title: Text;
  answers: Text;
  /** What stands behind the command without an option, for example files; `null` for nothing. */
  operands: Text | null;
  /** Options under their heads, without those that every command has. */
  options: readonly (readonly [head: Text, options: readonly Option[]])[];
  jsonKeys: readonly JsonKey[];
  /** @returns the exit code */
  run(options: Options, terminal: Terminal): Promise<number>;
}

/** The commands of the data doctor, by name. */
export const dataCommands = {
  import: importCommand,
  convert: convertCommand,
  check: checkPackCommand,
  publish: publishCommand,
} as const satisfies Record<string, DataCommand>;

export type DataCommandId = keyof typeof dataCommands;
export const dataCommandIds = Object.keys(dataCommands) as DataCommandId[];

/** The command of a name; `null` for the name of an analysis. */
export const dataCommandOf = (name: string): DataCommand | null =>
  Object.hasOwn(dataCommands, name) ? dataCommands[name as DataCommandId] : null;
