import { ANSWER_READINGS, type Readings } from './answerReadings';
import { A, A2, answered, ASSISTANT, FOUR, MESSAGES, ONE, prompted, Q, Q2, TWO, USER } from './knownConversations';

/** Rows by what they are, and how they are read. */
export const READINGS: Readings = {
  ...ANSWER_READINGS,
  'one turn under other keys': [
    [{ query: Q, response: A }, ONE],
    [{ problem: Q, solution: A, answer: '42' }, ONE],
    [{ input: Q, output: A }, ONE],
    [{ inputs: Q, targets: A }, ONE],
    [{ user: Q, assistant: A }, ONE],
    [{ prompt: Q, generation: A }, ONE],
    [{ prompt: Q, target: A }, ONE],
    [{ Instruction: Q, Response: A }, ONE],
    [{ ' QUESTION ': Q, 'Answer\u200b': A }, ONE],
    [{ '\ufeffinstruction': Q, output: A }, ONE],
    [{ 'Raw Instruction': 'x', instruction: Q, output: A }, ONE],
    [{ question: Q, answers: { text: [A], answer_start: [0] } }, ONE],
    [
      { question: Q, answers: [A, 'Gas.'] },
      { ...ONE, alternatives: ['Gas.'] },
    ],
    [{ prompt: Q, response: { role: 'assistant', content: A } }, ONE],
    [{ prompt: USER, completion: [ASSISTANT] }, ONE],
    [{ prompt: JSON.stringify([USER]), completion: A }, ONE],
    [{ question: Q, reasoning: 'Hm.', answer: A }, { turns: [{ instruction: Q, response: `Hm.\n${A}` }] }],
    [{ data_point: { question: Q, answer: A }, id: 3 }, ONE],
  ],
  'objects in place of a response': [
    [{ instruction: Q, output: { city: 'Oslo', size: null } }, answered('{"city":"Oslo"}')],
    [{ messages: [USER, { role: 'tool', content: { t: 21 } }, ASSISTANT] }, answered(`{"t":21}\n${A}`)],
  ],
  'the whole prompt': [
    [{ context: 'C', question: Q, answer: A }, prompted('C')],
    [{ prompt: Q, input: 'I', completion: A }, prompted('I')],
    [{ instruction: Q, document: 'D', output: A }, prompted('D')],
    [{ input: Q, passage: 'P', context: null, output: A }, prompted('P')],
    [{ question: Q, choices: ['one', 2, 'three'], answer: A }, prompted('one\n2\nthree')],
    [{ question: Q, choices: { label: ['A', 'B'], text: ['x', 'y'] }, answer: A }, prompted('x\ny')],
    [{ options: { A: 'x', B: 'y' }, passage: 'P', question: Q, answer: A }, prompted('x\ny\nP')],
  ],
  'null beside what counts': [
    [{ conversations: MESSAGES, messages: null }, ONE],
    [{ conversations: null, messages: MESSAGES }, ONE],
    [{ messages: [], instruction: Q, output: A }, ONE],
    [{ instruction: Q, input: '', output: null, response: A }, ONE],
    [{ instruction: Q, output: '', response: A }, ONE],
    [{ instruction: null, prompt: Q, completion: A }, ONE],
    [{ instruction: Q, output: A, history: [['', '']] }, ONE],
    [{ messages: MESSAGES.map((message) => ({ from: null, value: null, ...message })) }, ONE],
    [{ messages: MESSAGES.map((message) => ({ ...message, tool_calls: null, name: null })) }, ONE],
  ],
  'lists of messages': [
    ...['messages', 'turns', 'dialogue', 'dialog', 'chat', 'items', 'contents', 'data'].map(
      (key) => [{ [key]: FOUR }, TWO] as const,
    ),
    [FOUR, TWO],
    [{ messages: JSON.stringify(FOUR) }, TWO],
    [{ messages: FOUR.map((message) => JSON.stringify(message)) }, TWO],
    [{ conversation: { messages: FOUR } }, TWO],
    [{ row: { messages: FOUR }, row_idx: 3 }, TWO],
    [{ messages: { role: ['user', 'assistant'], content: [Q, A] } }, ONE],
    [{ role: ['user', 'assistant'], content: [Q, A] }, ONE],
    [{ user: [Q, Q2], assistant: [A, A2] }, TWO],
    [{ data: [Q, A, Q2, A2] }, TWO],
    [{ data: [Q2, A2], items: [{ input: 'x', output: 'y' }], question: Q, answer: A }, ONE],
    [
      {
        conversation: [
          { input: Q, output: A },
          { input: Q2, output: A2 },
        ],
      },
      TWO,
    ],
    [
      {
        conversation: [
          { human: Q, assistant: A },
          { human: Q2, assistant: A2 },
        ],
      },
      TWO,
    ],
    [
      {
        conversations: [
          [Q, A],
          [Q2, A2],
        ],
      },
      TWO,
    ],
    [
      {
        conversations: [
          ['user', Q],
          ['assistant', A],
        ],
      },
      ONE,
    ],
    [{ chat: [{ user: Q }, { assistant: A }] }, ONE],
    [{ history: [[Q, A]], instruction: Q2, output: A2 }, TWO],
    [{ question: Q2, answer: A2, chat_history: MESSAGES }, TWO],
    [{ messages: [USER], answer: A }, ONE],
    [{ messages: [USER, { role: 'user', content: 'Be short.' }, ASSISTANT] }, prompted('Be short.')],
  ],
  'roles and keys of messages': [
    ...['ai', 'AI', ' Assistant ', 'model', 'GPT'].map(
      (role) => [{ messages: [USER, { role, content: A }] }, ONE] as const,
    ),
    ...['tool_caller', 'funccaller', 'function_response', 'tool_result', 'Tool Result'].map(
      (role) => [{ messages: [USER, { role, content: '{}' }, ASSISTANT] }, answered(`{}\n${A}`)] as const,
    ),
    [
      {
        messages: [
          { role: 'user', text: Q },
          { role: 'assistant', text: A },
        ],
      },
      ONE,
    ],
    [{ messages: [USER, { role: 'assistant', text: A }] }, ONE],
    [
      {
        Messages: [
          { Role: 'User', Content: Q },
          { Role: 'Assistant', Content: A },
        ],
      },
      ONE,
    ],
    [
      {
        messages: [
          { type: 'human', content: Q },
          { type: 'ai', data: { content: A } },
        ],
      },
      ONE,
    ],
    [
      {
        contents: [
          { role: 'user', parts: [{ text: Q }] },
          { role: 'model', parts: [{ text: A }] },
        ],
        systemInstruction: { parts: [{ text: 'S' }] },
      },
      { system: 'S', ...ONE },
    ],
    [
      { messages: [{ role: 'system', content: 'x' }, { role: 'developer', content: 'y' }, ...MESSAGES] },
      { system: 'x\ny', ...ONE },
    ],
  ],
  'calls to tools and reasoning': [
    [
      { messages: [USER, { role: 'assistant', content: null, tool_calls: '[{"function": {"name": "f"}}]' }] },
      answered('{"name":"f"}'),
    ],
    [
      {
        messages: [
          USER,
          {
            role: 'assistant',
            content: [
              { type: 'text', text: 'Wait.' },
              { type: 'tool_use', id: 't', name: 'f', input: { a: 1 } },
            ],
          },
          {
            role: 'user',
            content: [{ type: 'tool_result', tool_use_id: 't', content: [{ type: 'text', text: 'gas' }] }],
          },
          ASSISTANT,
        ],
      },
      answered(`Wait.\n{"name":"f","input":{"a":1}}\ngas\n${A}`),
    ],
    ...['reasoning_content', 'thinking', 'reasoning'].map(
      (key) => [{ messages: [USER, { ...ASSISTANT, [key]: 'Hm.' }] }, answered(`Hm.\n${A}`)] as const,
    ),
    [
      {
        messages: [
          USER,
          {
            role: 'assistant',
            content: [
              { type: 'thinking', thinking: 'Hm.' },
              { type: 'text', text: A },
            ],
          },
        ],
      },
      answered(`Hm.\n${A}`),
    ],
    [
      {
        messages: [
          USER,
          { role: 'assistant', channel: 'analysis', content: 'Hm.' },
          { role: 'assistant', channel: 'final', content: A },
        ],
      },
      answered(`Hm.\n${A}`),
    ],
  ],
  'preference pairs': [
    [
      { prompt: Q, chosen: A, rejected: 'No.' },
      { ...ONE, rejected: ['No.'] },
    ],
    [
      { instruction: Q, input: '', chosen: A, rejected: 'No.' },
      { ...ONE, rejected: ['No.'] },
    ],
    [
      { system: 'S', question: Q, chosen: A, rejected: 'No.' },
      { system: 'S', ...ONE, rejected: ['No.'] },
    ],
    [
      { prompt: [USER], chosen: [ASSISTANT], rejected: [{ role: 'assistant', content: 'No.' }] },
      { ...ONE, rejected: ['No.'] },
    ],
    [
      { prompt: Q, chosen: MESSAGES, rejected: [USER, { role: 'assistant', content: 'No.' }] },
      { ...ONE, rejected: ['No.'] },
    ],
    [
      { conversations: [USER], chosen: ASSISTANT, rejected: { role: 'assistant', content: 'No.' } },
      { ...ONE, rejected: ['No.'] },
    ],
    [
      { prompt: Q, chosen: MESSAGES, rejected: [USER, { role: 'assistant', content: 'No.' }], messages: MESSAGES },
      { ...ONE, rejected: ['No.'] },
    ],
    [
      { chosen: `\n\nHuman: ${Q}\n\nAssistant: ${A}`, rejected: `\n\nHuman: ${Q}\n\nAssistant: No.` },
      { ...ONE, rejected: ['No.'] },
    ],
    [
      { prompt: Q, chosen: A, rejected: ['No.', 'Never.'] },
      { ...ONE, rejected: ['No.', 'Never.'] },
    ],
    [
      { instruction: Q, output: [A, 'No.'] },
      { ...ONE, rejected: ['No.'] },
    ],
    [
      {
        instruction: Q,
        completions: [
          { response: 'No.', overall_score: 2 },
          { response: A, overall_score: 9 },
        ],
      },
      { ...ONE, rejected: ['No.'] },
    ],
    [
      { prompt: Q, responses: ['No.', A], ratings: [1, 5] },
      { ...ONE, rejected: ['No.'] },
    ],
    [
      {
        input: { messages: [USER] },
        preferred_output: [ASSISTANT],
        non_preferred_output: [{ role: 'assistant', content: 'No.' }],
      },
      { ...ONE, rejected: ['No.'] },
    ],
    [
      { prompt: Q, completion: A, label: false },
      { ...ONE, isRejected: true },
    ],
    [
      { messages: MESSAGES, kto_tag: false },
      { ...ONE, isRejected: true },
    ],
    [{ prompt: Q, completion: A, label: true }, ONE],
    [{ prompt: Q, completion: A, label: 'positive' }, ONE],
  ],
};
