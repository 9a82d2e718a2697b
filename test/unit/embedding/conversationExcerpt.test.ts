import assert from 'node:assert/strict';
import { inEnglish } from '../../../src/messages/wording';
import type { Conversation } from '../../../src/dataset/conversation';
import { excerptOf, leftOutOf } from '../../../src/embedding/conversationExcerpt';

const LIMITS = { characters: 2000, turns: 8 };

describe('the part of a conversation that is embedded', () => {
  const words = (count: number): string => Array.from({ length: count }, (_, index) => `word${index}`).join(' ');
  const answer = (response: string): Conversation => ({ turns: [{ instruction: 'Tell me.', response }] });
  const excerpt = (conversation: Conversation): Conversation => excerptOf(conversation, LIMITS);
  const lengthOf = ({ system = '', turns }: Conversation): number =>
    turns.reduce((sum, turn) => sum + turn.instruction.length + turn.response.length, system.length);

  it('is all of it within the limits', () => {
    const conversation = { system: 'Be brief.', ...answer('x'.repeat(1983)) };
    assert.equal(lengthOf(conversation), LIMITS.characters);
    assert.equal(excerpt(conversation), conversation);
    assert.equal(leftOutOf(conversation, LIMITS), undefined);
  });

  it('is never cut for what training sets hold: 200,000 tokens, a thousand turns', () => {
    const turns = Array.from({ length: 1000 }, () => ({ instruction: 'x'.repeat(400), response: 'y'.repeat(600) }));
    assert.equal(excerptOf({ turns }).turns, turns);
  });

  it('reads a long text from its beginning to its end', () => {
    const text = words(20_000);
    const { turns } = excerpt(answer(text));
    const read = turns[0]?.response ?? '';
    assert.ok(read.length <= LIMITS.characters && read.length > 0.9 * LIMITS.characters, String(read.length));
    assert.ok(text.startsWith(read.slice(0, 50)) && text.endsWith(read.slice(-50)));
    const middle = Array.from(read.matchAll(/word(\d{4})\b/g), ([, number]) => Math.floor(Number(number) / 1000));
    assert.deepEqual([...new Set(middle)], [1, 2, 3, 4, 5, 6, 7, 8, 9]);
    assert.equal(turns[0]?.instruction, 'Tell me.');
  });

  it('gives short texts whole and shares what they leave among the long ones', () => {
    const [system, instruction] = ['s'.repeat(300), 'i'.repeat(500)];
    const read = excerpt({ system, turns: [{ instruction, response: words(9000) }, ...answer(words(5000)).turns] });
    assert.equal(read.system, system);
    assert.equal(read.turns[0]?.instruction, instruction);
    const lengths = read.turns.slice(0, 2).map(({ response }) => response.length);
    for (const length of lengths) assert.ok(length > 540 && length <= 600, String(length));
  });

  it('takes turns from the first to the last of a conversation that has too many', () => {
    const turns = Array.from({ length: 1000 }, (_, index) => ({ instruction: `ask ${index}`, response: '' }));
    const read = excerpt({ turns });
    assert.equal(read.turns.length, LIMITS.turns + 1);
    assert.deepEqual(
      read.turns.slice(0, 8),
      [0, 143, 285, 428, 571, 714, 856, 999].map((index) => turns[index]),
    );
  });

  it('is the same for equal conversations and another one wherever a character differs', () => {
    const text = words(20_000);
    const of = (response: string): string => JSON.stringify(excerpt(answer(response)));
    assert.equal(of(text), of(words(20_000)));
    const excerpts = Array.from({ length: 200 }, (_, at) => {
      const place = Math.floor((at * text.length) / 200);
      return of(`${text.slice(0, place)}#${text.slice(place + 1)}`);
    });
    assert.equal(new Set([of(text), ...excerpts]).size, 201);
  });

  it('tells conversations apart whose texts are divided otherwise', () => {
    const [first, second] = [words(1000), words(1200)];
    const one = excerpt({ turns: [{ instruction: first, response: second }] });
    const other = excerpt({ turns: [{ instruction: first + second, response: '' }] });
    assert.notEqual(one.turns.at(-1)?.response, other.turns.at(-1)?.response);
  });

  it('holds no half of a surrogate pair', () => {
    for (const before of ['', 'a']) {
      const response = excerpt(answer(before + '😀'.repeat(5000))).turns[0]?.response ?? '';
      assert.doesNotMatch(response, /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/);
      assert.match(response, /😀/u);
    }
  });

  it('says what was read', () => {
    const response = 'x'.repeat(100_000);
    assert.match(
      inEnglish(leftOutOf(answer(response), LIMITS) ?? ''),
      /^about (1,9\d\d|2,000) of 100,008 characters were read, spread evenly over the row$/,
    );
    const turns = Array.from({ length: 10 }, () => ({ instruction: 'ask', response: '' }));
    assert.equal(
      inEnglish(leftOutOf({ turns }, LIMITS) ?? ''),
      '8 of 10 turns and about 24 of 30 characters were read, spread evenly over the row',
    );
  });
});
