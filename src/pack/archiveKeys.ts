/** Parameters of addresses that hold a person's key or token. */
const keys =
  'tk|ak|sk|key|api[-_]?key|app[-_]?key|token|access[-_]?token|auth|authkey|secret|password|passwd|pwd|sig|signature|session|sid';
const parameter = new RegExp(String.raw`([?&;](?:${keys})=)[^&;#\s"'<>]+`, 'giu');
const credentials = /(\b[a-z][a-z0-9+.-]*:\/\/)[^/@\s"'<>]+@/giu;

/**
 * A value without the keys and tokens in its addresses: `?tk=…` keeps its name and loses its value, `user:password@`
 * goes. What `{tk}` stands for is no key and stays.
 */
export function withoutKeys<Value>(value: Value): Value {
  if (typeof value === 'string')
    return value
      .replace(parameter, (found: string, name: string) =>
        /^\{[\w-]+\}$/u.test(found.slice(name.length)) ? found : name,
      )
      .replace(credentials, '$1') as Value;
  if (Array.isArray(value)) return value.map((part: unknown) => withoutKeys(part)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, withoutKeys(part as unknown)]),
  ) as Value;
}
