import { Failure } from '../domain/failure';
import { newId } from '../domain/newId';
import { plural, text } from '../domain/text';
import type { ReadProgress } from '../formats/format';
import { keptGrid } from '../pack/keepGrid';
import { emptyPack, keepParts, type KeptGrid, type KeptPart } from '../pack/keepImport';
import type { TrailedPack } from '../pack/historyStep';
import { readManifest } from '../pack/open';
import { packOnGround } from '../pack/packOnGround';
import type { ReadFile } from '../pack/pack';
import { isOwnPack } from '../pack/packId';
import { listPacks, readerOf, readHistory, readVersions, savePack } from '../pack/store';
import { keptPart } from '../pack/importSource';
import { undecided } from '../pack/treat';
import { gridOf, packOf, tableOf } from './importFiles';
import type { ImportGrid, ImportPart, ImportQuestions } from './importProtocol';
import type { PackSource } from './protocol';
import { treated } from './importTreated';
import { readerOfSource } from './source';

const heldPart = async (
  part: ImportPart,
  against: PackSource | null,
  today: string,
  beside: readonly ImportPart[],
  progress?: ReadProgress,
): Promise<KeptPart> => {
  const { name, sha256, sheet } = tableOf(part.file);
  const result = await treated(part, against, today, progress, beside);
  if (!result.isSettled)
    throw new Failure(
      text(
        `“${name}”的坐标系还没有确认，没有导入；请先确认。`,
        `The coordinate system of “${name}” is not confirmed, so nothing was imported; confirm it first.`,
      ),
    );
  const open = undecided(result);
  if (open.length) throw notDecided(name, open.length);
  const { target, mapping, entering, asOf } = part;
  return keptPart({ file: name, sha256, sheet, asOf }, target, mapping, result, entering);
};

const notDecided = (name: string, errors: number) =>
  new Failure(
    text(
      `“${name}”还有 ${errors} 处错误没有处理，没有导入；请先修正、不导入或保留。`,
      `${plural(errors, 'error')} of “${name}” ${errors === 1 ? 'is' : 'are'} not decided about, so nothing was imported; mend them, leave them out or keep them first.`,
    ),
  );

const heldGrid = ({ file, ...decided }: ImportGrid): Promise<KeptGrid> => {
  const { name, sha256, bytes } = gridOf(file);
  return keptGrid({ ...decided, file: name, sha256, bytes });
};

const basePack = async (id: string, name: string, base: PackSource | null): Promise<TrailedPack> =>
  base ? packOnGround(id, name, readerOfSource(base)) : emptyPack(id, name);

/** An own pack with its history, to be changed. */
export async function trailedPack(id: string): Promise<TrailedPack> {
  // The history first: a step that another window makes while files are read then shows when the pack is kept.
  const history = await readHistory(id);
  const read: ReadFile = readerOf(id);
  const manifest = await readManifest(read);
  const files = new Map<string, Uint8Array>();
  for (const { file } of Object.values(manifest.datasets))
    files.set(file, new Uint8Array(await read(file)));
  return { manifest, files, history, versions: await readVersions(id) };
}

/** The state of a pack, see `lastStepOf`. */
export const stateOf = ({ history }: TrailedPack): string | null =>
  history.steps.at(-1)?.id ?? null;

/**
 * Nothing is overwritten without being shown: what was compared is what the pack holds now.
 * @throws Failure when another window has changed it since
 */
function checkSeen(before: TrailedPack, parts: readonly (ImportPart | ImportGrid)[]): void {
  const state = stateOf(before);
  if (parts.some((part) => 'seen' in part && part.seen !== state))
    throw new Failure(
      text(
        '另一个窗口刚改过这个数据包，比较已不是最新，没有导入；请看过新的比较再导入。',
        'Another window has just changed this pack, so the comparison is out of date and nothing was imported; look at the new one, then import.',
      ),
    );
}

const newStepId = () => newId(16);

/** Makes the pack, or puts the files into one that is there, and keeps it in the browser with its history. */
export async function keep(
  { name, parts, assign, into, id, base, against, at, today }: ImportQuestions['keep']['ask'],
  progress?: ReadProgress,
): Promise<string> {
  const kept: (KeptPart | KeptGrid)[] = [];
  const beside: ImportPart[] = [];
  for (const part of parts) {
    if ('meaning' in part) {
      kept.push(await heldGrid(part));
      continue;
    }
    kept.push(await heldPart(part, against, today, beside, progress));
    beside.push(part);
  }
  const before = into ? await trailedPack(into) : await basePack(id, name, base);
  checkSeen(before, parts);
  const { manifest, files, history, versions } = await keepParts(before, kept, {
    at,
    assign,
    newId: newStepId,
    progress,
  });
  await savePack({ manifest, files }, history, { versions, progress, goesOn: into !== null });
  return manifest.id;
}

/** Keeps a pack that came as an archive: under its own id where that is free and an own one, else under a new one. */
export async function keepPack(
  { file, id: otherwise }: ImportQuestions['keepPack']['ask'],
  progress?: ReadProgress,
): Promise<string> {
  const { manifest, files, history, versions, scenarios } = packOf(file);
  const taken = (await listPacks()).some(({ id }) => id === manifest.id);
  const id = isOwnPack(manifest.id) && !taken ? manifest.id : otherwise;
  await savePack({ manifest: { ...manifest, id }, files }, history ?? { format: 1, steps: [] }, {
    versions,
    scenarios: scenarios.map((each) => ({ ...each, pack: id })),
    progress,
  });
  return id;
}
