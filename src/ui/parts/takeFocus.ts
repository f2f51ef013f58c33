import { tick } from 'svelte';

/**
 * Takes the keyboard when what had it has gone from the page: the next Tab would begin at the top otherwise. Somebody who
 * is elsewhere by then is left there.
 */
export function takeFocus(element: HTMLElement) {
  void tick().then(() => {
    const { activeElement } = document;
    if (!activeElement || activeElement === document.body) element.focus();
  });
}
