import assert from 'node:assert/strict';
import fc from 'fast-check';
import { commandLink, isRevealArguments } from '../../../src/editor/textEditor/commandLinks';

const target = fc.record(
  { uri: fc.webUrl(), rowIndex: fc.nat(), lineNumber: fc.integer({ min: 1, max: 1e9 }) },
  { noNullPrototype: true },
);

describe('commandLink', () => {
  it('carries its argument through the address', () => {
    fc.assert(
      fc.property(target, (argument) => {
        const [, query] = commandLink('deita.test', argument).split('?');
        assert.deepEqual(JSON.parse(decodeURIComponent(query ?? '')), [argument]);
      }),
    );
  });

  it('holds nothing that ends a Markdown link', () => {
    const link = commandLink('deita.test', { uri: "file:///a (1)/b'[c]*!.jsonl", rowIndex: 0, lineNumber: 1 });
    assert.doesNotMatch(link, /[()[\]<>\s'"*!]/);
  });
});

describe('isRevealArguments', () => {
  it('takes what our links carry', () => {
    assert.ok(isRevealArguments({ uri: 'file:///a.jsonl', rowIndex: 0, lineNumber: 1 }));
  });

  for (const [what, value] of [
    ['nothing', undefined],
    ['text', 'file:///a.jsonl'],
    ['a negative row', { uri: 'file:///a', rowIndex: -1, lineNumber: 1 }],
    ['a broken row', { uri: 'file:///a', rowIndex: 0.5, lineNumber: 1 }],
    ['line 0', { uri: 'file:///a', rowIndex: 0, lineNumber: 0 }],
    ['no address', { rowIndex: 0, lineNumber: 1 }],
  ] as const) {
    it(`refuses ${what}`, () => assert.equal(isRevealArguments(value), false));
  }
});
