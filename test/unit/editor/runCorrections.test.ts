import assert from 'node:assert/strict';
import { DeitaError } from '../../../src/common/errors';
import { RunCorrections } from '../../../src/editor/chains/runCorrections';
import type { ChainDetail, CorrectionRequest } from '../../../src/protocol/annotation';
import type { EngineApi } from '../../../src/protocol/requests';

/** An engine that keeps what it is told, and answers each correction with one that names it. */
function setUp() {
  const told: CorrectionRequest[] = [];
  let failure: DeitaError | undefined;
  const request = (_: string, { correction }: { readonly correction: CorrectionRequest }): Promise<unknown> => {
    if (failure !== undefined) return Promise.reject(failure);
    told.push(correction);
    const chain = { id: correction.chain } as ChainDetail;
    return Promise.resolve({ chain, undo: { ...correction, score: (correction.score ?? 0) - 10 } });
  };
  const engine = { request } as unknown as Pick<EngineApi, 'request'>;
  return {
    corrections: new RunCorrections(engine, '/data/pool.evol'),
    told,
    fail: (error: DeitaError | undefined) => (failure = error),
  };
}

const score = (chain: string, value: number): CorrectionRequest => ({ chain, step: 1, score: value });

describe('corrections of a run', () => {
  it('are taken back one after the other, the last first, each by what the engine says', async () => {
    const { corrections, told } = setUp();
    assert.equal(corrections.canUndo, false);
    assert.deepEqual(await corrections.correct(score('a', 3)), { chain: { id: 'a' }, canUndo: true });
    await corrections.correct(score('b', 4));
    assert.deepEqual(await corrections.undo(), { chain: { id: 'b' }, canUndo: true });
    assert.deepEqual(await corrections.undo(), { chain: { id: 'a' }, canUndo: false });
    assert.equal(await corrections.undo(), null);
    assert.deepEqual(told, [score('a', 3), score('b', 4), score('b', -6), score('a', -7)]);
  });

  it('can be tried again when they could not be taken back', async () => {
    const { corrections, fail } = setUp();
    await corrections.correct(score('a', 3));
    fail(new DeitaError('outputFailed', 'The disk is full.'));
    await assert.rejects(corrections.undo(), { code: 'outputFailed' });
    await assert.rejects(corrections.correct(score('a', 5)), { code: 'outputFailed' });
    fail(undefined);
    assert.deepEqual(await corrections.undo(), { chain: { id: 'a' }, canUndo: false });
  });
});
