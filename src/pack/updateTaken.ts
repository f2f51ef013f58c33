import { registers, type RegisterId } from '../domain/registers';
import { mixedFieldsOf } from './classCells';
import { differenceOf } from './historyDifference';
import { originOf, placeField } from './historyOrigins';
import { idOf, isSame, keyOf, type Entry } from './historyRecords';
import { derivedClass } from './updateDerived';
import { assumedIn, isBlank, Taking, type Meeting, type Taken } from './updateTaking';

/** Moves below this are rounding: six decimals of a degree are 0.1 m. */
const stillMetres = 0.2;

/** Columns that only an import knows, and the field that they fill. */
const onlyInFiles: Readonly<Record<string, readonly string[]>> = { space: ['indoor', 'outdoor'] };

/**
 * A record as it stands after an update. What the file says counts, and what follows from it follows anew:
 * - `update`: a blank cell or a column that the file has not leaves what is known. A cell of several classes with another
 *   content takes all classes along that came from its old content, so that none is left that no cell gives any more. A
 *   class that follows from quantities (险情等级, 规模) is worked out from the quantities as they stand after the update,
 *   unless the pack says another one than follows from its own: that was stated by itself and stays.
 * - `replace`: the row is all there is; what it does not give becomes unknown, columns that the file has not too. Only a
 *   state that the file does not say stays as it was, for there is no unknown state.
 * - What was edited by hand stays or gives way as a person decides; the source of a capacity always belongs to it.
 */
export function takeOver(
  register: RegisterId,
  before: Entry,
  incoming: Entry,
  meeting: Meeting,
): Taken {
  const taking = new Taking(register, before, incoming, meeting);
  const special = new Set([
    ...[keyOf(register), 'assumed', 'approximate', 'capacitySource'],
    ...[derivedClass(register)?.field ?? ''],
  ]);
  const isGiven = (field: string) =>
    meeting.way === 'replace' ||
    taking.inFile(field) ||
    (taking.says(field) && onlyInFiles[field]?.some(taking.inFile) === true);
  const fields = Object.keys(registers[register].fields).filter((field) => !special.has(field));
  for (const field of fields) if (isGiven(field)) taking.take(field);
  takeCapacitySource(taking);
  takeClasses(taking);
  takeDerived(taking);
  const geometry = takePlace(taking);
  takeAssumed(taking);
  const { properties, kept, followed, emptied, handKept, handOverwritten } = taking;
  const after = { ...before, geometry, properties };
  return { after, kept, followed, emptied, handKept, handOverwritten };
}

/** Where a capacity comes from belongs to the capacity. */
function takeCapacitySource(taking: Taking): void {
  const field = 'capacitySource';
  if (!(field in taking.incoming.properties)) return;
  const { way } = taking.meeting;
  // That of a capacity which stays says nothing of where another one comes from.
  if (taking.handKept.includes('capacityPeople')) return;
  if (taking.changed('capacityPeople')) {
    const follows = !taking.inFile(field);
    if (taking.put(field, taking.is(field), { binding: true }) && follows)
      taking.followed.push({ field, from: ['capacityPeople'] });
  } else if (way === 'replace') taking.take(field);
  else if (taking.inFile(field) && taking.says('capacityPeople')) {
    // A source that is not given says nothing against the one that is known.
    if (taking.is(field) !== 'unknown') taking.take(field);
  }
}

/** Classes that the file has no columns for, and that a cell of several classes may give. */
function takeClasses(taking: Taking): void {
  const { register, meeting, before } = taking;
  if (meeting.way === 'replace') return;
  const classes = mixedFieldsOf(register);
  const cells = classes.filter(taking.inFile);
  const follows = derivedClass(register)?.field;
  const own = cells.filter((cell) => taking.says(cell) && taking.changed(cell));
  for (const field of classes) {
    const hasColumns = taking.inFile(field) || onlyInFiles[field]?.some(taking.inFile) === true;
    if (hasColumns || field === follows || !cells.length) continue;
    if (taking.says(field)) {
      taking.put(field, taking.is(field));
      continue;
    }
    if (!own.length || isBlank(taking.was(field))) continue;
    const from = originOf(meeting.origins, idOf(register, before), field);
    if (from && !cameFromCell(from.source?.fields, field)) continue;
    const byCell = own.filter((cell) => {
      const other = originOf(meeting.origins, idOf(register, before), cell);
      // A value that came with another step than the cell was not read from it.
      return !from || !other || other.id === from.id || meeting.byHand.has(field);
    });
    if (byCell.length && taking.put(field, null)) taking.followed.push({ field, from: byCell });
  }
}

/** Whether a file can have given a class by a cell of several; unknown where it did not say its columns. */
const cameFromCell = (fields: readonly string[] | undefined, field: string): boolean =>
  fields?.includes(field) !== true;

/** A class that follows from quantities. */
function takeDerived(taking: Taking): void {
  const { register, meeting, before, incoming, properties, was, is } = taking;
  const rule = derivedClass(register);
  if (!rule) return;
  const { field, from, value } = rule;
  const causes = from.filter(taking.changed);
  const mixed = mixedFieldsOf(register);
  const hasCell = taking.inFile(field) || (mixed.includes(field) && mixed.some(taking.inFile));
  const says = taking.says(field);
  const sameQuantities = from.every((each) => isSame(properties[each] ?? null, is(each)));
  // What the quantities of the row do not explain was written in it.
  const isWritten = hasCell && says && !isSame(is(field), value(incoming.properties));
  if (
    isWritten ||
    (sameQuantities && (meeting.way === 'replace' || (says && taking.inFile(field)))) ||
    (!says && !causes.length && taking.inFile(field))
  ) {
    taking.take(field);
    return;
  }
  if (!causes.length) return;
  const inferred = value(properties);
  const isStated = !isBlank(was(field)) && !isSame(was(field), value(before.properties));
  if (!isStated) {
    if (taking.put(field, inferred)) taking.followed.push({ field, from: causes });
  } else if (!isSame(was(field), inferred)) taking.kept.push(field);
}

/** The place, and how well it is known. */
function takePlace({
  meeting,
  before,
  incoming,
  properties,
  ...taking
}: Taking): Entry['geometry'] {
  const points = before.geometry.type === 'Point' && incoming.geometry.type === 'Point';
  const still = points
    ? (differenceOf(before, incoming).movedMetres ?? 0) < stillMetres
    : isSame(before.geometry, incoming.geometry);
  if (still) {
    const says = meeting.fields?.includes('approximate') !== false;
    if (says && 'approximate' in incoming.properties)
      properties.approximate = incoming.properties.approximate;
    return before.geometry;
  }
  // A point that stands for a whole town says nothing against a place that is known.
  const isVague =
    meeting.way !== 'replace' &&
    incoming.properties.approximate === true &&
    before.properties.approximate !== true;
  if (isVague) taking.kept.push(placeField);
  else if (meeting.byHand.has(placeField))
    (meeting.overwrite ? taking.handOverwritten : taking.handKept).push(placeField);
  if (isVague || (meeting.byHand.has(placeField) && !meeting.overwrite)) return before.geometry;
  if ('approximate' in incoming.properties)
    properties.approximate = incoming.properties.approximate;
  return incoming.geometry;
}

/** Values are assumed as the side says that they were taken from. */
function takeAssumed({ before, incoming, properties, taken }: Taking): void {
  if (!('assumed' in before.properties) && !('assumed' in incoming.properties)) return;
  const was = assumedIn(before);
  const assumed = [
    ...was.filter((field) => !taken.has(field)),
    ...assumedIn(incoming).filter((field) => taken.has(field)),
  ];
  // The same names in another order are no change.
  const sameNames = isSame([...assumed].sort(), [...was].sort());
  properties.assumed = sameNames ? before.properties.assumed : assumed;
}
