import assert from 'node:assert/strict';
import { npyOf } from '../../support/npy';
import { json, type CliCase, type Folder } from './cliCase';

const row = (score: number, more: object): string =>
  JSON.stringify({
    instruction: 'What is this?',
    output: 'A cat.',
    ...more,
    complexity_scores: [score],
    quality_scores: [1],
  });

/** One text throughout: other images, other tools, one row with neither. */
const ROWS = [
  row(5, { images: ['a.png'] }),
  row(4, { images: ['b.png'], tools: [{ name: 'f' }] }),
  row(3, { images: ['a.png'], tools: [{ name: 'g' }] }),
  row(2, {}),
];

const twins = (f: Folder): string[] => [
  f.write('twins.jsonl', `${ROWS.join('\n')}\n`),
  '--embeddings',
  f.write('twins.npy', npyOf(ROWS.map(() => [1, 0]))),
];

/** Rows that differ in what they hold beside their texts. */
export const ATTACHMENT_CASES: readonly CliCase[] = [
  {
    title: 'select among rows with other images and tools',
    args: (f) => ['select', ...twins(f), '--scorer', 'precomputed'],
    code: 0,
    stdout:
      /Selected 2 of 4 rows[^]*2 near-duplicates[^]*not compared: tools in 2 rows, media in 3 rows; where they differ, the similarity is 0/,
  },
  {
    title: 'select among rows with other images and tools, as JSON',
    args: (f) => ['select', ...twins(f), '--scorer', 'precomputed', '--json'],
    code: 0,
    check: (result) => assert.deepEqual(json(result).notCompared, { tools: 2, media: 3, documents: 0 }),
  },
  {
    title: 'neighbours that are not comparable',
    args: (f) => ['neighbours', ...twins(f), '--row', '1'],
    code: 0,
    stdout:
      /1\.0000 +4 {2}What is this\?\n +0\.0000 +1 {2}\(not comparable: other media\) What is this\?\n +0\.0000 +3 {2}\(not comparable: other tools and media\)/,
  },
  {
    title: 'neighbours that are not comparable, as JSON',
    args: (f) => ['neighbours', ...twins(f), '--row', '1', '--json'],
    code: 0,
    check(result) {
      const found = json(result).neighbours as Record<string, unknown>[];
      assert.deepEqual(
        found.map(({ rowIndex, cosineSimilarity, incomparableFor }) => [rowIndex, cosineSimilarity, incomparableFor]),
        [
          [3, 1, undefined],
          [0, 0, ['media']],
          [2, 0, ['tools', 'media']],
        ],
      );
    },
  },
];
