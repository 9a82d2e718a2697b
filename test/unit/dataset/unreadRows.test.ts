import assert from 'node:assert/strict';
import { A, A2, ASSISTANT, MESSAGES, ONE, Q, Q2, USER } from './knownConversations';
import { bad, good } from './parsing';

describe('what is said of rows that are read', () => {
  it('names the keys under which text stands that is not read', () => {
    const row = {
      instruction: Q,
      output: A,
      Notes: 'Seen twice.',
      id: '7',
      score: 3,
      meta: { by: 'me' },
      empty: '',
      none: null,
    };
    assert.deepEqual(good(row).unreadKeys, [
      { key: 'Notes', isProse: true },
      { key: 'id', isProse: false },
      { key: 'meta', isProse: false },
    ]);
    assert.deepEqual(good({ messages: [USER, { ...ASSISTANT, note: 'Check this.' }] }).unreadKeys, [
      { key: 'messages[].note', isProse: true },
    ]);
    assert.equal(good({ instruction: Q, input: '', output: A }).unreadKeys, undefined);
  });

  it('names none that was read in a row of many keys, wherever it stands, and each that was not', () => {
    const before = Object.fromEntries(Array.from({ length: 31 }, (_, at) => [`at ${at}`, at]));
    const after = Object.fromEntries(Array.from({ length: 33 }, (_, at) => [`and ${at}`, at]));
    const row = { ...before, instruction: Q, input: 'More.', ...after, output: A, last: 'unread' };
    assert.deepEqual(good(row).unreadKeys, [{ key: 'last', isProse: false }]);
    assert.deepEqual(
      good({ first: 'unread', ...row }).unreadKeys?.map(({ key }) => key),
      ['first', 'last'],
    );
  });

  it('names no key that told which response is the best', () => {
    for (const told of [{ scores: ['1', '7'] }, { ranks: [2, 1] }, { winner: 'b' }])
      assert.equal(good({ prompt: Q, responses: ['No.', A], ...told }).unreadKeys, undefined, JSON.stringify(told));
  });

  it('notes that the assistant spoke first', () => {
    assert.equal(good({ messages: [ASSISTANT, ...MESSAGES] }).openingLeftOut, true);
    assert.equal(good({ messages: MESSAGES }).openingLeftOut, undefined);
  });
});

describe('rows that are refused', () => {
  it('are those whose response stands under a key that is not known, with the mapping to use', () => {
    for (const row of [
      { prompt: Q, my_reply: A },
      { prompt: Q, my_reply: A, output: null },
    ]) {
      const { message, mapping } = bad(row).problem;
      assert.match(message, /no response to "prompt"/);
      assert.deepEqual(mapping, { instruction: 'prompt', response: 'my_reply' });
      assert.deepEqual(good(row, mapping).conversation, ONE);
    }
  });

  it('are verdicts that name the one model whose responses both are', () => {
    const row = { prompt: Q, response_a: A, response_b: 'No.', model_a: 'm', model_b: 'm', winner: 'm' };
    assert.match(bad(row).problem.message, /Expected in "winner" which response is better, .* found "m"/);
    assert.deepEqual(good({ ...row, model_a: 'n' }).conversation.rejected, [A]);
  });

  it('are choices that name a response which stands under no key that is known', () => {
    const { message, mapping } = bad({ prompt: Q, text_a: A, text_b: 'No.', chosen: 'a' }).problem;
    assert.match(message, /no response to "prompt"/);
    assert.deepEqual(mapping, { instruction: 'prompt', response: 'text_a' });
  });

  it('suggest no id as a response', () => {
    assert.deepEqual(bad({ id: 'x', prompt: Q, parent_id: 'y' }).problem.mapping, { instruction: 'prompt' });
  });

  it('are answers of a server without what it was asked, and no reading of their parts is suggested', () => {
    for (const response of [
      { status_code: 200, request_id: 'r', body: { choices: [{ message: MESSAGES[1], finish_reason: 'stop' }] } },
      JSON.stringify({ choices: [{ text: A, finish_reason: 'stop' }] }),
    ]) {
      const { message, mapping } = bad({ id: 'b', custom_id: '1', response, error: null }).problem;
      assert.match(message, /Found in "response" what a server answered, and no prompt/);
      assert.equal(mapping, undefined);
    }
    const asked = bad({ my_words: Q, response: { body: { choices: [{ message: MESSAGES[1] }] } } }).problem;
    assert.deepEqual(asked.mapping, { instruction: 'my_words' });
  });

  it('suggest no roles for a list of one message that says none', () => {
    const { mapping } = bad({ entries: [{ state: 'stop', words: A }] }).problem;
    assert.ok(mapping === undefined || !('messages' in mapping), JSON.stringify(mapping));
  });

  it('suggest a mapping of lists, roles and nested texts that reads them', () => {
    const rows: object[] = [
      {
        log: [
          { who: 'client', say: Q },
          { who: 'us', say: A },
          { who: 'client', say: Q2 },
          { who: 'us', say: A2 },
        ],
      },
      {
        messages: [
          { role: 'user', say: Q },
          { role: 'assistant', say: A },
        ],
      },
      {
        conversations: [
          { from: 'customer', value: Q },
          { from: 'agent', value: A },
        ],
      },
      {
        messages: JSON.stringify([
          { role: 'customer', content: Q },
          { role: 'agent', content: A },
        ]),
      },
      { item: { q_text: Q, reply_text: A }, id: 5 },
    ];
    for (const row of rows) {
      const { mapping } = bad(row).problem;
      assert.ok(mapping !== undefined, JSON.stringify(row));
      assert.deepEqual(good(row, mapping).conversation.turns[0], ONE.turns[0]);
    }
  });

  it('are instructions that show nothing, and the message names the characters', () => {
    const { code, message } = bad({ instruction: '\u200b \ufeff', output: A }).problem;
    assert.equal(code, 'emptyInstruction');
    assert.match(message, /U\+200B, U\+FEFF/);
  });

  it('are lists of questions without anybody to answer them', () => {
    assert.match(bad({ messages: 'hello' }).problem.message, /Expected a list in "messages", found text/);
    assert.match(bad({ chosen: A, rejected: 'No.' }).problem.message, /no prompt/);
  });
});
