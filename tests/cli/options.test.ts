import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Control } from '../../src/analysis/controls';
import { checkedParams } from '../../src/cli/check';
import { optionName, valueAt } from '../../src/cli/controlOptions';
import { commonJsonKeys, headlineJsonKeys, jsonKeys } from '../../src/cli/keys';
import { commandIds, optionsOf } from '../../src/cli/options';
import { progressOn } from '../../src/cli/progress';
import { questionOf } from '../../src/cli/question';
import { noFindings } from '../../src/cli/read';
import { analysisIds, comparesScenarios, controlsOf, defaultsOf } from '../../src/cli/registry';
import { answer, at, collectionOf, feature, files, save, yingtu } from './program';

/** Analyses that the command line asks in options of its own. */
const ownQuestions = ['buffer', 'point'];
const asked = analysisIds.filter((id) => !ownQuestions.includes(id));

const ring = [
  [105, 29],
  [105.01, 29],
  [105.01, 29.01],
  [105, 29.01],
  [105, 29],
];
const drawn = [[ring], [ring.map(([x, y]) => [x! + 1, y])]];
const areas = save(
  'drawn.geojson',
  collectionOf(feature({}, 'MultiPolygon', drawn), feature({}, 'Polygon', [ring])),
);
const places = save('places.csv', 'lon,lat\n105.004,29.004\n105.006,29.006\n');
const table = save('table.csv', 'demand,supply,cost\n');

/** Values that a control takes, as typed and as the analysis gets them. */
function good(control: Control): [typed: string, value: unknown][] {
  switch (control.kind) {
    case 'number':
      return [control.min, control.max].map((value) => [String(value), value]);
    case 'choice':
      return Object.keys(control.options).map((id) => [id, id]);
    case 'choices': {
      const ids = Object.keys(control.options);
      return [
        [ids.join(','), ids],
        [ids[0]!, [ids[0]]],
        ['none', []],
      ];
    }
    case 'switch':
      return [];
    case 'file':
      return [[table, readFileSync(table, 'utf8')]];
    case 'areas':
      return [
        [
          areas,
          [
            { type: 'MultiPolygon', coordinates: drawn },
            { type: 'Polygon', coordinates: [ring] },
          ],
        ],
      ];
    case 'places':
      return [
        [
          places,
          [
            [105.004, 29.004],
            [105.006, 29.006],
          ],
        ],
      ];
  }
}

/** What is typed where a control takes no such thing. */
function bad(control: Control): string[] {
  switch (control.kind) {
    case 'number':
      return [String(control.max + 1), String(control.min - 1), '5OO', '', 'NaN', '1e3'];
    case 'choice':
      return ['nonsense', ''];
    case 'choices':
      return ['nonsense'];
    default:
      return [];
  }
}

describe.each(analysisIds)('the options of %s', (id) => {
  const names = optionsOf(id).map(({ name }) => name);

  test('are told apart by their names', () => {
    const all = optionsOf(id).flatMap(({ name, negative }) =>
      negative ? [name, `no-${name}`] : [name],
    );
    expect(all.toSorted()).toEqual([...new Set(all)].toSorted());
  });

  test('stand all in --help, in both languages, on lines of at most 100 columns', async () => {
    for (const lang of ['zh-CN', 'en']) {
      const { code, stdout } = await yingtu(id, '--help', '--lang', lang);
      expect(code).toBe(0);
      const listed = [...stdout.matchAll(/^ {2}--([a-z0-9-]+)/gmu)].map(([, name]) => name);
      expect(listed.toSorted()).toEqual(names.toSorted());
      for (const line of stdout.split('\n'))
        // eslint-disable-next-line no-control-regex -- whatever is not ASCII may take two columns
        expect(line.replace(/[^\x00-\x7f–²×·σ²−₀]/gu, 'xx').length).toBeLessThanOrEqual(110);
    }
  });

  test('an unknown one is refused', async () => {
    expect(await yingtu(id, '--nonsense')).toMatchObject({
      code: 2,
      stderr: `yingtu: ${id} has no option “--nonsense”; yingtu ${id} --help lists them all.\n`,
    });
  });
});

describe.each(asked)('the parameters of %s', (id) => {
  const ask = async (options: Record<string, string | boolean>) =>
    checkedParams(id, await questionOf(id, options, noFindings()));

  test('each can be asked with an option; edits come from scenario files', () => {
    const edits = comparesScenarios(id) ? ['before', 'after', 'beforeName', 'afterName'] : [];
    const reached = controlsOf(id).map(({ key }) => key.split('.')[0]);
    expect([...new Set([...reached, ...edits, 'assign'])].toSorted()).toEqual(
      [...new Set([...Object.keys(defaultsOf(id)), 'assign'])].toSorted(),
    );
  });

  test.each(controlsOf(id).map((control) => [optionName(control.key), control] as const))(
    '--%s is read as what its control takes',
    async (name, control) => {
      for (const [typed, value] of good(control)) {
        const question = await questionOf(id, { [name]: typed }, noFindings());
        expect([typed, valueAt(question, control.key)]).toEqual([typed, value]);
      }
      if (control.kind === 'switch') {
        expect(valueAt(await ask({ [name]: true }), control.key)).toBe(true);
        expect(valueAt(await ask({ [`no-${name}`]: true }), control.key)).toBe(false);
        await expect(ask({ [name]: true, [`no-${name}`]: true })).rejects.toThrow(`--no-${name}`);
      }
    },
  );

  test('what is out of range or no known word is refused by the name of its option, with exit code 2', async () => {
    for (const control of controlsOf(id)) {
      for (const typed of bad(control)) {
        const name = optionName(control.key);
        const { code, stdout, stderr } = await yingtu(id, `--${name}=${typed}`);
        expect([name, typed, code, stdout]).toEqual([name, typed, 2, '']);
        expect(stderr).toContain(`--${name} `);
        expect(stderr).toContain(`“${typed}”`);
      }
    }
  });

  test('a file that is not there is named', async () => {
    const kinds = ['file', 'areas', 'places'];
    const controls = controlsOf(id).filter(({ kind }) => kinds.includes(kind));
    expect.hasAssertions();
    for (const { key } of controls) {
      expect(await yingtu(id, `--${optionName(key)}`, at('none.csv'))).toMatchObject({
        code: 1,
        stderr: `yingtu: There is no file “${at('none.csv')}”.\n`,
      });
    }
    expect(kinds).toHaveLength(3);
  });
});

test('a radius holds for all classes, with another for one of them; areas alike', async () => {
  const typed = { radius: '700', 'radius-short': '900', 'square-metres-per-person': '2' };
  const question = await questionOf('coverage', typed, noFindings());
  expect(question).toEqual({
    scheme: 'own',
    radiusMetres: { emergency: 700, short: 900, medium: 700, long: 700, unknown: 700 },
    squareMetresPerPerson: { emergency: 2, short: 2, medium: 2, long: 2, unknown: 2 },
  });
});

test('parameters that do not go together are refused by the names of their options', async () => {
  const found = await yingtu('nearest', ...files, '--band-metres-second', '400');
  expect([found.code, found.stderr]).toEqual([
    2,
    expect.stringContaining('--band-metres-*: “{"first":500,"second":400'),
  ]);
});

test('an option that bears on nothing is said so', async () => {
  const { code, stderr } = await yingtu('coverage', ...files, '--minutes', '5');
  expect([code, stderr.split('\n')]).toEqual([
    0,
    expect.arrayContaining(['--minutes makes no difference to a question put this way.']),
  ]);
});

describe.each(analysisIds)('%s on small files', (id) => {
  const roads = save(
    'roads.geojson',
    collectionOf(
      feature({}, 'LineString', [
        [105, 29.005],
        [105.01, 29.005],
      ]),
    ),
  );
  const scenario = save('nothing.json', {
    format: 1,
    id: 's',
    name: 'Nothing',
    pack: 'files',
    edits: [],
  });
  const own: Record<string, string[]> = {
    buffer: ['--layer', 'shelters'],
    point: ['--at', '105.005,29.005'],
  };
  const question = [
    ...files,
    '--roads',
    roads,
    ...(own[id] ?? []),
    ...(comparesScenarios(id) ? ['--scenario', scenario] : []),
    ...controlsOf(id)
      .filter(({ kind }) => kind === 'areas')
      .flatMap(({ key }) => [`--${optionName(key)}`, areas]),
  ];

  test('prints the figures, the tables and the work in both languages', async () => {
    for (const lang of ['zh-CN', 'en']) {
      const { code, stdout } = await yingtu(id, ...question, '--lang', lang);
      expect([code, stdout]).toEqual([
        0,
        expect.stringContaining(lang === 'en' ? 'How this was computed' : '计算过程'),
      ]);
      expect(stdout).not.toMatch(/undefined|NaN|\[object/u);
    }
  });

  test('--json holds what --help says, and nothing that it does not', async () => {
    const found = await answer(id, ...question);
    const documented = [
      ...(jsonKeys[id] ?? []),
      ...(found.headlines ? headlineJsonKeys : []),
      ...commonJsonKeys,
    ].flatMap(([key]) => key.split(', '));
    for (const key of documented) {
      const name = key.replace('[]', '');
      expect([key, Array.isArray(found[name])]).toEqual([key, key.endsWith('[]')]);
    }
    const names = documented.map((key) => key.replace('[]', ''));
    expect(Object.keys(found).filter((key) => !names.includes(key))).toEqual([]);
    for (const value of Object.values(found.headlines ?? {}))
      expect(value === null || Number.isFinite(value)).toBe(true);
  });

  test('saves each of its tables by name, and what is drawn', async () => {
    const { tables = {} } = await answer(id, ...question);
    expect.hasAssertions();
    for (const name of Object.keys(tables as object)) {
      const path = at(`${id}-${name}.csv`);
      const { code } = await yingtu(id, ...question, '--csv', path, '--table', name);
      expect([name, code, existsSync(path)]).toEqual([name, 0, true]);
    }
    const { code, stderr } = await yingtu(id, ...question, '--csv', at('x.csv'), '--table', 'x');
    expect([code, stderr]).toEqual([2, expect.stringContaining('There is no table “x”')]);
    await yingtu(id, ...question, '--geojson', at('drawn-by.geojson'));
    expect(readFileSync(at('drawn-by.geojson'), 'utf8')).toContain(`"analysis":"${id}"`);
  });
});

test('--table alone is no use', async () => {
  expect(await yingtu('coverage', ...files, '--table', 'towns')).toMatchObject({
    code: 2,
    stderr: 'yingtu: --table goes with --csv; name the file with it.\n',
  });
});

test('the overview lists every command', async () => {
  for (const lang of ['zh-CN', 'en']) {
    const { stdout } = await yingtu('--help', '--lang', lang);
    for (const id of commandIds) expect(stdout).toContain(`\n  yingtu ${id} `);
  }
});

test('progress rewrites one line of a terminal and clears it, and is silent in a pipe', () => {
  const written: string[] = [];
  const terminal = { isTTY: true, columns: 40, write: (words: string) => written.push(words) };
  const { progress, end } = progressOn(terminal, 'en');
  progress(1, 2000, { 'zh-CN': '场所', en: 'shelters' });
  end();
  expect(written).toEqual(['\r\u001b[Kshelters 1 / 2,000', '\r\u001b[K']);

  const pipe = progressOn({ write: (words: string) => written.push(words) }, 'en');
  pipe.progress(1, 2, { 'zh-CN': '场所', en: 'shelters' });
  pipe.end();
  expect(written).toHaveLength(2);
});
