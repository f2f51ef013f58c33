/** Hands a file to the person, as the browser saves downloads. */
export function save(name: string, content: BlobPart, type: string) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads the address after this turn.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** {@link save} for a file that the worker made. */
export const saveBytes = ({ name, bytes, mime }: { name: string; bytes: BlobPart; mime: string }) =>
  save(name, bytes, mime);
