import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { TurnScore } from '../../../src/scoring/scorer';
import { inEnglish } from '../../../src/messages/wording';
import { say } from '../../../src/messages/say';
import { digitExpectation } from '../../../src/scoring/digitExpectation';
import { evolScore, unscoredReason } from '../../../src/scoring/evolScore';
import { scoresFromRow } from '../../../src/scoring/precomputedScores';

const EMPTY = say('unscored.emptyInstruction');

/** A score as it is, a reason in English. */
function inWords(score: TurnScore): object {
  return 'unscoredReason' in score ? { unscoredReason: inEnglish(score.unscoredReason) } : score;
}

describe('digit expectation', () => {
  it('is the mean digit under the softmax of the six log-probabilities', () => {
    const probabilities = [0.05, 0.1, 0.2, 0.3, 0.25, 0.1];
    const expected = probabilities.reduce((sum, probability, index) => sum + (index + 1) * probability, 0);
    assert.ok(Math.abs((digitExpectation(probabilities.map(Math.log)) ?? 0) - expected) < 1e-12);
  });

  it('does not change when a constant is added to all logits, and stays in [1, 6]', () => {
    const logits = fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(logits, fc.double({ min: -500, max: 500, noNaN: true }), (values, shift) => {
        const plain = digitExpectation(values) ?? Number.NaN;
        const shifted = digitExpectation(values.map((value) => value + shift)) ?? Number.NaN;
        assert.ok(Math.abs(plain - shifted) < 1e-9);
        assert.ok(plain >= 1 && plain <= 6);
      }),
    );
  });

  it('gives a certain digit its value', () => {
    const certain = [-Infinity, -Infinity, -Infinity, -Infinity, 0, -Infinity];
    assert.equal(digitExpectation(certain), 5);
  });

  it('invents no score where a digit is missing', () => {
    assert.equal(digitExpectation([0, 0, 0, 0, 0, undefined]), undefined);
    assert.equal(digitExpectation([0, 0, 0, 0, 0]), undefined);
    assert.equal(digitExpectation([0, 0, Number.NaN, 0, 0, 0]), undefined);
    assert.equal(digitExpectation(new Array<number>(6).fill(-Infinity)), undefined);
  });
});

describe('evol score', () => {
  const columns = [Float64Array.of(9, 2, 4, 9), Float64Array.of(9, 3, 5, 9)] as const;

  it('is the sum of products, not the product of sums', () => {
    assert.equal(evolScore(...columns, 1, 3), 26);
  });

  it('is missing where a turn lacks either score, and for a row without turns', () => {
    assert.ok(Number.isNaN(evolScore(Float64Array.of(2, Number.NaN), Float64Array.of(3, 5), 0, 2)));
    assert.ok(Number.isNaN(evolScore(Float64Array.of(2, 4), Float64Array.of(3, Number.NaN), 0, 2)));
    assert.ok(Number.isNaN(evolScore(...columns, 1, 1)));
  });

  it('that is missing is explained by the first turn that has no score', () => {
    const turns = [{ complexityScore: 2, qualityScore: 3 }, { unscoredReason: EMPTY }];
    assert.equal(inEnglish(unscoredReason(turns)), 'turn 2: the instruction is empty');
    assert.equal(unscoredReason([{ unscoredReason: EMPTY }]), EMPTY);
    assert.equal(inEnglish(unscoredReason([])), 'the row has no turns');
    assert.equal(inEnglish(unscoredReason([{ complexityScore: Infinity, qualityScore: 0 }])), 'no score');
  });
});

describe('scores that a row carries', () => {
  it('become one result a turn', () => {
    assert.deepEqual(scoresFromRow({ complexityScores: [1, 6], qualityScores: [2.5, 3] }, 2), [
      { complexityScore: 1, qualityScore: 2.5 },
      { complexityScore: 6, qualityScore: 3 },
    ]);
  });

  it('are absent with a reason where the row carries none', () => {
    assert.deepEqual(scoresFromRow(undefined, 1).map(inWords), [
      { unscoredReason: 'row carries no complexity_scores and no quality_scores' },
    ]);
    assert.deepEqual(scoresFromRow({ complexityScores: [1], qualityScores: [] }, 1).map(inWords), [
      { unscoredReason: 'row carries no quality_scores' },
    ]);
  });

  it('are refused as a whole where their count does not fit the turns', () => {
    const reason = '3 numbers in quality_scores for 2 turns';
    assert.deepEqual(scoresFromRow({ complexityScores: [1, 2], qualityScores: [1, 2, 3] }, 2).map(inWords), [
      { unscoredReason: reason },
      { unscoredReason: reason },
    ]);
  });

  it('are refused one by one where they are null, NaN or outside 1 to 6', () => {
    const carried = { complexityScores: [null, 3, 0.5, 3, 3], qualityScores: [2, Number.NaN, 2, 6.01, Infinity] };
    assert.deepEqual(scoresFromRow(carried, 5).map(inWords), [
      { unscoredReason: 'row carries no complexity score' },
      { unscoredReason: 'row carries no quality score' },
      { unscoredReason: 'complexity score 0.5 is outside 1 to 6' },
      { unscoredReason: 'quality score 6.01 is outside 1 to 6' },
      { unscoredReason: 'quality score Infinity is outside 1 to 6' },
    ]);
  });
});
