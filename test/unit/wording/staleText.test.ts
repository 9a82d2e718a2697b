import assert from 'node:assert/strict';
import type { DatasetInfo } from '../../../src/protocol/dataset';
import { NO_VERDICTS } from '../../../src/protocol/decisions';
import { staleDecisionsText, staleText } from '../../../src/wording/staleText';

const MODELS = { scorer: { kind: 'built-in' }, embedder: { kind: 'built-in' } } as const;
const RESULT = { budget: 6000, threshold: 0.8, ...MODELS };
const SAME = {
  fields: { budget: 6000, threshold: 0.8 },
  strategy: {},
  scorerLabel: 'Heuristic default',
  embedderLabel: 'Built-in',
};

describe('a result that belongs to other parameters', () => {
  it('says nothing while a run would take the same', () => {
    assert.equal(staleText(RESULT, SAME), null);
    assert.equal(staleText(RESULT, { ...SAME, fields: null }), null);
  });

  it('says what it was made with, and only where that differs', () => {
    const say = (next: Partial<typeof SAME>): string | null => staleText(RESULT, { ...SAME, ...next });
    assert.match(say({ fields: { budget: 300, threshold: 0.8 } }) ?? '', /: budget 6,000\. /);
    assert.match(say({ fields: { budget: 300, threshold: 0.85 } }) ?? '', /: budget 6,000, threshold 0\.80\. /);
    assert.match(say({ scorerLabel: 'my-scorer', embedderLabel: 'm' }) ?? '', /: scorer .+, embedder .+\. /);
    const unlimited = staleText({ ...RESULT, budget: -1 }, SAME) ?? '';
    assert.match(unlimited, /: no limit\. /);
    const share = { ...RESULT, budget: 77, budgetShare: 10 };
    assert.match(staleText(share, SAME) ?? '', /: budget 10%\. /);
    assert.equal(staleText(share, { ...SAME, fields: { budget: -1, budgetShare: 10, threshold: 0.8 } }), null);
  });
});

describe('a result of another strategy', () => {
  const random = { budget: 6000, strategy: 'none', rankBy: 'random', seed: 0 } as const;

  it('says which, and nothing where the next run takes the same', () => {
    assert.match(staleText(RESULT, { ...SAME, strategy: { where: 'turns > 1' } }) ?? '', /: strategy DEITA\. /);
    assert.match(staleText(random, SAME) ?? '', /: strategy random \(seed 0\) · No diversity\. /);
    const same = { strategy: 'none', rankBy: 'random' } as const;
    assert.equal(staleText(random, { ...SAME, fields: { budget: 6000 }, strategy: same }), null);
  });
});

describe('a result from before rows were kept or dropped', () => {
  const said = (then: string | undefined, now: string | undefined): string | null =>
    staleDecisionsText({
      selection: (then === undefined ? {} : { decisions: { verdicts: then } }) as DatasetInfo['selection'],
      ...(now === undefined ? {} : { decisions: { verdicts: now } as NonNullable<DatasetInfo['decisions']> }),
    });

  it('says so, and nothing while the same rows are kept and dropped or that is not known', () => {
    assert.match(said('a', 'b') ?? '', /since this selection/);
    assert.match(said(undefined, 'b') ?? '', /since this selection/);
    assert.equal(said('a', 'a'), null);
    assert.equal(said(undefined, NO_VERDICTS), null);
    assert.equal(said('a', undefined), null);
    assert.equal(staleDecisionsText({ selection: null }), null);
  });

  it('says so of pairs of rows that are not the same, too', () => {
    const decided = (pairs: string | undefined) =>
      ({ verdicts: 'a', ...(pairs === undefined ? {} : { pairs }) }) as NonNullable<DatasetInfo['decisions']>;
    const saidOfPairs = (then: string | undefined, now: string | undefined): string | null =>
      staleDecisionsText({
        selection: { decisions: decided(then) } as unknown as DatasetInfo['selection'],
        decisions: decided(now),
      });
    assert.match(saidOfPairs(undefined, 'p') ?? '', /not the same\. Run Select again/);
    assert.match(saidOfPairs('p', undefined) ?? '', /not the same\. Run Select again/);
    assert.equal(saidOfPairs('p', 'p'), null);
    assert.equal(saidOfPairs(undefined, undefined), null);
  });
});
