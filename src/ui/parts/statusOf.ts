import type { Field } from '../../domain/field';
import { registers, type RegisterId } from '../../domain/registers';
import type { Text } from '../../domain/text';

/** What a record's status is called; nothing for registers without one, and for what is as it should be. */
export function statusOf(register: RegisterId, status: string | null): Text | null {
  if (status === null || status === 'active' || status === 'open') return null;
  const fields: Readonly<Record<string, Field>> = registers[register].fields;
  return fields.status?.options?.[status]?.label ?? null;
}
