import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { RowDetail } from '../../../src/protocol/dataset';
import { cardMarkdown, type CardLinks } from '../../../src/editor/textEditor/cardMarkdown';
import { escapeMarkdown } from '../../../src/common/escapeMarkdown';

const links: CardLinks = {
  row: ({ lineNumber }) => `command:row?${lineNumber}`,
  details: 'command:details',
  modelCard: 'command:card',
};

const row: RowDetail = {
  rowIndex: 1204,
  lineNumber: 1205,
  status: 'selected',
  rank: 3,
  selectedCount: 1000,
  values: { evolScore: 30.753, complexityScore: 5.16, qualityScore: 5.96, turns: 1 },
  preview: 'Prove it',
  turns: [{ instruction: 'Prove it', response: 'Done', complexityScore: 5.16, qualityScore: 5.96 }],
  nearDuplicates: [{ rowIndex: 1876, lineNumber: 1877, cosineSimilarity: 0.9312, preview: 'Show it' }],
  heuristicScores: true,
};

/** What a CommonMark renderer makes of escaped text: the escapes and entities gone. */
function unescapeMarkdown(markdown: string): string {
  return markdown.replace(/\\([!-/:-@[-`{-~])|&amp;|&lt;/g, (match, mark: string | undefined) => {
    if (mark !== undefined) return mark;
    return match === '&amp;' ? '&' : '<';
  });
}

const INNER_HYPHEN = /(?<=[a-z0-9])-(?=[a-z0-9])/gi;

describe('escapeMarkdown', () => {
  it('leaves a hyphen within a word, where it means nothing', () => {
    assert.equal(escapeMarkdown('- gpt-4 -- a-'), '\\- gpt-4 \\-\\- a\\-');
  });

  it('keeps printable text as it is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)) }),
        (text) => {
          assert.equal(unescapeMarkdown(escapeMarkdown(text)), text);
        },
      ),
    );
  });

  it('leaves no punctuation that Markdown or HTML could read', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const escaped = escapeMarkdown(text);
        assert.doesNotMatch(escaped, /[\n\r<]/);
        const naked = escaped
          .replace(INNER_HYPHEN, '')
          .replace(/\\[!-/:-@[-`{-~]/g, '')
          .replace(/&(amp|lt);/g, '');
        assert.doesNotMatch(naked, /[!-/:-@[-`{-~]/);
      }),
    );
  });

  it('drops what hides or reorders text', () => {
    assert.equal(escapeMarkdown('a\u202Eb\u200Bc\u2028d\u0000e\u2066f'), 'a b c d e f');
  });

  it('keeps text of other scripts', () => {
    assert.equal(escapeMarkdown('안녕하세요 你好 😀'), '안녕하세요 你好 😀');
  });
});

describe('cardMarkdown', () => {
  it('shows turns, status and near-duplicates with their numbers', () => {
    const markdown = cardMarkdown(row, links);
    assert.match(markdown, /\| 1 \| 5\.16 \| 5\.96 \|/);
    assert.match(unescapeMarkdown(markdown), /evol score 30\.75 · selected, rank 3 of 1,000/);
    assert.match(markdown, /\[line 1,877\]\(command:row\?1877\) 0\\\.9312 Show it/);
  });

  it('counts the turns that it does not list', () => {
    const [turn] = row.turns;
    assert.ok(turn !== undefined);
    const withTurns = (length: number) => cardMarkdown({ ...row, turns: Array.from({ length }, () => turn) }, links);
    assert.match(withTurns(9), /\n\n1 more turn\n/);
    assert.match(withTurns(10), /\n\n2 more turns\n/);
  });

  it('says why the similarity of incomparable rows is 0', () => {
    const [neighbour] = row.nearDuplicates;
    assert.ok(neighbour !== undefined);
    const incomparable = { ...neighbour, cosineSimilarity: 0, incomparableFor: ['tools', 'media'] as const };
    const markdown = cardMarkdown({ ...row, nearDuplicates: [incomparable] }, links);
    assert.match(unescapeMarkdown(markdown), /0\.0000, not comparable: other tools and media Show it/);
  });

  it('offers the model card only beside heuristic scores', () => {
    assert.match(cardMarkdown(row, links), /\[Model card\]\(command:card\)/);
    assert.doesNotMatch(cardMarkdown({ ...row, heuristicScores: false }, links), /Model card/);
  });

  it('never lets dataset text become a link, an image, HTML or an icon', () => {
    const hostile = [
      '[x](command:deita.select)',
      '![x](https://example.org/x.png)',
      '<img src=x onerror=alert(1)>',
      '</script><script>alert(1)</script>',
      'https://example.org www.example.org a@example.org',
      '$(zap) `code` **bold**',
      '\n\n# heading\n\n| a | b |\n|---|---|',
      '[x]: javascript:alert(1)',
    ].join(' ');
    const [neighbour] = row.nearDuplicates;
    assert.ok(neighbour !== undefined);
    const markdown = cardMarkdown(
      {
        ...row,
        status: 'unscored',
        reason: hostile,
        nearDuplicates: [{ ...neighbour, preview: hostile }],
        turns: [{ instruction: hostile, response: hostile, truncated: hostile }],
      },
      links,
    );
    const unescaped = markdown.replace(/\\[!-/:-@[-`{-~]/g, '');
    const targets = [...unescaped.matchAll(/\]\(([^)]*)\)/g)].map(([, target]) => target);
    assert.deepEqual(targets, ['command:row?1877', 'command:details', 'command:card']);
    assert.doesNotMatch(unescaped, /<|!\[|https:|www\.|\$\(|`|\n#/);
  });

  it('cuts long previews without breaking a character', () => {
    const [neighbour] = row.nearDuplicates;
    assert.ok(neighbour !== undefined);
    const preview = `${'a'.repeat(78)}😀 and more`;
    const markdown = cardMarkdown({ ...row, nearDuplicates: [{ ...neighbour, preview }] }, links);
    assert.match(markdown, /a{78}…/);
    assert.doesNotMatch(markdown, /[\uD800-\uDFFF]/);
  });
});
