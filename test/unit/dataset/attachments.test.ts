import assert from 'node:assert/strict';
import { good } from './parsing';

const MESSAGES = [
  { role: 'user', content: 'a' },
  { role: 'assistant', content: 'b' },
];

function attachmentsOf(row: object) {
  return good(row).conversation.attachments;
}

describe('attachments', () => {
  it('are absent where a row holds text alone, or nulls and empty lists', () => {
    for (const row of [{}, { tools: null, image: null }, { tools: [], images: [null], documents: '' }]) {
      assert.equal(attachmentsOf({ messages: MESSAGES, ...row }), undefined);
    }
  });

  it('hold tools as canonical JSON: from a list, or a list kept as text, padded with null or not', () => {
    const expected = { tools: '[{"a":[{"c":1}],"name":"weather"}]' };
    const tools = [{ name: 'weather', a: [{ c: 1, d: null }], e: null }];
    assert.deepEqual(attachmentsOf({ messages: MESSAGES, tools }), expected);
    assert.deepEqual(attachmentsOf({ messages: MESSAGES, tools: JSON.stringify(tools, null, 2) }), expected);
    assert.deepEqual(attachmentsOf({ messages: MESSAGES, functions: tools }), expected);
    const [user, assistant] = MESSAGES;
    assert.deepEqual(attachmentsOf({ messages: [{ role: 'system', content: 's', tools }, user, assistant] }), expected);
  });

  it('hold media under keys of the row, one or several, in every form', () => {
    const expected = { media: '["a.jpg"]' };
    assert.deepEqual(attachmentsOf({ image: 'a.jpg', conversations: [{ from: 'human', value: 'a' }] }), expected);
    assert.deepEqual(attachmentsOf({ images: ['a.jpg'], messages: MESSAGES }), expected);
    assert.deepEqual(attachmentsOf({ videos: ['a.jpg'], instruction: 'a', output: 'b' }), expected);
  });

  it('hold media in the parts of a message', () => {
    const parts = (...content: object[]) => ({ messages: [{ role: 'user', content }, MESSAGES[1]] });
    const text = { type: 'text', text: 'a' };
    assert.deepEqual(attachmentsOf(parts(text, { type: 'image_url', image_url: { url: 'a.png' } })), {
      media: '[{"url":"a.png"}]',
    });
    assert.deepEqual(attachmentsOf(parts(text, { type: 'image', source: { type: 'base64', data: 'QQ==' } })), {
      media: '[{"data":"QQ==","type":"base64"}]',
    });
    assert.deepEqual(attachmentsOf(parts(text, { type: 'input_audio', input_audio: 'a.wav' })), {
      media: '["a.wav"]',
    });
    assert.equal(attachmentsOf(parts({ type: 'image', text: null }, text)), undefined);
  });

  it('hold documents', () => {
    assert.deepEqual(attachmentsOf({ messages: MESSAGES, documents: [{ title: 't', text: 'x' }] }), {
      documents: '[{"text":"x","title":"t"}]',
    });
  });

  it('keep the digest of what is long, so that pictures in a row stay on disk', () => {
    const picture = (character: string) => attachmentsOf({ messages: MESSAGES, image: character.repeat(100_000) });
    const [a, b] = [picture('a')?.media ?? '', picture('b')?.media ?? ''];
    assert.match(a, /^"sha256:[0-9a-f]{64}"$/);
    assert.notEqual(a, b);
    assert.equal(a, picture('a')?.media);
  });
});
