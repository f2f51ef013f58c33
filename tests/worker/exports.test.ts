import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openFile } from '../../src/formats';
import { writers, type WriterId } from '../../src/formats/writers';
import { openArchive } from '../../src/pack/archive';
import { recordsOf } from '../../src/pack/historyRecords';
import { layersFile, packFile, publicFile } from '../../src/worker/exports';

const source = { kind: 'folder' as const, url: 'static/packs/dazu' };
/** The smallest of the samples. */
const small = { kind: 'folder' as const, url: 'static/packs/hongqiao' };
const day = '2026-05-01';

// A folder of the site is read from the disk.
beforeAll(() => {
  vi.stubGlobal('fetch', async (url: string) => new Response(await readFile(url)));
});
afterAll(() => vi.unstubAllGlobals());

const layers = (as: WriterId, revealed = false, datasets = ['shelters'] as const) =>
  layersFile({ source, datasets, as, revealed, locale: 'zh-CN', day });

describe('a layer', () => {
  test.each(Object.keys(writers) as WriterId[])(
    'as %s is read again with every record, its values masked',
    async (as) => {
      const { name, bytes } = await layers(as);
      expect(name).toBe(`yingtu-大足区-示例数据-应急避难场所-${day}${writers[as].ending}`);
      const opened = await openFile([{ name, bytes }]);
      const sheet = await opened.read(opened.tables[0]!.id);
      const rows = Array.from(sheet.rows).filter(
        ({ values }) => (values.id ?? values['编号']) !== undefined,
      );
      // The file of the sample holds 102 shelters; notes below a table are rows of their own.
      const ids = rows.map(({ values }) => values.id ?? values['编号']);
      expect(ids.filter((id) => /^DZ-BN-\d{3}$/.test(String(id)))).toHaveLength(102);
      const phones = JSON.stringify(rows.map(({ values }) => values.phone ?? values['联系电话']));
      expect(phones).toContain('****');
      expect(phones).not.toMatch(/1\d{10}/);
    },
  );

  test('says that it holds sample data, where it is from, and that persons are masked', async () => {
    const words = new TextDecoder().decode((await layers('csv')).bytes);
    expect(words).toContain('示例数据：标有“示例数据”的记录由程序生成');
    expect(words).toContain('来源：应图示例数据生成器');
    expect(words).toContain('姓名和电话已遮盖');
  });

  test('has names and phones in full only where a person says so, and says that too', async () => {
    const words = new TextDecoder().decode((await layers('geojson', true)).bytes);
    expect(words).toMatch(/"phone":"1\d{10}"/);
    expect(words).toContain('含姓名和电话');
  });

  test('comes with others in one archive where a file holds one', async () => {
    const { name, bytes } = await layersFile({
      ...{ source, datasets: ['shelters', 'streams'], as: 'geojson', revealed: false },
      ...{ locale: 'en', day },
    });
    expect(name).toBe(`yingtu-Dazu-District-sample-layers-${day}.zip`);
    expect(Object.keys(unzipSync(bytes))).toEqual([
      `yingtu-Dazu-District-sample-Shelters-${day}.geojson`,
      `yingtu-Dazu-District-sample-Streams-${day}.geojson`,
    ]);
  });

  test('of cells is refused in a sentence', async () => {
    await expect(
      layersFile({
        ...{ source, datasets: ['residents'], as: 'csv', revealed: false },
        ...{ locale: 'zh-CN', day },
      }),
    ).rejects.toMatchObject({
      text: { 'zh-CN': '居民不是矢量图层，不能这样导出；请导出整个数据包。' },
    });
  });
});

test('a whole pack is opened again as it was', async () => {
  const { name, bytes } = await packFile({ source: small, history: true, scenarios: false });
  expect(name).toMatch(/^yingtu-红桥区-示例数据-数据包-.*\.zip$/);
  const { manifest, files } = await openArchive(bytes);
  expect(manifest.synthetic).toBe(true);
  expect(Buffer.from(files.get('shelters.geojson')!)).toEqual(
    await readFile('static/packs/hongqiao/shelters.geojson'),
  );
});

test('a public edition has a report, no persons, and lacks what is left out', async () => {
  const { file, report, left } = await publicFile({
    ...{ source: small, decimals: 3, remove: [], leaveOut: ['facilities'], day },
  });
  // Datasets without a record are left out too.
  expect(report.leftOut).toContain('facilities');
  expect(left.map(({ dataset }) => dataset)).not.toContain('facilities');
  expect(file.name).toContain('公开版');
  const { files } = await openArchive(file.bytes);
  const { features } = recordsOf(files.get('shelters.geojson'));
  expect(features.length).toBeGreaterThan(0);
  expect(features.every(({ properties }) => properties?.phone === null)).toBe(true);
});
