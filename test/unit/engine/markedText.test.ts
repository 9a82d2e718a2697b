import assert from 'node:assert/strict';
import { markedText } from '../../../src/engine/signals/derived/markedText';
import { seededRandom } from '../../support/seededRandom';

const CODE: readonly (readonly [text: string, code: string])[] = [
  ['Use `a + b` here', '`a+b`'],
  ['Use ``a ` b`` here', '``a`b``'],
  ['See:\n```python\nx = 1\n```\nDone', '```pythonx=1```'],
  ['See:\r\n~~~\r\nx\r\n~~~\r\nDone', '~~~x~~~'],
  ['   ````\n```\nx\n````\nDone', '```````x````'],
  ['```\nnever closed\n\nto the end', '```neverclosedtotheend'],
  ['```\n~~~\nx\n```\n`y`', '```~~~x````y`'],
  ['a ` b', ''],
  ['a ` b\n\nc ` d', ''],
  [String.raw`a \` b \` c`, ''],
  ['a `` b ` c', ''],
  ['```a``` is a span', '```a```'],
  ['    indented lines are text', ''],
  ['', ''],
];

const MATHS: readonly (readonly [text: string, maths: string])[] = [
  ['Let $x + 1$ be', '$x+1$'],
  ['Let $$x\n\n+ 1$$ be', '$$x+1$$'],
  [String.raw`Let \(x\) and \[y\] be`, String.raw`\(x\)\[y\]`],
  [String.raw`\begin{align*}x &= 1\end{align*} so`, String.raw`\begin{align*}x&=1\end{align*}`],
  [String.raw`\begin{itemize}x\end{itemize}`, ''],
  [String.raw`$a\$b$`, String.raw`$a\$b$`],
  ['It costs $5 and $10', ''],
  ['It costs $5, not $10 or $7.', ''],
  ['from $5-$10', ''],
  ['costs $ 5$ here', ''],
  ['costs $5\n\nand x$ here', ''],
  [String.raw`a \$x$ b`, ''],
  [String.raw`open \( and \( and \[ and $$`, ''],
  [String.raw`open \( and $x$`, '$x$'],
  ['`$x$` and $y$', '$y$'],
  ['$x `y` z$', ''],
  ['```\n$x$\n```', ''],
];

const length = (marked: string): number => marked.replace(/\s/g, '').length;

describe('code and maths in a text', () => {
  for (const [text, code] of CODE) {
    it(`code: ${JSON.stringify(text)}`, () => assert.equal(markedText(text).code, length(code)));
  }
  for (const [text, maths] of MATHS) {
    it(`maths: ${JSON.stringify(text)}`, () => assert.equal(markedText(text).maths, length(maths)));
  }

  it('are counted beside all characters that are no white space', () => {
    assert.deepEqual(markedText('a b\n`c d` $e$'), { all: 9, code: 4, maths: 3 });
    assert.deepEqual(markedText(' \n\t'), { all: 0, code: 0, maths: 0 });
  });

  it('never hold a character twice, whatever the marks', () => {
    const random = seededRandom(7);
    const pieces = ['`', '``', '```', '~~~', '\n', '\n\n', '$', '$$', '\\(', '\\)', '\\[', '\\]', '\\', 'a', ' ', '7'];
    pieces.push('\\begin{align}', '\\end{align}', '\r\n');
    for (let round = 0; round < 3000; round++) {
      const text = Array.from({ length: 1 + (round % 25) }, () => pieces[Math.floor(random() * pieces.length)]).join(
        '',
      );
      const { all, code, maths } = markedText(text);
      assert.equal(all, length(text));
      assert.ok(code >= 0 && maths >= 0 && code + maths <= all, JSON.stringify(text));
    }
  });
});
