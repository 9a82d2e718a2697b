import assert from 'node:assert/strict';
import { messageParts } from '../../../src/wording/messageParts';

describe('parts of a message', () => {
  it('are the reasoning in tags and the answer after it', () => {
    assert.deepEqual(messageParts({ role: 'assistant', text: '<think>\nHm.\n</think>\n\nYes.' }), [
      { role: 'reasoning', text: 'Hm.' },
      { role: 'assistant', text: 'Yes.' },
    ]);
  });

  it('are one where nothing is thought, where the tag stays open, and where the user writes it', () => {
    for (const message of [
      { role: 'assistant', text: 'Yes. <think>no</think>' },
      { role: 'assistant', text: '<think>never ends' },
      { role: 'user', text: '<think>a</think>b' },
    ] as const)
      assert.deepEqual(messageParts(message), [message]);
  });
});
