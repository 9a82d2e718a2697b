import assert from 'node:assert/strict';
import { conditionProblem, quotaProblem, rankingProblem } from '../../../src/editor/strategy/strategyChecks';
import { strategyEntries } from '../../../src/editor/strategy/strategyMenu';
import type { StrategyChoice } from '../../../src/protocol/strategyChoice';
import { diversityNeeds, needsText, strategyLabel, strategyLines } from '../../../src/wording/strategyText';

const MODELS = { scorerLabel: 'Heuristic default', embedderLabel: 'Built-in' };

describe('what is typed for a strategy', () => {
  it('is checked by the parser of runs, which says where a condition goes wrong', () => {
    assert.equal(conditionProblem(''), undefined);
    assert.equal(conditionProblem('quality >= 3 and language in (ko, en)'), undefined);
    assert.match(conditionProblem('quality >= and turns < 2') ?? '', /column 12.* Here: quality >= ▸and turns < 2$/);
    assert.match(conditionProblem('turns < 2 or qualty > 3') ?? '', /qualty.* Here: turns < 2 or ▸qualty > 3$/);
    assert.equal(quotaProblem('source=30%'), undefined);
    assert.equal(quotaProblem('language=ko:300,en:50'), undefined);
    for (const text of ['', 'source', 'source=130%', 'sorce=30%']) assert.ok(quotaProblem(text), text);
    assert.equal(rankingProblem('field:scores.reward'), undefined);
    for (const text of ['field:', 'language', 'nothing']) assert.ok(rankingProblem(text), text);
  });
});

describe('the list of a strategy', () => {
  const partsOf = (choice: StrategyChoice): string[] => strategyEntries(choice).map(({ part }) => part);

  it('has the parts that have an effect, and a way back to DEITA where it is another', () => {
    assert.deepEqual(partsOf({}), ['rankBy', 'order', 'diversity', 'conditions', 'quotas', 'run']);
    assert.deepEqual(partsOf({ rankBy: 'random', strategy: 'facility-location' }), [
      ...['rankBy', 'seed', 'diversity', 'alpha', 'conditions', 'quotas', 'default', 'run'],
    ]);
    assert.deepEqual(partsOf({ strategy: 'like', like: '/wanted.jsonl' }).slice(0, 2), ['diversity', 'like']);
    assert.ok(partsOf({ rankBy: 'ifd' }).includes('languageModel'));
    assert.ok(partsOf({ strategy: 'instag', tags: 'tags' }).includes('judge'));
    assert.ok(!partsOf({ strategy: 'instag', tags: 'field:t' }).includes('judge'));
  });

  it('says what each part is now', () => {
    const choice = {
      where: 'turns > 1',
      quotas: [{ signal: 'source', share: 30 }],
      rankBy: 'total-length',
      ascending: true,
    };
    const values = Object.fromEntries(strategyEntries(choice).map(({ part, value }) => [part, value]));
    assert.equal(values['rankBy'], 'Total length, lowest first');
    assert.equal(values['conditions'], 'turns > 1');
    assert.equal(values['quotas'], 'source=30%');
    assert.match(values['diversity'] ?? '', /^Repr Filter: near-duplicates/);
  });
});

describe('a strategy in words', () => {
  it('is DEITA, or what is other than there', () => {
    assert.equal(strategyLabel({}), 'DEITA');
    assert.equal(
      strategyLabel({ where: 'turns > 1', quotas: [{ signal: 'source', share: 30 }] }),
      'DEITA · with a condition · 1 quota',
    );
    assert.equal(strategyLabel({ rankBy: 'total-length', strategy: 'none' }), 'Total length · No diversity');
    assert.equal(strategyLabel({ strategy: 'like', like: '/a' }), 'Like these rows (RDS+)');
    assert.deepEqual(strategyLines({ rankBy: 'field:reward', where: 'turns > 1' }), [
      'Rank by: field:reward',
      'Diversity: Repr Filter',
      'Conditions: turns > 1',
    ]);
  });

  it('says what it needs before it runs', () => {
    assert.match(needsText({}, MODELS), /^Needs scores \(Heuristic default\), embeddings \(Built-in\)\. /);
    assert.match(needsText({ rankBy: 'random', strategy: 'none' }, MODELS), /^Needs no model/);
    assert.match(needsText({ rankBy: 'ifd', strategy: 'none' }, MODELS), /a model is asked about every turn/);
    assert.equal(diversityNeeds('none'), 'needs nothing else');
    assert.equal(diversityNeeds('facility-location'), 'needs embeddings, a weight (default 0.7)');
    assert.equal(diversityNeeds('instag'), 'needs tags');
  });
});
