import * as v from 'valibot';
import { Target } from '../src/domain/manifest';

/** Longitude and latitude, degrees, WGS 84. */
export type Place = [longitude: number, latitude: number];

/** The kind of ground a district has; figures make a plausible terrain, not a copy of the real one. */
export interface Landform {
  /** Lowest and highest ground, metres above sea level. */
  low: number;
  high: number;
  /** Above 1, valley floors are wide and heights rare. */
  hypsometry: number;
  /** Azimuth along which ridges run, degrees from north. */
  strike: number;
  /** Long parallel ridges: where they cross the section through the middle, km; their half width, km; their height, 0 to 1. */
  ridges: { at: number; halfWidth: number; height: number }[];
  /** Rise of the whole country towards an azimuth, share of the range. */
  tilt: { azimuth: number; share: number };
  /** Height of the ordinary hills, share of the range. */
  hills: number;
  /** Sectors of azimuth, degrees, towards which water leaves. */
  drains: [from: number, to: number][];
  /** Rounds of smoothing: more makes rounder hills. */
  rounding: number;
  /** Rivers and canals whose course is drawn: sketches, unnamed. */
  courses: Course[];
}

/** A watercourse with a given course, falling evenly from its first point to its last. */
export interface Course {
  /** Places on the way, or the stretch of the outline between its westernmost and easternmost vertex, on its south. */
  along: Place[] | 'southern outline';
  from: number;
  to: number;
  /** Width of its water surface, metres. */
  width: number;
  /** Land that drains to its first point, km²: sets its order. */
  inflow: number;
}

/** A place where people live densely. Unnamed unless it is a town's seat. */
interface Centre {
  at: Place;
  /** Share of the district's urban residents, relative to the other centres. */
  weight: number;
}

/** What a person wrote about a district. */
export interface Plan {
  id: string;
  name: { 'zh-CN': string; en: string };
  fullName: { 'zh-CN': string; en: string };
  adcode: string;
  /** Path of the outline inside the map package. */
  outline: string;
  squareKilometres: number;
  seat: Place;
  /** Residents of the 2020 census. */
  residents: number;
  /** Title of the plan that the targets come from. */
  title: string;
  targets: Target[];
  townCount: number;
  /** Towns whose position must be found. */
  townsToFind: number;
  /** Weight of a town's built-up area by name; 1 unless given. */
  townWeights: Record<string, number>;
  /** Built-up centres that are no known seat. */
  centres: Centre[];
  /** Further built-up centres, at seeded places on gentle ground: they stand for towns whose seat is not known. */
  unnamedCentres: number;
  /** How many further villages to place along valleys. */
  villages: number;
  /** Places that each motorway passes, from edge to edge; sketches. */
  motorways: Place[][];
  /** Share of residents outside the built-up areas. */
  ruralShare: number;
  /** Residents per km² of built-up area: sets its size. */
  builtUpDensity: number;
  /** A record bears the name of a town only within this distance of its seat, metres. */
  townReachMetres: number;
  landform: Landform;
  /** Land that a stream drains at its spring, km². */
  springSquareKilometres: number;
  /** Short letters in record numbers. */
  letters: string;
  records: Records;
}

/** How many records of each kind, and what is known of them. */
interface Records {
  reservoirs: {
    count: number;
    unsafe: number;
    /** The plan says how many dams are unsafe. */
    unsafeGiven: boolean;
    /** Storage of the largest, m³. */
    largest: number;
  };
  forests: ForestPlan[];
  geohazards: {
    count: number;
    treatment: { engineering: number; relocation: number; minor: number };
    /** The plan gives the treatment; otherwise it is assumed. */
    given: boolean;
  };
  shelters: {
    fixed: FixedShelter[];
    /** Emergency shelters, and the sum of their places if the plan gives it. */
    emergency: number;
    emergencyPlaces: number | null;
    /** How many have neither area nor capacity. */
    unknown: number;
  };
  hazchem: {
    count: number;
    depots: { name: string; at: Place; count: number } | null;
  };
}

/** A forest area: named near its real place, or placed on a ridge by the generator. */
export interface ForestPlan {
  name: string | null;
  at: Place | null;
  areaMu: number;
  cameras: number | null;
  note: string | null;
}

/** A fixed shelter: named at its real place, or placed by the generator. */
export interface FixedShelter {
  name: string | null;
  at: Place | null;
  effectiveAreaSquareMetres: number;
  capacityPeople: number;
  duration: 'short' | 'long';
  class51143: 'fixed-short' | 'fixed-medium' | 'fixed-long';
  /** Facilities that the plan says are missing. */
  lacks: string[];
  note: string | null;
}

/** A forest or shelter that only its figures are known of. */
export const unnamedForest = (areaMu: number, cameras: number | null): ForestPlan => ({
  name: null,
  at: null,
  areaMu,
  cameras,
  note: null,
});
export const unnamedShelter = (
  effectiveAreaSquareMetres: number,
  capacityPeople: number,
  duration: FixedShelter['duration'],
  class51143: FixedShelter['class51143'],
): FixedShelter => ({
  name: null,
  at: null,
  effectiveAreaSquareMetres,
  capacityPeople,
  duration,
  class51143,
  lacks: [],
  note: null,
});

/**
 * Reads a plan's table of figures: a line each of id, label, English label, relation, figure, unit, status and year,
 * parted by bars.
 * @throws Error when a line is not as the schema of a target says
 */
export function readTargets(table: string): Target[] {
  return table
    .trim()
    .split('\n')
    .map((line) => {
      const [id, zh, en, op, value, unit, status, year] = line
        .split('|')
        .map((cell) => cell.trim());
      return v.parse(Target, {
        id,
        label: { 'zh-CN': zh, en },
        op,
        value: Number(value),
        unit,
        year: year ? Number(year) : null,
        status,
      });
    });
}
