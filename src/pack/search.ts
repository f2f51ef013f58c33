import { registerIds, type RegisterId } from '../domain/registers';
import type { Pack } from './pack';

/** One record that a search found. */
export interface Found {
  register: RegisterId;
  id: string;
  name: string;
  /** Town or address, to tell records of one name apart. */
  place: string | null;
}

interface Indexed extends Found {
  /** The name in lower case, its full pinyin and its initials, without spaces. */
  keys: string[];
}

const most = 12;

/** How well a key answers a query: whole, from the start, or inside; 0 for not at all. */
const score = (key: string, query: string) =>
  key === query ? 4 : key.startsWith(query) ? 3 : key.includes(query) ? 2 : 0;

/**
 * Search over the names of a pack's records: Chinese or Latin text, full pinyin (longgang), or initials (lgjd).
 * Pinyin comes from a library of some weight, so it is loaded with the first search.
 */
export async function searchIndex(pack: Pack): Promise<(query: string) => Promise<Found[]>> {
  const { pinyin } = await import('pinyin-pro');
  const keysOf = (name: string) => {
    const options = { toneType: 'none', type: 'array', nonZh: 'consecutive' } as const;
    return [
      name,
      pinyin(name, options).join(''),
      pinyin(name, { ...options, pattern: 'first' }).join(''),
    ].map((key) => key.toLowerCase().replace(/\s+/g, ''));
  };
  const index: Indexed[] = registerIds.flatMap((register) =>
    pack[register].features.map(({ properties }) => {
      const record = properties as {
        id?: string;
        code?: string;
        name: string;
        town?: string | null;
      };
      return {
        register,
        id: String(record.id ?? record.code),
        name: record.name,
        place: record.town ?? null,
        keys: keysOf(record.name),
      };
    }),
  );
  const rank = (register: RegisterId) => (register === 'towns' ? 1 : 0);
  return (query) => {
    const wanted = query.toLowerCase().replace(/\s+/g, '');
    if (!wanted) return Promise.resolve([]);
    const hits = index
      .map((entry) => ({
        entry,
        points: Math.max(...entry.keys.map((key) => score(key, wanted))) * 2 + rank(entry.register),
      }))
      .filter(({ points }) => points >= 2)
      .sort((a, b) => b.points - a.points || a.entry.name.length - b.entry.name.length)
      .slice(0, most);
    return Promise.resolve(
      hits.map(({ entry: { register, id, name, place } }) => ({ register, id, name, place })),
    );
  };
}
