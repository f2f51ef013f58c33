/**
 * Whether a file is XML with a root of this name, or bears the name as its ending and begins as XML does: a table that
 * was called `.kml` by mistake is read as what it is.
 * @param head the first bytes, in any encoding that writes ASCII as such, or UTF-16
 */
export function isXmlOf(root: string, head: Uint8Array, name: string): boolean {
  const words = String.fromCharCode(...head.subarray(0, 4096)).replaceAll('\0', '');
  if (new RegExp(`<(?:\\w+:)?${root}[\\s/>]`, 'u').test(words)) return true;
  return name.endsWith(`.${root}`) && /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*</u.test(words);
}
