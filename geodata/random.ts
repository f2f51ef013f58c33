/** A seeded stream of random numbers: the same name gives the same numbers on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform in [low, high). */
  between(low: number, high: number): number;
  /** Whole, uniform from low to high, both included. */
  whole(low: number, high: number): number;
  pick<T>(items: readonly T[]): T;
  /** About normal, mean 0, deviation 1. */
  normal(): number;
  shuffle<T>(items: readonly T[]): T[];
}

/** FNV-1a, 32 bits. */
function hash(name: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) value = Math.imul(value ^ name.charCodeAt(i), 0x01000193);
  return value >>> 0;
}

/** mulberry32, seeded by a name such as `dazu/shelters`. */
export function randomOf(name: string): Random {
  let state = hash(name);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const whole = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    between: (low, high) => low + next() * (high - low),
    whole,
    pick: (items) => items[Math.floor(next() * items.length)]!,
    normal: () => (next() + next() + next() + next() + next() + next() - 3) * Math.SQRT2,
    shuffle: (items) => {
      const copy = [...items];
      for (let i = copy.length - 1; i > 0; i--) {
        const j = whole(0, i);
        [copy[i], copy[j]] = [copy[j]!, copy[i]!];
      }
      return copy;
    },
  };
}

/** Smooth noise in the plane, from -1 to 1. */
export type Noise = (x: number, y: number) => number;

/** Cosines of 256 even turns. */
const eastOf = Float64Array.from({ length: 256 }, (_, turn) => Math.cos((turn * Math.PI) / 128));

/** Gradient noise with features of about one unit. */
export function noiseOf(name: string): Noise {
  const seed = hash(name);
  const gradient = (ix: number, iy: number, dx: number, dy: number) => {
    let h = Math.imul(ix, 0x27d4eb2d) ^ Math.imul(iy, 0x165667b1) ^ seed;
    h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
    h ^= h >>> 13;
    const turn = h & 255;
    return eastOf[turn]! * dx + eastOf[(turn + 64) & 255]! * dy;
  };
  const fade = (t: number) => t * t * t * (t * (t * 6 - 15) + 10);
  return (x, y) => {
    const ix = Math.floor(x);
    const iy = Math.floor(y);
    const dx = x - ix;
    const dy = y - iy;
    const u = fade(dx);
    const top = gradient(ix, iy, dx, dy) * (1 - u) + gradient(ix + 1, iy, dx - 1, dy) * u;
    const low =
      gradient(ix, iy + 1, dx, dy - 1) * (1 - u) + gradient(ix + 1, iy + 1, dx - 1, dy - 1) * u;
    return (top + (low - top) * fade(dy)) * 1.5;
  };
}

/** Several octaves of a noise on top of each other; each is half as wide and `roughness` times as high. */
export function fractal(noise: Noise, octaves: number, roughness = 0.5): Noise {
  return (x, y) => {
    let sum = 0;
    let height = 1;
    let total = 0;
    for (let i = 0; i < octaves; i++) {
      sum += height * noise(x * 2 ** i + i * 17.3, y * 2 ** i - i * 9.1);
      total += height;
      height *= roughness;
    }
    return sum / total;
  };
}
