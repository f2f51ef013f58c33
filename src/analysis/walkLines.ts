import type { Feature, LineString, Position } from 'geojson';
import { backwards, forwards } from '../geo/networkSegments';
import type { OnRoads } from './travelRoads';

/** A stretch of road of one band. */
interface WalkLine {
  /** 1 for the first band. */
  band: number;
  /** Minutes at the end of the band. */
  minutes: number;
}

/** A line that may still grow. */
interface Open {
  band: number;
  road: number;
  positions: Position[];
}

/** Where walking from an edge may leave it for a shelter: metres along it, and metres on from there. */
interface Exit {
  along: number;
  metres: number;
}

/** Metres from a position along an edge to a shelter. */
function metresFrom(exits: readonly Exit[], along: number, ways: number): number {
  let best = Infinity;
  for (const exit of exits) {
    const needed = exit.along > along ? forwards : backwards;
    if (exit.along !== along && !(ways & needed)) continue;
    best = Math.min(best, Math.abs(exit.along - along) + exit.metres);
  }
  return best;
}

/** Positions along an edge where the band can change: bands end, exits lie, and ways from two exits meet. */
function breaks(exits: readonly Exit[], length: number, ends: readonly number[]): number[] {
  const found = [0, length];
  exits.forEach((exit, i) => {
    found.push(exit.along);
    for (const end of ends)
      found.push(exit.along - (end - exit.metres), exit.along + (end - exit.metres));
    for (const other of exits.slice(i + 1)) {
      const middle = (exit.along + other.along) / 2;
      const shift = (other.metres - exit.metres) / 2;
      found.push(middle + shift, middle - shift);
    }
  });
  return found.filter((at) => at >= 0 && at <= length).sort((a, b) => a - b);
}

/** Stretches shorter than this are not drawn. */
const shortestMetres = 0.01;

/**
 * The roads from which a shelter is reached within the last band, cut where one band passes into the next; stretches of
 * one band along one road are one line.
 * @param endsMetres metres at the end of each band
 * @param endsMinutes the same in minutes
 */
export function walkLines(
  { network, paths }: OnRoads,
  endsMetres: readonly number[],
  endsMinutes: readonly number[],
): Feature<LineString, WalkLine>[] {
  const toNode = paths.fromNodes();
  const { segments, from, to, metres, ways } = network;
  const lines: Feature<LineString, WalkLine>[] = [];
  let open = null as Open | null;
  const close = () => {
    if (open) {
      lines.push({
        type: 'Feature',
        properties: { band: open.band, minutes: endsMinutes[open.band - 1]! },
        geometry: { type: 'LineString', coordinates: open.positions },
      });
    }
    open = null;
  };
  let edge = -1;
  let exits: Exit[] = [];
  let cuts: number[] = [];
  for (let segment = 0; segment < segments.edge.length; segment++) {
    const own = segments.edge[segment]!;
    if (own !== edge) {
      close();
      edge = own;
      exits = [
        { along: 0, metres: toNode[from[edge]!]! },
        { along: metres[edge]!, metres: toNode[to[edge]!]! },
        ...paths
          .sitesOn(edge)
          .map(({ along, offRoadMetres }) => ({ along, metres: offRoadMetres })),
      ].filter((exit) => exit.metres <= endsMetres.at(-1)!);
      cuts = exits.length > 0 ? breaks(exits, metres[edge]!, endsMetres) : [];
    }
    const road = segments.road[segment]!;
    const begin = segments.offset[segment]!;
    const length = segments.metres[segment]!;
    if (exits.length === 0 || road < 0) {
      close();
      continue;
    }
    const stops = [
      begin,
      ...cuts.filter((at) => at > begin && at < begin + length),
      begin + length,
    ];
    for (let i = 0; i + 1 < stops.length; i++) {
      const [a, b] = [stops[i]!, stops[i + 1]!];
      if (b - a < shortestMetres) continue;
      const distance = metresFrom(exits, (a + b) / 2, ways[edge]!);
      const band = endsMetres.findIndex((end) => distance <= end) + 1;
      if (band === 0) {
        close();
        continue;
      }
      const at = (metresAlong: number): Position => {
        const share = (metresAlong - begin) / length;
        const e = segments.ends;
        return [0, 1].map((k) => {
          const value =
            e[4 * segment + k]! + share * (e[4 * segment + 2 + k]! - e[4 * segment + k]!);
          return Math.round(value * 1e7) / 1e7;
        });
      };
      if (open?.band === band && open.road === road) open.positions.push(at(b));
      else {
        close();
        open = { band, road, positions: [at(a), at(b)] };
      }
    }
  }
  close();
  return lines;
}
