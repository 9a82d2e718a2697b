import assert from 'node:assert/strict';
import { say } from '../../../src/messages/say';
import { DEFAULT_STRATEGY, needs, STRATEGY_NAMES, uses } from '../../../src/choices/strategies';
import type { FileIdentity } from '../../../src/dataset/fileIdentity';
import { deserialiseResults, serialiseResults } from '../../../src/engine/results/resultSnapshot';
import { SelectionResult } from '../../../src/engine/results/selectionResult';
import type { SelectionSummary } from '../../../src/protocol/dataset';
import { askedBy } from '../../../src/protocol/selection';
import { RowReasons } from '../../../src/selection/rowReasons';
import { EMBEDDED, EngineFixture, PRECOMPUTED, select } from './engineFixture';
import { poolRows, toJsonLines } from './poolFiles';

describe('engine: strategies', () => {
  const fixture = new EngineFixture();

  async function openPool(engine = fixture.start()) {
    const path = await fixture.folder.write('pool.jsonl', toJsonLines(poolRows(20, 5)));
    return { engine, info: await engine.request('dataset/open', { path }) };
  }

  it('selects by the default where none is named, and reports it as if there were no other', async () => {
    const { engine, info } = await openPool();
    const unnamed = await select(engine, info, { budget: 4 });
    const named = await select(engine, info, { budget: 4, strategy: DEFAULT_STRATEGY });
    assert.deepEqual(named.parameters, unnamed.parameters);
    assert.deepEqual(Object.keys(named.parameters), ['budget', 'threshold', 'scorer', 'embedder']);
    assert.deepEqual(named.counts, unnamed.counts);
  });

  it('keeps what no strategy needs out of the parameters, and their order whatever that of the request', async () => {
    const { engine, info } = await openPool();
    const request = { embedder: EMBEDDED, unheardOf: 1, threshold: 0.5, scorer: EMBEDDED, includeRejected: true };
    const { parameters } = await select(engine, info, { budget: 4, ...request });
    assert.equal(
      JSON.stringify(parameters),
      JSON.stringify({ budget: 4, threshold: 0.5, includeRejected: true, scorer: EMBEDDED, embedder: EMBEDDED }),
    );
  });

  it('refuses a strategy that does not exist and numbers out of range before it scores', async () => {
    const { engine, info } = await openPool();
    const refused = (request: object, message: RegExp) =>
      assert.rejects(
        engine.request('dataset/select', {
          datasetId: info.datasetId,
          budget: 4,
          threshold: null,
          scorer: EMBEDDED,
          embedder: EMBEDDED,
          ...request,
        }),
        (error: Error & { code?: string }) => error.code === 'usage' && message.test(error.message),
      );
    await refused({ strategy: 'wishful' }, /no strategy "wishful"/);
    await refused({ budget: 0 }, /budget is 0/);
    await refused({ threshold: 1.5 }, /threshold is 1.5/);
    await refused({ rankBy: 'beauty' }, /no signal "beauty"/);
    await refused({ rankBy: 'language' }, /cannot be ranked by language/);
    await refused({ rankBy: 'random', seed: 0.5 }, /seed is 0.5/);
    await refused({ where: 'quality >' }, /column 10: expected a number/);
    await refused({ where: 'turns = 1 and beauty > 3' }, /Column 15 of the condition: There is no signal "beauty"/);
    await refused({ quotas: [{ signal: 'beauty', share: 10 }] }, /no signal "beauty"/);
    await refused({ budgetShare: 120 }, /budget in percent is 120/);
    await refused({ budgetTokens: 0 }, /budget in tokens is 0/);
    await refused({ scorer: undefined }, /needs scores, and no scorer/);
    const scored = await engine.request('dataset/score', { datasetId: info.datasetId, scorer: EMBEDDED });
    assert.equal(scored.turnsScored, 20);
  });

  it('asks only for what the strategy and the signals need', () => {
    for (const strategy of STRATEGY_NAMES) {
      const request = { strategy, budget: 1, threshold: 0, scorer: PRECOMPUTED, embedder: EMBEDDED, unheardOf: 1 };
      const askedOf = (more: object): string[] => Object.keys(askedBy({ ...request, ...more })).sort();
      const ofStrategy = ['threshold', 'embedder'].filter((parameter) => uses(strategy, parameter));
      for (const scored of [{}, { rankBy: 'quality' }, { rankBy: 'random', where: 'evol > 3' }]) {
        assert.deepEqual(askedOf(scored), [...ofStrategy, 'scorer'].sort());
      }
      for (const unscored of [{ rankBy: 'random' }, { rankBy: 'field:evol', where: 'turns = 1' }]) {
        assert.deepEqual(askedOf(unscored), ofStrategy.sort());
      }
      assert.equal(needs(strategy, 'budget'), false); // Every strategy has one.
    }
  });

  it('keeps why rows were passed over', () => {
    const identity = { size: 3, mtimeMs: 1, sampledHash: 'x' } as unknown as FileIdentity;
    const reasons = new RowReasons();
    const [noNewTag, full] = [say('status.noNewTag'), say('status.quotaFull', { signal: 'source', category: 'a' })];
    reasons.set(2, noNewTag);
    reasons.set(1, full);
    const outcome = {
      statuses: Uint8Array.of(0, 2, 2),
      ranks: Uint32Array.of(1, 0, 0),
      nearestSelected: Int32Array.of(-1, -1, -1),
      nearestSimilarity: Float64Array.of(NaN, NaN, NaN),
      selectedRows: Uint32Array.of(0),
      walked: 3,
      invalidEmbeddings: new Uint32Array(),
      reasons,
    };
    const summary = { parameters: { budget: 1 }, walked: 3, models: {} } as unknown as SelectionSummary;
    const bytes = serialiseResults(identity, { scores: null, selection: new SelectionResult(outcome, summary) });
    const kept = deserialiseResults(Buffer.concat(bytes))?.results.selection;
    assert.deepEqual(
      [0, 1, 2].map((row) => kept?.reasonOf(row)),
      [undefined, full, noNewTag],
    );
  });

  it('keeps a selection that was made without scores', () => {
    const identity = { size: 3, mtimeMs: 1, sampledHash: 'x' } as unknown as FileIdentity;
    const outcome = {
      statuses: Uint8Array.of(0, 2, 3),
      ranks: Uint32Array.of(1, 0, 0),
      nearestSelected: Int32Array.of(-1, -1, -1),
      nearestSimilarity: Float64Array.of(NaN, NaN, NaN),
      selectedRows: Uint32Array.of(0),
      walked: 1,
      invalidEmbeddings: new Uint32Array(),
      lacksSimilarities: false,
    };
    const summary = { parameters: { budget: 1 }, walked: 1, models: {} } as unknown as SelectionSummary;
    const bytes = serialiseResults(identity, { scores: null, selection: new SelectionResult(outcome, summary) });
    const kept = deserialiseResults(Buffer.concat(bytes))?.results;
    assert.equal(kept?.scores, null);
    assert.deepEqual(kept.selection?.outcome, outcome);
    assert.deepEqual(kept.selection.summary, summary);
  });
});
