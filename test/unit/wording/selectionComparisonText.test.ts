import assert from 'node:assert/strict';
import type { SelectionComparison } from '../../../src/protocol/comparison';
import { selectionComparisonText } from '../../../src/wording/selectionComparisonText';

const figures = { counts: { rows: 100, selected: 1200 }, coverage: 0.5, clusters: 7, tokens: 34_567 };
const COMPARISON: SelectionComparison = {
  runs: [
    { ...figures, name: 'mine', isBaseline: false, means: { 'total-length': 21.25 }, meanNearestSimilarity: 0.25 },
    { ...figures, name: 'random 1', isBaseline: true, means: {}, meanNearestSimilarity: null },
    { ...figures, name: 'total-length', isBaseline: true, means: {}, meanNearestSimilarity: 1 },
  ],
  distributions: [],
  pool: { rows: 90, clusters: 7 },
  pairs: [
    { a: 'mine', b: 'random 1', jaccard: 0.125, jaccardByRank: [], onlyInA: 1000, onlyInB: 2 },
    { a: 'random 1', b: 'total-length', jaccard: 0, jaccardByRank: [], onlyInA: 1, onlyInB: 1 },
  ],
};

describe('selections compared, as a document', () => {
  const text = selectionComparisonText(COMPARISON, 'pool\u202e.jsonl');

  it('have a line of figures for each run, the baselines included', () => {
    assert.ok(text.includes('| mine | 1,200 | 0.5000 | 0.2500 | 34,567 | 21.3 |'), text);
    assert.ok(text.includes('| random 1 | 1,200 | 0.5000 | – | 34,567 | 0.0 |'));
  });

  it('have the overlap of what was made, not of baselines with each other', () => {
    assert.ok(text.includes('| mine · random 1 | 0.125 | 1,000 | 2 |'));
    assert.ok(!text.includes('random 1 · total-length'));
  });

  it('say soberly what to make of it, and nothing that hides', () => {
    assert.match(text, /no better than random rows, and length is a strong cheap baseline/);
    assert.ok(!text.includes('\u202e'));
  });
});
