import type { Conversation } from '../../../src/dataset/conversation';
import { A, A2, answered, ASSISTANT, MESSAGES, ONE, prompted, Q, Q2, TWO, USER } from './knownConversations';

export type Readings = Readonly<Record<string, readonly (readonly [row: unknown, reading: Conversation])[]>>;

const PREFERRED: Conversation = { ...ONE, rejected: ['No.'] };
const TIED: Conversation = { ...ONE, alternatives: ['No.'] };

/** Rows whose answer takes a closer look: it is no text, one of two, or what a server sent. */
export const ANSWER_READINGS: Readings = {
  'answers that are no texts': [
    [{ question: Q, answer: 4 }, answered('4')],
    [{ question: Q, answer: 0.5 }, answered('0.5')],
    [{ Question: Q, Answer: false }, answered('false')],
    [{ instruction: Q, output: 0 }, answered('0')],
    [{ problem: Q, answer: 4, solution: A }, ONE],
    [{ question: Q, answer: 4, response: A }, ONE],
    [{ question: Q, answer: [4] }, answered('4')],
    [
      { question: Q, answers: [4, 'four', null, true] },
      { ...answered('4'), alternatives: ['four', 'true'] },
    ],
    [{ question: Q, answers: { text: [4], answer_start: [0] } }, answered('4')],
    [{ messages: [USER], answer: 4 }, answered('4')],
    [{ messages: [USER, { role: 'assistant', content: 4 }] }, answered('4')],
    [{ messages: [USER, { role: 'assistant', content: A, value: 0.87, thinking: false }] }, ONE],
    [{ conversation: [{ input: Q, output: 4, target: 5 }] }, answered('4')],
    [{ conversation: [{ human: Q, assistant: A, target: 5 }] }, ONE],
    [{ history: [[Q, 4]], instruction: Q2, output: A2 }, { turns: [...answered('4').turns, ...TWO.turns.slice(1)] }],
    [{ prompt: 17, question: Q, answer: A }, ONE],
    [{ instruction: Q, output: A, system: false }, ONE],
  ],
  'two responses and a verdict': [
    ...['a', 'A', 'model_a', 'response_a', 'Response A', 'assistant_a', '[[A]]', 'A>>B', 'first', 'left'].map(
      (winner) => [{ prompt: Q, response_a: A, response_b: 'No.', winner }, PREFERRED] as const,
    ),
    ...['b', 'model_b', 'B>A', 'second'].map(
      (winner) => [{ prompt: Q, response_a: 'No.', response_b: A, winner }, PREFERRED] as const,
    ),
    ...['tie', 'Tie (both bad)', 'A=B', 'both'].map(
      (winner) => [{ prompt: Q, response_a: A, response_b: 'No.', winner }, TIED] as const,
    ),
    ...['preference', 'label', 'better', 'chosen', 'verdict'].map(
      (key) => [{ instruction: Q, answer_a: 'No.', answer_b: A, [key]: 'b' }, PREFERRED] as const,
    ),
    [{ question: Q, responseA: 'No.', responseB: A, Winner: 'Model B', rejected: null }, PREFERRED],
    [{ instruction: Q, output_1: 'No.', output_2: A, preference: 2 }, PREFERRED],
    [{ prompt: Q, response_0: 'No.', response_1: A, better_response_id: 1, safer_response_id: 0 }, PREFERRED],
    [{ prompt: Q, response_a: 'No.', response_b: A, model_a: 'x', model_b: 'y', winner: 'y' }, PREFERRED],
    [{ prompt: Q, response_a: 'No.', response_b: A, preferred: A }, PREFERRED],
    [{ prompt: Q, response_a: 'No.', response_b: A, winner_model_a: 0, winner_model_b: 1, winner_tie: 0 }, PREFERRED],
    [{ prompt: Q, response_a: A, response_b: 'No.', winner_model_a: 0, winner_model_b: 0, winner_tie: 1 }, TIED],
    [{ history: Q, human_ref_A: 'No.', human_ref_B: A, labels: 0, score_A: 2, score_B: 9 }, PREFERRED],
    [{ prompt: Q, response_a: 'No.', response_b: A, score_a: '-0.5', score_b: '0.5' }, PREFERRED],
    [{ question: { full_text: Q, id: 'x' }, answer_0: 'No.', answer_1: A, score_0: -1, score_1: 1 }, PREFERRED],
    ...['rating', 'ratings', 'score', 'reward'].map(
      (key) => [{ input: Q, generations: ['No.', A], [key]: [2, 5] }, PREFERRED] as const,
    ),
    [{ prompt: Q, responses: ['No.', A], ranks: ['2', '1'] }, PREFERRED],
    [
      {
        question: Q,
        answers: [
          { text: 'No.', pm_score: 2 },
          { text: A, pm_score: 5 },
        ],
      },
      PREFERRED,
    ],
    ...['b', 'Response B', 'second', A].map(
      (winner) => [{ prompt: Q, responses: ['No.', A], winner }, PREFERRED] as const,
    ),
    ...['chosen', 'preferred'].map(
      (key) => [{ prompt: Q, responses: ['No.', A], [key]: 'model_b' }, PREFERRED] as const,
    ),
    [
      { prompt: Q, chosen: A, rejected: 'B' },
      { ...ONE, rejected: ['B'] },
    ],
    [{ prompt: Q, responses: [A, 'No.'], winner: 1 }, PREFERRED],
    [{ prompt: `["${Q}"]`, response_a: `["${A}"]`, response_b: '["No."]', winner: 'a' }, PREFERRED],
    [
      {
        prompt: JSON.stringify([Q, Q2]),
        response_a: JSON.stringify(['Maybe.', 'No.']),
        response_b: JSON.stringify([A, A2]),
        ...{ winner_model_a: 0, winner_model_b: 1, winner_tie: 0 },
      },
      { ...TWO, rejected: ['No.'] },
    ],
    [{ prompt: [Q, Q2], chosen: [A, A2], rejected: ['Maybe.', null] }, { turns: TWO.turns }],
    [
      { prompt: [Q, Q2], response_a: [A, A2], response_b: ['A', 'B'], winner: 'tie' },
      { ...TWO, alternatives: ['B'] },
    ],
    [
      { prompt: '["a", "b"]', chosen: A, rejected: 'No.' },
      { turns: [{ instruction: '["a", "b"]', response: A }], rejected: ['No.'] },
    ],
    [
      { conversation_a: MESSAGES, conversation_b: [USER, { role: 'assistant', content: 'No.' }], winner: 'a' },
      PREFERRED,
    ],
    [{ messages: [USER], response_a: 'No.', response_b: { role: 'assistant', content: A }, winner: 'b' }, PREFERRED],
  ],
  'logs of servers': [
    [{ body: { messages: [USER] }, response: { body: { choices: [{ message: ASSISTANT }] } } }, ONE],
    [
      {
        custom_id: '1',
        body: { model: 'm', messages: [{ role: 'system', content: 'S' }, USER], tools: null },
        response: { status_code: 200, body: { choices: [{ index: 0, message: ASSISTANT }] } },
        error: null,
      },
      { system: 'S', ...ONE },
    ],
    [{ request: { body: { messages: [USER] } }, response: { body: { choices: [{ message: ASSISTANT }] } } }, ONE],
    [{ Request: { Messages: [USER] }, Response: { choices: [{ message: ASSISTANT }] } }, ONE],
    [{ request: { messages: [USER] }, response: A }, ONE],
    [
      {
        request: JSON.stringify({ messages: [USER] }),
        response: JSON.stringify({ choices: [{ message: ASSISTANT }] }),
      },
      ONE,
    ],
    [{ request_body: { prompt: Q }, response_body: { choices: [{ text: A, finish_reason: 'stop' }] } }, ONE],
    [{ body: { input: Q }, response: { body: { output: [{ type: 'message', ...ASSISTANT }] } } }, ONE],
    [
      {
        params: { system: 'S', messages: [USER] },
        result: { type: 'succeeded', message: { role: 'assistant', content: [{ type: 'text', text: A }] } },
      },
      { system: 'S', ...ONE },
    ],
    [
      {
        request: { contents: [{ role: 'user', parts: [{ text: Q }] }], systemInstruction: { parts: [{ text: 'S' }] } },
        response: { candidates: [{ content: { role: 'model', parts: [{ text: A }] } }] },
      },
      { system: 'S', ...ONE },
    ],
    [{ modelInput: { messages: [USER] }, modelOutput: { content: [{ type: 'text', text: A }] } }, ONE],
    [{ log: { request: { messages: [USER] }, response: { choices: [{ message: ASSISTANT }] } }, at: 3 }, ONE],
    [{ request_payload: { messages: [USER] }, responsePayload: { choices: [{ message: ASSISTANT }] } }, ONE],
    [
      {
        request: { model: 'm', instructions: 'S', input: Q },
        response: { output: [{ type: 'message', ...ASSISTANT }] },
      },
      { system: 'S', ...ONE },
    ],
    [
      {
        inputs: { messages: [USER] },
        outputs: { generations: [[{ text: A, message: { type: 'ai', data: { content: A } } }]] },
      },
      ONE,
    ],
    [{ messages: [USER], choices: [{ message: { role: 'assistant', content: null, refusal: A } }] }, ONE],
    [{ inputs: Q, outputs: [{ generated_text: A }] }, ONE],
    [{ inputs: Q, generated_text: A }, ONE],
    [{ prompt: Q, choices: [{ text: A, index: 0, finish_reason: 'stop' }] }, ONE],
    [{ question: Q, context: 'C', result: { choices: [{ message: ASSISTANT }] } }, prompted('C')],
    [{ prompt: Q, response_body: JSON.stringify({ body: { choices: [{ message: ASSISTANT }] } }) }, ONE],
    [{ question: Q, choices: [{ text: 'x' }, { text: 'y' }], answer: A }, prompted('x\ny')],
    [{ instructions: Q, input: 'More.', output: A }, prompted('More.')],
    [{ messages: [USER], choices: [{ message: ASSISTANT, finish_reason: 'stop' }] }, ONE],
    [[{ model: 'm', messages: [USER] }, { choices: [{ message: ASSISTANT }] }, { row: 1 }], ONE],
    [
      { body: { messages: [USER] }, response: { status_code: 500, body: { error: { message: 'Busy.' } } } },
      answered(''),
    ],
    [{ body: { messages: [USER] }, response: null, error: { message: 'Busy.' } }, answered('')],
    [{ instruction: Q, input: '{"question": "x"}', output: A }, prompted('{"question": "x"}')],
    [{ instruction: Q, output: { error: 'none' } }, answered('{"error":"none"}')],
    [{ row: JSON.stringify({ question: Q, answer: A }), id: 3 }, ONE],
  ],
};
