import { zipSync } from 'fflate';
import type { FeatureCollection } from 'geojson';
import { datasetTitles } from '../domain/datasets';
import { Failure } from '../domain/failure';
import type { Dataset, DatasetId, Manifest } from '../domain/manifest';
import { isPartlySample, sampleWords } from '../domain/sampleParts';
import { text, type Locale } from '../domain/text';
import type { OutTable } from '../formats/format';
import { writers } from '../formats/writers';
import { packArchive } from '../pack/archive';
import { readManifest } from '../pack/open';
import type { ReadFile } from '../pack/pack';
import { publicEdition } from '../pack/publicEdition';
import { readHistory, readScenarios, readVersions } from '../pack/store';
import type { EditQuestions, MadeFile } from './editProtocol';
import { outTable } from './outTable';
import { readerOfSource } from './source';

type Ask<Q extends keyof EditQuestions> = EditQuestions[Q]['ask'];
type Answer<Q extends keyof EditQuestions> = Promise<EditQuestions[Q]['answer']>;
/** Told of each part that is done. */
type OnPart = (done: number, total: number) => void;

const zip = 'application/zip';

/** `yingtu-大足区-示例数据-避难场所-2026-05-01`: what it is, of where, of which day, and whether it is real. */
export function fileName(
  manifest: Pick<Manifest, 'name' | 'synthetic' | 'datasets'>,
  words: readonly string[],
  locale: Locale,
): string {
  const partly = isPartlySample(manifest);
  const mark = partly ? text('部分示例数据', 'partly-sample') : text('示例数据', 'sample');
  const sample = sampleWords(manifest) ? [mark[locale]] : [];
  return ['yingtu', manifest.name[locale], ...sample, ...words]
    .join('-')
    .replace(/[\\/:*?"<>|\p{Cc}\s]+/gu, '-')
    .slice(0, 150);
}

/** What a file with some datasets is called by: a person's own registers are no samples, whatever they stand on. */
function onlyWith(manifest: Manifest, ids: readonly DatasetId[]) {
  const chosen = ids.flatMap((id) => manifest.datasets[id] ?? []);
  return {
    name: manifest.name,
    datasets: Object.fromEntries(ids.map((id) => [id, manifest.datasets[id]])),
    synthetic: isPartlySample(manifest)
      ? chosen.some(({ synthetic }) => synthetic)
      : manifest.synthetic,
  };
}

export async function packFile({
  source,
  history,
  scenarios,
}: Ask<'packFile'>): Answer<'packFile'> {
  const read = readerOfSource(source);
  const manifest = await readManifest(read);
  const own = source.kind === 'own';
  const bytes = await packArchive(read, manifest, {
    ...(own &&
      history && {
        history: await readHistory(source.id),
        versions: await readVersions(source.id),
      }),
    ...(scenarios && { scenarios: await readScenarios(manifest.id) }),
  });
  const day = manifest.asOf ? [manifest.asOf] : [];
  const name = `${fileName(manifest, ['数据包', ...day], 'zh-CN')}.zip`;
  return { name, mime: zip, bytes: new Uint8Array(bytes) };
}

export async function layersFile(
  { source, datasets, as, revealed, locale, day }: Ask<'layersFile'>,
  onpart: OnPart = () => undefined,
): Answer<'layersFile'> {
  const read = readerOfSource(source);
  const manifest = await readManifest(read);
  const tables: { id: DatasetId; table: OutTable }[] = [];
  for (const [i, id] of datasets.entries()) {
    const table = await tableOf(read, manifest, id, { as, revealed, locale, day });
    tables.push({ id, table });
    onpart(i + 1, datasets.length * 2);
  }
  const writer = writers[as];
  const title = (id: DatasetId) => datasetTitles[id][locale];
  const stem = (words: readonly string[], ids: readonly DatasetId[]) =>
    fileName(onlyWith(manifest, ids), [...words, day], locale);
  if (writer.many || tables.length === 1) {
    const words = tables.length === 1 ? [title(tables[0]!.id)] : [text('图层', 'layers')[locale]];
    const bytes = new Uint8Array(await writer.write(tables.map(({ table }) => table)));
    return { name: `${stem(words, datasets)}${writer.ending}`, mime: writer.mime, bytes };
  }
  const files: Record<string, Uint8Array> = {};
  for (const [i, { id, table }] of tables.entries()) {
    files[`${stem([title(id)], [id])}${writer.ending}`] = await writer.write([table]);
    onpart(tables.length + i + 1, tables.length * 2);
  }
  const name = `${stem([text('图层', 'layers')[locale]], datasets)}.zip`;
  return { name, mime: zip, bytes: new Uint8Array(zipSync(files)) };
}

type TableOptions = Pick<Ask<'layersFile'>, 'as' | 'revealed' | 'locale' | 'day'>;

async function tableOf(
  read: ReadFile,
  manifest: Manifest,
  id: DatasetId,
  options: TableOptions,
): Promise<OutTable> {
  const dataset = manifest.datasets[id];
  if (!dataset?.file.endsWith('.geojson')) {
    const { 'zh-CN': zh, en } = datasetTitles[id];
    throw new Failure(
      text(
        `${zh}不是矢量图层，不能这样导出；请导出整个数据包。`,
        `${en} is no layer of features and cannot be saved like this; save the whole pack.`,
      ),
    );
  }
  const bytes = new Uint8Array(await read(dataset.file));
  const { features } = JSON.parse(new TextDecoder().decode(bytes)) as FeatureCollection;
  return {
    name: datasetTitles[id][options.locale],
    ...outTable(id, features, options),
    provenance: provenanceOf(manifest, id, dataset, options),
  };
}

/** What travels with the data, a line each. */
function provenanceOf(
  manifest: Manifest,
  id: DatasetId,
  { source, licence, asOf, synthetic, schematic, note, sha256 }: Dataset,
  { revealed, locale, day }: TableOptions,
): string {
  const lines = [
    text(
      `${manifest.fullName['zh-CN']} · ${datasetTitles[id]['zh-CN']}`,
      `${manifest.fullName.en} · ${datasetTitles[id].en}`,
    ),
    ...(synthetic
      ? [
          text(
            '示例数据：标有“示例数据”的记录由程序生成，不代表真实情况。',
            'Sample data: records marked so are generated and are not the real situation.',
          ),
        ]
      : []),
    ...(schematic
      ? [
          text(
            '示意：形状或位置不是测绘成果，不作权属依据。',
            'Schematic: shapes or positions are no survey and no legal boundary.',
          ),
        ]
      : []),
    text(
      `来源：${source['zh-CN']}；许可：${licence}；数据日期：${asOf ?? '未知'}。`,
      `Source: ${source.en}; licence: ${licence}; data as of: ${asOf ?? 'unknown'}.`,
    ),
    ...(note ? [note] : []),
    text(
      `坐标：CGCS2000 / WGS 84 经纬度。应图 ${day} 导出；${revealed ? '含姓名和电话，注意保管' : '姓名和电话已遮盖'}。源文件 SHA-256 ${sha256}。`,
      `Coordinates: CGCS2000 / WGS 84 degrees. Saved by Yingtu on ${day}; ${revealed ? 'names and phones in full, handle with care' : 'names and phones masked'}. SHA-256 of the source ${sha256}.`,
    ),
  ];
  return lines.map((line) => line[locale]).join('\n');
}

export async function publicFile({
  source,
  decimals,
  leaveOut,
  remove,
  day,
}: Ask<'publicFile'>): Answer<'publicFile'> {
  const read = readerOfSource(source);
  const manifest = await readManifest(read);
  const files = new Map<string, Uint8Array>();
  for (const { file } of Object.values(manifest.datasets))
    files.set(file, new Uint8Array(await read(file)));
  const edition = await publicEdition(
    { manifest, files },
    { precision: { decimals }, day, leaveOut, remove },
  );
  const { report, manifest: shown } = edition;
  const bytes = await packArchive(
    (file) => Promise.resolve(new Uint8Array(edition.files.get(file)!).buffer),
    shown,
  );
  const name = `${fileName(shown, [day], 'zh-CN')}.zip`;
  const file: MadeFile = { name, mime: zip, bytes: new Uint8Array(bytes) };
  const left = (Object.entries(shown.datasets) as [DatasetId, Dataset][]).map(
    ([dataset, { count }]) => ({ dataset, count }),
  );
  return { file, report, left };
}
