import { reasonOf } from '../domain/failure';
import type { Text } from '../domain/text';
import type { PackSource } from '../worker/protocol';

/** A pack that can be opened. */
export interface Listed {
  id: string;
  name: Text;
  fullName: Text;
  adcode: string | null;
  own: boolean;
}

/** Where the sample packs lie beside the page. */
const folderOf = (id: string) => `${siteOf()}packs/${id}`;

/** The folder of the page, whatever sub-path it is served from. */
const siteOf = () => document.baseURI.replace(/[#?].*$/, '').replace(/[^/]*$/, '');

/** The packs at hand: the samples that the site ships, and the person's own in the browser. */
export class Packs {
  samples = $state.raw<Listed[]>([]);
  own = $state.raw<Listed[]>([]);
  failure = $state.raw<Text | null>(null);
  all = $derived([...this.own, ...this.samples]);

  async load() {
    // The storage of the browser loads apart: the first map does not wait for it.
    const ownPacks = import('../pack/store').then(({ listPacks }) => listPacks());
    const [samples, own] = await Promise.allSettled([this.#samples(), ownPacks]);
    if (samples.status === 'fulfilled') this.samples = samples.value;
    else this.failure = reasonOf(samples.reason);
    if (own.status === 'fulfilled')
      this.own = own.value.map(({ id, name, fullName, adcode }) => ({
        id,
        name,
        fullName,
        adcode,
        own: true,
      }));
    else this.failure = reasonOf(own.reason);
  }

  find = (id: string): Listed | undefined => this.all.find((pack) => pack.id === id);

  source = ({ id, own }: Listed): PackSource =>
    own ? { kind: 'own', id } : { kind: 'folder', url: folderOf(id) };

  async #samples(): Promise<Listed[]> {
    const response = await fetch(`${siteOf()}packs/index.json`);
    if (!response.ok) throw new Error(`packs/index.json: ${response.status}`);
    const list = (await response.json()) as Omit<Listed, 'own'>[];
    return list.map((pack) => ({ ...pack, own: false }));
  }
}
