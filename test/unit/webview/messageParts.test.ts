import assert from 'node:assert/strict';
import { messageParts, toolContent } from '../../../webview/pages/table/details/messageParts';

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

describe('what a tool is given and gives', () => {
  it('is indented JSON under its name, arguments in a text opened', () => {
    assert.deepEqual(toolContent('toolCall', '{"name":"f","arguments":"{\\"a\\":1}"}'), {
      name: 'f',
      json: '{\n  "name": "f",\n  "arguments": {\n    "a": 1\n  }\n}',
    });
    assert.deepEqual(toolContent('toolResult', '[1]'), { name: null, json: '[\n  1\n]' });
  });

  it('is text where it is no JSON, and nothing of the sort elsewhere', () => {
    assert.equal(toolContent('toolResult', '42 degrees'), null);
    assert.equal(toolContent('toolResult', '42'), null);
    assert.equal(toolContent('assistant', '{"name":"f"}'), null);
  });
});
