import type { Tag } from '../domain/scheme';
import type { Text } from '../domain/text';

interface Named {
  /** Key of the parameter; a dot goes into an object: `radiusMetres.short`. */
  key: string;
  label: Text;
  /** Why one would change it, or where the default comes from; shown below the field and in `--help`. */
  note?: Text;
  /** Shown only while this holds; on the command line it may be given all the same. */
  when?: (params: Readonly<Record<string, unknown>>) => boolean;
  /** Belongs among the settings that most people leave alone. */
  advanced?: boolean;
}

/** A number; the default is what the schema gives for it, `null` where it may be left empty. */
interface NumberControl extends Named {
  kind: 'number';
  unit: Text;
  min: number;
  max: number;
  step?: number;
  /** Certainty of the default: `M` shows 未核 for as long as the default stands. */
  tag?: Tag;
  /** What an empty field stands for; without it the field may not be empty. */
  empty?: Text;
}

/** One of a few words. */
interface ChoiceControl extends Named {
  kind: 'choice';
  options: Readonly<Record<string, Text>>;
}

/** Any of a few words. */
interface ChoicesControl extends Named {
  kind: 'choices';
  options: Readonly<Record<string, Text>>;
}

interface SwitchControl extends Named {
  kind: 'switch';
}

/** The text of a file that a person chooses, such as an own table of pairs; `null` is none. */
export interface FileControl extends Named {
  kind: 'file';
  /** Endings, such as `.csv`. */
  accept: readonly string[];
}

/** Polygons that a person draws on the map or loads from a file, as GeoJSON polygons; an empty list is none. */
interface AreasControl extends Named {
  kind: 'areas';
}

/** Places that a person picks on the map or loads from a file, as `[longitude, latitude]`. */
interface PlacesControl extends Named {
  kind: 'places';
}

/**
 * How a parameter is filled in. The form of an analysis and its options on the command line (`--` and the key in
 * kebab-case, dots as dashes) follow from a list of these.
 */
export type Control =
  | NumberControl
  | ChoiceControl
  | ChoicesControl
  | SwitchControl
  | FileControl
  | AreasControl
  | PlacesControl;
