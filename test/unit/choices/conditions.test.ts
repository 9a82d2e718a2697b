import assert from 'node:assert/strict';
import fc from 'fast-check';
import { comparisonsOf, parseCondition, type Condition } from '../../../src/choices/conditions/condition';
import { writeCondition } from '../../../src/choices/conditions/writeCondition';
import { DeitaError } from '../../../src/common/errors';

const leaf = (signal: string, operator: string, ...values: (string | number)[]) => ({ signal, operator, values });

/** A condition without its columns, which are tested by themselves. */
function shape(condition: Condition): unknown {
  switch (condition.kind) {
    case 'comparison':
      return leaf(condition.signal, condition.operator, ...condition.values);
    case 'not':
      return { not: shape(condition.part) };
    default:
      return { [condition.kind]: condition.parts.map(shape) };
  }
}

const read = (text: string): unknown => shape(parseCondition(text));

/** A condition as it can be written down, with parentheses around every part that is joined. */
function written(condition: Condition): string {
  switch (condition.kind) {
    case 'comparison': {
      const values = condition.values.map((value) => JSON.stringify(value));
      const operand = condition.operator === 'in' ? `(${values.join(', ')})` : (values[0] ?? '');
      return `${JSON.stringify(condition.signal)} ${condition.operator} ${operand}`;
    }
    case 'not':
      return `not (${written(condition.part)})`;
    default:
      return condition.parts.map((part) => `(${written(part)})`).join(` ${condition.kind} `);
  }
}

const literal = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0),
);
const comparison = fc.record({
  kind: fc.constant('comparison' as const),
  signal: fc.string({ minLength: 1 }),
  column: fc.constant(1),
  operator: fc.constantFrom(
    '=' as const,
    '!=' as const,
    '<' as const,
    '<=' as const,
    '>' as const,
    '>=' as const,
    'contains' as const,
  ),
  values: fc.array(literal, { minLength: 1, maxLength: 1 }),
});
const among = fc.record({
  kind: fc.constant('comparison' as const),
  signal: fc.string({ minLength: 1 }),
  column: fc.constant(1),
  operator: fc.constant('in' as const),
  values: fc.array(literal, { minLength: 1, maxLength: 4 }),
});
const condition = fc.letrec<{ node: Condition }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    comparison,
    among,
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      parts: fc.array(tie('node'), { minLength: 2, maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant('not' as const), part: tie('node') }),
  ),
})).node;

describe('conditions', () => {
  it('are comparisons with numbers, bare words and JSON strings', () => {
    assert.deepEqual(read('quality>=3'), leaf('quality', '>=', 3));
    assert.deepEqual(read('language = ko'), leaf('language', '=', 'ko'));
    assert.deepEqual(read('field:meta.lang != "a \\"b\\", c"'), leaf('field:meta.lang', '!=', 'a "b", c'));
    assert.deepEqual(read('x < -1.5e3'), leaf('x', '<', -1500));
    assert.deepEqual(read('x = "3"'), leaf('x', '=', '3'));
    assert.deepEqual(read('field:tags contains math-01'), leaf('field:tags', 'contains', 'math-01'));
    assert.deepEqual(read('"field:a b" <= .5'), leaf('field:a b', '<=', 0.5));
  });

  it('compare with several values by "in"', () => {
    for (const list of ['(ko, "en")', '[ko,"en"]', '( ko , en )']) {
      assert.deepEqual(read(`language in ${list}`), leaf('language', 'in', 'ko', 'en'));
    }
    assert.deepEqual(read('turns in 3'), leaf('turns', 'in', 3));
  });

  it('bind "not" before "and" before "or"', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((name) => leaf(name, '=', 1));
    assert.deepEqual(read('a = 1 or b = 1 and c = 1'), { or: [a, { and: [b, c] }] });
    assert.deepEqual(read('(a = 1 or b = 1) and c = 1'), { and: [{ or: [a, b] }, c] });
    assert.deepEqual(read('not a = 1 and b = 1'), { and: [{ not: a }, b] });
    assert.deepEqual(read('not (a = 1 and not not b = 1)'), { not: { and: [a, b] } });
  });

  it('read as they were written, whatever their texts hold', () => {
    fc.assert(
      fc.property(condition, (made) => {
        assert.equal(JSON.stringify(read(written(made))), JSON.stringify(shape(made)));
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it('are written so that they read the same, words bare where they may be', () => {
    fc.assert(
      fc.property(condition, (made) => {
        assert.equal(JSON.stringify(read(writeCondition(made))), JSON.stringify(shape(made)));
      }),
      { seed: 6, numRuns: 300 },
    );
    const text = 'a >= 3 and not (language in (ko, "x y") or b contains "3")';
    assert.equal(writeCondition(parseCondition(text)), text);
  });

  it('name their signals from left to right, with columns', () => {
    assert.deepEqual(
      comparisonsOf(parseCondition('  a = 1 or not (b in (1, 2) and c contains x)')).map(({ signal, column }) => [
        signal,
        column,
      ]),
      [
        ['a', 3],
        ['b', 17],
        ['c', 33],
      ],
    );
  });

  it('say at which column they cannot be read', () => {
    const faults: [string, number, RegExp][] = [
      ['', 1, /expected the name of a signal, found the end/],
      ['quality', 8, /expected = != < .* found the end/],
      ['quality >> 3', 10, /expected a number.* found ">"/],
      ['quality == 3', 10, /found "="/],
      ['quality >= ', 12, /found the end/],
      ['a = 1 b = 2', 7, /expected "and", "or" or the end, found "b"/],
      ['a = 1 and', 10, /expected the name of a signal, found the end/],
      ['(a = 1', 7, /expected "\)", found the end/],
      ['a in (1, 2', 11, /expected "," or "\)"/],
      ['a = "x', 5, /no closing quotation mark/],
      ['a = "\\x"', 5, /no text as JSON/],
      ['a ! b', 3, /"!" is no operator/],
      ['and = 1', 1, /found "and"/],
      ['a = 1 && b = 2', 7, /found "&&"/],
      [`${'('.repeat(300)}a = 1${')'.repeat(300)}`, 202, /nested too deep/],
    ];
    for (const [text, column, message] of faults) {
      assert.throws(
        () => parseCondition(text),
        (error) =>
          error instanceof DeitaError &&
          error.code === 'usage' &&
          message.test(error.message) &&
          error.message.includes(`column ${column}:`),
        text,
      );
    }
  });
});
