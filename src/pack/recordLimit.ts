import { Failure } from '../domain/failure';
import { registerIds } from '../domain/registers';
import { text } from '../domain/text';
import type { Target } from './make';
import { targetTitle } from './targets';

/** Most rows of a register: its records are held, compared and edited one by one; no district has as many shelters. */
const mostRecords = 200_000;

/** Whether the records of a target have numbers of their own. */
export const isNumbered = (target: Target) => registerIds.some((id) => id === target);

/**
 * Refuses more rows than a register can hold.
 * @throws Failure when there are more than {@link mostRecords}
 */
export function checkNumber(target: Target, rows: number): void {
  if (rows <= mostRecords || !isNumbered(target)) return;
  const [count, most] = [rows, mostRecords].map((number) => number.toLocaleString('en-US'));
  const { 'zh-CN': zh, en } = targetTitle(target);
  throw new Failure(
    text(
      `文件有 ${count} 行，“${zh}”最多 ${most} 条，因为每条都要能逐一核对和修改；若是居民数据请选“居民”，否则请先拆分。`,
      `The file has ${count} rows, “${en}” takes ${most} at most, since each record can be checked and edited; choose residents if they are, else split the file.`,
    ),
  );
}
