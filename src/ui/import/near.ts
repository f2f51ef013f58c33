import type { Tried } from '../../worker/importProtocol';
import { isInFrame, type Frame, type Place } from './shiftMap';

/** Wider than any shift of a web map, degrees. */
const marginDegrees = 0.02;

/** Whether most places of a table lie in the extent of a pack, so that the pack could judge them. */
export function isNearPack(
  { judgement, points, outlines }: Pick<Tried, 'judgement' | 'points' | 'outlines'>,
  [west, south, east, north]: Frame,
): boolean {
  const read = (judgement?.points ?? []).flatMap(({ after }): Place[] => (after ? [after] : []));
  const places: readonly Place[] = read.length ? read : [...points, ...outlines.flat()];
  if (!places.length) return false;
  const frame: Frame = [
    west - marginDegrees,
    south - marginDegrees,
    east + marginDegrees,
    north + marginDegrees,
  ];
  return places.filter((place) => isInFrame(frame, place)).length >= places.length * 0.8;
}
