import assert from 'node:assert/strict';
import { inEnglish } from '../../../src/messages/wording';
import { bad, formatName, good } from './parsing';

describe('formats', () => {
  it('reads ShareGPT, pairing by role', () => {
    const row = {
      conversations: [
        { from: 'system', value: 'Be brief.' },
        { from: 'human', value: 'Hi' },
        { from: 'gpt', value: 'Hello' },
        { from: 'human', value: 'One more' },
        { from: 'human', value: 'thing' },
        { from: 'gpt', value: 'Yes?' },
        { from: 'gpt', value: 'Go on.' },
        { from: 'human', value: 'Bye' },
      ],
    };
    assert.equal(formatName(row), 'ShareGPT');
    assert.deepEqual(good(row).conversation, {
      system: 'Be brief.',
      turns: [
        { instruction: 'Hi', response: 'Hello' },
        { instruction: 'One more\nthing', response: 'Yes?\nGo on.' },
        { instruction: 'Bye', response: '' },
      ],
    });
  });

  it('keeps calls to tools and their answers on the response side', () => {
    const call = '{"name": "search", "arguments": {}}';
    const { turns } = good({
      conversations: [
        { from: 'human', value: 'Find it' },
        { from: 'function_call', value: call },
        { from: 'observation', value: '{"found": 1}' },
        { from: 'gpt', value: 'Found.' },
        { from: 'human', value: 'Thanks' },
        { from: 'gpt', value: 'Welcome' },
      ],
    }).conversation;
    assert.deepEqual(turns, [
      { instruction: 'Find it', response: `${call}\n{"found": 1}\nFound.` },
      { instruction: 'Thanks', response: 'Welcome' },
    ]);
  });

  it('leaves out what the assistant says before the first instruction', () => {
    const { turns } = good({
      conversations: [
        { from: 'gpt', value: 'continued' },
        { from: 'human', value: 'Hi' },
        { from: 'gpt', value: 'Hello' },
      ],
    }).conversation;
    assert.deepEqual(turns, [{ instruction: 'Hi', response: 'Hello' }]);
  });

  it('reads OpenAI messages with text, parts and tool calls', () => {
    const row = {
      messages: [
        { role: 'developer', content: 'Be kind.' },
        {
          role: 'user',
          content: [
            { type: 'text', text: 'What is this?' },
            { type: 'image_url', image_url: { url: 'data:' } },
            { type: 'text', text: 'Please.' },
          ],
        },
        {
          role: 'assistant',
          content: null,
          tool_calls: [{ id: 'x', type: 'function', function: { name: 'look', arguments: '{"at":1}' } }],
        },
        { role: 'tool', tool_call_id: 'x', content: 'a cat' },
        { role: 'assistant', content: 'A cat.' },
      ],
    };
    assert.equal(formatName(row), 'OpenAI messages');
    assert.deepEqual(good(row).conversation, {
      system: 'Be kind.',
      turns: [
        {
          instruction: 'What is this?\nPlease.',
          response: '{"name":"look","arguments":"{\\"at\\":1}"}\na cat\nA cat.',
        },
      ],
      attachments: { media: '[{"url":"data:"}]' },
    });
  });

  it('reads a system message beside the list of messages', () => {
    const row = { system: 'S', conversations: [{ from: 'human', value: 'a' }] };
    assert.equal(good(row).conversation.system, 'S');
  });

  it('reads Alpaca with input, history and system', () => {
    const row = {
      system: 'S',
      history: [
        ['a', 'b'],
        ['c', 'd'],
      ],
      instruction: 'e',
      input: 'f',
      output: 'g',
    };
    assert.equal(formatName(row), 'Alpaca');
    assert.deepEqual(good(row).conversation, {
      system: 'S',
      turns: [
        { instruction: 'a', response: 'b' },
        { instruction: 'c', response: 'd' },
        { instruction: 'e\nf', response: 'g' },
      ],
    });
  });

  const pairs: [string, string, object, string, string][] = [
    ['Alpaca without input', 'Alpaca', { instruction: 'a', output: 'b' }, 'a', 'b'],
    ['Alpaca with empty input', 'Alpaca', { instruction: 'a', input: '', output: 'b' }, 'a', 'b'],
    [
      'Alpaca with the instruction in the input',
      'Input/output',
      { instruction: '', input: 'a', output: 'b' },
      'a',
      'b',
    ],
    ['Alpaca that says response', 'Alpaca', { instruction: 'a', input: 'i', response: 'b' }, 'a\ni', 'b'],
    ['Dolly', 'Alpaca', { instruction: 'a', context: 'i', response: 'b', category: 'c' }, 'a\ni', 'b'],
    ['prompt and completion', 'Prompt/completion', { prompt: 'a', completion: 'b' }, 'a', 'b'],
    ['question and answer', 'Question/answer', { question: 'a', answer: 'b' }, 'a', 'b'],
    ['instruction and response', 'Alpaca', { instruction: 'a', response: 'b' }, 'a', 'b'],
    ['an empty response', 'Alpaca', { instruction: 'a', output: '' }, 'a', ''],
  ];
  for (const [title, format, row, instruction, response] of pairs) {
    it(`reads ${title}`, () => {
      assert.equal(formatName(row), format);
      assert.deepEqual(good(row).conversation, { turns: [{ instruction, response }] });
    });
  }

  it('reads a prompt and a completion that are lists of messages', () => {
    const row = { prompt: [{ role: 'user', content: 'a' }], completion: [{ role: 'assistant', content: 'b' }] };
    assert.deepEqual(good(row).conversation.turns, [{ instruction: 'a', response: 'b' }]);
  });

  it('takes the first of several texts for a mapped response, and the others for worse ones', () => {
    const { conversation } = good({ src: 'q', tgt: ['a', 'b', null] }, { instruction: 'src', response: 'tgt' });
    assert.deepEqual(conversation, { turns: [{ instruction: 'q', response: 'a' }], rejected: ['b'] });
  });

  it('never prefers a response that is not rated to one that is', () => {
    const { conversation } = good({ prompt: 'q', responses: ['a', 'b'], ratings: [null, 2] });
    assert.deepEqual(conversation, { turns: [{ instruction: 'q', response: 'b' }], rejected: ['a'] });
  });

  it('reads calls to tools, and what a server answered, in place of a response', () => {
    const call = { name: 'f', arguments: { x: 1 } };
    const { turns } = good({ query: 'q', answers: [call] }).conversation;
    assert.deepEqual(turns, [{ instruction: 'q', response: JSON.stringify(call) }]);
    const message = { role: 'assistant', content: 'a' };
    for (const response of [{ choices: [{ message }] }, { body: { choices: [{ message }] } }, { message }]) {
      const row = { messages: [{ role: 'user', content: 'q' }], response };
      assert.deepEqual(good(row).conversation.turns, [{ instruction: 'q', response: 'a' }]);
    }
  });

  it('does not take who speaks for what is said', () => {
    const said = {
      dialogue: [
        { user: 'human', text: 'q' },
        { user: 'assistant', text: 'a' },
      ],
    };
    assert.match(bad(said).problem.message, /Expected a role/);
  });

  it('reads mapped fields by dotted path first, and other rows by the known formats', () => {
    const fields = { instruction: 'data.q', input: 'data.parts.1', response: 'a.b', system: 'sys' };
    const row = { data: { q: 'ask', parts: ['x', 'y'] }, 'a.b': 'told', sys: 'S', question: 'no', answer: 'no' };
    assert.deepEqual(good(row, fields).conversation, {
      system: 'S',
      turns: [{ instruction: 'ask\ny', response: 'told' }],
    });
    assert.deepEqual(good({ question: 'q', answer: 'a' }, fields).conversation.turns, [
      { instruction: 'q', response: 'a' },
    ]);
  });
});

describe('carried scores', () => {
  const base = { instruction: 'a', output: 'b' };

  it('come with the row when they fit its turns', () => {
    const row = good({ ...base, complexity_scores: [2.5], quality_scores: [null] });
    assert.deepEqual(row.carriedScores, { complexityScores: [2.5], qualityScores: [null] });
    assert.equal(row.carriedScoresProblem, undefined);
  });

  it('are absent where the row has none', () => {
    const row = good(base);
    assert.deepEqual([row.carriedScores, row.carriedScoresProblem], [undefined, undefined]);
  });

  const misfits: [object, RegExp][] = [
    [{ complexity_scores: [1, 2], quality_scores: [1] }, /"complexity_scores" has 2 entries for 1 turn/],
    [{ complexity_scores: [1] }, /"quality_scores" is missing/],
    [{ complexity_scores: [1], quality_scores: 3 }, /"quality_scores" is not a list/],
    [{ complexity_scores: ['1'], quality_scores: [3] }, /"complexity_scores" holds something else/],
  ];
  for (const [scores, reason] of misfits) {
    it(`leave the row good and say why they do not fit: ${JSON.stringify(scores)}`, () => {
      const row = good({ ...base, ...scores });
      assert.equal(row.carriedScores, undefined);
      assert.match(inEnglish(row.carriedScoresProblem ?? ''), reason);
    });
  }
});
