/**
 * Puts words on the clipboard. The browser's clipboard is missing on a page served over plain http; there the words are
 * copied out of a field that nobody sees, as pages did before.
 * @throws Error when the browser refuses both
 */
export async function copyText(words: string): Promise<void> {
  // The type says that it is always there.
  const clipboard = navigator.clipboard as Clipboard | undefined;
  if (clipboard) return clipboard.writeText(words);
  const focused = document.activeElement;
  const field = document.createElement('textarea');
  field.value = words;
  // Out of sight, and not scrolled to.
  field.style.cssText = 'position:fixed;top:0;opacity:0';
  document.body.append(field);
  field.select();
  // Deprecated, but nothing else copies on a page without https.
  const copied = document.execCommand('copy');
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
  if (!copied) throw new Error('The browser refused to copy.');
}
