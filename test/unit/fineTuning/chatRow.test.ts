import assert from 'node:assert/strict';
import { listsMessages } from '../../../src/dataset/formats/messageForms';
import { RowParser } from '../../../src/dataset/rowParser';
import { chatRowOf, type ChatRow } from '../../../src/fineTuning/chatRow';
import { Refusal, refusalOr } from '../../../src/fineTuning/refusal';

const parser = new RowParser();

/** What the engine does with a row of a file. */
function read(source: unknown): ChatRow | Refusal {
  const bytes = Buffer.from(JSON.stringify(source));
  const { row, formatName } = parser.parseNamed({ rowIndex: 0, lineNumber: 1, content: bytes });
  assert.ok(row.problem === undefined, row.problem?.message);
  const named = { row, turns: parser.messagesOf(bytes), listsMessages: listsMessages(formatName ?? ''), source };
  return refusalOr(() => chatRowOf(named));
}

const said = (...messages: readonly object[]) => ({ messages });
const user = (content: string) => ({ role: 'user', content });
const assistant = (content: string, more: object = {}) => ({ role: 'assistant', content, ...more });
const WEATHER = { type: 'function', function: { name: 'weather', parameters: { type: 'object', properties: {} } } };
const call = (args: unknown) => ({
  tool_calls: [{ type: 'function', function: { name: 'weather', arguments: args } }],
});

describe('rows as trainers know them', () => {
  it('have the system message, then what was said in order', () => {
    assert.deepEqual(read(said({ role: 'system', content: 'Be brief.' }, user('a'), assistant('b'))), {
      messages: [{ role: 'system', content: 'Be brief.' }, user('a'), assistant('b')],
    });
    assert.deepEqual(
      read({
        conversations: [
          { from: 'human', value: 'a' },
          { from: 'gpt', value: 'b' },
        ],
      }),
      {
        messages: [user('a'), assistant('b')],
      },
    );
  });

  it('have one instruction where a row of one turn keeps it under several keys', () => {
    assert.deepEqual(read({ instruction: 'Translate.', input: 'a', output: 'b' }), {
      messages: [user('Translate.\na'), assistant('b')],
    });
  });

  it('keep calls, results and thoughts apart from texts, however arguments and tools are written', () => {
    const calls = [{ name: 'weather', arguments: { city: 'Oslo' } }];
    const expected = {
      messages: [
        user('Rain?'),
        { role: 'assistant', content: '', calls },
        { role: 'tool', content: '{"rain":true}' },
        { role: 'assistant', content: 'Yes.', reasoning: 'It rains.' },
      ],
      tools: [WEATHER],
    };
    const rest = [{ role: 'tool', content: '{"rain":true}' }, assistant('Yes.', { reasoning_content: 'It rains.' })];
    for (const args of [{ city: 'Oslo' }, '{"city":"Oslo"}']) {
      const messages = [user('Rain?'), { role: 'assistant', content: null, ...call(args) }, ...rest];
      for (const tools of [[WEATHER], JSON.stringify([WEATHER]), [WEATHER.function]]) {
        assert.deepEqual(read({ messages, tools }), expected);
      }
    }
  });

  const refused: readonly (readonly [string, object, RegExp])[] = [
    ['rolesDoNotAlternate', said(user('a'), user('b'), assistant('c')), /user after user/],
    ['rolesDoNotAlternate', said(user('a'), assistant('b'), assistant('c')), /assistant after assistant/],
    ['assistantFirst', said(assistant('a'), user('b'), assistant('c')), /before the user/],
    ['emptyTurn', said(user('a'), assistant('')), /no response|empty/],
    ['emptyTurn', said(user('a')), /no response|empty/],
    ['emptyTurn', said(user('a'), assistant(' '), user('b'), assistant('c')), /Message 2, of the assistant, is empty/],
    ['emptyTurn', { instruction: 'a', output: '' }, /empty/],
    ['toolsWithoutSchema', { ...said(user('a'), assistant('b')), tools: [{ name: 'f' }] }, /"f" has no schema/],
    ['toolsWithoutSchema', { ...said(user('a'), assistant('b')), tools: ['f'] }, /Tool 1 is no object/],
    ['toolCall', said(user('a'), assistant('', call('not JSON')), assistant('b')), /no JSON object/],
    ['media', { instruction: 'a', output: 'b', images: ['a.png'] }, /images/],
    ['rejectedByLabel', { prompt: 'a', completion: 'b', label: false }, /label/],
  ];
  for (const [reason, row, message] of refused) {
    it(`are refused: ${reason}, ${JSON.stringify(row)}`, () => {
      const found = read(row);
      assert.ok(found instanceof Refusal);
      assert.equal(found.reason, reason);
      assert.match(found.message, message);
    });
  }
});
