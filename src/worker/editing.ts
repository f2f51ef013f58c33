import type { Feature } from 'geojson';
import type { Field } from '../domain/field';
import { newId } from '../domain/newId';
import { registers, type RegisterId } from '../domain/registers';
import { text, type Text } from '../domain/text';
import { checkRecords } from '../pack/checks';
import { groundOfPack, type Ground } from '../pack/ground';
import { districtNamesOf } from '../pack/districtNames';
import { applyStep, revertStep } from '../pack/history';
import { differenceOf, pointOf } from '../pack/historyDifference';
import { idOf, keyOf, recordsOf, type Entry as Stored } from '../pack/historyRecords';
import type { TrailedPack } from '../pack/historyStep';
import { openPack, readManifest } from '../pack/open';
import { newPackId } from '../pack/packId';
import { readerOf, readScenarios, savePack } from '../pack/store';
import type { EditQuestions } from './editProtocol';
import { trailedPack } from './importKeep';
import { alone } from './packLock';
import type { PackSource } from './protocol';
import { refusalsOf } from './refusals';
import { readerOfSource } from './source';

type Ask<Q extends keyof EditQuestions> = EditQuestions[Q]['ask'];
type Answer<Q extends keyof EditQuestions> = Promise<EditQuestions[Q]['answer']>;

async function registerOf(pack: string, register: RegisterId): Promise<Stored[]> {
  const read = readerOf(pack);
  const file = (await readManifest(read)).datasets[register]?.file;
  const bytes = file === undefined ? undefined : new Uint8Array(await read(file));
  return recordsOf(bytes).features as Stored[];
}

export const record = async ({ pack, register, id }: Ask<'record'>): Answer<'record'> =>
  (await registerOf(pack, register)).find((each) => idOf(register, each) === id) ?? null;

/** The number after the last one of the register's own kind: `DZ-012` is followed by `DZ-013`. */
export async function freeId({ pack, register }: Ask<'freeId'>): Answer<'freeId'> {
  return nextId((await registerOf(pack, register)).map((each) => idOf(register, each)));
}

/** A number that is not among those that are taken, written as the last of them. */
export function nextId(taken: readonly string[]): string {
  const [, beginning = '', digits = '0'] = /^(.*?)(\d{1,9})$/u.exec(taken.at(-1) ?? '') ?? [];
  const used = new Set(taken);
  for (let number = Number(digits) + 1; ; number++) {
    const id = beginning + String(number).padStart(digits.length, '0');
    if (!used.has(id)) return id;
  }
}

/** What edited records are judged by, read once for each pack; the ground does not change with a record. */
const grounds = new Map<string, Promise<Ground>>();

function groundOf(pack: string): Promise<Ground> {
  let ground = grounds.get(pack);
  if (!ground) grounds.set(pack, (ground = openPack(readerOf(pack)).then(groundOfPack)));
  return ground;
}

export async function examine({
  pack,
  register,
  before,
  after,
  today,
}: Ask<'examine'>): Answer<'examine'> {
  const wrong = refusalsOf(register, after, before);
  const others = (await registerOf(pack, register)).filter(
    (each) => !before || idOf(register, each) !== idOf(register, before),
  );
  const id = idOf(register, after);
  if (!before && others.some((each) => idOf(register, each) === id))
    wrong.push({
      field: keyOf(register),
      reason: text(
        `编号“${id}”已有记录，请换一个`,
        `There is a record “${id}” already; choose another number`,
      ),
    });
  // The checks expect records as their schema has them.
  if (wrong.length) return { wrong, findings: [] };
  const { context } = await groundOf(pack);
  const near = others.filter((each) => mayBeSame(each, after));
  const findings = checkRecords(register, [after, ...near], { ...context, today });
  return { wrong, findings: findings.filter(({ index }) => index === 0) };
}

/** Records further away than this, degrees, are no duplicates unless they have the same name. */
const nearDegrees = 0.02;

/** Whether two records could be one; the checks tell. */
function mayBeSame(one: Stored, other: Stored): boolean {
  if (one.properties.name === other.properties.name) return true;
  const [x, y] = pointOf(one);
  const [east, north] = pointOf(other);
  return Math.abs(x - east) < nearDegrees && Math.abs(y - north) < nearDegrees;
}

const newStepId = () => newId(16);

const keep = ({ manifest, files, history, versions }: TrailedPack) =>
  savePack({ manifest, files }, history, { versions, goesOn: true });

export async function amend({ pack, register, before, after, at }: Ask<'amend'>): Answer<'amend'> {
  const id = idOf(register, (after ?? before) as Feature);
  const step = newStepId();
  const title = titleOf(register, before, after);
  await alone(pack, async () => {
    const next = await applyStep(await trailedPack(pack), {
      id: step,
      at,
      kind: 'edit',
      title,
      source: null,
      changes: [{ dataset: register, id, before, after }],
    });
    await keep(next);
  });
  grounds.delete(pack);
  return { step, title };
}

/** What an edit is called: what was done to which record, and which fields. */
export function titleOf(register: RegisterId, before: Stored | null, after: Stored | null): Text {
  const given = (after ?? before)?.properties.name;
  const name = typeof given === 'string' ? given : '';
  if (!before) return text(`新增：${name}`, `Added: ${name}`);
  if (!after) return text(`删除：${name}`, `Deleted: ${name}`);
  const { movedMetres, reshaped, fields } = differenceOf(before, after);
  const known: Readonly<Record<string, Field>> = registers[register].fields;
  // What is no longer assumed follows from the fields that were changed.
  const changed = fields.filter(({ field }) => field !== 'assumed');
  const labels = changed.map(({ field }) => known[field]?.label ?? text(field, field));
  if (reshaped) labels.unshift(text('边界', 'outline'));
  else if (movedMetres !== null) labels.unshift(text('位置', 'position'));
  const shown = labels.slice(0, 4);
  const more = labels.length - shown.length;
  const zh =
    shown.map((label) => label['zh-CN']).join('、') + (more ? `等 ${labels.length} 项` : '');
  const en =
    shown.map((label) => label.en.toLowerCase()).join(', ') + (more ? ` and ${more} more` : '');
  return text(`修改：${name}（${zh}）`, `Edited: ${name} (${en})`);
}

export async function stepBack({ pack, step, at }: Ask<'stepBack'>): Answer<'stepBack'> {
  const id = newStepId();
  const next = await alone(pack, async () => {
    const reverted = await revertStep(await trailedPack(pack), step, { id, at });
    await keep(reverted);
    return reverted;
  });
  grounds.delete(pack);
  return { step: id, title: next.history.steps.at(-1)!.title };
}

/** A copy has the data, the marks of sample data, the services and the scenarios; its history begins anew. */
export async function copyPack({ source }: Ask<'copyPack'>): Answer<'copyPack'> {
  const { manifest, files } = await wholePack(source);
  const id = newPackId();
  const scenarios = (await readScenarios(manifest.id)).map((each) => ({ ...each, pack: id }));
  const copied = ({ 'zh-CN': zh, en }: Text) => text(`${zh}（副本）`, `${en} (copy)`);
  const [name, fullName] = [copied(manifest.name), copied(manifest.fullName)];
  const copy = { ...manifest, id, name, fullName, districtNames: districtNamesOf(manifest) };
  await savePack({ manifest: copy, files }, { format: 1, steps: [] }, { scenarios });
  return id;
}

/** Every file of a pack, wherever it lies. */
async function wholePack(source: PackSource) {
  const read = readerOfSource(source);
  const manifest = await readManifest(read);
  const files = new Map<string, Uint8Array>();
  for (const { file } of Object.values(manifest.datasets))
    files.set(file, new Uint8Array(await read(file)));
  return { manifest, files };
}
