/**
 * A new id in hexadecimal digits, two for each byte. `randomUUID` is missing on pages that an office serves without
 * https.
 */
export const newId = (bytes: number): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
