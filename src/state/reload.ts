import type { App } from './app.svelte';

/**
 * Loads the page anew, for the policy of the page to let a host through. First what a person did is kept: the scenarios
 * and the form that is not finished; the rest of the screen stands in the address.
 */
export async function reloadPage({ whatIf, editing }: App): Promise<void> {
  await whatIf.scenarios.saved();
  const { form = null, pack = null } = editing ?? {};
  if (editing && form && pack !== null) await editing.unfinished.keep(pack, form);
  location.reload();
}
