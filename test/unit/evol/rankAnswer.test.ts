import assert from 'node:assert/strict';
import { readRankAnswer } from '../../../src/evol/chain/rankAnswer';
import { inEnglish } from '../../../src/messages/wording';

describe('reading what a judge answers', () => {
  const usable: Readonly<Record<string, string>> = {
    'JSON as asked for': '{"scores": [{"index": 1, "score": 2}, {"index": 2, "score": 3.5}, {"index": 3, "score": 6}]}',
    'JSON in ranked order': '{"scores":[{"index":3,"score":6},{"index":2,"score":3.5},{"index":1,"score":2}]}',
    'JSON in a fence, with text around it':
      'Here you are:\n```json\n[{"index":2,"score":3.5},{"index":1,"score":2},{"index":3,"score":6}]\n```\nAll fine.',
    'numbers as text':
      '{"scores":[{"index":"1","score":"2"},{"index":"[2]","score":"3.5/6"},{"index":"3","score":"6"}]}',
    'an object by number': '{"1": 2, "2": 3.5, "3": 6}',
    'an object by number in brackets': '{"[3]": {"score": 6}, "[1]": {"score": 2}, "[2]": {"score": 3.5}}',
    lines: '[1] Score: 2\n[2] Score: 3.5\n[3] Score: 6',
    'lines in ranked order': '[3] Score: 6\n[2] Score: 3.5\n[1] Score: 2',
    'lines with a preamble that names numbers':
      'Ranking [1] to [3]:\n[3] > [2] > [1]\n\n- [2] score: 3.5\n- [1] score: 2\n- [3] score: 6\nHope this helps!',
    'lines in bold with reasons':
      '**[1]** (rank 3) - Score: **2** because it is short\n**[2]**: 3.5\n**[3]**: 6/6 - has 4 conditions',
    'all on one line': '[3]: 6, [1]: 2, [2]: 3.5',
    'a decimal comma': '[1] Score: 2\n[2] Score: 3,5\n[3] Score: 6',
    'a word for it in Chinese, with its colon': '[1] 分数：2\n[2] 评分：3.5\n[3] 得分: 6',
    'a word for it in Korean': '[1] 점수: 2점\n[2] 평점 3.5\n[3] 점수는 6',
    'scores of six': '[1] Score: 2 out of 6\n[2] Score: 3.5/6\n[3] 6 out of 6.',
    'thoughts before it': '<think>[1] maybe 5? [2] 4?</think>\n[1] Score: 2\n[2] Score: 3.5\n[3] Score: 6',
    'an example before it':
      'Of the form {"scores": []}:\n{"scores":[{"index":1,"score":2},{"index":2,"score":3.5},{"index":3,"score":6}]}',
  };
  for (const [title, answer] of Object.entries(usable)) {
    it(`joins by number: ${title}`, () => assert.deepEqual(readRankAnswer(answer, 3), { scores: [2, 3.5, 6] }));
  }

  const unusable: Readonly<Record<string, readonly [answer: string, problem: RegExp]>> = {
    nothing: ['', /empty/],
    'no scores': ['All of them are good.', /no scores/],
    'a list without numbers': ['[2, 3.5, 6]', /no scores/],
    'scores by line alone': ['2\n3.5\n6', /no scores/],
    'a number missing': ['[1] Score: 2\n[3] Score: 6', /text 2 has no score/],
    'a number twice': ['[1] Score: 2\n[2] Score: 3\n[1] Score: 2\n[3] Score: 6', /text 1 is scored more than once/],
    'a key twice': ['{"1": 2, "2": 3, "2": 4, "3": 5}', /text 2 is scored more than once/],
    'a number too many': ['[1] Score: 2\n[2] Score: 3\n[3] Score: 6\n[4] Score: 1', /no text 4/],
    'a score above 6': ['[1] Score: 2\n[2] Score: 3\n[3] Score: 7', /text 3 is no number from 1 to 6/],
    'a score below 1': ['{"1": 0.5, "2": 2, "3": 3}', /text 1 is no number/],
    'a score of another scale': ['[1] Score: 2/10\n[2] Score: 3/10\n[3] Score: 5/10', /no scores/],
    'a range': ['[1] 2-3\n[2] Score: 3\n[3] Score: 6', /text 1 has no score/],
    'a range in words': ['[1] Score: 2\n[2] Score: between 3 and 4\n[3] Score: 5 or 6', /text 2 has no score/],
    'a range with a tilde': ['[1] 점수: 2~3\n[2] 점수: 3\n[3] 점수: 6', /text 1 has no score/],
    'a score in words of another scale': ['[1] Score: 2\n[2] Score: 3 out of 10\n[3] 6', /text 2 has no score/],
    'a negative score': ['[1] Score: -2\n[2] Score: 3\n[3] Score: 6', /text 1/],
    'a word for a score': [
      '{"scores":[{"index":1,"score":"high"},{"index":2,"score":2},{"index":3,"score":3}]}',
      /text 1/,
    ],
    'JSON that is cut off': [
      '{"scores": [{"index": 1, "score": 2}, {"index": 2, "sco',
      /text 2 has no score|no scores/,
    ],
  };
  for (const [title, [answer, problem]] of Object.entries(unusable)) {
    it(`refuses ${title}`, () => {
      const reading = readRankAnswer(answer, 3);
      assert.equal(reading.scores, undefined);
      assert.match(inEnglish(reading.problem), problem);
    });
  }
});
