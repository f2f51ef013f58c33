import type { Text } from '../domain/text';

/** One option of a command, as it is read and as `--help` shows it. */
export interface Option {
  /** Without the dashes. */
  name: string;
  /** What stands for its value in `--help`; `null` is a switch, which takes none. */
  value: Text | null;
  /** Whether `--no-NAME` says the opposite. */
  negative?: boolean;
  meaning: Text;
  /** May be given several times, and takes several values that are separated by spaces. */
  many?: boolean;
  /** Belongs among what most people leave alone. */
  advanced?: boolean;
}

/** What stands for an empty list and for a number that is left to the data. */
export const noValue = 'none';
