import assert from 'node:assert/strict';
import { withTyped } from '../../../src/editor/connectScorer/typedItem';

const ITEMS = [{ label: 'first' }, { label: 'second' }, { label: 'Type a name…', alwaysShow: true }];
const labels = (typed: string): string[] =>
  withTyped(ITEMS, typed, (text) => ({ label: `Use ${text}`, alwaysShow: true })).map(({ label }) => label);

describe('a list that takes what is typed', () => {
  it('has an entry for it before those that typing does not filter', () => {
    assert.deepEqual(labels(' foo '), ['first', 'second', 'Use foo', 'Type a name…']);
  });

  it('has none where nothing is typed, or an entry is just that', () => {
    const as = ITEMS.map(({ label }) => label);
    assert.deepEqual([labels('  '), labels('second')], [as, as]);
  });
});
