import assert from 'node:assert/strict';
import { HAND_TAGS } from '../../../src/protocol/composition';
import {
  barRowsName,
  countAndShare,
  describePart,
  partsSentence,
  representation,
} from '../../../src/wording/compositionText';

describe('texts of a selection beside its pool', () => {
  it('name the rows of a bar as the table does', () => {
    const name = barRowsName({ signal: 'source', part: 'selected', bar: { category: 'forum' } });
    assert.equal(name, 'Selected · Source: forum');
    assert.equal(
      barRowsName({ signal: HAND_TAGS, part: 'pool', bar: { none: true } }),
      'Pool · Tags by hand: no value',
    );
    assert.equal(
      barRowsName({ signal: 'field:meta.level', part: 'pool', bar: { otherThan: ['a'] } }),
      'Pool · meta.level: others',
    );
    const turns = { low: 3, high: 4, isLast: false };
    assert.equal(barRowsName({ signal: 'turns', part: 'pool', bar: turns }), 'Pool · Turns: 3');
  });

  it('tell counts with their shares, of nothing too', () => {
    assert.equal(countAndShare(1200, 6000), '1,200 · 20.0%');
    assert.equal(countAndShare(0, 0), '0 · 0.0%');
    const wanted = { signal: 'source', part: 'pool', bar: { category: 'forum' } } as const;
    assert.equal(describePart(wanted, 1, 8), 'Pool · Source: forum: 1 · 12.5%');
    assert.equal(partsSentence({ pool: 6000, selected: 600 }), '600 of 6,000 rows are selected (10.0%)');
  });

  it('tell a share of the selection as a multiple of that in the pool', () => {
    const all = { pool: 1000, selected: 100 };
    const of = (pool: number, selected: number) => representation({ pool, selected }, all);
    assert.deepEqual(of(200, 30), { kind: 'over', times: '1.50×', words: 'over-represented' });
    assert.deepEqual(of(200, 0), { kind: 'under', times: '0.00×', words: 'under-represented' });
    assert.equal(of(500, 52)?.kind, 'even');
    assert.equal(of(500, 53)?.kind, 'over');
    assert.equal(of(0, 0), undefined);
    assert.equal(representation({ pool: 3, selected: 0 }, { pool: 3, selected: 0 }), undefined);
  });
});
