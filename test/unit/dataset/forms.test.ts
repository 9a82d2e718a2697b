import assert from 'node:assert/strict';
import fc from 'fast-check';
import { READINGS } from './formReadings';
import { A, ASSISTANT, MESSAGES } from './knownConversations';
import { formatName, good } from './parsing';

describe('forms', () => {
  for (const [kind, cases] of Object.entries(READINGS)) {
    describe(kind, () => {
      for (const [row, reading] of cases) {
        it(JSON.stringify(row).slice(0, 110), () => assert.deepEqual(good(row).conversation, reading));
      }
    });
  }

  it('reads the form that tells most where several fit', () => {
    const all = { text: `### Human: x\n### Assistant: y`, question: 'x', answer: 'y' };
    assert.equal(formatName(all), 'Question/answer');
    assert.equal(formatName({ ...all, instruction: 'x', output: 'y' }), 'Alpaca');
    assert.equal(formatName({ ...all, instruction: 'x', output: 'y', chosen: 'y', rejected: 'z' }), 'Preference pairs');
    assert.equal(formatName({ ...all, instruction: 'x', output: 'y', messages: MESSAGES }), 'OpenAI messages');
  });

  it('reads a message that is a picture alone', () => {
    const picture = { role: 'user', content: [{ type: 'image_url', image_url: { url: 'a.png' } }] };
    assert.deepEqual(good({ messages: [picture, ASSISTANT] }).conversation, {
      turns: [{ instruction: '', response: A }],
      attachments: { media: '[{"url":"a.png"}]' },
    });
  });

  it('reads any row the same when it is padded with null columns, wherever they are', () => {
    const rows = Object.values(READINGS).flat();
    const property = fc.property(fc.constantFrom(...rows), fc.infiniteStream(fc.nat(60)), ([row, reading], numbers) => {
      assert.deepEqual(good(padded(row, numbers)).conversation, reading);
    });
    fc.assert(property, { numRuns: 3000 });
  });
});

/** Keys of every form, as a table of many forms has them. */
const COLUMNS = [
  ...[
    'messages',
    'conversations',
    'prompt',
    'instruction',
    'input',
    'output',
    'response',
    'chosen',
    'rejected',
    'text',
  ],
  ...['question', 'answer', 'context', 'system', 'tools', 'images', 'role', 'content', 'from', 'value', 'tool_calls'],
  ...['reasoning_content', 'label', 'history', 'complexity_scores', 'turns', 'data', 'type', 'name', 'parts'],
];

/** Values of tables are padded, not those that are objects by content: a call's arguments, a role's text. */
const KEPT = new Set(['options', 'choices', 'answers', 'function', 'image_url', 'role']);

function padded(value: unknown, numbers: Iterator<number>): unknown {
  if (Array.isArray(value)) return value.map((entry) => padded(entry, numbers));
  if (typeof value !== 'object' || value === null || Array.isArray((value as { role?: unknown }).role)) return value;
  const entries = Object.entries(value).map(([key, member]): [string, unknown] => [
    key,
    KEPT.has(key) || key === 'input' ? member : padded(member, numbers),
  ]);
  for (let count = (numbers.next().value as number) % 4; count > 0; count--) {
    const key = COLUMNS[(numbers.next().value as number) % COLUMNS.length] ?? '';
    const at = (numbers.next().value as number) % (entries.length + 1);
    if (!entries.some(([present]) => present === key)) entries.splice(at, 0, [key, null]);
  }
  return Object.fromEntries(entries);
}
