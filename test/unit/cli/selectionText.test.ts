import assert from 'node:assert/strict';
import { describeSelection } from '../../../src/cli/selectionText';
import type { SelectionSummary } from '../../../src/protocol/dataset';

describe('text of a selection', () => {
  it('names only the numbers and models that its strategy needed', () => {
    const summary = {
      parameters: { budget: -1 },
      counts: { rows: 3, selected: 1, nearDuplicate: 0, notReached: 1, unscored: 1 },
      walked: 1,
      computed: { turnsScored: 0, rowsEmbedded: 0 },
      models: {},
      finishedAt: '2026-01-01T00:00:00.000Z',
      elapsedMs: 5,
      version: '0',
    } as unknown as SelectionSummary;
    const text = describeSelection(summary, [], {
      exported: undefined,
      report: undefined,
      kept: undefined,
      cacheDir: null,
    });
    assert.match(text, /^Selected 1 of 3 rows in .* \(no budget\)\.$/m);
    assert.doesNotMatch(text, /threshold|scorer|embedder|computed/);
  });
});
