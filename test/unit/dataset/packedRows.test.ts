import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { UnreadableFile } from '../../../src/dataset/unreadable';
import { openedDatasets, row } from './openedDatasets';

const ROW = JSON.parse(row(1)) as object;

/** Rows that stand in the file, though not each in a place of its own: what is said of them, and how many there are. */
const PACKED: readonly [string, unknown, RegExp, number][] = [
  [
    'columns',
    { instruction: ['a', 'b'], output: ['c', 'd'] },
    /columns, not rows: "instruction", "output", each with 2/,
    2,
  ],
  ['spelled columns', { v: 1, Output: ['c', null, 'e'], ' Question': ['a', 'b', 'd'] }, /columns/, 2],
  ['columns of preferences', { prompt: ['a', 'b'], chosen: ['c', 'd'], rejected: ['e', 'f'] }, /columns/, 2],
  ['columns by row number', { query: { 0: 'a', 1: 'b' }, response: { 0: 'c', 1: 'd' } }, /columns/, 2],
  ['columns of a split', { 'my train': { instruction: ['a', 'b'], output: ['c', 'd'] } }, /columns in "my train"/, 2],
  ['rows in texts', { data: [row(1), row(2)], v: [1] }, /rows as JSON in texts in "data"/, 2],
  ['rows in texts further down', { a: { items: [row(1), row(2)] } }, /in "a\.items"/, 2],
  ['rows in one text', { data: `[${row(1)}, ${row(2)}, ${row(3)}]` }, /rows as JSON in a text in "data"/, 3],
  [
    'conversations in texts',
    { conversations: [1, 2].map((id) => JSON.stringify({ messages: [{ role: 'user', content: `${id}` }] })) },
    /texts in "conversations"/,
    2,
  ],
  ['lists of rows', [[ROW, ROW], [ROW]], /holds lists of rows where rows/, 3],
  ['lists of lists of rows', [[[ROW, ROW]], null, [[ROW, ROW]]], /holds lists of rows where rows/, 4],
  ['lists of rows under a key', { data: [[ROW], [ROW, ROW]] }, /holds lists of rows where rows/, 3],
];

describe('rows that stand in no place of their own', () => {
  const { folder, open, openIndexed } = openedDatasets();

  for (const [title, value, message, rows] of PACKED) {
    for (const [after, end] of [
      ['', ''],
      [', before zeros', `\n${'\0'.repeat(500)}`],
    ] as const) {
      it(`says how to read ${title}${after}`, async () => {
        const file = folder.write('packed rows.json', JSON.stringify(value, null, 1) + end);
        const error = await open(file).catch((thrown: unknown) => thrown);
        assert.ok(error instanceof UnreadableFile);
        assert.equal(error.code, 'notDataset');
        assert.match(error.message, message);
        if (end !== '' || spawnSync('jq', ['--version']).status !== 0) return; // There may be no jq.
        execFileSync('sh', ['-c', (error.hint ?? '').replace(/^Run: |\n.*$/g, '')]);
        const cured = await open(folder.path('packed rows.jsonl'));
        await cured.indexed;
        const read = await cured.readRange(0, 99);
        assert.equal(read.filter(({ problem }) => problem === undefined).length, rows);
      });
    }
  }

  it('leaves rows alone that hold lists, texts and columns beside their conversation', async () => {
    const messages = [
      { role: 'user', content: 'a' },
      { role: 'assistant', content: 'b' },
    ];
    const texts = messages.map((message) => JSON.stringify(message));
    const pair = { input: 'a', output: 'b' };
    const sources: readonly [unknown, number][] = [
      [{ messages, prompts: ['a', 'b'], outputs: ['c', 'd'] }, 1],
      [{ ...ROW, data: [row(1), row(2)] }, 1],
      [{ ...ROW, questions: ['a', 'b'], answers: ['c', 'd'] }, 1],
      [{ role: ['user', 'assistant'], content: ['a', 'b'] }, 1],
      [{ user: ['a', 'c'], assistant: ['b', 'd'] }, 1],
      [{ instruction: ['a'], output: ['b'] }, 1],
      [{ data: texts }, 1],
      [{ data: JSON.stringify(messages) }, 1],
      [{ conversation: [JSON.stringify(pair), JSON.stringify(pair)] }, 1],
      [{ conversations: [[pair, pair], [pair]] }, 2],
      [[messages, messages], 2],
      [
        [
          [
            { human: 'a', assistant: 'b' },
            { human: 'c', assistant: 'd' },
          ],
          [{ human: 'a', assistant: 'b' }],
        ],
        2,
      ],
    ];
    for (const [value, rows] of sources) {
      const dataset = await openIndexed('a.json', JSON.stringify(value));
      const found = await dataset.readRange(0, 9);
      assert.equal(found.length, rows, JSON.stringify(value));
      assert.ok(found.every(({ problem }) => problem === undefined));
    }
  });
});
