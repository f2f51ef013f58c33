import { describe, expect, test } from 'vitest';
import { readPhones } from '../../../src/pack/phoneNumbers';

/** Each number of a field as it should be written, or why it is none; with a doubt behind. */
const read = (words: string) =>
  readPhones(words).numbers.map((one) =>
    one.number === null ? one.reason.en : one.doubt ? `${one.number}: ${one.doubt.en}` : one.number,
  );

describe('numbers that can be', () => {
  test.each([
    ['13812342471', ['13812342471']],
    ['138 1234 2471', ['13812342471']],
    ['１３８－１２３４－２４７１', ['13812342471']],
    ["'13812342471", ['13812342471']],
    ['13812342471.0', ['13812342471']],
    ['+86 138 1234 2471', ['13812342471']],
    ['8613812342471', ['13812342471']],
    ['0086-13812342471', ['13812342471']],
    ['013812342471', ['13812342471']],
    ['023-43721234', ['023-43721234']],
    ['(023)4372 1234', ['023-43721234']],
    ['02343721234', ['023-43721234']],
    ['+86 23 43721234', ['023-43721234']],
    ['023-43721234-801', ['023-43721234-801']],
    ['023-43721234转801', ['023-43721234']],
    ['0839-4201234', ['0839-4201234']],
    ['0512-65123489', ['0512-65123489']],
    ['400-123-4568', ['400-123-4568']],
    ['4001234568', ['400-123-4568']],
    ['+852 2345 6789', ['+85223456789']],
    ['110', ['110']],
    ['12350、119', ['12350', '119']],
    ['95598', ['95598']],
    ['13812342471/13912342471', ['13812342471', '13912342471']],
    ['13812342471 13912342471', ['13812342471', '13912342471']],
    ['陈建国13812342471（李四 139 1234 2471）', ['13812342471', '13912342471']],
    ['值班电话：023-43721234', ['023-43721234']],
    ['', []],
    ['无', []],
  ])('%s', (words, numbers) => {
    expect(read(words)).toEqual(numbers);
  });
});

describe('numbers that cannot be', () => {
  test.each([
    ['1381234247', 'a mobile number of 10 figures; it needs 11'],
    ['138123424711', 'a mobile number of 12 figures; it has 11'],
    ['12812342471', 'mobile numbers begin with 13 to 19'],
    [
      '1.38123E+10',
      'a spreadsheet turned it into scientific notation and its last figures are lost',
    ],
    ['023-4372123', '7 figures behind the area code; it needs 8, the first from 2 to 9'],
    ['0839-420123', '6 figures behind the area code; it needs 7 or 8, the first from 2 to 9'],
    ['0839-1201234', '7 figures behind the area code; it needs 7 or 8, the first from 2 to 9'],
    ['1234567', '7 figures are no phone number'],
    ['66', '2 figures are no phone number'],
  ])('%s', (words, reason) => {
    expect(read(words)).toEqual([reason]);
  });
});

describe('numbers that are probably none', () => {
  test.each([
    ['13800138000', '13800138000: looks like a placeholder'],
    ['13888888888', '13888888888: looks like a placeholder'],
    ['13812345678', '13812345678: looks like a placeholder'],
    ['13987654321', '13987654321: figures in sequence look like a placeholder'],
    ['023-66666666', '023-66666666: looks like a placeholder'],
    ['43721234', '43721234: without area code it cannot be dialled from a mobile phone'],
  ])('%s', (words, found) => {
    expect(read(words)).toEqual([found]);
  });
});

test('a field is written anew only where every number is sure and no word stands beside them', () => {
  expect(readPhones('138 1234 2471/ 023 43721234').normal).toBe('13812342471、023-43721234');
  expect(readPhones('陈建国 138 1234 2471').normal).toBeNull();
  expect(readPhones('138 1234 2471、1391').normal).toBeNull();
  expect(readPhones('023-43721234转801').normal).toBeNull();
  for (const words of [
    '13812342471、023-43721234',
    '023-43721234-801',
    '400-123-4568',
    '+85223456789',
  ])
    expect(readPhones(words).normal).toBe(words);
});
