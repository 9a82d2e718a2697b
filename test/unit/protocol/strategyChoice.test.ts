import assert from 'node:assert/strict';
import { choiceOf, isSameChoice, type StrategyChoice } from '../../../src/protocol/strategyChoice';

const JUDGE = { kind: 'server', baseUrl: 'http://localhost:8000/v1', model: 'j' } as const;

describe('the choice that a run was made by', () => {
  it('is empty for DEITA, whatever stands for its defaults', () => {
    const spelled = { rankBy: 'evol', ascending: false, seed: 0, strategy: 'repr-filter', quotas: [] } as const;
    assert.deepEqual(choiceOf({ ...spelled, alpha: 0.7 }), {});
    assert.ok(isSameChoice(spelled, {}));
  });

  it('holds what has an effect, and not what belongs to another strategy', () => {
    const asked: StrategyChoice = {
      strategy: 'none',
      rankBy: 'complexity',
      seed: 4,
      alpha: 0.3,
      tags: 'field:t',
      like: '/a',
    };
    assert.deepEqual(choiceOf(asked), { strategy: 'none', rankBy: 'complexity' });
    assert.deepEqual(choiceOf({ ...asked, strategy: 'facility-location', rankBy: 'random' }), {
      strategy: 'facility-location',
      rankBy: 'random',
      seed: 4,
      alpha: 0.3,
    });
    assert.deepEqual(choiceOf({ ...asked, strategy: 'instag' }).tags, 'field:t');
  });

  it('keeps models and files only for the signals that are made from them', () => {
    const supply = { judge: JUDGE, languageModel: JUDGE, join: { file: '/second.jsonl' } };
    assert.deepEqual(choiceOf(supply), {});
    assert.deepEqual(choiceOf({ ...supply, rankBy: 'ifd' }), { rankBy: 'ifd', languageModel: JUDGE });
    assert.deepEqual(choiceOf({ ...supply, where: 'instruction-nodes > 3' }).judge, JUDGE);
    assert.deepEqual(choiceOf({ ...supply, rankBy: 'field:reward' }).join, supply.join);
  });
});
