const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

/** The check sum of ZIP archives (CRC-32 of ISO 3309), which fflate keeps to itself. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  // By number, which is several times faster than by iterator: an entry may have hundreds of megabytes.
  for (let i = 0; i < bytes.length; i++) crc = (crc >>> 8) ^ crcTable[(crc ^ bytes[i]!) & 0xff]!;
  return (crc ^ 0xffffffff) >>> 0;
}
