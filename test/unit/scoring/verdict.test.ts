import assert from 'node:assert/strict';
import { inEnglish } from '../../../src/messages/wording';
import { readVerdict } from '../../../src/scoring/served/verdict';

const RATED = { complexityScore: 4, qualityScore: 3 };

describe('the verdict of a chat model on one turn', () => {
  for (const [title, answer] of Object.entries({
    'plain JSON': '{"complexity": 4, "quality": 3}',
    'fenced JSON with a preamble': 'Sure!\n```json\n{"complexity": 4, "quality": 3}\n```\nAsk for more.',
    'scores as texts': '{"complexity": "4", "quality": " 3 "}',
    'thoughts before it that hold another':
      '<think>{"complexity": 1, "quality": 1}?</think>{"complexity":4,"quality":3}',
    'an object within another': '{"scores": {"quality": 3, "complexity": 4}}',
    'the same verdict twice': '{"complexity": 4, "quality": 3} As I said: {"quality": 3, "complexity": 4}',
    'lines with markup': '**Complexity**: 4/6\n**Quality** – 3',
    'lines with a dash': 'Complexity - 4.\nQuality - 3.',
    'a sentence': 'The complexity is 4, the quality is 3.',
  })) {
    it(`is read from ${title}`, () => assert.deepEqual(readVerdict(answer), RATED));
  }

  for (const [title, answer, reason] of [
    ['nothing', '', /holds no two scores/],
    ['one score', '{"complexity": 4}', /holds no two scores/],
    ['a score out of range', '{"complexity": 7, "quality": 3}', /holds no two scores/],
    ['JSON that is cut off', '{"complexity": 4, "quality": 3', /holds no two scores/],
    ['a range', 'Complexity: 1-6\nQuality: 3', /holds no two scores/],
    ['a range in words', 'Complexity (1 to 6): 4\nQuality: 3', /holds no two scores/],
    ['a range between two numbers', 'Complexity: between 3 and 4\nQuality: 3', /holds no two scores/],
    ['a range with a tilde', 'Complexity: 3~4\nQuality: 3', /holds no two scores/],
    ['a choice', 'Complexity: 4 or 5\nQuality: 3', /holds no two scores/],
    ['a negative number', 'Complexity: -4\nQuality: 3', /holds no two scores/],
    ['a negative number after markup', '**Complexity:** -4\nQuality: 3', /holds no two scores/],
    ['a fraction without its zero', 'Complexity: .5\nQuality: 3', /holds no two scores/],
    ['a fraction with a comma', 'Complexity: 4,5\nQuality: 3', /holds no two scores/],
    ['points of ten', 'Complexity: 4/10\nQuality: 3/10', /holds no two scores/],
    ['points out of a hundred', 'Complexity 4 out of 100, quality 3 out of 100', /holds no two scores/],
    ['two verdicts', '{"complexity": 4, "quality": 3} or {"complexity": 5, "quality": 3}', /more than once/],
    ['two scores of a kind in lines', 'Complexity: 4\nQuality: 3\nQuality: 5', /more than once/],
  ] as const) {
    it(`is none in ${title}: no score is invented`, () => {
      const verdict = readVerdict(answer);
      assert.ok('unscoredReason' in verdict, JSON.stringify(verdict));
      assert.match(inEnglish(verdict.unscoredReason), reason);
    });
  }
});
