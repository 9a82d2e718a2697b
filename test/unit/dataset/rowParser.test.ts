import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bad, parse } from './parsing';

describe('bad rows', () => {
  const shapes: [string, unknown, number, string, RegExp][] = [
    ['no object', [1], 1, 'wrongShape', /Expected an object or a list of messages, found a list/],
    ['unknown keys', { text: 'x', meta: 1 }, 1, 'wrongShape', /"text", "meta".*chat template in "text"/],
    ['no response', { instruction: 'x', output: null, notes: 'y' }, 1, 'wrongShape', /no response to "instruction"/],
    ['messages that are text', { messages: 'x' }, 13, 'wrongShape', /Expected a list in "messages", found text/],
    ['an unknown role', { messages: [{ role: 'narrator', content: 'x' }] }, 22, 'wrongShape', /found "narrator"/],
    [
      'a role named like a method',
      { messages: [{ role: 'constructor', content: 'x' }] },
      22,
      'wrongShape',
      /"constructor"/,
    ],
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
      { output: 'a', instruction: 5 },
      29,
      'wrongShape',
      /Expected text in "instruction", found a number/,
    ],
    [
      'two responses without a verdict',
      { prompt: 'a', response_a: 'b', response_b: 'c', winner: null },
      28,
      'wrongShape',
      /"response_a" and "response_b" and no verdict; expected one under "winner"/,
    ],
    [
      'a verdict that names neither response',
      { prompt: 'a', response_a: 'b', response_b: 'c', winner: 1 },
      58,
      'wrongShape',
      /Expected in "winner" which response is better, such as "a", "b" or "tie", found 1/,
    ],
    [
      'a list of rows',
      [
        { instruction: 'a', output: 'b' },
        { instruction: 'c', output: 'd' },
      ],
      1,
      'wrongShape',
      /Expected one row, found a list of 2; jq -c 'if type == "array" then/,
    ],
    ['a list of conversations', [{ messages: ['a', 'b'] }, { messages: ['c', 'd'] }], 1, 'wrongShape', /a list of 2;/],
    [
      'a row that was written as JSON twice',
      JSON.stringify(JSON.stringify({ instruction: 'a', output: 'b' })),
      1,
      'wrongShape',
      /found a text that holds an object as JSON; .*jq -c .*fromjson/,
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
