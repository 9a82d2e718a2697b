import assert from 'node:assert/strict';
import { truncate } from 'node:fs/promises';
import fc from 'fast-check';
import type { Row } from '../../../src/dataset/conversation';
import { Dataset } from '../../../src/dataset/dataset';
import { RowFacts } from '../../../src/engine/rows/rowFacts';
import { searchRows } from '../../../src/engine/views/textSearch';
import { View } from '../../../src/engine/views/view';
import { datasetFile, hasText, stretch, textsOf, type Stretch } from '../dataset/spelledRows';
import type { ViewInfo } from '../../../src/protocol/dataset';
import { TemporaryFolder } from './poolFiles';

describe('text filter', () => {
  const folder = new TemporaryFolder();
  before(() => folder.create());
  after(() => folder.remove());

  async function withDataset(content: Buffer, use: (dataset: Dataset, rows: Row[]) => Promise<void>): Promise<void> {
    const dataset = await Dataset.open(await folder.write('rows.jsonl', content), { chunkBytes: 64 });
    try {
      await dataset.indexed;
      await use(dataset, await dataset.readRange(0, dataset.rowCount));
    } finally {
      await dataset.close();
    }
  }

  it('finds what parsing every row finds, however the rows are spelled', async () => {
    const property = fc.asyncProperty(datasetFile(), queries(), async (content, asked) => {
      await withDataset(content, async (dataset, rows) => {
        for (const query of asked) {
          const text = query.words(rows.flatMap(textsOf));
          const expected = rows.filter((row) => hasText(row, text)).map(({ rowIndex }) => rowIndex);
          assert.deepEqual(await search(dataset, rows, text, query), expected, JSON.stringify(text));
        }
      });
    });
    await fc.assert(property, { numRuns: 50 });
  });

  async function search(dataset: Dataset, rows: readonly Row[], text: string, query: Query): Promise<number[]> {
    const facts = new RowFacts();
    for (const row of rows.slice(0, query.noted)) facts.note(row);
    const searched = { dataset, facts, rows: Uint32Array.from(rows.keys()) };
    const found = new Set<number>();
    for await (const hits of searchRows(searched, text, { maxBytes: query.pieceBytes })) {
      for (const row of hits) found.add(row);
    }
    return [...found].toSorted((a, b) => a - b);
  }

  it('parses only rows that may have the words, and those that may be bad', async () => {
    const rows = Array.from({ length: 100 }, (_, row) => ({ instruction: `Row ${row}`, output: '中文, "quoted"\n' }));
    const lines = rows.map((row) => JSON.stringify(row).replace('中文', '\\u4e2d\\u6587'));
    lines[30] = JSON.stringify({ instruction: 'A rare WORD', output: 'Yes.' });
    lines[60] = 'no JSON';
    await withDataset(Buffer.from(lines.join('\n')), async (dataset, all) => {
      const facts = new RowFacts();
      for (const row of all.slice(0, 98)) facts.note(row);
      const parsed: number[] = [];
      const readRows = dataset.readRows.bind(dataset);
      dataset.readRows = (indexes) => {
        parsed.push(...Array.from(indexes));
        return readRows(indexes);
      };
      const hits: number[] = [];
      const searched = { dataset, facts, rows: Uint32Array.from(all.keys()) };
      for await (const found of searchRows(searched, 'rare word', {})) hits.push(...found);
      assert.deepEqual({ hits, parsed, noted: facts.noted }, { hits: [30], parsed: [30, 60, 98, 99], noted: 100 });
    });
  });

  it('ends, and tells why, when the file cannot be read to its end', async () => {
    await withDataset(Buffer.from('{"instruction": "a word"}\n'.repeat(9)), async (dataset) => {
      await truncate(dataset.path, 30);
      const errors: unknown[] = [];
      await new Promise<void>((resolve, reject) => {
        const onChange = ({ searching }: ViewInfo): void => {
          if (searching !== true) resolve();
        };
        const onError = (error: unknown): number => errors.push(error);
        const results = { results: { scores: null, selection: null }, decisions: undefined };
        const context = { dataset, facts: new RowFacts(), onChange, onError };
        View.create({ text: 'word' }, results, context, undefined).catch(reject);
      });
      assert.match(String(errors), /changed while it was being read/);
    });
  });
});

/** What is looked for, and how. */
interface Query {
  readonly words: Stretch;
  readonly pieceBytes: number;
  /** Rows whose facts are known beforehand. */
  readonly noted: number;
}

function queries(): fc.Arbitrary<Query[]> {
  const pieceBytes = fc.integer({ min: 1, max: 2000 });
  const query = fc.record({ words: stretch(), pieceBytes, noted: fc.integer({ min: 0, max: 12 }) });
  return fc.array(query, { minLength: 20, maxLength: 20 });
}
