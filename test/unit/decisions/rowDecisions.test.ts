import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Decision } from '../../../src/decisions/decision';
import {
  decide,
  decidedRows,
  decisionsBetween,
  UNDECIDED,
  type RowDecisions,
} from '../../../src/decisions/rowDecisions';

const idOf = (row: number): string => `${'0'.repeat(63)}${row}#0`;
const arbitraryDecision: fc.Arbitrary<Decision> = fc.oneof(
  fc.constantFrom('keep', 'drop', 'undecide').map((kind) => ({ id: idOf(0), kind }) as const),
  fc.constantFrom('', 'a', 'b').map((value) => ({ id: idOf(0), kind: 'note', value }) as const),
  fc
    .tuple(fc.constantFrom('tag', 'untag'), fc.constantFrom('x', 'y', 'z'))
    .map(([kind, value]) => ({ id: idOf(0), kind, value }) as const),
  fc
    .tuple(fc.constantFrom('not-same', 'undecide'), fc.constantFrom(1, 2))
    .map(([kind, other]) => ({ id: idOf(0), kind, other: idOf(other) }) as const),
);

const unordered = ({ tags, notSame, ...rest }: RowDecisions): object => ({
  ...rest,
  tags: [...(tags ?? [])].sort(),
  notSame: [...(notSame ?? [])].sort(),
});

describe('what decisions come to', () => {
  it('is what was said last', () => {
    const said: Decision[] = [
      { id: idOf(1), kind: 'keep' },
      { id: idOf(1), kind: 'drop' },
      { id: idOf(1), kind: 'note', value: 'first' },
      { id: idOf(1), kind: 'note', value: 'second' },
      { id: idOf(1), kind: 'tag', value: 'x' },
      { id: idOf(1), kind: 'tag', value: 'y' },
      { id: idOf(1), kind: 'tag', value: 'x' },
      { id: idOf(1), kind: 'untag', value: 'y' },
      { id: idOf(2), kind: 'keep' },
      { id: idOf(2), kind: 'undecide' },
      { id: idOf(1), kind: 'not-same', other: idOf(3) },
    ];
    const decided = decidedRows(said);
    const first = { verdict: 'drop', note: 'second', tags: ['x'], notSame: [idOf(3)] };
    assert.deepEqual(decided.get(idOf(1)), first);
    assert.deepEqual(decided.get(idOf(2)), {});
    assert.deepEqual(decided.get(idOf(3)), { notSame: [idOf(1)] });
    const taken = decidedRows([...said, { id: idOf(3), kind: 'undecide', other: idOf(1) }]);
    assert.equal(taken.get(idOf(1))?.notSame, undefined);
  });

  it('is undone by decisions that lead back', () => {
    fc.assert(
      fc.property(fc.array(arbitraryDecision), fc.array(arbitraryDecision), (first, more) => {
        const before = first.reduce(decide, UNDECIDED);
        const after = more.reduce(decide, before);
        const back = decisionsBetween(after, before).map((each) => ({ id: idOf(0), ...each }));
        assert.deepEqual(unordered(back.reduce<RowDecisions>(decide, after)), unordered(before));
        assert.deepEqual(decisionsBetween(before, before), []);
      }),
    );
  });
});
