import assert from 'node:assert/strict';
import { inEnglish } from '../../../src/messages/wording';
import type { Turn } from '../../../src/dataset/conversation';
import { shortenTurn } from '../../../src/scoring/served/shortenTurn';
import { complexityPromptOf, expectationOf, qualityPromptOf } from '../../support/servers/expectedScores';
import { stubServers } from '../../support/servers/startStub';
import { STUB_MODELS } from '../../support/servers/stubOptions';
import { PRESET_OF, scorerFor } from './scorerFixture';

const LONE_SURROGATE = /\p{Surrogate}/u;

describe('turns beyond the context', () => {
  const start = stubServers();
  const contextLength = 600;
  const long: Turn = { instruction: `Explain ${'a'.repeat(100)}.`, response: 'long answer '.repeat(200) };
  const short: Turn = { instruction: 'Explain b.', response: 'b' };

  for (const api of ['vllm', 'llamacpp', 'ollama', 'legacy'] as const) {
    it(`are cut, scored as cut, and say what was cut, ${api}`, async () => {
      const { baseUrl } = await start({ api, contextLength });
      const scorer = scorerFor({ baseUrl, preset: PRESET_OF[api] });
      const [cut, whole] = await scorer.score([long, short]);
      assert.ok(cut !== undefined && 'complexityScore' in cut, JSON.stringify(cut));
      assert.ok(whole !== undefined && !('truncated' in whole));
      const text = inEnglish(cut.truncated ?? '');
      const said =
        /^quality: the last ([\d,]+) of 2,400 characters of the response were cut to fit [\d,]+ tokens$/.exec(text);
      assert.ok(said !== null, text);
      const kept = long.response.slice(0, long.response.length - Number(said[1]?.replace(',', '')));
      const expected = expectationOf(STUB_MODELS.quality, qualityPromptOf(long.instruction, kept));
      assert.ok(Math.abs(cut.qualityScore - expected) < 1e-6);
      const whole2 = expectationOf(STUB_MODELS.complexity, complexityPromptOf(long.instruction));
      assert.ok(Math.abs(cut.complexityScore - whole2) < 1e-6);
    });
  }

  it('use most of the context where the server counts tokens', async () => {
    const { baseUrl } = await start({ api: 'vllm', contextLength });
    const [score] = await scorerFor({ baseUrl, preset: 'vllm' }).score([long]);
    assert.ok(score !== undefined && 'truncated' in score);
    const removed = Number(/last ([\d,]+) of/.exec(inEnglish(score.truncated ?? ''))?.[1]?.replace(',', ''));
    const prompt = qualityPromptOf(long.instruction, long.response.slice(0, long.response.length - removed));
    assert.ok(prompt.length > 0.9 * contextLength && prompt.length < contextLength);
  });

  it('lose ends: the response first, the instruction when it is more than half; characters stay whole', () => {
    const emoji = '😀'.repeat(50);
    const { turn, cut } = shortenTurn({ instruction: emoji, response: 'x'.repeat(100) }, 0.5, true);
    assert.deepEqual([turn.instruction.length, turn.response.length], [50, 50]);
    assert.doesNotMatch(turn.instruction, LONE_SURROGATE);
    assert.equal(
      inEnglish(cut),
      'the last 50 of 100 characters of the instruction and the last 50 of 100 characters of the response',
    );
    const odd = shortenTurn({ instruction: emoji, response: '' }, 0.51, false);
    assert.doesNotMatch(odd.turn.instruction, LONE_SURROGATE);
    const shortInstruction = shortenTurn({ instruction: 'abc', response: 'x'.repeat(97) }, 0.5, true);
    assert.deepEqual([shortInstruction.turn.instruction, shortInstruction.turn.response.length], ['abc', 47]);
  });
});
