import type { Text } from '../domain/text';
import type { Sheet } from './sheet';

/** One file format that can be read into rows. */
export interface Format {
  title: Text;
  /** Endings of file names, with the dot, lower case. */
  endings: readonly string[];
  /** Whether the bytes are this format, whatever the name of the file says. */
  recognises(bytes: Uint8Array): boolean;
  /** @throws Failure when the file cannot be read as a whole; what concerns one row is in `problems` */
  read(bytes: Uint8Array): Sheet;
}
