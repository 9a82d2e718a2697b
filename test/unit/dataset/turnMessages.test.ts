import assert from 'node:assert/strict';
import type { RowContents } from '../../../src/dataset/conversation';
import { RowParser } from '../../../src/dataset/rowParser';

type Said = readonly (readonly [string, string])[];

function messagesOf(row: object): readonly Said[] | undefined {
  const read = new RowParser().messagesOf(Buffer.from(JSON.stringify(row)));
  return read?.map((turn) => turn.map(({ role, text }) => [role, text] as const));
}

function closelyRead(row: object): NonNullable<RowContents['messages']> {
  return new RowParser().messagesOf(Buffer.from(JSON.stringify(row))) ?? [];
}

describe('messages of a turn', () => {
  it('are those of ShareGPT rows with tools', () => {
    const conversations = [
      { from: 'human', value: 'How warm?' },
      { from: 'function_call', value: '{"name":"w"}' },
      { from: 'observation', value: '21' },
      { from: 'gpt', value: 'It is 21.' },
      { from: 'human', value: 'Thanks' },
      { from: 'gpt', value: 'Welcome' },
    ];
    assert.deepEqual(messagesOf({ conversations }), [
      [
        ['user', 'How warm?'],
        ['toolCall', '{"name":"w"}'],
        ['toolResult', '21'],
        ['assistant', 'It is 21.'],
      ],
      [
        ['user', 'Thanks'],
        ['assistant', 'Welcome'],
      ],
    ]);
  });

  it('are those of OpenAI rows: reasoning, each call, each result', () => {
    const call = (name: string) => ({ type: 'function', function: { name, arguments: '{}' } });
    const messages = [
      { role: 'user', content: 'q' },
      { role: 'assistant', content: null, reasoning_content: 'hm', tool_calls: [call('f'), call('g')] },
      { role: 'tool', tool_call_id: '1', content: 'one' },
      { role: 'tool', tool_call_id: '2', content: 'two' },
      { role: 'assistant', content: 'done' },
    ];
    assert.deepEqual(messagesOf({ messages }), [
      [
        ['user', 'q'],
        ['reasoning', 'hm'],
        ['toolCall', '{"name":"f","arguments":"{}"}'],
        ['toolCall', '{"name":"g","arguments":"{}"}'],
        ['toolResult', 'one'],
        ['toolResult', 'two'],
        ['assistant', 'done'],
      ],
    ]);
  });

  it('are those of content in parts, a result that the user passes on included', () => {
    const messages = [
      { role: 'user', content: [{ type: 'text', text: 'q' }] },
      {
        role: 'assistant',
        content: [
          { type: 'thinking', thinking: 'hm' },
          { type: 'text', text: 'I ask.' },
          { type: 'tool_use', name: 'f', input: { a: 1 } },
        ],
      },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: '1', content: 'one' }] },
      { role: 'assistant', content: [{ type: 'text', text: 'done' }] },
    ];
    assert.deepEqual(messagesOf({ messages }), [
      [
        ['user', 'q'],
        ['reasoning', 'hm'],
        ['assistant', 'I ask.'],
        ['toolCall', '{"name":"f","input":{"a":1}}'],
        ['toolResult', 'one'],
        ['assistant', 'done'],
      ],
    ]);
  });

  it('tell reasoning that stands beside a response', () => {
    assert.deepEqual(messagesOf({ instruction: 'q', output: 'a', reasoning: 'hm' }), [
      [
        ['user', 'q'],
        ['reasoning', 'hm'],
        ['assistant', 'a'],
      ],
    ]);
  });

  it('tell which of their parts are no text, each in its message', () => {
    const image = { type: 'image_url', image_url: { url: 'https://example.org/a.png' } };
    const messages = [
      { role: 'user', content: [{ type: 'text', text: 'q' }, image, { type: 'input_audio', data: 'UklG' }] },
      { role: 'assistant', content: 'a' },
      { role: 'user', content: 'q2', images: ['a.png', 'b.png'] },
      { role: 'assistant', content: 'a2' },
    ];
    const parts = closelyRead({ messages }).map((turn) => turn.map(({ otherParts }) => otherParts));
    assert.deepEqual(parts, [
      [['image', 'audio'], undefined],
      [['image', 'image'], undefined],
    ]);
  });

  it('tell what else stands in them, and not what is said elsewhere', () => {
    const messages = [
      { role: 'user', content: 'q', name: 'Ann', images: ['a.png'] },
      { role: 'assistant', content: 'a', weight: 0, reasoning_content: 'hm', note: null },
    ];
    const fields = closelyRead({ messages }).map((turn) => turn.map(({ otherFields }) => otherFields));
    assert.deepEqual(fields, [[[{ path: ['name'], value: 'Ann' }], undefined, [{ path: ['weight'], value: 0 }]]]);
  });

  it('joined are the texts that are scored', () => {
    const messages = [
      { role: 'user', content: 'q' },
      { role: 'assistant', content: 'a', reasoning_content: 'hm', tool_calls: [{ function: { name: 'f' } }] },
    ];
    const bytes = Buffer.from(JSON.stringify({ messages }));
    const [turn] = new RowParser().messagesOf(bytes) ?? [];
    const row = new RowParser().parse({ rowIndex: 0, lineNumber: 1, content: bytes });
    assert.ok(row.problem === undefined);
    const answered = turn?.filter(({ role }) => role !== 'user').map(({ text }) => text);
    assert.equal(answered?.join('\n'), row.conversation.turns[0]?.response);
  });
});
