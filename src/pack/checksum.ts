/** Called with the bytes that are done. */
type Tick = (done: number) => void;

/**
 * SHA-256 of bytes, hexadecimal. The browser's own is used where it is there; on an intranet page without https it
 * is not, so the same is computed here (FIPS 180-4), some six times slower.
 * @param tick called every few megabytes where it is computed here; the browser's own tells nothing of its work
 */
export async function sha256(bytes: Uint8Array, tick?: Tick): Promise<string> {
  // The type says that it is always there; a page served over plain http does not have it.
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  if (!subtle) return sha256Plain(bytes, tick);
  // Bytes that other threads may change are copied first; a file may be too large to copy without need.
  const still =
    bytes.buffer instanceof ArrayBuffer
      ? (bytes as Uint8Array<ArrayBuffer>)
      : new Uint8Array(bytes);
  return hexadecimal(new Uint8Array(await subtle.digest('SHA-256', still)));
}

const hexadecimal = (bytes: Uint8Array) =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** First 32 bits of the fractional part of a root of the first primes: square roots begin, cube roots mix. */
function primeRoots(count: number, exponent: number): Uint32Array {
  const primes: number[] = [];
  for (let n = 2; primes.length < count; n++)
    if (primes.every((prime) => n % prime)) primes.push(n);
  return Uint32Array.from(primes, (prime) => (prime ** exponent % 1) * 2 ** 32);
}

const tickBytes = 4_000_000;

/** SHA-256 without the browser's help; exported for its test. */
export function sha256Plain(bytes: Uint8Array, tick: Tick = () => undefined): string {
  const mixers = Int32Array.from(primeRoots(64, 1 / 3));
  const state = Int32Array.from(primeRoots(8, 1 / 2));
  const words = new Int32Array(64);
  const whole = bytes.length - (bytes.length % 64);
  for (let at = 0; at < whole; at += 64) {
    mix(state, bytes, at, words, mixers);
    if (at % tickBytes === 0 && at > 0) tick(at);
  }
  // The rest, a bit that is set, and the number of bits, in one block or two.
  const rest = bytes.subarray(whole);
  const padded = new Uint8Array(rest.length < 56 ? 64 : 128);
  padded.set(rest);
  padded[rest.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(padded.length - 4, bytes.length << 3);
  for (let at = 0; at < padded.length; at += 64) mix(state, padded, at, words, mixers);
  tick(bytes.length);
  return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

/** Mixes a block of 64 bytes into the state; single names and no calls, since a large file has millions of blocks. */
function mix(
  state: Int32Array,
  bytes: Uint8Array,
  from: number,
  words: Int32Array,
  mixers: Int32Array,
): void {
  for (let i = 0, at = from; i < 16; i++, at += 4)
    words[i] = (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
  for (let i = 16; i < 64; i++) {
    const p = words[i - 15]!;
    const q = words[i - 2]!;
    const small0 = ((p >>> 7) | (p << 25)) ^ ((p >>> 18) | (p << 14)) ^ (p >>> 3);
    const small1 = ((q >>> 17) | (q << 15)) ^ ((q >>> 19) | (q << 13)) ^ (q >>> 10);
    words[i] = words[i - 16]! + small0 + words[i - 7]! + small1;
  }
  let a = state[0]!;
  let b = state[1]!;
  let c = state[2]!;
  let d = state[3]!;
  let e = state[4]!;
  let f = state[5]!;
  let g = state[6]!;
  let h = state[7]!;
  for (let i = 0; i < 64; i++) {
    const big1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const first = (h + big1 + ((e & f) ^ (~e & g)) + mixers[i]! + words[i]!) | 0;
    const big0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const second = (big0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  state[0]! += a;
  state[1]! += b;
  state[2]! += c;
  state[3]! += d;
  state[4]! += e;
  state[5]! += f;
  state[6]! += g;
  state[7]! += h;
}
