import { Failure } from '../domain/failure';
import { text, type Text } from '../domain/text';
import type { NamedFile, Opened, ReadProgress, TableRef } from './format';
import { shown } from './sheet';
import { checkArchive, unzip } from './unzip';
import { isLitter, isPack } from './zip';

/** A file of the archive that was opened. */
interface Inner {
  path: string;
  opened: Opened;
}

/** Names that are listed in a sentence. */
const fewNames = 5;

/**
 * The tables of all files of an archive that can be read. Files of one Shapefile are taken together if they lie in the
 * same folder. Archives in the archive are not opened.
 * @throws Failure when the archive is refused, see `checkArchive`, is a pack, or holds nothing that can be read
 */
export async function openZip(bytes: Uint8Array, progress?: ReadProgress): Promise<Opened> {
  // At run time, since the registry of formats holds this one.
  const { groupFiles, openFile } = await import('./index');
  const { checkUnpacked, isReadable } = await import('./unpacked');
  const entries = checkArchive(bytes);
  const names = entries.map(({ name }) => name);
  if (isPack(names)) {
    throw new Failure(
      text(
        '这个压缩包是数据包（里面有 pack.json）；请用“打开数据包”打开。',
        'This archive is a pack (it holds pack.json); open it as a pack.',
      ),
    );
  }
  checkUnpacked(entries.reduce((sum, { name, size }) => sum + (isReadable(name) ? size : 0), 0));
  const files: NamedFile[] = [...unzip(bytes, isReadable, progress)].map(([name, content]) => ({
    name,
    bytes: content,
  }));
  const inner: Inner[] = [];
  const failures: { path: string; reason: Text }[] = [];
  for (const group of groupFiles(files)) {
    const path = group[0]!.name;
    try {
      inner.push({ path, opened: await openFile(group, progress) });
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      failures.push({ path, reason: error.text });
    }
  }
  if (!inner.length) throw nothing(names, failures);
  const unread = names.filter((name) => !isLitter(name) && !isReadable(name));
  return join(inner, [...failures.map(failureNote), ...unreadNote(unread)]);
}

function nothing(
  names: readonly string[],
  [first]: readonly { path: string; reason: Text }[],
): Failure {
  if (first) return inArchive(first.path, first.reason);
  const list = names.filter((name) => !isLitter(name));
  const packed = list.find((name) => /\.(?:zip|rar|7z|gz|tgz|tar)$/iu.test(name));
  if (packed !== undefined)
    return new Failure(
      text(
        `压缩包里的“${shown(packed)}”还是压缩包，里面的不再解开；请先把它解压出来再选。`,
        `“${shown(packed)}” in the archive is an archive again, which is not opened; unpack it first and choose what it holds.`,
      ),
    );
  const { zh, en } = listed(list);
  return new Failure(
    list.length
      ? text(
          `压缩包里没有能读的文件，只有 ${zh}；Shapefile 要有 .shp。`,
          `The archive holds no file that can be read, only ${en}; a Shapefile needs its .shp.`,
        )
      : text('压缩包是空的，请另选一个。', 'The archive is empty; choose another one.'),
  );
}

const inArchive = (path: string, reason: Text): Failure =>
  new Failure(
    text(
      `压缩包里的“${shown(path)}”：${reason['zh-CN']}`,
      `“${shown(path)}” in the archive: ${reason.en}`,
    ),
  );

function listed(names: readonly string[]): { zh: string; en: string } {
  const few = names.slice(0, fewNames).map(shown);
  const more = names.length - few.length;
  return {
    zh: few.join('、') + (more ? ` 等 ${names.length} 个` : ''),
    en: few.join(', ') + (more ? ` and ${more} more` : ''),
  };
}

const failureNote = ({ path, reason }: { path: string; reason: Text }): Text =>
  text(
    `压缩包里的“${shown(path)}”没有读入：${reason['zh-CN']}`,
    `“${shown(path)}” in the archive was not read: ${reason.en}`,
  );

function unreadNote(names: readonly string[]): Text[] {
  if (!names.length) return [];
  const { zh, en } = listed(names);
  return [text(`压缩包里没有读的文件：${zh}`, `files in the archive that were not read: ${en}`)];
}

/** Separates path and table in the id of a table; a path holds no line break that a person typed. */
const separator = '\n';

function join(inner: readonly Inner[], notes: readonly Text[]): Opened {
  const tables: TableRef[] = inner.flatMap(({ path, opened }) =>
    opened.tables.map(({ id, title, rows }) => ({
      id: `${path}${separator}${id}`,
      title: title ? `${path} · ${title}` : path,
      rows,
    })),
  );
  return {
    format: inner.length === 1 ? inner[0]!.opened.format : 'zip',
    tables,
    read: async (table, options) => {
      const found = inner.find(({ path }) => table.startsWith(`${path}${separator}`));
      if (!found) {
        throw new Failure(
          text(`压缩包里没有“${shown(table)}”。`, `The archive holds no “${shown(table)}”.`),
        );
      }
      const { path, opened } = found;
      try {
        const sheet = await opened.read(table.slice(path.length + separator.length), options);
        return { ...sheet, notes: [...notes, ...sheet.notes] };
      } catch (error) {
        throw error instanceof Failure ? inArchive(path, error.text) : error;
      }
    },
  };
}
