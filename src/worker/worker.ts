import { analyses, type AnalysisId, type SummaryOf } from '../analysis';
import type { Analysis, Answer, CellImage, Progress } from '../analysis/define';
import { residentClasses } from '../analysis/images';
import solverFile from 'highs/runtime?url';
import type * as v from 'valibot';
import { readParams } from '../analysis/params';
import { leftOutNotes, scenarioNote } from '../analysis/provenance';
import { useSolverFile } from '../analysis/solver';
import { reasonOf } from '../domain/failure';
import type { TerrainGrid } from '../domain/grid';
import type { Manifest } from '../domain/manifest';
import { registerIds, type RegisterId } from '../domain/registers';
import { isPartlySample, sampleWords } from '../domain/sampleParts';
import { text } from '../domain/text';
import { readTerrain } from '../formats/geotiff';
import { openPack } from '../pack/open';
import type { Pack, ReadFile } from '../pack/pack';
import { totalResidents } from '../pack/residents';
import { searchIndex, type Found } from '../pack/search';
import { CoverageParams } from '../analysis/coverageParams';
import { applyScenario, faultsOf } from '../pack/scenario';
import { entriesOf } from './entries';
import { Frames, Screen } from './frames';
import { inspect } from './importFiles';
import { compare } from './importCompare';
import { keep, keepPack } from './importKeep';
import { attempt, findingsBook } from './imports';
import { letGo } from './importTreated';
import { paced } from './paced';
import { paintClasses, paintRelief } from './paint';
import { readerOfSource } from './source';
import type { Entry, Opened, Painting, Questions, Reply, Request } from './protocol';

useSolverFile(solverFile);

/** The pack that the questions are about, with what is kept of the last answers. */
let pack: Pack | null = null;
let read: ReadFile | null = null;
let terrain: Promise<TerrainGrid> | null = null;
let find: Promise<(query: string) => Promise<Found[]>> | null = null;
/** The images of the newest answer of each analysis, those that are held against by `… before`. */
let lastImages = new Map<string, Record<string, CellImage>>();
let frames = new Frames();
const screen = new Screen();

const reply = (message: Reply, moved: Transferable[] = []) =>
  postMessage(message, { transfer: moved });

/** Pictures are handed over, not copied. */
const movedIn = (value: unknown): Transferable[] =>
  value && typeof value === 'object' && 'picture' in value && value.picture instanceof ImageBitmap
    ? [value.picture]
    : [];

function opened(): Pack {
  if (!pack) throw new Error('No pack is open.');
  return pack;
}

async function open(
  { source }: Questions['open']['ask'],
  progress: Progress,
): Promise<Questions['open']['answer']> {
  read = readerOfSource(source);
  terrain = null;
  find = null;
  lastImages = new Map();
  frames = new Frames();
  pack = await openPack(read, progress);
  const records = Object.fromEntries(
    registerIds.map((id) => [id, entriesOf(opened()[id])]),
  ) as Record<RegisterId, Entry[]>;
  return {
    manifest: pack.manifest,
    sample: sampleOf(pack.manifest),
    residents: pack.residents && totalResidents(pack.residents),
    records,
    district: pack.district,
  };
}

const sampleOf = (manifest: Manifest): Opened['sample'] => {
  const words = sampleWords(manifest);
  return words && { words, isPartly: isPartlySample(manifest) };
};

async function answerTo(
  { analysis, params, edits = [], scenario }: Questions['analyse']['ask'],
  progress?: Progress,
): Promise<Answer<SummaryOf<AnalysisId>>> {
  type Answered = Answer<SummaryOf<AnalysisId>>;
  const asked = analyses[analysis] as unknown as Analysis<
    v.GenericSchema,
    SummaryOf<AnalysisId>,
    Answered | Promise<Answered>
  >;
  const variant = applyScenario(opened(), edits);
  const answer = await asked.run(variant, readParams(asked.params, params), progress);
  if (scenario === undefined) return answer;
  const { provenance } = answer;
  const notes = [
    scenarioNote(scenario, edits.length),
    ...leftOutNotes(variant),
    ...provenance.notes,
  ];
  return { ...answer, provenance: { ...provenance, notes } };
}

async function analyse(
  ask: Questions['analyse']['ask'],
  progress: Progress,
): Promise<Questions['analyse']['answer']> {
  const answer = await answerTo(ask, progress);
  const { summary, tables, headlines, charts, features, images, provenance } = answer;
  const isBefore = ask.role === 'compared';
  lastImages.set(
    isBefore ? `${ask.analysis} before` : ask.analysis,
    isBefore
      ? Object.fromEntries(Object.entries(images).map(([name, image]) => [`${name}Before`, image]))
      : images,
  );
  return {
    summary,
    tables,
    headlines: headlines ?? [],
    charts: charts ?? [],
    features: Object.fromEntries(
      Object.entries(features).map(([key, collection]) => [
        key,
        new Blob([JSON.stringify(collection)], { type: 'application/geo+json' }),
      ]),
    ),
    images: Object.keys(images),
    provenance,
  };
}

/** The writer is loaded when something is first exported. */
async function exported(ask: Questions['export']['ask']): Promise<string> {
  const { answerGeoJson, mapResult } = await import('../analysis/exports');
  const answer = await answerTo(ask);
  return answerGeoJson(
    mapResult(applyScenario(opened(), ask.edits ?? []), answer),
    answer.provenance,
  );
}

const allImages = (): Record<string, CellImage> =>
  Object.fromEntries([...lastImages.values()].flatMap((images) => Object.entries(images)));

async function paint({ what, colours }: { what: Painting; colours: string[] }) {
  if (what === 'relief') {
    const dataset = opened().manifest.datasets.terrain;
    if (!dataset || !read) return null;
    terrain ??= read(dataset.file).then(readTerrain);
    try {
      return await paintRelief(await terrain, colours);
    } catch (error) {
      // The next question tries again.
      terrain = null;
      throw error;
    }
  }
  const image = what === 'residents' ? residentClasses(opened()) : allImages()[what];
  return image ? paintClasses(image, colours) : null;
}

async function search({ query }: Questions['search']['ask']): Promise<Found[]> {
  find ??= searchIndex(opened());
  try {
    return (await find)(query);
  } catch (error) {
    find = null;
    throw error;
  }
}

const filesWritten = text('写出文件', 'Writing files');

async function answer(request: Request): Promise<unknown> {
  const progress: Progress = paced((done, total, what) =>
    reply({ id: request.id, kind: 'progress', done, total, what }),
  );
  switch (request.question) {
    case 'open':
      return open(request.ask, progress);
    case 'analyse':
      return analyse(request.ask, progress);
    case 'frame': {
      const { params, edits, colours } = request.ask;
      const question = readParams(CoverageParams, params);
      const { figures, picture } = frames.of(applyScenario(opened(), edits), question, colours);
      return { figures, picture: picture && (await screen.show(picture)) };
    }
    case 'faults':
      return faultsOf(opened(), request.ask.edits);
    case 'export':
      return exported(request.ask);
    case 'paint':
      return paint(request.ask);
    case 'images':
      return allImages();
    case 'adopt':
      lastImages.set(request.ask.analysis, request.ask.images);
      return null;
    case 'search':
      return search(request.ask);
    case 'inspect':
      return inspect(request.ask, progress);
    case 'attempt':
      return attempt(request.ask, progress);
    case 'compare':
      return compare(request.ask);
    case 'findings':
      return findingsBook(request.ask, progress);
    case 'keep':
      return keep(request.ask, progress);
    case 'keepPack':
      return keepPack(request.ask, progress);
    case 'letGo':
      return letGo(request.ask);
    default:
      return (await import('./editAnswers')).answerEdit(request, (done, total) =>
        reply({ id: request.id, kind: 'progress', done, total, what: filesWritten }),
      );
  }
}

onmessage = async ({ data: request }: MessageEvent<Request>) => {
  const { id } = request;
  try {
    const value = await answer(request);
    reply({ id, kind: 'answer', answer: value }, movedIn(value));
  } catch (error) {
    reply({
      id,
      kind: 'failure',
      reason: reasonOf(error),
    });
  }
};
