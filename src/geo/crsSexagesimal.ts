/** Seconds of arc below this are what is left of a decimal fraction that binary numbers cannot hold. */
const rounding = 1e-6;

function ofParts(sign: number, degrees: number, minutes: number, seconds: number): number | null {
  if (minutes >= 60 || seconds >= 60 + rounding || degrees > 180) return null;
  return sign * (degrees + minutes / 60 + seconds / 3600);
}

/** Degrees of 1054236 (105°42′36″) or 1054236.5; `null` when minutes or seconds would be 60 or more. */
export function fromCompact(value: number): number | null {
  const size = Math.abs(value);
  const degrees = Math.floor(size / 1e4);
  const minutes = Math.floor(size / 100) % 100;
  return ofParts(Math.sign(value), degrees, minutes, size % 100);
}

/** Degrees of 105.4236 (105°42′36″) or 105.423650 (36.50″); `null` when minutes or seconds would be 60 or more. */
export function fromPointed(value: number): number | null {
  const size = Math.abs(value);
  // To the tenth of a milliarcsecond, so that 105.42 does not become 105°41′100″.
  const figures = Math.round((size % 1) * 1e11) / 1e7;
  return ofParts(
    Math.sign(value),
    Math.floor(size),
    Math.floor(figures / 100),
    figures - 100 * Math.floor(figures / 100),
  );
}

/** Degrees, minutes and seconds, these to the hundredth of a milliarcsecond. */
function partsOf(degrees: number): [degrees: number, minutes: number, seconds: number] {
  const seconds = Math.round(Math.abs(degrees) * 3600e5) / 1e5;
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
}

/** The inverse of {@link fromCompact}. */
export function toCompact(degrees: number): number {
  const [whole, minutes, seconds] = partsOf(degrees);
  return Math.sign(degrees) * (whole * 1e4 + minutes * 100 + Math.round(seconds * 1e5) / 1e5);
}

/** The inverse of {@link fromPointed}. */
export const toPointed = (degrees: number): number =>
  Number((toCompact(degrees) / 1e4).toFixed(10));
