import assert from 'node:assert/strict';
import { problemText } from '../../../src/editor/problems/problemText';
import { useLanguage } from '../../../src/wording/language';
import { bad } from '../dataset/parsing';
import { removalsOf } from '../../../src/editor/problems/removableLines';

describe('removal of bad rows', () => {
  /** The text without the lines; undefined where nothing may be removed. */
  function without(text: string, ...removed: number[]): string | undefined {
    const lines = text.split('\n');
    const removals = removalsOf({ lineCount: lines.length, textAt: (line) => lines[line] ?? '' }, removed);
    if (removals.length === 0) return undefined;
    const offsetOf = ({ line, character }: { line: number; character: number }): number =>
      lines.slice(0, line).reduce((offset, before) => offset + before.length + 1, 0) + character;
    return removals
      .map(({ start, end }) => [offsetOf(start), offsetOf(end)] as const)
      .sort(([a], [b]) => b - a)
      .reduce((rest, [start, end]) => rest.slice(0, start) + rest.slice(end), text);
  }

  it('takes a line and its line break, wherever it stands', () => {
    assert.equal(without('a\nb\nc\n', 0), 'b\nc\n');
    assert.equal(without('a\nb\nc\n', 1), 'a\nc\n');
    assert.equal(without('a\nb\nc\n', 2), 'a\nb\n');
    assert.equal(without('a\nb\nc', 2), 'a\nb');
  });

  it('takes several lines without overlap, neighbours and the last ones too', () => {
    assert.equal(without('a\nb\nc\nd', 3, 2, 0), 'b');
    assert.equal(without('a\nb\nc\nd\n', 1, 2), 'a\nd\n');
    assert.equal(without('a\nb\nc\n', 1, 1), 'a\nc\n');
  });

  it('leaves alone what it would break: an array over several lines, a file of nothing else, lines that are gone', () => {
    assert.equal(without('[\n{"a": 1},\n{"b": 2}\n]\n', 2), undefined);
    assert.equal(without('\n  [{"a": 1},\n{"b": 2}]\n', 2), undefined);
    assert.equal(without('{\n', 0), undefined);
    assert.equal(without('{\n}\n\n', 0, 1), undefined);
    assert.equal(without('a\nb', 7), undefined);
  });

  it('knows rows that are arrays from an array of rows', () => {
    assert.equal(without('[1]\n[2]\n', 0), '[2]\n');
  });
});

describe('text of a problem', () => {
  afterEach(() => useLanguage({ tag: 'en', texts: {} }));

  it('warns of what saving does to bytes that are not UTF-8, and of nothing else', () => {
    assert.match(problemText({ code: 'invalidUtf8', message: 'These bytes are not UTF-8.' }), /Reopen with Encoding/);
    assert.equal(
      problemText({ code: 'wrongShape', message: 'Expected an object.' }),
      'Expected an object. The row takes no part in the selection.',
    );
  });

  it('is in the language of the editor, but of what an earlier version found', () => {
    useLanguage({
      tag: 'de',
      texts: {
        'Expected text in {place}, found {found}.': 'In {place} wird Text erwartet, gefunden: {found}.',
        'a number': 'eine Zahl',
      },
    });
    const { problem } = bad({ instruction: 5, output: 'a' });
    assert.match(problemText(problem), /^In "instruction" wird Text erwartet, gefunden: eine Zahl\. /);
    assert.match(
      problemText({ code: problem.code, message: problem.message }),
      /^Expected text in "instruction", found a number\. /,
    );
  });
});
