import assert from 'node:assert/strict';
import { directDraft, directScoringOf, variantsOf } from '../../../src/editor/train/directDraft';
import type { RunOverview } from '../../../src/protocol/annotation';

function run(rankModel: string, note?: string): RunOverview {
  return {
    ...{ folder: '/data/pool.evol', fileName: 'pool.jsonl', createdAt: '', working: false },
    ...(note === undefined ? {} : { note }),
    counts: { all: 4, failed: 0, notMonotone: 0, ordersDisagree: 0, corrected: 0, notDone: 1 },
    status: {
      ...{ chains: 4, done: 3, scored: 3, unscored: 0, monotone: 3, evolutions: { kept: 14, dropped: 1 } },
      ...{ dropReasons: {}, positionBias: 0, selfAgreement: 1, kendall: 1, requests: 21, tokens: 900 },
    },
    parameters: {
      ...{ fileSha256: '', dimension: 'both', seeds: 2, sample: 'random', seed: 0, evolutions: 5, orders: 2 },
      ...{ model: 'm', rankModel, promptsHash: '' },
    },
  };
}

describe('what direct scoring in the editor asks', () => {
  const models = [{ name: 'acme/wise' }];
  const base = 'http://localhost:8000/v1';

  it('is asked where the judges of the runs are, within the limits of that place', () => {
    const own = directDraft([run('acme/wise')], models, base);
    assert.deepEqual([own?.kind, own?.mostRequests], ['editor', 300]);
    const served = directDraft([run('qwen'), run('qwen-72b')], models, base);
    assert.deepEqual([served?.kind, served?.baseUrl, served?.mostRequests], ['server', base, null]);
  });

  it('is not asked about judges in two places, nor about a run that no model made', () => {
    assert.equal(directDraft([run('acme/wise'), run('qwen')], models, base), undefined);
    assert.equal(directDraft([run('by hand', 'Written by hand.')], models, base), undefined);
  });

  it('takes at most a request for each variant that can have a score', () => {
    assert.equal(variantsOf([run('qwen'), run('qwen')]), 2 * (14 + 3));
  });

  it('is nothing unless it is wanted; a cost is a number of tokens at the price', () => {
    const draft = directDraft([run('qwen')], models, base);
    assert.ok(draft);
    assert.equal(directScoringOf(draft, 2), null);
    Object.assign(draft, { isDirect: true, mostRequests: 50, mostCost: 4 });
    assert.deepEqual(directScoringOf(draft, 2), {
      judges: { kind: 'server', baseUrl: base },
      caps: { requests: 50, tokens: 2e6 },
    });
  });
});
