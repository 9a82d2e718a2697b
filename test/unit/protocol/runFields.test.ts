import assert from 'node:assert/strict';
import type { PageSettings } from '../../../src/protocol/pages/tablePage';
import type { Budget } from '../../../src/choices/budget';
import type { SelectionSummary } from '../../../src/protocol/dataset';
import { isRunArguments } from '../../../src/protocol/pages/pageCommands';
import { fieldsOf, initialFields, parseFields, parseThreshold } from '../../../src/protocol/pages/runFields';

const settings: PageSettings = {
  budget: '6000',
  threshold: null,
  recommendedThreshold: 0.88,
  scorerLabel: '',
  embedderLabel: '',
  heuristicScorer: true,
  strategy: {},
  notices: [],
  training: null,
};

function recommending(recommendedThreshold: number | null) {
  return { ...settings, recommendedThreshold };
}

describe('fields of the toolbar', () => {
  it('hold what the last run was asked for: a share and not the rows that it came to', () => {
    const models = { scorer: { kind: 'built-in' }, embedder: { kind: 'built-in' } } as const;
    const fieldsAfter = (parameters: Budget): string =>
      initialFields(settings, { parameters: { ...parameters, threshold: 0.8, ...models } } as SelectionSummary).budget;
    assert.equal(fieldsAfter({ budget: 300 }), '300');
    assert.equal(fieldsAfter({ budget: 77, budgetShare: 2.5 }), '2.5%');
    assert.equal(fieldsAfter({ budget: -1, budgetTokens: 2_500_000 }), '2500K tokens');
  });

  it('make the request of a run', () => {
    assert.deepEqual(parseFields({ budget: '10 %', threshold: '0.7' }, recommending(null)), {
      budget: -1,
      budgetShare: 10,
      threshold: 0.7,
    });
    assert.deepEqual(parseFields({ budget: '2M tokens', threshold: '' }, recommending(0.88)), {
      budget: -1,
      budgetTokens: 2_000_000,
      threshold: 0.88,
    });
    assert.equal(parseFields({ budget: '110%', threshold: '' }, recommending(0.88)), null);
  });

  it('are accepted from a page only as what people could have typed', () => {
    for (const args of [{ budget: 5 }, { budget: -1, budgetShare: 10 }, { budget: -1, budgetTokens: 10 }])
      assert.ok(isRunArguments({ ...args, threshold: 0.9 }), JSON.stringify(args));
    for (const args of [
      { budget: 0 },
      { budget: '5' },
      { budget: -1, budgetShare: 110 },
      { budget: -1, budgetTokens: 0.5 },
    ])
      assert.ok(!isRunArguments({ ...args, threshold: 0.9 }), JSON.stringify(args));
    assert.ok(!isRunArguments({ budget: 5, threshold: 1.5 }));
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
    assert.deepEqual(parseFields(initialFields(settings, null), recommending(0.88)), { budget: 6000, threshold: 0.88 });
  });

  it('have no threshold where the strategy has none, and keep what was typed there', () => {
    const unfiltered = { ...recommending(null), strategy: { strategy: 'none' as const } };
    assert.deepEqual(parseFields({ budget: '5', threshold: 'x' }, unfiltered), { budget: 5 });
    assert.ok(isRunArguments({ budget: 5 }));
    assert.deepEqual(fieldsOf({ budget: 5 }, { budget: '9', threshold: '0.7' }), { budget: '5', threshold: '0.7' });
    assert.deepEqual(fieldsOf({ budget: 5, threshold: 0.6 }, null), { budget: '5', threshold: '0.6' });
  });

  it('ask for a threshold where none is recommended', () => {
    const unknown = { ...settings, recommendedThreshold: null };
    assert.deepEqual(initialFields(unknown, null), { budget: '6000', threshold: '' });
    assert.deepEqual(initialFields({ ...unknown, threshold: 0.7 }, null), { budget: '6000', threshold: '0.7' });
    assert.equal(parseFields({ budget: '6000', threshold: '' }, recommending(null)), null);
    assert.deepEqual(parseFields({ budget: '6000', threshold: '0.7' }, recommending(null)), {
      budget: 6000,
      threshold: 0.7,
    });
  });
});
