import assert from 'node:assert/strict';
import { fillBuffer } from '../../../src/common/fillBuffer';

const BYTES = Buffer.from('0123456789');

/** A file that brings at most so many bytes a call. */
function fileOf(mostAtOnce: number): Parameters<typeof fillBuffer>[0] {
  const read = (into: Uint8Array, at: number, length: number, position: number): Promise<{ bytesRead: number }> => {
    const piece = BYTES.subarray(position, position + Math.min(length, mostAtOnce));
    into.set(piece, at);
    return Promise.resolve({ bytesRead: piece.length });
  };
  return { read } as unknown as Parameters<typeof fillBuffer>[0];
}

describe('fillBuffer', () => {
  it('fills the buffer although each call brings less than it was asked for', async () => {
    const buffer = Buffer.alloc(7);
    assert.equal(await fillBuffer(fileOf(3), buffer, 2), 7);
    assert.equal(buffer.toString(), '2345678');
  });

  it('tells how many bytes there are where the file ends first', async () => {
    const buffer = Buffer.alloc(7);
    assert.equal(await fillBuffer(fileOf(3), buffer, 6), 4);
    assert.equal(buffer.toString('latin1', 0, 4), '6789');
    assert.equal(await fillBuffer(fileOf(3), buffer, 10), 0);
  });
});
