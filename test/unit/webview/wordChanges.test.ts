import assert from 'node:assert/strict';
import fc from 'fast-check';
import { wordChanges, type TextPiece } from '../../../webview/kit/text/wordChanges';

function texts(pieces: readonly TextPiece[] | null, kind: TextPiece['kind']): string[] {
  assert.ok(pieces !== null);
  return pieces.filter((piece) => piece.kind === kind).map(({ text }) => text.trim());
}

describe('what a step changed', () => {
  it('is marked word by word', () => {
    const changes = wordChanges('Explain why the sky is blue.', 'Explain why the evening sky is red.');
    assert.deepEqual(texts(changes, 'added'), ['evening', 'red']);
    assert.deepEqual(texts(changes, 'removed'), ['blue']);
  });

  it('is marked by words in scripts without spaces, and in others than the Latin one', () => {
    const chinese = wordChanges('请解释天空为什么是蓝色的。', '请解释天空为什么在中午是蓝色的。');
    assert.deepEqual([texts(chinese, 'added'), texts(chinese, 'removed')], [['在中午'], []]);
    const korean = wordChanges('하늘이 왜 파란지 설명하세요.', '하늘이 왜 저녁에 붉은지 설명하세요.');
    assert.deepEqual([texts(korean, 'added'), texts(korean, 'removed')], [['저녁에 붉은지'], ['파란지']]);
    const russian = wordChanges('Объясни, почему небо синее.', 'Объясни, почему море синее.');
    assert.deepEqual([texts(russian, 'added'), texts(russian, 'removed')], [['море'], ['небо']]);
  });

  it('is not marked where another text stands', () => {
    const refusal = 'I’m sorry, but I can’t help with that.';
    const changes = wordChanges('Write a short email to a colleague, asking for the sales figures.', refusal);
    assert.equal(changes, null);
  });

  it('leaves no word of either text out', () => {
    const word = fc.constantFrom('sky', 'blue', 'why', 'résumé', '하늘이', '蓝色', 'x+1', '\n', '  ', '```');
    const text = fc.array(word, { maxLength: 30 }).map((words) => words.join(' '));
    const bare = (value: string): string => value.replace(/\s+/g, '');
    fc.assert(
      fc.property(text, text, (before, after) => {
        const changes = wordChanges(before, after);
        if (changes === null) return;
        const of = (kind: TextPiece['kind']): string =>
          changes
            .filter((piece) => piece.kind === 'same' || piece.kind === kind)
            .map((piece) => piece.text)
            .join('');
        assert.equal(of('added'), after);
        assert.equal(bare(of('removed')), bare(before));
      }),
    );
  });
});
