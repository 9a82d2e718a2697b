import assert from 'node:assert/strict';
import type { ChatRequest } from '../../../src/evol/chat/chatModel';
import { ServedChatModel } from '../../../src/evol/chat/servedChatModel';
import { ServerError } from '../../../src/serverClient/serverError';

type Body = Readonly<Record<string, unknown>>;

const REQUEST: ChatRequest = { prompt: 'Hello', temperature: 0.7, seed: 3, mostTokens: 100 };
const STRUCTURED: ChatRequest = { ...REQUEST, schema: { name: 'scores', schema: {} } };
const ANSWER = { choices: [{ message: { content: 'Hi' }, finish_reason: 'stop' }], usage: { total_tokens: 7 } };

/** A model behind a server that answers as told. */
function modelThat(answer: (body: Body) => unknown) {
  const bodies: Body[] = [];
  const server = {
    post: (_path: string, body: object) => {
      bodies.push(body as Body);
      return Promise.resolve(body as Body).then(answer);
    },
  };
  return { model: new ServedChatModel(server, 'm'), bodies };
}

const refusing = (isRefused: (body: Body) => boolean) => (body: Body) => {
  if (isRefused(body)) throw new ServerError('request', 'not supported', undefined, { status: 400 });
  return ANSWER;
};

describe('a chat model behind a server', () => {
  it('is asked in one message, with schema, temperature and seed', async () => {
    const { model, bodies } = modelThat(() => ANSWER);
    assert.deepEqual(await model.ask(STRUCTURED), { text: 'Hi', tokens: 7, cutOff: false });
    const [body = {}] = bodies;
    assert.deepEqual(body.messages, [{ role: 'user', content: 'Hello' }]);
    assert.deepEqual([body.temperature, body.seed, body.max_completion_tokens], [0.7, 3, 100]);
    assert.ok(body.response_format !== undefined);
  });

  it('is asked without what it refuses from then on, also by requests that came meanwhile', async () => {
    const { model, bodies } = modelThat(refusing((body) => body.response_format !== undefined));
    await Promise.all([model.ask(STRUCTURED), model.ask(STRUCTURED), model.ask(STRUCTURED)]);
    assert.equal(bodies.filter((body) => body.response_format !== undefined).length, 1);
    assert.ok(bodies.slice(1).every((body) => body.temperature === 0.7));
  });

  it('is asked without temperature where it only refuses that', async () => {
    const { model, bodies } = modelThat(refusing((body) => body.temperature !== undefined));
    await model.ask(STRUCTURED);
    await model.ask(STRUCTURED);
    await model.ask(REQUEST);
    assert.deepEqual([bodies.at(-1)?.temperature, bodies.at(-1)?.seed], [undefined, undefined]);
    assert.ok(bodies[3]?.response_format !== undefined);
  });

  it('throws the first refusal when the request itself is refused, and asks the next one in full', async () => {
    let refused = true;
    const { model, bodies } = modelThat(refusing(() => refused));
    await assert.rejects(model.ask(STRUCTURED), /not supported/);
    refused = false;
    await model.ask(STRUCTURED);
    assert.ok(bodies.at(-1)?.response_format !== undefined);
  });

  it('says what it wrote in place of an answer, how long it was and whether it was cut', async () => {
    const refusal = { choices: [{ message: { content: null, refusal: 'No.' } }] };
    assert.deepEqual(await modelThat(() => refusal).model.ask(REQUEST), { text: 'No.', tokens: null, cutOff: false });
    const cut = {
      choices: [{ message: { content: 'Hi' }, finish_reason: 'length' }],
      usage: { prompt_tokens: 4, completion_tokens: 5 },
    };
    assert.deepEqual(await modelThat(() => cut).model.ask(REQUEST), { text: 'Hi', tokens: 9, cutOff: true });
    const parts = {
      choices: [
        {
          message: {
            content: [
              { type: 'thinking', thinking: [] },
              { type: 'text', text: 'Hi' },
            ],
          },
        },
      ],
    };
    assert.equal((await modelThat(() => parts).model.ask(REQUEST)).text, 'Hi');
    await assert.rejects(modelThat(() => ({})).model.ask(REQUEST), /holds no message/);
  });

  for (const usage of [
    { total_tokens: -5 },
    { total_tokens: '7' },
    { prompt_tokens: 4, completion_tokens: -9 },
    null,
  ]) {
    it(`counts no tokens by a server that says ${JSON.stringify(usage)}`, async () => {
      assert.equal((await modelThat(() => ({ ...ANSWER, usage })).model.ask(REQUEST)).tokens, null);
    });
  }
});
