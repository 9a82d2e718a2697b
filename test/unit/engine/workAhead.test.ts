import assert from 'node:assert/strict';
import { WorkAhead } from '../../../src/engine/workAhead';

describe('work ahead', () => {
  it('finishes pieces in the order in which they began, and runs no more than it may', async () => {
    const finished: number[] = [];
    const pieces = new WorkAhead<number>((piece) => finished.push(piece), 3);
    const ends: (() => void)[] = [];
    const piece = (number: number): Promise<number> => new Promise((resolve) => (ends[number] = () => resolve(number)));
    await pieces.add(piece(0));
    await pieces.add(piece(1));
    const third = pieces.add(piece(2));
    ends[2]?.();
    ends[1]?.();
    await Promise.resolve();
    assert.deepEqual(finished, []);
    ends[0]?.();
    await third;
    assert.deepEqual(finished, [0]);
    await pieces.end();
    assert.deepEqual(finished, [0, 1, 2]);
  });

  it('fails when the turn of what failed comes', async () => {
    const finished: number[] = [];
    const pieces = new WorkAhead<number>((piece) => finished.push(piece), 3);
    await pieces.add(Promise.resolve(0));
    await pieces.add(Promise.reject(new Error('no')));
    await assert.rejects(pieces.end(), /no/);
    assert.deepEqual(finished, [0]);
  });
});
