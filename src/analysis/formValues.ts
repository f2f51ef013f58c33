import * as v from 'valibot';

type Values = Record<string, unknown>;
type Schema = v.GenericSchema<unknown, Values>;

/** What a form holds before anybody fills it in. */
export const usualValues = (params: Schema): Values => v.parse(params, {});

/** What a link or a file filled in; `null` when a value of it is not allowed. */
export function checkedValues<Checked>(
  params: v.GenericSchema<unknown, Checked>,
  filledIn: unknown,
): Checked | null {
  const read = v.safeParse(params, filledIn);
  return read.success ? read.output : null;
}
