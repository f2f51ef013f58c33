import { text, type Text } from '../domain/text';
import { openPack } from '../pack/open';
import { openFiles, type Source } from './files';
import { registerOptions } from './options';
import { overlayNames, overlayNotes, withOverlays } from './overlays';
import { packReader } from './packFiles';
import { noFindings } from './read';
import { otherPackNote, withScenario, type ScenarioFile } from './scenario';
import { valueOf, WrongUse, type Options } from './usage';

/**
 * The pack that the options name, or one made of the files that they name, by the same import as in the app; with the
 * roads, streams and zones of further files on top, and last the edits of a scenario.
 * @param needed files without which the question makes no sense
 * @param log tells what takes longer, and what a reader must know of the data
 */
export async function openSource(
  options: Options,
  needed: readonly string[],
  scenario: ScenarioFile | null,
  log: (line: Text) => void,
): Promise<Source> {
  const source = await openData(options, needed, log);
  const { pack, notes } = await withOverlays(source.pack, options, source);
  if (!scenario) return { ...source, pack, notes };
  for (const line of otherPackNote(scenario, pack)) log(line);
  return { ...source, pack: withScenario(pack, scenario), notes };
}

async function openData(
  options: Options,
  needed: readonly string[],
  log: (line: Text) => void,
): Promise<Source> {
  const named = valueOf(options, 'pack');
  const files = ['residents', 'units', ...Object.keys(registerOptions)];
  const given = files.filter((name) => options[name]);
  if (named !== null) {
    const clash = given[0] ?? (options.streams ? 'streams' : undefined);
    if (clash) {
      throw new WrongUse(
        text(`--pack 和 --${clash} 只能用一个。`, `Give either --pack or --${clash}, not both.`),
      );
    }
    const pack = await openPack(await packReader(named, log));
    for (const line of overlayNotes(options, pack)) log(line);
    return { pack, notes: [], ...noFindings() };
  }
  if (!given.length && !overlayNames.some((name) => options[name])) {
    throw new WrongUse(
      text(
        '要用 --pack 指定数据包，或用 --residents 和 --shelters 指定文件。',
        'Name a pack with --pack, or files with --residents and --shelters.',
      ),
    );
  }
  const lacking = needed.find((name) => !options[name]);
  if (lacking) {
    throw new WrongUse(
      text(`还要用 --${lacking} 指定文件。`, `A file is also needed with --${lacking}.`),
    );
  }
  return openFiles(options);
}
