import assert from 'node:assert/strict';
import type { RowDetail } from '../../../src/protocol/dataset';
import { messagePairs, type MarkedText } from '../../../webview/kit/rows/messagePairs';

function row(turns: readonly (readonly [string, string])[], system?: string): RowDetail {
  const read = turns.map(([instruction, response]) => ({ instruction, response }));
  return { turns: read, ...(system === undefined ? {} : { system }) } as unknown as RowDetail;
}

function marks(side: MarkedText | null): string[] {
  assert.ok(side?.pieces);
  return side.pieces.filter(({ kind }) => kind === 'added').map(({ text }) => text.trim());
}

describe('two rows message by message', () => {
  it('mark on each side what the other lacks, and keep each text as it is', () => {
    const [user, assistant] = messagePairs(
      row([['Name two  rivers.', 'Rhine and Elbe']]),
      row([['Name three rivers.', 'Rhine and Elbe']]),
    );
    assert.ok(user && assistant);
    assert.deepEqual([user.role, user.isSame, assistant.role, assistant.isSame], ['user', false, 'assistant', true]);
    assert.deepEqual([marks(user.own), marks(user.other)], [['two'], ['three']]);
    assert.equal(user.own?.pieces?.map(({ text }) => text).join(''), 'Name two  rivers.');
    assert.deepEqual(marks(assistant.own), []);
  });

  it('stand beside each other by turn and role, whichever has more', () => {
    const pairs = messagePairs(
      row([['a', 'b']], 'Be kind.'),
      row([
        ['a', 'b'],
        ['c', 'd'],
      ]),
    );
    assert.deepEqual(
      pairs.map(({ role, turn, own, other }) => [role, turn, own?.text ?? null, other?.text ?? null]),
      [
        ['system', 0, 'Be kind.', null],
        ['user', 1, 'a', 'a'],
        ['assistant', 1, 'b', 'b'],
        ['user', 2, null, 'c'],
        ['assistant', 2, null, 'd'],
      ],
    );
  });

  it('are unmarked where they have next to nothing in common', () => {
    const [user] = messagePairs(row([['Write a poem about rain.', '']]), row([['12 × 12 = ?', '']]));
    assert.deepEqual([user?.own?.pieces, user?.other?.pieces], [null, null]);
  });
});
