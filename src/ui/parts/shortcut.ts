import type { View } from '../../state/view.svelte';

/** The keys that work anywhere on the page but where something is typed; a dialog has its own. */
export function shortcut(event: KeyboardEvent, view: View) {
  const { target, key } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || view.dialog) return;
  if (target instanceof Element && target.closest('input, textarea, select, dialog')) return;
  if (key === '[') view.catalogueOpen = !view.catalogueOpen;
  else if (key === ']') view.resultOpen = !view.resultOpen;
  else if (key === 't' || key === 'T') view.tableOpen = !view.tableOpen;
  else if (key === '?') view.dialog = 'help';
  else if (key === 'Escape' && view.asking) view.asking = false;
  else if (key === 'Escape' && view.selection) view.select(null);
}
