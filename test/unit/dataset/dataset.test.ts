import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { DeitaError } from '../../../src/common/errors';
import { Dataset } from '../../../src/dataset/dataset';
import { FileReader } from '../../../src/dataset/fileReader';
import { firstInstruction, instructionOf, lines, openedDatasets, row } from './openedDatasets';

describe('dataset', () => {
  const { folder, open, openIndexed } = openedDatasets();

  it('has rows before the whole file is indexed, and tells of growth', async () => {
    const dataset = await open(folder.write('a.jsonl', lines(20_000)), { chunkBytes: 2000 });
    const early = dataset.rowCount;
    assert.ok(early > 0 && early < 20_000);
    assert.equal(dataset.isIndexed, false);
    const counts: number[] = [];
    dataset.onGrow(() => counts.push(dataset.rowCount));
    await dataset.indexed;
    assert.equal(dataset.rowCount, 20_000);
    assert.equal(dataset.isIndexed, true);
    assert.deepEqual(
      counts,
      counts.toSorted((a, b) => a - b),
    );
    assert.equal(counts.at(-1), 20_000);
  });

  it('lets other work run while it indexes', async () => {
    const dataset = await open(folder.write('a.jsonl', lines(50_000)), { chunkBytes: 10_000 });
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    await dataset.indexed;
    clearInterval(timer);
    assert.ok(turns > 0);
  });

  it('tells the form by content, not by name', async () => {
    const array = await openIndexed('rows.jsonl', `\ufeff \n[${row(0)},\n${row(1)}]`);
    assert.deepEqual([array.form, array.rowCount, array.format], ['jsonArray', 2, 'Alpaca']);
    const plain = await openIndexed('rows.json', lines(3));
    assert.deepEqual([plain.form, plain.rowCount], ['jsonLines', 3]);
  });

  it('reads the start of a file once to see what it is and how its rows lie', async () => {
    const path = folder.write('a.jsonl', lines(20_000));
    type ReadInto = (this: FileReader, buffer: Buffer, offset: number) => Promise<Buffer>;
    const readInto: ReadInto = Reflect.get(FileReader.prototype, 'readInto');
    const lengths: number[] = [];
    FileReader.prototype.readInto = function (buffer, offset) {
      if (offset === 0) lengths.push(buffer.length);
      return readInto.call(this, buffer, offset);
    };
    try {
      await (
        await open(path)
      ).indexed;
    } finally {
      FileReader.prototype.readInto = readInto;
    }
    assert.equal(lengths.filter((length) => length === 64 * 1024).length, 1);
  });

  it('reads a file of mixed formats row by row and names the commonest', async () => {
    const dataset = await openIndexed('a.jsonl', `{"question":"q","answer":"a"}\nbroken\n${lines(2)}`);
    assert.equal(dataset.format, 'Alpaca');
    assert.equal(await instructionOf(dataset, 0), 'q');
    assert.equal(await instructionOf(dataset, 3), 'instruction 1');
    assert.equal((await dataset.readRow(1)).problem?.code, 'invalidJson');
  });

  it('names the format of most rows, whichever comes first', async () => {
    const asked = '{"question":"q","answer":"a"}\n';
    const alike = await openIndexed('more.jsonl', `${asked.repeat(49)}${lines(51)}`);
    assert.equal(alike.format, 'Alpaca');
    const tied = await openIndexed('tied.jsonl', `${lines(2)}${asked.repeat(2)}`);
    assert.equal(tied.format, 'Alpaca');
    const most = await openIndexed('most.jsonl', `broken\n${asked.repeat(2)}${lines(3)}${'broken\n'.repeat(4)}`);
    assert.equal(most.format, 'Alpaca');
  });

  it('has no format, and still rows, where nothing is recognised', async () => {
    const dataset = await openIndexed('a.jsonl', '{"x":1}\n{"x":2}\n');
    assert.deepEqual([dataset.format, dataset.rowCount], [null, 2]);
  });

  it('opens an empty file', async () => {
    const dataset = await openIndexed('a.jsonl', '');
    assert.deepEqual([dataset.rowCount, dataset.format, dataset.byteLength], [0, null, 0]);
    assert.deepEqual(await dataset.readRange(0, 10), []);
  });

  it('reads rows in the order asked for, near or far, once or twice', async () => {
    const dataset = await openIndexed('a.jsonl', lines(5000));
    const wanted = [4999, 0, 1, 2, 2500, 2, 4998];
    const rows = await dataset.readRows(wanted);
    assert.deepEqual(
      rows.map(({ rowIndex }) => rowIndex),
      wanted,
    );
    assert.deepEqual(
      rows.map(firstInstruction),
      wanted.map((id) => `instruction ${id}`),
    );
    assert.deepEqual(
      (await dataset.readRange(4998, 10)).map(({ lineNumber }) => lineNumber),
      [4999, 5000],
    );
  });

  it('refuses rows that are not there', async () => {
    const dataset = await openIndexed('a.jsonl', lines(2));
    for (const rowIndex of [-1, 2, 0.5, Number.NaN]) {
      await assert.rejects(dataset.readRow(rowIndex), { code: 'rowOutOfRange', hint: 'Rows go from 0 to 1.' });
    }
    const empty = await openIndexed('empty.jsonl', '');
    await assert.rejects(empty.readRow(0), { code: 'rowOutOfRange', hint: 'The file has no rows.' });
  });

  it('gives a row byte for byte, without byte order mark and line ending', async () => {
    const dataset = await openIndexed('a.jsonl', Buffer.from(`\ufeff${row(0)} \r\n\r\n{"é":"한🙂"}`));
    assert.equal((await dataset.rawBytes(0)).toString(), `${row(0)} `);
    assert.equal((await dataset.rawBytes(1)).toString(), '{"é":"한🙂"}');
    assert.deepEqual([dataset.lineNumberOf(0), dataset.lineNumberOf(1)], [1, 3]);
    assert.deepEqual(
      [1, 2, 3, 4].map((line) => dataset.rowIndexOfLine(line)),
      [0, -1, 1, -1],
    );
    assert.deepEqual(
      [1, 2, 3, 4].map((line) => dataset.firstRowFromLine(line)),
      [0, 1, 1, 2],
    );
  });

  it('reads rows of many megabytes that span many chunks', async () => {
    const text = 'é🙂x'.repeat(1_000_000);
    const long = JSON.stringify({ instruction: text, output: 'short' });
    const dataset = await openIndexed('a.jsonl', `${long}\n${row(1)}`, { chunkBytes: 65_537 });
    assert.equal(dataset.rowCount, 2);
    assert.equal(await instructionOf(dataset, 0), text);
    assert.equal(await instructionOf(dataset, 1), 'instruction 1');
  });

  it('places problems of an array in the file, even when rows share a line', async () => {
    const dataset = await openIndexed(
      'a.json',
      `\ufeff[${row(0)}, {"é🙂": 1}, {"b" 2},\n  {"c": 3},\n{"instruction": ""}]`,
    );
    const problems = (await dataset.readRange(0, 5)).map(({ problem }) => problem);
    const lineOne = `[${row(0)}, {"é🙂": 1}, {"b" 2},`;
    assert.equal(problems[0], undefined);
    assert.deepEqual([problems[1]?.lineNumber, problems[1]?.column], [1, lineOne.indexOf('{"é') + 1]);
    assert.deepEqual([problems[2]?.lineNumber, problems[2]?.column], [1, lineOne.indexOf('2}') + 1]);
    assert.deepEqual([problems[3]?.lineNumber, problems[3]?.column], [2, 3]);
    assert.deepEqual([problems[4]?.lineNumber, problems[4]?.column], [3, 17]);
    const again = await dataset.readRow(1);
    assert.deepEqual(again.problem, problems[1], 'reading back gives the same place');
  });

  const brokenArrays: [string, string, number, RegExp][] = [
    ['no end', `[${row(0)},\n${row(1)}\n`, 2, /not closed; add "]"/],
    ['an end inside a row', `[${row(0)},\n${row(1)},\n{"instruction": "x`, 2, /ends inside this row/],
    ['text after the end', `[${row(0)},\n${row(1)}]\nand more`, 2, /after the end of the array/],
    ['an extra comma', `[${row(0)},\n${row(1)},\n]`, 2, /extra comma/],
  ];
  for (const [title, content, goodRows, message] of brokenArrays) {
    it(`reports an array with ${title} and keeps the rows before`, async () => {
      const dataset = await openIndexed('a.json', content);
      const rows = await dataset.readRange(0, 10);
      assert.equal(rows.length, goodRows + 1);
      assert.equal(rows.filter(({ problem }) => problem === undefined).length, goodRows);
      const problem = rows.at(-1)?.problem;
      assert.match(problem?.message ?? '', message);
      const line = content.split('\n')[(problem?.lineNumber ?? 0) - 1];
      assert.ok(line !== undefined && (problem?.column ?? 0) <= line.length + 1);
    });
  }

  it('hashes the file', async () => {
    const dataset = await openIndexed('a.jsonl', lines(40_000));
    assert.equal(await dataset.sha256(), createHash('sha256').update(readFileSync(dataset.path)).digest('hex'));
    await assert.rejects(dataset.sha256(AbortSignal.abort()), { code: 'cancelled' });
  });

  it('refuses what is no UTF-8 text file, in words', async () => {
    const cases: [string, string][] = [
      [folder.path('missing.jsonl'), 'fileNotFound'],
      [folder.path('.'), 'fileUnreadable'],
      [folder.write('utf16.jsonl', Buffer.from('\ufeff{"a":1}', 'utf16le')), 'formatUnknown'],
    ];
    for (const [path, code] of cases) {
      await assert.rejects(
        Dataset.open(path),
        (error) => error instanceof DeitaError && error.code === code && error.hint !== undefined,
      );
    }
  });

  it('stops when it is cancelled or closed', async () => {
    const path = folder.write('a.jsonl', lines(50_000));
    await assert.rejects(Dataset.open(path, { signal: AbortSignal.abort() }), { code: 'cancelled' });
    const dataset = await Dataset.open(path, { chunkBytes: 1000 });
    const { indexed } = dataset;
    await dataset.close();
    await assert.rejects(indexed, { code: 'cancelled' });
  });

  it('stops opening when it is cancelled before there is a row', async () => {
    const controller = new AbortController();
    const path = folder.write('a.jsonl', ' '.repeat(5_000_000));
    const opening = Dataset.open(path, { signal: controller.signal, chunkBytes: 100 });
    setImmediate(() => controller.abort()); // Each of the 50,000 reads takes a turn of the event loop.
    await assert.rejects(opening, { code: 'cancelled' });
  });
});
