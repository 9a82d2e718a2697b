import assert from 'node:assert/strict';
import type { PageSettings } from '../../../src/protocol/pages/tablePage';
import { initialFields, parseBudget, parseFields, parseThreshold } from '../../../src/protocol/pages/runFields';

const settings: PageSettings = {
  budget: 6000,
  threshold: null,
  recommendedThreshold: 0.88,
  scorerLabel: '',
  embedderLabel: '',
  heuristicScorer: true,
  notices: [],
};

describe('fields of the toolbar', () => {
  it('read budgets as people write them', () => {
    assert.equal(parseBudget('6000'), 6000);
    assert.equal(parseBudget(' 6,000 '), 6000);
    assert.equal(parseBudget('-1'), -1);
  });

  it('refuse budgets that are none', () => {
    for (const text of ['', '0', '-2', '1.5', '1e3', 'many', '99999999999999999999']) {
      assert.equal(parseBudget(text), null, text);
    }
  });

  it('read thresholds with either decimal sign; nothing typed means the recommended one', () => {
    assert.equal(parseThreshold('0.9', 0.88), 0.9);
    assert.equal(parseThreshold('0,95', 0.88), 0.95);
    assert.equal(parseThreshold('.5', 0.88), 0.5);
    assert.equal(parseThreshold('0', 0.88), 0);
    assert.equal(parseThreshold('  ', 0.88), 0.88);
  });

  it('refuse thresholds that no cosine similarity can have', () => {
    for (const text of ['1.01', '-1.5', '90%', 'NaN', '0.9.1', '.'])
      assert.equal(parseThreshold(text, 0.88), null, text);
  });

  it('start from the settings, with the recommended threshold left to the placeholder', () => {
    assert.deepEqual(initialFields(settings, null), { budget: '6000', threshold: '' });
    assert.deepEqual(initialFields({ ...settings, threshold: 0.8 }, null), { budget: '6000', threshold: '0.8' });
    assert.deepEqual(parseFields(initialFields(settings, null), 0.88), { budget: 6000, threshold: 0.88 });
  });

  it('ask for a threshold where none is recommended', () => {
    const unknown = { ...settings, recommendedThreshold: null };
    assert.deepEqual(initialFields(unknown, null), { budget: '6000', threshold: '' });
    assert.deepEqual(initialFields({ ...unknown, threshold: 0.7 }, null), { budget: '6000', threshold: '0.7' });
    assert.equal(parseFields({ budget: '6000', threshold: '' }, null), null);
    assert.deepEqual(parseFields({ budget: '6000', threshold: '0.7' }, null), { budget: 6000, threshold: 0.7 });
  });
});
