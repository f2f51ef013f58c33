import * as v from 'valibot';
import { Service, originOf } from '../domain/service';
import { servicesKey } from './serviceDoor';

/** Keys lie apart from everything that is ever handed on. */
const keysKey = 'yingtu.keys';
const draftKey = 'yingtu.service-draft';

/** What this device keeps: the origins that the page's policy lets through, and the services of packs that it cannot write to. */
const Kept = v.object({
  origins: v.fallback(v.array(v.string()), []),
  packs: v.fallback(v.record(v.string(), v.array(Service)), {}),
});
type Kept = v.InferOutput<typeof Kept>;

const Keys = v.fallback(v.record(v.string(), v.string()), {});

function read(storage: Storage, key: string): unknown {
  try {
    return JSON.parse(storage.getItem(key) ?? '{}');
  } catch {
    // Damaged or blocked storage holds nothing.
    return {};
  }
}

function kept(): Kept {
  const parsed = v.safeParse(Kept, read(localStorage, servicesKey));
  return parsed.success ? parsed.output : { origins: [], packs: {} };
}

const keep = (value: Kept) => localStorage.setItem(servicesKey, JSON.stringify(value));

/** The origins that a person let through on this device. */
export const origins = (): string[] => kept().origins;

/** Lets the page ask an origin from its next load on; the page's first script reads the list. */
export function allowOrigin(origin: string): void {
  const { origins, packs } = kept();
  if (!origins.includes(origin)) keep({ origins: [...origins, origin], packs });
}

/** Shuts an origin from the next load on, and forgets its keys. */
export function forgetOrigin(origin: string): void {
  const { origins, packs } = kept();
  keep({ origins: origins.filter((each) => each !== origin), packs });
  const keys = v.parse(Keys, read(localStorage, keysKey));
  const others = Object.entries(keys).filter(([name]) => !name.startsWith(`${origin} `));
  localStorage.setItem(keysKey, JSON.stringify(Object.fromEntries(others)));
}

/** Services of a sample pack; `null` when none were ever kept. */
export const servicesOf = (pack: string): Service[] | null => kept().packs[pack] ?? null;

export function keepServices(pack: string, services: readonly Service[]): void {
  const { origins, packs } = kept();
  keep({ origins, packs: { ...packs, [pack]: [...services] } });
}

/** The person's key for a service; it belongs to the origin, so that no other host can be sent it. */
export function keyFor(service: Pick<Service, 'url' | 'keyName'>): string | null {
  if (!service.keyName) return null;
  const keys = v.parse(Keys, read(localStorage, keysKey));
  return keys[`${originOf(service)} ${service.keyName}`] ?? null;
}

export function keepKey(service: Pick<Service, 'url' | 'keyName'>, key: string): void {
  const keys = v.parse(Keys, read(localStorage, keysKey));
  const name = `${originOf(service)} ${service.keyName ?? ''}`;
  localStorage.setItem(keysKey, JSON.stringify({ ...keys, [name]: key }));
}

/** A service that is being added while the page reloads to let its host through; without key. */
const Draft = v.object({
  kind: Service.entries.kind,
  url: v.string(),
  keyName: v.nullable(v.string()),
});
export type Draft = v.InferOutput<typeof Draft>;

export function keepDraft(draft: Draft): void {
  sessionStorage.setItem(draftKey, JSON.stringify(draft));
}

/** The draft of before the reload; it is given once. */
export function takeDraft(): Draft | null {
  const parsed = v.safeParse(Draft, read(sessionStorage, draftKey));
  if (!parsed.success) return null;
  sessionStorage.removeItem(draftKey);
  return parsed.output;
}

/** Whether there is a draft to go on with. */
export const hasDraft = (): boolean => v.is(Draft, read(sessionStorage, draftKey));
