import { expect, test } from 'vitest';
import { readDay, readMonth } from '../../src/pack/dates';

test.each([
  ['2023年8月1日', '2023-08-01'],
  ['2023年8月1号', '2023-08-01'],
  ['2023. 8. 1', '2023-08-01'],
  ['２０２３－０８－０１', '2023-08-01'],
  ["'2023/8/1", '2023-08-01'],
  ['20230801', '2023-08-01'],
  ['2023-08-01 14:30', '2023-08-01'],
  ['2023-02-30', null],
  ['2023年8月', null],
])('a day: %s', (words, day) => {
  expect(readDay(words, null)).toBe(day);
});

test.each([
  ['2023年8月', '2023-08-01'],
  ['2023年08月份', '2023-08-01'],
  ['2023.8', '2023-08-01'],
  ['2023.10', '2023-10-01'],
  ['2023-08', '2023-08-01'],
  ['202308', '2023-08-01'],
  ['2023年', '2023-01-01'],
  ['2023', '2023-01-01'],
  ['2023年底', '2023-12-31'],
  // January, or October as a number that lost its nought.
  ['2023.1', null],
  ['2023年13月', null],
  ['202313', null],
  ['1234', null],
  ['2023年8月1日', null],
])('a month or year counts from its first day, its end from the last: %s', (words, day) => {
  expect(readMonth(words)).toBe(day);
});
