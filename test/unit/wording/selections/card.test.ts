import assert from 'node:assert/strict';
import type { ReportedRun } from '../../../../src/protocol/reportedRun';
import { reportedRun } from '../../../../src/protocol/reportedRun';
import { cardOf, type CardFacts } from '../../../../src/wording/selections/card';
import { cardHtml, cardMarkdown } from '../../../../src/wording/selections/cardFiles';
import { fakeComparison } from '../../../support/page/selections/fakeComparison';

const HOSTILE = '<script>attack()</script> | [x](javascript:1) "\u202e';
const LABEL = { name: 'Heuristic default', version: '3', hash: 'h', heuristic: true };
const PARAMETERS = {
  budget: 600,
  threshold: 0.9,
  scorer: { kind: 'built-in' },
  embedder: { kind: 'built-in' },
} as NonNullable<ReportedRun['parameters']>;
const MADE: readonly ReportedRun[] = [
  { name: 'mine', parameters: PARAMETERS, models: { scorer: LABEL, embedder: { ...LABEL, name: 'Built-in' } } },
  { name: HOSTILE },
];

function facts(change: Partial<CardFacts> = {}): CardFacts {
  const comparison = fakeComparison(['mine', HOSTILE]);
  return { file: 'pool.jsonl', bytes: 12_345, comparison, made: MADE, ...change };
}

describe('data card', () => {
  it('says what was selected, from what, how, by which models, and with which limits', () => {
    const text = cardMarkdown(cardOf(facts()));
    for (const said of [
      'Selections of pool\\.jsonl compared',
      'File\\: pool\\.jsonl\\, 12\\,345 bytes',
      'Rows\\: 6\\,000\\, of which 6\\,000 can be read',
      'Selection “mine”',
      'Rank by\\: Evol score',
      'Diversity\\: Repr Filter',
      'Budget\\: 600',
      'Threshold\\: 0\\.90',
      'Scorer\\: Heuristic default \\(version 3\\)',
      'Embedder\\: Built-in',
      'How it was made is not known\\.',
      'The default scorer is a heuristic',
      'many methods do no better than random rows',
    ]) {
      assert.ok(text.includes(said), `${said} is not in\n${text}`);
    }
    assert.ok(text.includes('| mine | 600 | 0\\.9000 | – | 50 | 120\\,000 | 12\\.00 | 150\\.00 | 1\\.50 |'), text);
  });

  it('has overlap and distributions as tables, the pool among them, not baselines with each other', () => {
    const text = cardMarkdown(cardOf(facts()));
    assert.ok(text.includes('| mine · random 1 | 0\\.25 | 101 | 201 |'), text);
    assert.ok(!text.includes('random 1 · random 2'));
    assert.match(text, /Turns\\, share of each run’s rows\n\n\| Run \| 1 \| 2 \| 3 \|/);
    assert.match(text, /\n\| pool \| \d/);
  });

  it('runs nothing, whatever names hold, and shows them', () => {
    const html = cardHtml(cardOf(facts({ file: HOSTILE })));
    assert.ok(!/<script|<img|onerror="|javascript:1\)"|\u202e/i.test(html.replaceAll('&#', '')), html.slice(0, 400));
    assert.ok(html.includes('&#60;script&#62;attack()&#60;/script&#62;'));
    assert.ok(html.includes("default-src 'none'"));
    assert.equal([...html.matchAll(/<svg /g)].length, 1);
    const markdown = cardMarkdown(cardOf(facts({ file: HOSTILE })));
    assert.ok(!markdown.includes('<script') && !markdown.includes('[x](') && !markdown.includes('\u202e'));
    const rows = markdown.split('\n').filter((line) => line.startsWith('| \\<script') || line.includes('attack'));
    assert.ok(rows.length > 0);
  });

  it('has the curve where one was drawn', () => {
    const point = { budget: 10, selected: 9, lastScore: null, nearDuplicates: 1, coverage: 0.5, tokens: 900 };
    const card = cardOf(facts({ curve: { points: [point] } }));
    assert.ok(cardMarkdown(card).includes('| 10 | 9 | – | 1 | 0\\.500 | 900 |'));
    assert.equal([...cardHtml(card).matchAll(/<svg /g)].length, 2);
  });

  it('says so where a run is of a strategy that this version does not know', () => {
    const parameters = { ...PARAMETERS, rankBy: 'telepathy' };
    const text = cardMarkdown(cardOf(facts({ made: [{ name: 'mine', parameters }] })));
    assert.ok(text.includes('By a strategy that this version does not know'));
  });
});

describe('how a run was made', () => {
  it('is read from a report and from a manifest, and from nothing else', () => {
    const models = { scorer: LABEL };
    const expected = { name: 'a', parameters: PARAMETERS, models, finishedAt: '2026-01-01' };
    const run = { models, finishedAt: '2026-01-01' };
    assert.deepEqual(reportedRun('a', { parameters: PARAMETERS, counts: {}, run, rows: [] }), expected);
    assert.deepEqual(reportedRun('a', { selection: { parameters: PARAMETERS, ...run }, output: {} }), expected);
    for (const other of [null, 3, [], 'x', { rows: [] }, { selection: null }]) {
      assert.deepEqual(reportedRun('a', other), { name: 'a' });
    }
    assert.deepEqual(reportedRun('a', { run: { models: { scorer: { name: 7 } }, finishedAt: 5 } }), {
      name: 'a',
      models: {},
    });
  });
});
