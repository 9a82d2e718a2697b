import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Row } from '../../../src/dataset/conversation';
import { openedDatasets } from './openedDatasets';

/** Rows of every kind that decoding may take for another: long ones end a window, and one of bad bytes a block's text. */
const ROW = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'é', '한', '𠮷', '"', '\\', '\u007f', '\ufeff') }).map(instruction),
  fc.integer({ min: 1, max: 70_000 }).map((length) => instruction('x'.repeat(length))),
  fc.integer({ min: 1, max: 40_000 }).map((length) => instruction('글'.repeat(length))),
  fc.constantFrom('', '{"instruction": "cut', '[]', ' \t'),
  fc.constant('bad bytes').map(() => Buffer.from([0x7b, 0xff, 0x7d])),
);

function instruction(text: string): string {
  return JSON.stringify({ instruction: `${text}?`, output: 'yes' });
}

function fileOf(rows: readonly (string | Buffer)[]): Buffer {
  return Buffer.concat(rows.flatMap((row) => [Buffer.from(row), Buffer.from('\n')]));
}

describe('rows that are read together', () => {
  const { openIndexed, closeAll } = openedDatasets();

  it('are what each is by itself, in the order asked for', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(ROW, { minLength: 1, maxLength: 12 }),
        fc.infiniteStream(fc.nat()),
        async (rows, some) => {
          const dataset = await openIndexed(
            'rows.jsonl',
            Buffer.concat([Buffer.from(`${instruction('')}\n`), fileOf(rows)]),
          );
          const asked = [...some.take(2 * dataset.rowCount)].map((at) => at % dataset.rowCount);
          for (const rowIndexes of [asked, [...asked].sort((a, b) => a - b)]) {
            const alone: Row[] = [];
            for (const rowIndex of rowIndexes) alone.push(await dataset.readRow(rowIndex));
            assert.deepEqual(await dataset.readRows(rowIndexes), alone);
          }
          await closeAll();
        },
      ),
      { numRuns: 60 },
    );
  });

  it('are found by their bytes as each is by itself, edited ones as they are now', async () => {
    const test = (latin1: string): boolean => latin1.includes('xa');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom('x', 'xa', 'é'), fc.nat(70_000)), { minLength: 1, maxLength: 12 }),
        fc.nat(11),
        async (texts, edited) => {
          const rows = texts.map(([text, length]) => instruction('y'.repeat(length) + text));
          const dataset = await openIndexed('rows.jsonl', fileOf(rows));
          dataset.edits = new Map([[edited % rows.length, { '/instruction': 'now xa' }]]);
          const asked = rows.map((_, row) => row).reverse();
          const expected: number[] = [];
          for (const row of asked) {
            const [bytes] = await dataset.readSources([row]);
            if (test((bytes as Buffer).toString('latin1'))) expected.push(row);
          }
          assert.ok(expected.includes(edited % rows.length));
          assert.deepEqual((await dataset.readUnparsed(asked)).passing(test), expected);
          await closeAll();
        },
      ),
      { numRuns: 60 },
    );
  });
});
