import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { say } from '../../../src/messages/say';
import type { Dataset } from '../../../src/dataset/dataset';
import { writeRows } from '../../../src/dataset/rowWriter';
import { inEnglish } from '../../../src/messages/wording';
import { COMPRESSORS } from './compressedFiles';
import { csvOfCells } from './csvFiles';
import { openedDatasets } from './openedDatasets';

const CELLS = [
  ['instruction', 'output'],
  ...Array.from({ length: 3000 }, (_, at) => [`say "${at}",\r\nthen more ${'é'.repeat(at % 50)}`, `answer ${at}`]),
];
const KINDS = ['gzip', 'zstd'] as const;
const ENDING = { gzip: '.gz', zstd: '.zst' } as const;

describe('compressed tables of texts', () => {
  const { openIndexed, folder } = openedDatasets();
  const rowsOf = (dataset: Dataset) => dataset.readRange(0, dataset.rowCount);
  const text = csvOfCells(CELLS);

  for (const kind of KINDS) {
    it(`have the rows of the table, on its lines, whatever they are called: ${kind}`, async () => {
      const plain = await openIndexed('plain.csv', text);
      const bytes = await COMPRESSORS[kind](Buffer.from(text));
      for (const name of [`a.csv${ENDING[kind]}`, 'any name']) {
        const packed = await openIndexed(name, bytes);
        assert.deepEqual(await rowsOf(packed), await rowsOf(plain));
        assert.deepEqual([inEnglish(packed.container), packed.hasLines], [`CSV, compressed with ${kind}`, true]);
      }
      const tabs = csvOfCells(CELLS.slice(0, 3), { delimiter: '\t' });
      const tsv = await openIndexed(`a.tsv${ENDING[kind]}`, await COMPRESSORS[kind](Buffer.from(tabs)));
      assert.deepEqual([inEnglish(tsv.container), tsv.rowCount], [`TSV, compressed with ${kind}`, 2]);
    });

    it(`give the rows before the place where they are cut off, whole ones alone: ${kind}`, async () => {
      const bytes = await COMPRESSORS[kind](Buffer.from(text));
      const whole = await rowsOf(await openIndexed('whole.csv', text));
      for (let tenth = 1; tenth <= 9; tenth++) {
        const cut = await openIndexed('cut.csv.gz', bytes.subarray(0, Math.floor((bytes.length * tenth) / 10)));
        const rows = await rowsOf(cut);
        assert.deepEqual(rows.slice(0, -1), whole.slice(0, rows.length - 1));
        assert.ok(rows.length > 1);
        assert.deepEqual(rows.at(-1)?.problem?.said, say('packed.cutOff', { packing: kind }));
      }
    });
  }

  it('are read as what they hold where that is no table', async () => {
    const json = await openIndexed(
      'a.csv.gz',
      await COMPRESSORS.gzip(Buffer.from('{"instruction":"a, b","output":"c"}\n')),
    );
    assert.deepEqual([inEnglish(json.container), json.rowCount], ['JSON Lines, compressed with gzip', 1]);
    const empty = openIndexed('empty.csv.gz', await COMPRESSORS.gzip(Buffer.alloc(0)));
    assert.equal((await empty).rowCount, 0);
  });

  it('are written from tables, byte for byte, and tables from them', async () => {
    const packed = await openIndexed('a.csv.gz', await COMPRESSORS.gzip(Buffer.from(text)));
    const plain = await openIndexed('a.csv', text);
    const rows = [2999, 0, 17];
    const expected = csvOfCells([CELLS[0] ?? [], ...rows.map((row) => CELLS[row + 1] ?? [])]);
    for (const source of [packed, plain]) {
      await writeRows(source, rows, folder.path('out.csv.gz'), { overwrite: true });
      assert.equal(gunzipSync(readFileSync(folder.path('out.csv.gz'))).toString(), expected);
      await writeRows(source, rows, folder.path('out.csv'), { overwrite: true });
      assert.equal(readFileSync(folder.path('out.csv'), 'utf8'), expected);
    }
    const json = await openIndexed('a.jsonl', '{"instruction":"a","output":"b"}\n');
    const refused = writeRows(json, [0], folder.path('none.csv.gz'), { overwrite: true });
    await assert.rejects(refused, {
      code: 'usage',
      message: /Rows are written as \.csv from a file of this kind only/,
    });
    assert.ok(!existsSync(folder.path('none.csv.gz')));
  });
});
