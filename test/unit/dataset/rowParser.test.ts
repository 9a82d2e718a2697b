import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { BadRow, GoodRow } from '../../../src/dataset/conversation';
import { RowParser } from '../../../src/dataset/rowParser';

function parse(content: unknown, fields?: ConstructorParameters<typeof RowParser>[0]) {
  const bytes = Buffer.isBuffer(content)
    ? content
    : Buffer.from(typeof content === 'string' ? content : JSON.stringify(content));
  return new RowParser(fields).parse({ rowIndex: 3, lineNumber: 7, bytes });
}

function good(content: unknown, fields?: ConstructorParameters<typeof RowParser>[0]): GoodRow {
  const row = parse(content, fields);
  assert.ok(row.problem === undefined, row.problem?.message);
  return row;
}

function bad(content: unknown): BadRow {
  const row = parse(content);
  assert.ok(row.problem !== undefined, 'expected a bad row');
  return row;
}

const formatName = (content: unknown) => new RowParser().formatName(Buffer.from(JSON.stringify(content)));

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
    });
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
    ['Alpaca with the instruction in the input', 'Alpaca', { instruction: '', input: 'a', output: 'b' }, 'a', 'b'],
    ['Alpaca that says response', 'Alpaca', { instruction: 'a', input: 'i', response: 'b' }, 'a\ni', 'b'],
    ['Dolly', 'Alpaca', { instruction: 'a', context: 'i', response: 'b', category: 'c' }, 'a\ni', 'b'],
    ['prompt and completion', 'Prompt/completion', { prompt: 'a', completion: 'b' }, 'a', 'b'],
    ['question and answer', 'Question/answer', { question: 'a', answer: 'b' }, 'a', 'b'],
    ['instruction and response', 'Instruction/response', { instruction: 'a', response: 'b' }, 'a', 'b'],
    ['an instruction alone', 'Instruction/response', { instruction: 'a' }, 'a', ''],
    ['a null response', 'Alpaca', { instruction: 'a', output: null }, 'a', ''],
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
      assert.match(row.carriedScoresProblem ?? '', reason);
    });
  }
});

describe('bad rows', () => {
  const shapes: [string, unknown, number, string, RegExp][] = [
    ['no object', [1], 1, 'wrongShape', /Expected an object, found a list/],
    ['unknown keys', { text: 'x', meta: 1 }, 1, 'wrongShape', /"text", "meta".*deita\.fields/],
    ['messages that are text', { messages: 'x' }, 13, 'wrongShape', /Expected a list in "messages", found text/],
    ['an unknown role', { messages: [{ role: 'narrator', content: 'x' }] }, 22, 'wrongShape', /found "narrator"/],
    [
      'no user message',
      { messages: [{ role: 'assistant', content: 'x' }] },
      13,
      'wrongShape',
      /no message from the user/,
    ],
    ['an empty list', { conversations: [] }, 18, 'wrongShape', /no message from the user/],
    [
      'a number for text',
      { instruction: 'a', output: 5 },
      29,
      'wrongShape',
      /Expected text in "output", found a number/,
    ],
    ['an empty instruction', { instruction: ' \n', output: 'x' }, 16, 'emptyInstruction', /"instruction" is empty/],
    [
      'an empty later instruction',
      {
        messages: [
          { role: 'user', content: 'a' },
          { role: 'assistant', content: 'b' },
          { role: 'user', content: '' },
        ],
      },
      79,
      'emptyInstruction',
      /"messages\[2\]" is empty/,
    ],
  ];
  for (const [title, value, column, code, message] of shapes) {
    it(`say what is wrong and where: ${title}`, () => {
      const { problem } = bad(value);
      assert.match(problem.message, message);
      assert.deepEqual([problem.code, problem.lineNumber, problem.column, problem.rowIndex], [code, 7, column, 3]);
    });
  }

  const syntax: [string, number, RegExp][] = [
    ['{"a": 1,}', 9, /key in double quotes/],
    ['{"a": 1 "b": 2}', 9, /comma/],
    ['{"a": tru}', 7, /no JSON value/],
    ["{'a': 1}", 2, /.*/],
    ['{"a": 1', 8, /comma or "}"/],
    ['{"a": [1, 2}', 12, /comma/],
    ['{"a": "x', 7, /closing quote/],
    ['{"a": "x\\q"}', 9, /escape/],
    ['{"a\\\\": "\\u00g0"}', 10, /\\u escape/],
    ['{"a": "한🙂\u0007"}', 11, /control characters/],
    ['{"a": 1} {"b": 2}', 10, /after the end/],
    ['{"a": 01}', 8, /.*/],
    ['', 1, /value/],
  ];
  for (const [text, column, message] of syntax) {
    it(`place invalid JSON: ${JSON.stringify(text)}`, () => {
      const { problem } = bad(text);
      assert.deepEqual([problem.code, problem.column], ['invalidJson', column]);
      assert.match(problem.message, message);
    });
  }

  it('place invalid JSON on its own line where a row spans lines', () => {
    const { problem } = bad('{\n  "a": 1,\n  "b" 2\n}');
    assert.deepEqual([problem.lineNumber, problem.column], [9, 7]);
  });

  it('place invalid UTF-8 behind characters of several bytes', () => {
    const { problem } = bad(
      Buffer.concat([Buffer.from('{"a": "한🙂\ufffd'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]),
    );
    assert.deepEqual([problem.code, problem.column], ['invalidUtf8', 12]);
  });

  it('survive brackets nested beyond any stack', () => {
    for (const text of ['['.repeat(200_000), `{"messages":${'['.repeat(100_000)}${']'.repeat(100_000)}}`]) {
      assert.ok(bad(text).problem.message.length > 0);
    }
  });

  it('show a short excerpt', () => assert.equal(bad('x'.repeat(1000)).excerpt.length, 200));

  it('never throw, and blame a place inside the text, on any mutation of a row', () => {
    const source = JSON.stringify({
      messages: [{ role: 'user', content: 'hé "q" \\ 🙂' }],
      n: [1, -2.5e3, null, true],
    });
    const edit = fc.tuple(
      fc.nat(source.length),
      fc.nat(3),
      fc.constantFrom('', '"', '\\', '{', ']', ',', '\n', 'x', '\u0001'),
    );
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
        let text = source;
        for (const [at, removed, added] of edits) text = text.slice(0, at) + added + text.slice(at + removed);
        const { problem } = parse(text);
        if (problem === undefined) return;
        const line = text.split('\n')[problem.lineNumber - 7];
        assert.ok(line !== undefined && problem.column >= 1 && problem.column <= line.length + 1);
      }),
      { numRuns: 1000 },
    );
  });

  it('never throw on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 50 }), (bytes) => {
        assert.equal(parse(Buffer.from(bytes)).rowIndex, 3);
      }),
    );
  });
});
