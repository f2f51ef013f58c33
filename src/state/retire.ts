/** Long enough for the map to have read what it was just told to read. */
const graceMilliseconds = 30_000;

/** Frees a blob's address once the map has surely stopped reading it; other addresses are left alone. */
export function retire(url: string) {
  if (url.startsWith('blob:')) setTimeout(() => URL.revokeObjectURL(url), graceMilliseconds);
}
