/** Where a text stands: in a field of a record of a dataset. */
interface Place<D extends string> {
  dataset: D;
  record: string;
  field: string;
}

/** Places of one field together, in the order in which they were found; a record with several texts counts once. */
export function byField<D extends string>(places: readonly Place<D>[]) {
  const groups = new Map<string, { dataset: D; field: string; records: string[] }>();
  for (const { dataset, record, field } of places) {
    const key = `${dataset} ${field}`;
    const group = groups.get(key) ?? { dataset, field, records: [] };
    if (record && !group.records.includes(record)) group.records.push(record);
    groups.set(key, group);
  }
  return [...groups.values()];
}
