import assert from 'node:assert/strict';
import { countWords } from '../../../src/engine/signals/derived/countWords';
import { seededRandom } from '../../support/seededRandom';

const segmenter = new Intl.Segmenter('en', { granularity: 'word' });
const byDefinition = (text: string): number =>
  [...segmenter.segment(text)].filter(({ isWordLike }) => isWordLike === true).length;

/** What words are made of, what divides them, and what hangs together across it in one rule or another. */
const PIECES = [
  ...[
    'a',
    'Zed',
    '7',
    '3.5',
    '1,000',
    "don't",
    'x_y',
    '_',
    'e.g.',
    'a:b',
    '(',
    ')',
    '"',
    "'",
    '-',
    '--',
    '.',
    ',',
    '`',
  ],
  ...[' ', ' ', ' ', '  ', '\n', '\r\n', '\t', '\u00a0', '\u2003', '\u200b', '\ufeff', '\v', '\f', '\0'],
  ...[
    'é',
    'e\u0301',
    '\u0301',
    '\u200d',
    '👩‍👩‍👧',
    '🇰🇷',
    '🇩',
    '한국의',
    '수도는',
    '北京大学',
    'ภาษาไทย',
    'カタカナ',
    'ひらがな',
  ],
  ...['שלום', 'ג"ש', 'مرحبا', '٣', '½', '€', '\ud800', '’', '…', '·', '<b>', '{}', '$x', '@home', 'https://a.b/c?d=e'],
];

describe('words of a text', () => {
  it('are those of Unicode segmentation, whatever stands beside what', () => {
    const random = seededRandom(14);
    const below = (n: number): number => Math.floor(random() * n);
    for (let text = 0; text < 5000; text++) {
      const written = Array.from({ length: below(14) }, () => PIECES[below(PIECES.length)] ?? '').join('');
      assert.equal(countWords(written), byDefinition(written), JSON.stringify(written));
    }
  });

  it('are counted in prose', () => {
    assert.equal(countWords(''), 0);
    assert.equal(countWords(' \n'), 0);
    assert.equal(countWords('"Well," she said -- (twice!) -- "it costs 1,000.50 or so."'), 9);
  });
});
