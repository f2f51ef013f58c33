import { readFile } from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';
import { groundOfPack, type Ground } from '../../src/pack/ground';
import { matchColumns } from '../../src/pack/import';
import { decidedNotes } from '../../src/pack/importSource';
import { openPack } from '../../src/pack/open';
import { treat, type Decisions } from '../../src/pack/treat';
import { sheetOf } from '../fixtures/sheet';

const folder = new URL('../../static/packs/dazu/', import.meta.url);

let ground: Ground;
beforeAll(async () => {
  ground = groundOfPack(
    await openPack(async (file) => new Uint8Array(await readFile(new URL(file, folder))).buffer),
  );
});

async function notesOf(lines: string, decisions: Decisions): Promise<string[]> {
  const sheet = sheetOf(lines);
  const mapping = matchColumns('shelters', sheet.columns);
  return decidedNotes(
    await treat('shelters', sheet, mapping, ground, '2026-04-04', decisions),
  ).flatMap((note) => [note['zh-CN'], note.en]);
}

test('a repaired phone is masked: notes are printed and stand in the provenance', async () => {
  const lines = '名称,镇街,经度,纬度,电话\n一中,龙岗街道,105.71,29.70,１３８-１２３４-２４７２\n';
  expect(await notesOf(lines, { crs: 'EPSG:4326', mends: 'all' })).toEqual([
    '已改正（2 一中 phone，原值“138****2472”）：统一号码的写法',
    'Repaired (2 一中 phone, was “138****2472”): Write the number in the usual way',
  ]);
});

test('a file that is kept although most of it lies outside says just that, and counts no record', async () => {
  const lines = '名称,经度,纬度\n一中,106.2,29.70\n二中,106.21,29.70\n三中,106.22,29.71\n';
  expect(await notesOf(lines, { crs: 'EPSG:4326', accepted: 'all' })).toEqual([
    '看过检查结果后照样导入（3 / 3）：多数记录在行政区外，坐标系可能不对；请先核对坐标系，再看各条',
    'imported in spite of a finding about the whole file (3 / 3): most records lie outside the district, so the coordinate system may be wrong; check that first',
  ]);
});

test('of records that are placed by town those count that were imported', async () => {
  const lines = '名称,镇街,容纳人数\n一中,龙岗街道,10\n二中,龙水镇,0\n三中,龙水镇,20\n';
  expect(await notesOf(lines, { placeByTown: true, faulty: 'leave-out' })).toEqual([
    '2 行按镇街定位',
    '2 rows placed by town',
    '检查后不导入 1 条记录（不可能的数值 1 处）：第 3 行 二中',
    '1 record was left out after the checks (impossible values 1): row 3 二中',
  ]);
});
