/** A record as a list shows it. */
interface Named {
  id: string;
  properties: Readonly<Record<string, unknown>>;
}

/** What records are called: by their name where they have one, else by their number. */
export function namesOf(
  records: Readonly<Partial<Record<string, readonly Named[]>>> | undefined,
): (dataset: string, record: string) => string {
  const known = new Map<string, Map<string, string>>();
  const read = (dataset: string) =>
    new Map(
      (records?.[dataset] ?? []).flatMap(({ id, properties: { name } }): [string, string][] =>
        typeof name === 'string' && name ? [[id, name]] : [],
      ),
    );
  return (dataset, record) => {
    const names = known.get(dataset) ?? read(dataset);
    known.set(dataset, names);
    return names.get(record) ?? record;
  };
}
