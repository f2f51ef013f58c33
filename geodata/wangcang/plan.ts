import { unnamedForest, unnamedShelter, type Plan } from '../plan';
import { targets } from './targets';

/** 旺苍县: high mountains in the north, deep valleys that drain south. */
export const wangcang: Plan = {
  id: 'wangcang',
  name: { 'zh-CN': '旺苍县', en: 'Wangcang County' },
  fullName: { 'zh-CN': '四川省广元市旺苍县', en: 'Wangcang County, Guangyuan, Sichuan' },
  adcode: '510821',
  outline: '四川/广元市/旺苍县',
  squareKilometres: 2994,
  seat: [106.3013, 32.2334],
  residents: 330_108,
  title: '旺苍县“十四五”应急管理规划',
  targets,
  townCount: 23,
  townsToFind: 3,
  townWeights: { 东河镇: 12, 嘉川镇: 4, 普济镇: 3 },
  centres: [],
  unnamedCentres: 20,
  villages: 190,
  motorways: [
    [
      [106.0, 32.24],
      [106.2, 32.215],
      [106.3, 32.222],
      [106.45, 32.25],
      [106.72, 32.3],
    ],
    [
      [106.37, 32.58],
      [106.31, 32.4],
      [106.29, 32.25],
      [106.3, 32.12],
    ],
  ],
  ruralShare: 0.52,
  builtUpDensity: 8000,
  townReachMetres: 3000,
  landform: {
    low: 402,
    high: 2276,
    hypsometry: 1.12,
    strike: 68,
    ridges: [
      { at: -22, halfWidth: 7, height: 0.5 },
      { at: -8, halfWidth: 3.5, height: 0.45 },
      { at: 16, halfWidth: 3, height: 0.2 },
    ],
    tilt: { azimuth: 5, share: 0.75 },
    hills: 0.55,
    drains: [[135, 235]],
    rounding: 1,
    courses: [],
  },
  springSquareKilometres: 4,
  letters: 'WC',
  records: {
    reservoirs: { count: 22, unsafe: 3, unsafeGiven: false, largest: 1.2e7 },
    forests: [46_000, 38_000, 31_000, 27_000, 24_000, 21_000, 18_000, 15_000, 12_000, 9_000].map(
      (areaMu) => unnamedForest(areaMu, null),
    ),
    geohazards: {
      count: 236,
      treatment: { engineering: 12, relocation: 38, minor: 41 },
      given: false,
    },
    shelters: {
      fixed: [
        unnamedShelter(21_000, 9_800, 'long', 'fixed-medium'),
        unnamedShelter(12_500, 6_000, 'short', 'fixed-short'),
        unnamedShelter(9_800, 4_700, 'short', 'fixed-short'),
      ],
      emergency: 66,
      emergencyPlaces: null,
      unknown: 6,
    },
    hazchem: { count: 27, depots: null },
  },
};
