import assert from 'node:assert/strict';
import fc from 'fast-check';
import { finderOf, type Finder, type FindOptions } from '../../../../src/common/find/finder';
import type { MessageRole } from '../../../../src/dataset/conversation';
import { responseRole, sideOfRole } from '../../../../src/dataset/formats/roles';
import { asksNothing, findTerms } from '../../../../src/protocol/findScope';

function finder(words: string, options: FindOptions = {}): Finder {
  const found = finderOf(words, options);
  assert.ok(!('problem' in found), 'a finder');
  return found;
}

function problem(words: string): string {
  const found = finderOf(words, { regex: true });
  return 'problem' in found ? found.problem : '';
}

const partsOf = (text: string, found: Finder, limit = 100): string[] =>
  found.ranges(text, limit).map(([start, end]) => text.slice(start, end));

describe('finding words in a text', () => {
  it('marks them whatever their letter case, or as they are written', () => {
    assert.deepEqual(partsOf('Ab aB ab', finder('ab')), ['Ab', 'aB', 'ab']);
    assert.deepEqual(partsOf('Ab aB ab', finder('ab', { matchCase: true })), ['ab']);
    assert.deepEqual(partsOf('a.b a+b', finder('a+b')), ['a+b']);
    assert.deepEqual(partsOf('aaaa', finder('a'), 2), ['a', 'a']);
  });

  it('marks the right place where lower case is longer than the text', () => {
    assert.deepEqual(finder('x').ranges('İİx😀X', 9), [
      [2, 3],
      [5, 6],
    ]);
    assert.deepEqual(partsOf('İstanbul', finder('stan')), ['stan']);
  });

  it('marks matches of an expression, none of them empty', () => {
    assert.deepEqual(partsOf('b 12, 7', finder('\\d*', { regex: true })), ['12', '7']);
    assert.deepEqual(partsOf('a\nb', finder('^.$', { regex: true })), ['a', 'b']);
    assert.deepEqual(partsOf('Aa', finder('a', { regex: true, matchCase: true })), ['a']);
    assert.deepEqual(partsOf('中文 words', finder('\\p{Han}+', { regex: true })), ['中文']);
  });

  it('finds what it marks, and marks what it finds', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'B', 'b', 'İ', 'ß', 'Σ', '😀', ' ', '.') });
    const property = fc.property(text, text, fc.constantFrom({}, { matchCase: true } as const), (whole, words, how) => {
      fc.pre(words !== '');
      const found = finder(words, how);
      const ranges = found.ranges(whole, 100);
      assert.equal(ranges.length > 0, found.test(whole));
      for (const [start, end] of ranges) assert.ok(start < end || whole.slice(start).startsWith('İ'));
    });
    fc.assert(property, { numRuns: 500 });
  });

  it('marks whole words on demand, in every script and however they are looked for', () => {
    const whole = (text: string, words: string, options: FindOptions = {}): string[] =>
      partsOf(text, finder(words, { ...options, wholeWord: true }));
    assert.deepEqual(whole('cat Cat cats bobcat cat_1 (cat)', 'cat'), ['cat', 'Cat', 'cat']);
    assert.deepEqual(whole('cat Cat', 'cat', { matchCase: true }), ['cat']);
    assert.deepEqual(whole('écat caté 𝒂cat cat', 'cat'), ['cat']);
    assert.deepEqual(whole('f(x) g(x)', '(x)'), ['(x)', '(x)']);
    assert.deepEqual(whole('12 123 4 45', '\\d{1,2}', { regex: true }), ['12', '4', '45']);
    assert.deepEqual(finder('b b', { wholeWord: true }).ranges('xb b b', 9), [[3, 6]]);
    assert.equal(finder('b b', { wholeWord: true, matchCase: true }).test('xb b b'), true);
    assert.deepEqual(whole('İ xcat Cat', 'cat'), ['Cat']);
    assert.equal(finder('cat', { wholeWord: true }).test('cats, bobcat'), false);
    assert.deepEqual(finder('cat', { wholeWord: true }).ranges('cats cat cat cat', 2), [
      [5, 8],
      [9, 12],
    ]);
  });

  it('says what is wrong with an expression', () => {
    assert.equal(problem('('), 'missing closing )');
    assert.equal(problem('a(?=b)'), 'invalid or unsupported Perl syntax');
    assert.equal(problem('(a)\\1'), 'invalid escape sequence');
    assert.equal(problem('(?:a{0,900}b){0,9}'), 'invalid repeat count');
    assert.equal(problem(Array.from({ length: 9 }, (_, at) => `x{0,${900 + at}}`).join('|')), 'expression too large');
  });

  it('takes as many steps for an expression that others never come back from as for a plain one', () => {
    // A backtracking engine needs 2^5000 steps for this one: the test would never end.
    const text = `${'a'.repeat(5000)}!`;
    assert.equal(finder('^(a+)+$', { regex: true }).test(text), false);
    assert.equal(finder('^(a|aa|a?)*b', { regex: true }).test(text), false);
  });
});

describe('where words are looked for', () => {
  it('reads the prefixes and leaves every other colon alone', () => {
    assert.deepEqual(findTerms(' response:  two words '), { scope: { kind: 'response' }, words: 'two words' });
    assert.deepEqual(findTerms('field:meta.kind: a:b'), { scope: { kind: 'field', path: 'meta.kind' }, words: 'a:b' });
    for (const words of ['http://x', 'Note: this', 'responses: x', 'field: x'])
      assert.deepEqual(findTerms(words), { scope: { kind: 'texts' }, words });
    assert.deepEqual(findTerms('text: source: x'), { scope: { kind: 'texts' }, words: 'source: x' });
  });

  it('reads whose messages are meant, under the names that files have for roles, with words or without', () => {
    const role = (roles: readonly MessageRole[]): object => ({ kind: 'role', roles });
    assert.deepEqual(findTerms('role:tool'), { scope: role(['toolCall', 'toolResult']), words: '' });
    assert.deepEqual(findTerms('role:tool-call: "city"'), { scope: role(['toolCall']), words: '"city"' });
    assert.deepEqual(findTerms('role:Function_Call a: b'), { scope: role(['toolCall']), words: 'a: b' });
    assert.deepEqual(findTerms('role:observation 21'), { scope: role(['toolResult']), words: '21' });
    for (const words of ['role:nobody x', 'role: user', 'role:constructor x', 'roles:tool'])
      assert.deepEqual(findTerms(words), { scope: { kind: 'texts' }, words });
    assert.deepEqual(findTerms('text: role:tool'), { scope: { kind: 'texts' }, words: 'role:tool' });
  });

  it('knows whose the messages are by each name as the reader of files does', () => {
    const names = ['system', 'developer', 'user', 'human', 'assistant', 'gpt', 'model', 'tool_call', 'tool_calls'];
    for (const name of [
      ...names,
      'function_call',
      'tool_result',
      'tool_response',
      'function_response',
      'observation',
    ]) {
      const { scope } = findTerms(`role:${name}`);
      const side = sideOfRole(name);
      const read = side === 'response' ? responseRole(name) : side === 'system' ? 'system' : 'user';
      assert.deepEqual(scope, { kind: 'role', roles: [read] }, name);
    }
  });

  it('asks nothing without words, but of a role alone', () => {
    const asks = (text: string): boolean => !asksNothing(findTerms(text));
    assert.deepEqual(['', 'response: ', 'field:a:', 'role:user', 'x'].map(asks), [false, false, false, true, true]);
  });
});
