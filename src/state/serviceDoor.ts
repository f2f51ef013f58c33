/** Where the device keeps services; the page's first script reads the origins from it for the security policy. */
export const servicesKey = 'yingtu.services';

/** Whether a service was ever added on this device; until then nothing of services is loaded. */
export function anyServices(): boolean {
  try {
    return localStorage.getItem(servicesKey) !== null;
  } catch {
    // Blocked storage keeps none.
    return false;
  }
}
