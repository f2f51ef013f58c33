import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readPack } from '../../src/cli/packFiles';
import { openFile } from '../../src/formats';
import { applyStep } from '../../src/pack/history';
import { packArchive } from '../../src/pack/archive';
import { memoryReader } from '../../src/cli/packFiles';
import { answer, at, save, yingtu } from './program';

/** Two issues of one ledger: B moved 0.001° of latitude (110.8 m at 29°), A grew and has another phone, C is gone, D new. */
const head = '编号,名称,经度,纬度,容纳人数,联系电话';
const v1 = save(
  'v1.csv',
  `${head}\nA,一中,105.05,29.05,200,13812345678\nB,二中,105.15,29.05,300,\nC,三中,105.12,29.02,10,\n`,
);
const v2 = save(
  'v2.csv',
  `${head}\nA,一中,105.05,29.05,250,13887654321\nB,二中,105.15,29.051,300,\nD,四中,105.11,29.03,40,\n`,
);
const as = ['--layer', 'shelters', '--crs', 'EPSG:4326'];
const packOf = async (name: string): Promise<string> => {
  await answer('import', v1, ...as, '--to', at(name));
  return at(name);
};
const idsOf = async (path: string) => {
  const { files } = await readPack(path, () => undefined);
  const { features } = JSON.parse(new TextDecoder().decode(files.get('shelters.geojson'))) as {
    features: { properties: { id: string } }[];
  };
  return features.map(({ properties }) => properties.id);
};

describe('a command-line update', () => {
  test('names what is new, gone, moved and changed, field by field; what is gone stays', async () => {
    const path = await packOf('named.zip');
    const { stdout } = await yingtu('import', v2, ...as, '--to', path, '--lang', 'zh-CN');
    for (const words of [
      '新增 1 条\n  D  四中\n',
      '移动 1 条\n  B  二中：移动 110.8 m\n',
      '容纳人数 200 → 250',
      '联系电话 138****5678 → 138****4321',
      '文件里没有，仍保留（--remove-missing 删去） 1 条\n  C  三中\n',
    ])
      expect(stdout).toContain(words);
    expect(await idsOf(path)).toEqual(['A', 'B', 'C', 'D']);
  });

  test('a trial says the same and writes nothing, with and without --to', async () => {
    const path = await packOf('trial.zip');
    const before = readFileSync(path);
    const wanted = {
      dryRun: true,
      changes: {
        new: [{ dataset: 'shelters', id: 'D', name: '四中' }],
        gone: [{ dataset: 'shelters', id: 'C', name: '三中', removed: false, edited: false }],
        moved: [{ id: 'B', fields: [], reshaped: false }],
        changed: [
          {
            id: 'A',
            movedMetres: null,
            fields: [
              { field: 'capacityPeople', before: '200', after: '250' },
              { field: 'phone', before: '138****5678', after: '138****4321' },
            ],
          },
        ],
      },
    };
    expect(await answer('import', v2, ...as, '--to', path, '--dry-run')).toMatchObject(wanted);
    expect(await answer('import', v2, ...as, '--against', path, '--dry-run')).toMatchObject({
      ...wanted,
      to: null,
    });
    const { stdout } = await yingtu('import', v2, ...as, '--to', path, '--dry-run');
    expect(stdout).toContain('A trial; nothing was written\n');
    expect(readFileSync(path).equals(before)).toBe(true);
    await answer('import', v2, ...as, '--to', at('never.geojson'), '--dry-run');
    await answer('import', v2, ...as, '--to', at('never'), '--dry-run');
    expect([existsSync(at('never.geojson')), existsSync(at('never'))]).toEqual([false, false]);
  });

  test('--remove-missing names what it removes', async () => {
    const path = await packOf('removed.zip');
    const found = await answer('import', v2, ...as, '--to', path, '--remove-missing');
    expect(found).toMatchObject({ changes: { gone: [{ id: 'C', removed: true }] } });
    expect(await idsOf(path)).toEqual(['A', 'B', 'D']);
  });

  test('the report has every change, as a sheet or under the heads of the findings', async () => {
    const path = await packOf('report.zip');
    const trial = ['import', v2, ...as, '--to', path, '--dry-run', '--report'];
    await yingtu(...trial, at('report.xlsx'), '--lang', 'zh-CN');
    const opened = await openFile([
      { name: 'report.xlsx', bytes: new Uint8Array(readFileSync(at('report.xlsx'))) },
    ]);
    const sheet = opened.tables.find(({ title }) => title === '变化')!;
    const rows = [...(await opened.read(sheet.id)).rows].map(({ values }) => values);
    expect(rows).toMatchObject(
      [
        ['D', '新增'],
        ['A', '修改', '可容纳人数'],
        ['A', '修改', '联系电话'],
        ['B', '移动 110.8\u2009m'],
        ['C', '文件里没有，保留'],
      ].map(([id, outcome, field]) => ({
        编号: id,
        变化: outcome,
        ...(field !== undefined && { 字段: field }),
      })),
    );
    await yingtu(...trial, at('report.csv'));
    const csv = readFileSync(at('report.csv'), 'utf8');
    expect(csv).toContain('Changed → 250');
    expect(csv).toContain('三中');
  });

  test('values edited by hand stay unless --edited file says otherwise', async () => {
    const path = await packOf('edited.zip');
    const pack = await readPack(path, () => undefined);
    const { features } = JSON.parse(
      new TextDecoder().decode(pack.files.get('shelters.geojson')),
    ) as { features: Parameters<typeof applyStep>[1]['changes'][number]['before'][] };
    const before = features[0]!;
    const after = { ...before, properties: { ...before.properties, capacityPeople: 222 } };
    const edited = await applyStep(pack, {
      ...{ id: 'hand', at: '2026-05-01T00:00:00Z', kind: 'edit', source: null },
      title: { 'zh-CN': '改', en: 'Edit' },
      changes: [{ dataset: 'shelters', id: 'A', before, after }],
    });
    const { manifest, history, versions } = edited;
    const bytes = await packArchive(memoryReader(edited), manifest, { history, versions });
    save('edited.zip', new Uint8Array(bytes).buffer);
    const trial = ['import', v2, ...as, '--to', path, '--dry-run'];
    const capacity = { field: 'capacityPeople', label: expect.anything() as unknown };
    const kept = JSON.stringify((await answer(...trial)).changes);
    expect(kept).not.toContain('capacityPeople');
    expect(await answer(...trial, '--edited', 'file')).toMatchObject({
      changes: {
        changed: [{ id: 'A', fields: [{ ...capacity, before: '222', after: '250' }, {}] }],
      },
    });
    expect((await yingtu(...trial, '--edited', 'maybe')).code).toBe(2);
  });
});
