import { expect, test } from 'vitest';
import { shelterFields } from '../../src/domain/shelter';
import { text } from '../../src/domain/text';
import { maskPerson, maskPhone, maskRecord } from '../../src/pack/mask';
import { problemsCsv } from '../../src/pack/problems';

test.each([
  ['13812342471', '138****2471'],
  ['138 1234 2471', '138****2471'],
  ['13812342471、13900001111', '138****2471、139****1111'],
  ['023-43721234', '023-****1234'],
  ['43721234', '****1234'],
  ['110', '110'],
  ['12350', '12350'],
  ['', ''],
])('phone %s', (phone, masked) => {
  expect(maskPhone(phone)).toBe(masked);
});

test.each([
  ['陈建国', '陈**'],
  ['陈某', '陈**'],
  ['欧阳建国', '欧阳**'],
  ['陈建国、李四', '陈**、李**'],
  ['John Smith', 'J**'],
])('person %s, whose length is hidden too', (name, masked) => {
  expect(maskPerson(name)).toBe(masked);
});

test('a record leaves the house with persons and phones masked, mobile numbers in other text too', () => {
  const record = {
    name: '一中',
    manager: '陈建国',
    phone: '13812342471',
    note: '找 13812342471',
    capacityPeople: 300,
  };
  expect(maskRecord(shelterFields, record)).toEqual({
    name: '一中',
    manager: '陈**',
    phone: '138****2471',
    note: '找 138****2471',
    capacityPeople: 300,
  });
});

test('problems are saved as a table in the language of the page', () => {
  const problem = {
    row: 3,
    field: '经度',
    value: '=1',
    level: 'error',
    reason: text('没有坐标', 'no position'),
  } as const;
  expect(problemsCsv([problem], 'zh-CN')).toBe(
    "\uFEFF行,结果,列,值,原因\r\n3,没有导入,经度,'=1,没有坐标\r\n",
  );
  expect(problemsCsv([problem], 'en')).toBe(
    "\uFEFFRow,Outcome,Column,Value,Reason\r\n3,Not imported,经度,'=1,no position\r\n",
  );
});
