import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { Manifest, type Dataset, type DatasetId } from '../src/domain/manifest';
import { registerIds, registers } from '../src/domain/registers';
import { oldestDay } from '../src/pack/dates';
import { dazu } from './dazu/plan';
import { makeDistrict, type District, type Made } from './district';
import { hongqiao } from './hongqiao/plan';
import { jiangbei } from './jiangbei/plan';
import type { Plan } from './plan';
import { sourcesOf, type SampleDatasetId } from './sources';
import { wangcang } from './wangcang/plan';

/** The districts with a sample pack; the first opens by default. */
export const plans: readonly Plan[] = [dazu, jiangbei, hongqiao, wangcang];

/** A pack's files by name; `pack.json` is among them. */
export type Files = Record<string, Uint8Array>;

/**
 * Makes one district's pack: manifest and datasets, checked by the app's own schemas.
 * @throws Error when the outline, the towns, the residents or a record is not as the plan and the schemas say
 */
export function makePack(plan: Plan): { manifest: Manifest; files: Files } {
  const district = makeDistrict(plan);
  checkRecords(plan, district);
  const manifest = v.parse(Manifest, manifestOf(plan, district));
  const files: Files = { 'pack.json': json(manifest) };
  for (const { file, bytes } of Object.values(district.datasets)) files[file] = bytes;
  return { manifest, files };
}

/**
 * Builds the sample packs into a folder: one folder a district, and `index.json`, a list of
 * `{ id, name, fullName, adcode, residents, extent }` in the order in which they are offered.
 * @param log told of each pack as it is done
 */
export async function buildPacks(
  outDir: string,
  log: (line: string) => void = () => undefined,
): Promise<void> {
  const index = [];
  for (const plan of plans) {
    const { manifest, files } = makePack(plan);
    const folder = join(outDir, plan.id);
    await mkdir(folder, { recursive: true });
    for (const [file, bytes] of Object.entries(files)) await writeFile(join(folder, file), bytes);
    const { id, name, fullName, adcode, extent } = manifest;
    index.push({ id, name, fullName, adcode, residents: plan.residents, extent });
    const size = Object.values(files).reduce((sum, { length }) => sum + length, 0);
    log(`${plan.id}: ${Object.keys(files).length} files, ${(size / 1e6).toFixed(1)} MB`);
  }
  await writeFile(join(outDir, 'index.json'), json(index));
}

const json = (value: unknown) => new TextEncoder().encode(`${JSON.stringify(value, null, 1)}\n`);

function manifestOf(plan: Plan, { extent, seats, datasets }: District): Manifest {
  const sources = sourcesOf(plan, seats);
  const entries = (Object.entries(datasets) as [SampleDatasetId, Made][]).map(
    ([id, { file, count, bytes }]): [DatasetId, Dataset] => [
      id,
      { file, count, ...sources[id], sha256: createHash('sha256').update(bytes).digest('hex') },
    ],
  );
  return {
    format: 1,
    id: plan.id,
    name: plan.name,
    fullName: plan.fullName,
    adcode: plan.adcode,
    extent,
    asOf: oldestDay(entries.map(([, { asOf }]) => asOf)),
    seat: plan.seat,
    synthetic: true,
    mapReviewNumber: null,
    plan: plan.title,
    targets: plan.targets,
    townsWithoutPosition: seats.flatMap(({ code, name, at }) => (at ? [] : [{ code, name }])),
    assign: 'area',
    services: [],
    datasets: Object.fromEntries(entries),
  };
}

function checkRecords(plan: Plan, { datasets }: District): void {
  for (const id of registerIds) {
    const made = datasets[id];
    if (!made) continue;
    const { features } = JSON.parse(new TextDecoder().decode(made.bytes)) as {
      features: { properties: unknown }[];
    };
    features.forEach(({ properties }, i) => {
      const { success, issues } = v.safeParse(registers[id].schema, properties);
      if (!success)
        throw new Error(
          `${plan.id}/${made.file}, feature ${i + 1}: ${issues[0].message} at ${v.getDotPath(issues[0])}.`,
        );
    });
  }
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const started = performance.now();
  await buildPacks(fileURLToPath(new URL('../static/packs', import.meta.url)), (line) =>
    process.stdout.write(`${line}\n`),
  );
  process.stdout.write(`${((performance.now() - started) / 1000).toFixed(1)} s\n`);
}
