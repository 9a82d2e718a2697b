import assert from 'node:assert/strict';
import type { ChatMessage, ChatRow } from '../../../src/fineTuning/chatRow';
import { ChatTemplate } from '../../../src/fineTuning/chatTemplate';
import { Refusal, refusalOr } from '../../../src/fineTuning/refusal';
import { specialTokensIn, templateIn } from '../../../src/fineTuning/tokenizerConfig';
import { markTrained } from '../../../src/fineTuning/trainedSpans';
import { VICUNA_TEMPLATE, VICUNA_TOKENS } from '../../../src/fineTuning/vicuna';
import { LLAMA, MISTRAL, QWEN, THINKING } from './publicTemplates';

interface Public {
  readonly template: string;
  readonly tokens: Readonly<Record<string, string>>;
}

/** The text, with what is trained on between ⟦ and ⟧. */
function marked({ template, tokens }: Public, row: ChatRow): string {
  const { text, spans } = markTrained(new ChatTemplate(template, tokens), row, Object.values(tokens));
  return spans
    .toReversed()
    .reduce((shown, [from, to]) => `${shown.slice(0, from)}⟦${shown.slice(from, to)}⟧${shown.slice(to)}`, text);
}

const system: ChatMessage = { role: 'system', content: 'Be brief.' };
const user = (content: string): ChatMessage => ({ role: 'user', content });
const assistant = (content: string): ChatMessage => ({ role: 'assistant', content });
const TURNS = [user('Hi'), assistant('Hello!'), user('Bye'), assistant('See you.')];

/** The references are written out by hand. */
describe('rows as public chat templates render them', () => {
  it('Qwen 2.5: a system message and several turns', () => {
    assert.equal(
      marked(QWEN, { messages: [system, ...TURNS] }),
      '<|im_start|>system\nBe brief.<|im_end|>\n' +
        '<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n⟦Hello!<|im_end|>⟧\n' +
        '<|im_start|>user\nBye<|im_end|>\n<|im_start|>assistant\n⟦See you.<|im_end|>⟧\n',
    );
  });

  it('Qwen 2.5: tools, a call and what came back', () => {
    const parameters = { type: 'object', properties: { city: { type: 'string' } } };
    const row: ChatRow = {
      messages: [
        system,
        user('Rain?'),
        { role: 'assistant', content: '', calls: [{ name: 'weather', arguments: { city: 'Oslo' } }] },
        { role: 'tool', content: 'yes' },
        assistant('Yes.'),
      ],
      tools: [{ type: 'function', function: { name: 'weather', parameters } }],
    };
    assert.equal(
      marked(QWEN, row),
      '<|im_start|>system\nBe brief.\n\n# Tools\n\n' +
        'You may call one or more functions to assist with the user query.\n\n' +
        'You are provided with function signatures within <tools></tools> XML tags:\n<tools>\n' +
        '{"type": "function", "function": {"name": "weather", "parameters": {"type": "object", "properties": {"city": {"type": "string"}}}}}\n' +
        '</tools>\n\nFor each function call, return a json object with function name and arguments within ' +
        '<tool_call></tool_call> XML tags:\n<tool_call>\n{"name": <function-name>, "arguments": <args-json-object>}\n' +
        '</tool_call><|im_end|>\n' +
        '<|im_start|>user\nRain?<|im_end|>\n' +
        '<|im_start|>assistant\n⟦<tool_call>\n{"name": "weather", "arguments": {"city": "Oslo"}}\n</tool_call><|im_end|>⟧\n' +
        '<|im_start|>user\n<tool_response>\nyes\n</tool_response><|im_end|>\n' +
        '<|im_start|>assistant\n⟦Yes.<|im_end|>⟧\n',
    );
  });

  it('Llama 3: a system message and several turns', () => {
    const header = (role: string): string => `<|start_header_id|>${role}<|end_header_id|>\n\n`;
    assert.equal(
      marked(LLAMA, { messages: [system, ...TURNS] }),
      `<|begin_of_text|>${header('system')}Be brief.<|eot_id|>` +
        `${header('user')}Hi<|eot_id|>${header('assistant')}⟦Hello!<|eot_id|>⟧` +
        `${header('user')}Bye<|eot_id|>${header('assistant')}⟦See you.<|eot_id|>⟧`,
    );
  });

  it('Mistral: several turns; a system message is refused, in the template’s words', () => {
    assert.equal(
      marked(MISTRAL, { messages: TURNS }),
      '<s>[INST] Hi [/INST]⟦Hello!</s>⟧ [INST] Bye [/INST]⟦See you.</s>⟧ ',
    );
    const refused = refusalOr(() => marked(MISTRAL, { messages: [system, ...TURNS] }));
    assert.ok(refused instanceof Refusal);
    assert.equal(refused.reason, 'template');
    assert.match(refused.message, /roles must alternate/);
  });

  it('Vicuna: the template itself marks what is trained on', () => {
    const vicuna = { template: VICUNA_TEMPLATE, tokens: VICUNA_TOKENS };
    assert.equal(
      marked(vicuna, { messages: TURNS }),
      "<s>A chat between a curious user and an artificial intelligence assistant. The assistant gives helpful, detailed, and polite answers to the user's questions. " +
        'USER: Hi ASSISTANT: ⟦Hello!</s>⟧USER: Bye ASSISTANT: ⟦See you.</s>⟧',
    );
    assert.equal(
      marked(vicuna, { messages: [system, ...TURNS.slice(0, 2)] }),
      '<s>Be brief. USER: Hi ASSISTANT: ⟦Hello!</s>⟧',
    );
  });

  it('finds answers where the last one is rendered otherwise than those before', () => {
    assert.equal(
      marked(THINKING, { messages: TURNS }),
      '<user>Hi<end><assistant>⟦Hello!<end>⟧<user>Bye<end><assistant>⟦<think></think>See you.<end>⟧',
    );
  });

  it('says so where a template hides its answers', () => {
    const hiding = { template: '{{ messages | length }}', tokens: {} };
    const refused = refusalOr(() => marked(hiding, { messages: TURNS }));
    assert.ok(refused instanceof Refusal);
    assert.match(refused.message, /does not show where message 2/);
  });
});

describe('what a tokenizer_config.json says', () => {
  it('are a template, or several by name, and tokens as texts or objects', () => {
    const several = [
      { name: 'default', template: 'plain' },
      { name: 'tool_use', template: 'tools' },
    ];
    assert.deepEqual([templateIn({ chat_template: 'one' }), templateIn({ chat_template: several })], ['one', 'plain']);
    assert.deepEqual([templateIn({ chat_template: several }, true), templateIn({})], ['tools', undefined]);
    const config = { eos_token: '</s>', bos_token: { content: '<s>' }, pad_token: null, add_bos_token: true };
    assert.deepEqual(specialTokensIn(config), { eos_token: '</s>', bos_token: '<s>' });
  });
});
