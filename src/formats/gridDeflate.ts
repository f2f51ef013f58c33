import { Unzlib } from 'fflate';
import { addDecoder, BaseDecoder } from 'geotiff';

/** Bytes that are inflated at a time; no more than 1,032 times as many come out (RFC 1951). */
const sliceBytes = 16_384;

/** Inflates a strip or tile to its announced size at most, where the library's own would fill the memory. */
class LimitedDeflate extends BaseDecoder {
  override decodeBlock(buffer: ArrayBufferLike): ArrayBufferLike {
    const { tileWidth, tileHeight, bitsPerSample } = this.parameters;
    const bits = [bitsPerSample].flatMap((each) => (typeof each === 'number' ? each : [...each]));
    const most = tileWidth * tileHeight * Math.ceil(bits.reduce((sum, each) => sum + each, 0) / 8);
    const whole = new Uint8Array(most);
    let length = 0;
    const stream = new Unzlib((chunk) => {
      if (length + chunk.length > most) {
        throw new Error(`a block holds more than the ${most} bytes that it announces`);
      }
      whole.set(chunk, length);
      length += chunk.length;
    });
    const bytes = new Uint8Array(buffer);
    for (let at = 0; at < bytes.length; at += sliceBytes) {
      stream.push(bytes.subarray(at, at + sliceBytes), at + sliceBytes >= bytes.length);
    }
    return whole.slice(0, length).buffer;
  }
}

/** Makes GeoTIFFs with the compression Deflate safe to read, from whatever source they come. */
export function limitDeflate(): void {
  addDecoder([8, 32946], () => Promise.resolve(LimitedDeflate));
}
