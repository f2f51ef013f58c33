import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../domain/failure';
import { dayOf } from '../domain/history';
import { datasetIds } from '../domain/datasetIds';
import type { DatasetId, Manifest } from '../domain/manifest';
import { plural, text, type Locale, type Text } from '../domain/text';
import { packEntries } from '../pack/archive';
import type { MadePack } from '../pack/make';
import { publicEdition } from '../pack/publicEdition';
import type { PublicReport } from '../pack/publicEditionRecords';
import { onePack } from './checkPack';
import type { Terminal } from './dataCommands';
import { memoryReader, readPack, root, writeAll } from './packFiles';
import { printPairs } from './print';
import { numberOf, valueOf, wordsOf, WrongUse, type Options } from './usage';

/** How fine positions of a public edition are unless said otherwise, metres. */
const usualMetres = 50;

/** What is published, and what was changed for the public; `null` for the whole pack. */
export interface Published {
  pack: MadePack;
  report: PublicReport | null;
}

/**
 * `yingtu publish`: a folder that is the app with a pack inside, for any web server and any sub-path of it.
 * @returns exit code 0
 */
export async function runPublish(options: Options, { locale, note, say }: Terminal) {
  const named = onePack(options, 'publish');
  const to = valueOf(options, 'to');
  if (!to)
    throw new WrongUse(text('要用 --to 指定文件夹。', 'Name the folder to write to with --to.'));
  const metres = numberOf(options, 'precision', { min: 1, max: 10_000, unit: text('m', 'm') });
  if (metres !== null && options.public !== true)
    throw new WrongUse(
      text('--precision 要和 --public 一起用。', '--precision goes with --public.'),
    );
  const leaveOut = wordsOf(options, 'leave-out', datasetIds) ?? [];
  const remove = (valueOf(options, 'remove') ?? '').split(/[,，、]/u).filter((word) => word.trim());
  if (remove.length && options.public !== true)
    throw new WrongUse(text('--remove 要和 --public 一起用。', '--remove goes with --public.'));
  const app = builtApp();
  await checkFolder(to);
  const { manifest, files } = await readPack(named, note);
  const published: Published = options.public
    ? await publicOf({ manifest, files }, metres ?? usualMetres, { leaveOut, remove })
    : { pack: without({ manifest, files }, leaveOut), report: null };
  const size = await publishPack(published.pack, app, to);
  say(options.json ? publishJson(published, to, size) : publishReport(published, to, size, locale));
  return 0;
}

async function publicOf(
  pack: MadePack,
  metres: number,
  chosen: { leaveOut: readonly DatasetId[]; remove: readonly string[] },
): Promise<Published> {
  const day = dayOf(new Date().toISOString());
  const { report, ...edition } = await publicEdition(pack, {
    precision: { metres },
    day,
    ...chosen,
  });
  return { pack: edition, report };
}

function without({ manifest, files }: MadePack, leaveOut: readonly DatasetId[]): MadePack {
  const datasets: Manifest['datasets'] = { ...manifest.datasets };
  for (const id of leaveOut) delete datasets[id];
  return { manifest: { ...manifest, datasets }, files };
}

/** The built app. @throws Failure that says how it is built */
function builtApp(): string {
  const folder = join(root, 'dist');
  if (existsSync(join(folder, 'index.html'))) return folder;
  throw new Failure(
    text(
      `还没有构建好的应用（${folder}）；请先在项目里运行 npm run build。`,
      `There is no built app (${folder}); run npm run build in the project first.`,
    ),
  );
}

/** @throws WrongUse when the folder holds something that was not published before */
async function checkFolder(folder: string): Promise<void> {
  if (!existsSync(folder)) return;
  const isFolder = (await stat(folder)).isDirectory();
  const names = isFolder ? await readdir(folder) : [];
  const isOurs = names.includes('index.html') && existsSync(join(folder, 'packs', 'index.json'));
  if (isFolder && (names.length === 0 || isOurs)) return;
  throw new WrongUse(
    text(
      `“${folder}”已有别的内容；请用空的或新的文件夹。`,
      `“${folder}” holds something else; choose an empty or new folder.`,
    ),
  );
}

/**
 * Writes the app and one pack into a folder, in place of what was published there before. The pack is the only one of
 * `packs/index.json`, so that it is opened by default; its history and scenarios stay at home.
 * @param app folder of the built app; its sample packs are not taken along
 * @returns how many files the folder has, and their bytes in all
 */
export async function publishPack(
  pack: MadePack,
  app: string,
  to: string,
): Promise<{ files: number; bytes: number }> {
  const { manifest } = pack;
  const entries = await packEntries(memoryReader(pack), manifest);
  const { id, name, fullName, adcode, extent } = manifest;
  const index = [{ id, name, fullName, adcode, extent }];
  const packs = new Map([...entries].map(([file, bytes]) => [`packs/${id}/${file}`, bytes]));
  packs.set('packs/index.json', new TextEncoder().encode(`${JSON.stringify(index, null, 1)}\n`));
  try {
    await mkdir(to, { recursive: true });
    for (const old of ['assets', 'packs'])
      await rm(join(to, old), { recursive: true, force: true });
    for (const part of await readdir(app))
      if (part !== 'packs') await cp(join(app, part), join(to, part), { recursive: true });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Failure(
      text(`写不了“${to}”（${reason}）。`, `“${to}” cannot be written (${reason}).`),
      { cause },
    );
  }
  await writeAll(to, packs);
  return sizeOf(to);
}

async function sizeOf(folder: string): Promise<{ files: number; bytes: number }> {
  const size = { files: 0, bytes: 0 };
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    const inner = entry.isDirectory()
      ? await sizeOf(path)
      : { files: 1, bytes: (await stat(path)).size };
    size.files += inner.files;
    size.bytes += inner.bytes;
  }
  return size;
}

const everything = text(
  '完整数据包，含姓名和电话；只放在内部服务器上。公开用 --public。',
  'the whole pack with names and phones, for an internal server only; use --public for the public',
);

function publishReport(
  { pack: { manifest }, report }: Published,
  to: string,
  { files, bytes }: { files: number; bytes: number },
  locale: Locale,
): string {
  const isEnglish = locale === 'en';
  const label = (zh: string, en: string) => (isEnglish ? en : zh);
  const size = `${(bytes / 1e6).toFixed(1)} MB`;
  const pairs: [string, string][] = [
    [label('数据包', 'Pack'), manifest.fullName[locale]],
    [
      label('文件', 'Files'),
      isEnglish ? `${plural(files, 'file')}, ${size}` : `${files} 个，${size}`,
    ],
  ];
  if (report)
    pairs.push(
      ...publicLines(report).map(([name, line]): [string, string] => [name[locale], line[locale]]),
    );
  else pairs.push([label('内容', 'Content'), everything[locale]]);
  return `${label('已写入', 'Written to')} ${to}\n${printPairs(pairs)}`;
}

function publicLines(report: PublicReport): [Text, Text][] {
  const { meaning, emptied, texts, doubts, collapsed, renumbered, leftOut, services } = report;
  const where = texts
    .slice(0, 5)
    .map(({ dataset, record, field }) => `${dataset} ${record} ${field}`);
  const lines: [Text, Text][] = [
    [text('公开版', 'Public edition'), meaning],
    [
      text('去掉', 'Taken out'),
      text(
        `姓名、电话 ${emptied} 处，文字里 ${texts.length} 处，网络服务 ${services} 个`,
        `${emptied} names and phones, ${texts.length} in texts, ${plural(services, 'service')}`,
      ),
    ],
  ];
  const more = texts.length - where.length;
  if (texts.length)
    lines.push([
      text('请看一遍', 'Look through'),
      text(
        `${where.join('、')}${more > 0 ? `，另有 ${more} 处（--json 全部列出）` : ''}`,
        `${where.join(', ')}${more > 0 ? `, and ${more} more (--json lists all)` : ''}`,
      ),
    ]);
  lines.push(doubtLine(doubts));
  if (collapsed.length || renumbered)
    lines.push([
      text('变动', 'Changed'),
      text(
        `${collapsed.length} 个图形因取整变小或消失，${renumbered} 个编号另编`,
        `${plural(collapsed.length, 'shape')} shrank or vanished by rounding, ${plural(renumbered, 'number')} made anew`,
      ),
    ]);
  if (leftOut.length)
    lines.push([text('没有包含', 'Left out'), text(leftOut.join('、'), leftOut.join(', '))]);
  return lines;
}

/** Doubts that the report names. */
const toldDoubts = 40;

/** Words that may still name somebody: they are published unless a person takes them out. */
function doubtLine(doubts: PublicReport['doubts']): [Text, Text] {
  const where = doubts
    .slice(0, toldDoubts)
    .map(({ dataset, record, field, words }) => `“${words}” ${dataset} ${record} ${field}`);
  const more = doubts.length - where.length;
  return [
    text('可能还有姓名', 'May still be names'),
    doubts.length
      ? text(
          `${where.join('、')}${more > 0 ? `，另有 ${more} 处（--json 列出全部）` : ''}；要去掉的用 --remove 列出再发布一次`,
          `${where.join(', ')}${more > 0 ? `, and ${more} more (--json lists all)` : ''}; name those to be taken out with --remove and publish again`,
        )
      : text(
          '没有发现；没有登记的姓名未必认得出',
          'none found; a name in no field cannot always be told',
        ),
  ];
}

function publishJson(
  { pack: { manifest }, report }: Published,
  to: string,
  size: { files: number; bytes: number },
): string {
  const { id, name, asOf, synthetic } = manifest;
  const content = { to, pack: { id, name, asOf, synthetic }, ...size, public: report };
  return `${JSON.stringify(content, null, 2)}\n`;
}
