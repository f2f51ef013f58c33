import { expect, test } from 'vitest';
import { readLink, writeLink, type Link } from '../../src/state/link';

test('what a link was written from is what it reads back', () => {
  const link: Link = {
    pack: 'dazu',
    camera: { longitude: 105.7, latitude: 29.7, zoom: 11.5 },
    layers: ['district', 'shelters'],
    panel: 'coverage',
    table: 'shelters',
    locale: 'en',
    at: [105.717, 29.705],
    selection: { register: 'shelters', id: 'DZ:1, 甲&乙' },
    choropleth: 'coverage',
    params: { coverage: { scheme: 'own' }, buffer: { layer: 'hazchem' } },
  };
  expect(readLink(`#${writeLink(link)}`)).toEqual(link);
});

test.each([
  ['#map=abc', {}],
  ['#map=105.7,29.7', {}],
  ['#map=999,29.7,11', {}],
  ['#lang=fr', {}],
  ['#ask={', {}],
  ['#ask=[1]', {}],
  ['#at=105.7', {}],
  ['#sel=shelters', {}],
  ['', {}],
])('%s holds nothing that can be used, so nothing is read', (hash, link) => {
  expect(readLink(hash)).toEqual(link);
});

test('an empty list of layers is a choice, not a damaged link', () => {
  expect(readLink('#layers=')).toEqual({ layers: [] });
});
