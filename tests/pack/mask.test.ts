import fc from 'fast-check';
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
  ['１３８１２３４２４７１', '138****2471'],
  ['138.1234.2471', '138****2471'],
  ['138\u20111234\u20112471', '138****2471'],
  ['138—1234–2471', '138****2471'],
  ['+86 138 1234 2471', '+86 138****2471'],
  ['（023）4372-1234', '(023)****1234'],
  ['023－43721234－801', '023-****1234－801'],
  ['张三 13812342471', '张** 138****2471'],
  ['张三：１３８１２３４２４７１（李四13900001111）', '张**：138****2471（李**139****1111）'],
  ['John Smith 138-1234-2471', 'J** 138****2471'],
  ['值班室电话 43721234', '值班室电话 ****1234'],
  ['110 119', '110 119'],
  ['110/119', '110/119'],
  ['138/1234，2471', '138****2471'],
  ['12350、119', '12350、119'],
  ['', ''],
])('phone %s', (phone, masked) => {
  expect(maskPhone(phone)).toBe(masked);
});

// Was `0123 ****4567`: the first four figures of a local number passed for an area code, and nothing was hidden.
test.each([
  ['0123 4567', '****4567'],
  ['0123-4567', '****4567'],
  ['0123.4567', '****4567'],
  ['4372 1234', '****1234'],
  ['4372.1234', '****1234'],
  ['43721234.0', '****2340'],
  ['437 2123', '****23'],
  ['437-2123转801', '****23转801'],
  ['4372 1234 ext. 801', '****1234 ext. 801'],
  ['43721234-801', '437****4801'],
  ['0871 437 2123', '0871 ****23'],
  ['0871-4372123-22', '0871-****23-22'],
  ['023 4372', '****72'],
  ['13812342471（2025-12-31 更新）', '138****2471（2025-12-31 更**）'],
])(
  'a landline without area code, in groups, or with an extension hides figures: %s',
  (phone, masked) => {
    expect(maskPhone(phone)).toBe(masked);
  },
);

test('whatever the figures and what stands between them, four are hidden, or all but two', () => {
  const groups = fc.array(fc.stringMatching(/^\d{3,5}$/u), { minLength: 2, maxLength: 4 });
  fc.assert(
    fc.property(groups, fc.constantFrom(' ', '-', '.', ') ', ''), (parts, between) => {
      const phone = parts.join(between);
      const isPublic = (part: string) => /^(?:1\d{2}|1\d{4}|9\d{4})$/u.test(part);
      fc.pre(between === '' || !parts.every(isPublic));
      const digits = (words: string) => words.replace(/\D/gu, '').length;
      const hidden = digits(phone) - digits(maskPhone(phone));
      expect(hidden, phone).toBeGreaterThanOrEqual(Math.min(4, digits(phone) - 2));
    }),
    { numRuns: 300 },
  );
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

test.each([
  ['找 １３８１２３４２４７１', '找 138****2471'],
  ['找138.1234.2471。', '找138****2471。'],
  ['找 138-1234-2471', '找 138****2471'],
  ['找 138\u20101234\u20152471', '找 138****2471'],
  ['找 138\u200b12342471', '找 138****2471'],
  ['找 1 3 8 1 2 3 4 2 4 7 1', '找 138****2471'],
  ['①13812342471②13900001111', '①138****2471②139****1111'],
  ['座机023-43721234', '座机023-****1234'],
  ['座机０２３４３７２１２３４', '座机023****1234'],
  ['值班电话：4372 1234', '值班电话：****1234'],
  ['联系电话43721234、43721235', '联系电话****1234、****1235'],
  ['+852 9123 4567', '+852****4567'],
  ['8613812342471', '86138****2471'],
  ['2025-12-31 13812342471', '2025-12-31 138****2471'],
  ['值班电话 0123 4567', '值班电话 ****4567'],
  ['电话 4372.1234 转 801', '电话 ****1234 转 801'],
])('a phone number in free text is hidden: %s', (note, masked) => {
  expect(maskRecord(shelterFields, { note, address: note, hazards: note, name: note })).toEqual({
    note: masked,
    address: masked,
    hazards: masked,
    name: masked,
  });
});

test.each([
  '面积 12000.5 m²，容纳 3000 人',
  'DZ-BN-001',
  '2025-12-31',
  '2025-12-13 08:30:00 至 2025-12-14',
  '电话 2025-12-31 更新',
  '值班室面积 12000.5 m²',
  '编号 0123 4567',
  '报警 110，火警 119，安全生产 12350',
  '值班电话 110、119',
  '105.71234567, 29.07123456',
  '库容 43721234 立方米',
  'GB 21734-2008 第 5.4 条',
  '热线 400-123-4567',
  '比上年 +12000000 立方米',
  '全角 ２０２５ 年，１５０ 人',
])('all other numbers in free text stay as they are: %s', (note) => {
  expect(maskRecord(shelterFields, { note })).toEqual({ note });
});

test('lists and their entries are masked; ids with eleven figures and numbers are not', () => {
  const record = {
    id: '13812342471',
    facilities: ['发电机', '管理员 13812342471'],
    substances: [{ name: '氯（找 138-1234-2471）', quantityTonnes: 15012345678 }],
    capacityPeople: 300,
    phone: null,
  };
  expect(maskRecord(shelterFields, record)).toEqual({
    id: '13812342471',
    facilities: ['发电机', '管理员 138****2471'],
    substances: [{ name: '氯（找 138****2471）', quantityTonnes: 15012345678 }],
    capacityPeople: 300,
    phone: null,
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
