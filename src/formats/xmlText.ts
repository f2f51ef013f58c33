import { text } from '../domain/text';
import { encodingOf } from './codePage';
import { decode, type Decoded, type Encoding } from './encoding';

/**
 * Text of an XML file: as a person chose, else as the declaration states if the bytes are so, else told from the bytes.
 * @throws Failure when the bytes fit no character set
 */
export function decodeXml(bytes: Uint8Array, decided?: Encoding): Decoded {
  const head = String.fromCharCode(...bytes.subarray(0, 200));
  const [, said] = /^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?encoding=["']([\w-]+)["']/u.exec(head) ?? [];
  const stated = said === undefined ? undefined : encodingOf(said);
  if (decided || !stated || stated === 'utf-8') return decode(bytes, decided);
  const read = decode(bytes, stated);
  if (read.damaged) return decode(bytes);
  return { ...read, evidence: text(`XML 声明写着 ${said}`, `the XML declaration says ${said}`) };
}
