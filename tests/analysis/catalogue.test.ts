import { describe, expect, test } from 'vitest';
import * as v from 'valibot';
import { analyses } from '../../src/analysis';
import { catalogue, listedAnalyses, listingOf } from '../../src/analysis/catalogue';
import type { Control } from '../../src/analysis/controls';
import { locales } from '../../src/domain/text';
import { valueAt } from '../../src/state/values';

test('the page lists every analysis that there is', () => {
  expect(Object.keys(catalogue).sort()).toEqual(Object.keys(analyses).sort());
});

describe.each(listedAnalyses)('%s', (id) => {
  const { title, answers, pace, form } = listingOf(id);

  test('is listed by its own title and pace', () => {
    expect({ title, pace }).toEqual({ title: analyses[id].title, pace: analyses[id].pace });
  });

  test('says in every language what it answers, in one line', () => {
    for (const locale of locales) expect(answers[locale].length).toBeGreaterThan(4);
    expect(answers['zh-CN'].length).toBeLessThanOrEqual(22);
  });

  test.runIf(form)('asks with defaults that its controls can show', async () => {
    const { params, controls } = await form!();
    const defaults = v.parse(params, {});
    for (const control of controls) {
      const value = valueAt(defaults, control.key);
      expect(value, control.key).toSatisfy(fits(control));
    }
  });
});

/** Whether a control can hold a value. */
const fits = (control: Control) => (value: unknown) => {
  switch (control.kind) {
    case 'number':
      return value === null
        ? control.empty !== undefined
        : typeof value === 'number' && value >= control.min && value <= control.max;
    case 'choice':
      return typeof value === 'string' && value in control.options;
    case 'choices':
      return Array.isArray(value) && value.every((each) => (each as string) in control.options);
    case 'switch':
      return typeof value === 'boolean';
    case 'file':
      return value === null;
    case 'areas':
    case 'places':
      return Array.isArray(value);
  }
};
