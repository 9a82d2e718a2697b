import assert from 'node:assert/strict';
import type { RowDetail } from '../../../src/protocol/dataset';
import { whyNearDuplicate } from '../../../src/wording/nearDuplicateText';

function row(instruction: string, response: string, more: Partial<RowDetail> = {}): RowDetail {
  return { lineNumber: 38, turns: [{ instruction, response }], values: {}, ...more } as RowDetail;
}

const NEIGHBOUR = { cosineSimilarity: 0.7475 };

describe('why a near-duplicate', () => {
  it('says how similar, against which threshold, and which row was taken', () => {
    const leftOut = row('Add 1 and 2.', '3', { status: 'nearDuplicate', values: { evolScore: 21.87 } });
    const taken = row('Add 1 and 2.', 'It is 3.', {
      lineNumber: 1280,
      status: 'selected',
      values: { evolScore: 22.74 },
    });
    const lines = [
      'Similarity 0.7475, above the threshold τ = 0.70',
      'Same instruction, other answer',
      'Taken: line 1,280 (evol score 22.74); left out: line 38 (evol score 21.87)',
    ];
    assert.deepEqual(whyNearDuplicate(leftOut, taken, NEIGHBOUR, 0.7), lines);
    assert.deepEqual(whyNearDuplicate(taken, leftOut, NEIGHBOUR, 0.7), lines);
  });

  it('says what is the same, white space aside', () => {
    const same = (a: RowDetail, b: RowDetail): string | undefined => whyNearDuplicate(a, b, NEIGHBOUR, 0.7)[1];
    assert.equal(same(row('a b', 'c'), row('a  b\n', 'c')), 'Same instruction, same answer');
    assert.equal(same(row('a', 'c'), row('b', 'c')), 'Other instruction, same answer');
    assert.equal(same(row('a', 'c'), row('b', 'd')), 'Other instruction, other answer');
    const longer = row('a', 'c', {
      turns: [
        { instruction: 'a', response: 'c' },
        { instruction: 'e', response: 'f' },
      ],
    });
    assert.equal(same(row('a', 'c'), longer), 'Other instruction, other answer');
  });

  it('names no threshold where the selection had none, and no row where none was taken', () => {
    assert.deepEqual(whyNearDuplicate(row('a', 'b'), row('a', 'b'), NEIGHBOUR, undefined), [
      'Similarity 0.7475',
      'Same instruction, same answer',
    ]);
  });

  it('says why rows are not comparable', () => {
    const [line] = whyNearDuplicate(
      row('a', 'b'),
      row('a', 'b'),
      { cosineSimilarity: 0, incomparableFor: ['tools'] },
      -0.5,
    );
    assert.equal(line, 'Similarity 0.0000, not comparable: other tools, above the threshold τ = -0.50');
  });
});
