import { Failure } from '../../../domain/failure';
import { text } from '../../../domain/text';
import { decode } from '../../../formats/encoding';

const megabyte = 1_000_000;
const largestMegabytes = 20;

/**
 * The bytes of a file that a person chose.
 * @throws Failure when it is larger than 20 MB
 */
export async function bytesOf(file: File): Promise<Uint8Array> {
  if (file.size > largestMegabytes * megabyte) {
    const size = (file.size / megabyte).toFixed(1);
    throw new Failure(
      text(
        `“${file.name}”有 ${size} MB，最多 ${largestMegabytes} MB；请先拆分或简化。`,
        `“${file.name}” has ${size} MB, ${largestMegabytes} MB at most; split or simplify it first.`,
      ),
    );
  }
  return new Uint8Array(await file.arrayBuffer());
}

/**
 * The text of a file, in the character set that its bytes show.
 * @throws Failure when it is larger than 20 MB or no text
 */
export const textIn = async (file: File): Promise<string> => decode(await bytesOf(file)).text;
