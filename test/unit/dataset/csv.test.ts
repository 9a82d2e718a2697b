import assert from 'node:assert/strict';
import fc from 'fast-check';
import { inEnglish } from '../../../src/messages/wording';
import { CsvRecords, cellsOf } from '../../../src/dataset/containers/csv/records';
import { columnNames } from '../../../src/dataset/containers/csv/tableShape';
import type { Dataset } from '../../../src/dataset/dataset';
import { UnreadableFile } from '../../../src/dataset/unreadable';
import { seededRandom } from '../../support/seededRandom';
import { csvOfCells } from './csvFiles';
import { lines, openedDatasets } from './openedDatasets';

const DELIMITERS = [',', '\t', ';', '|'] as const;
const NAMES = ['CSV', 'TSV', 'CSV with semicolons', 'CSV with bars'] as const;

const ROWS = Array.from({ length: 40 }, (_, at) => ({
  instruction: at % 3 === 0 ? `Say "${at}", twice;\r\nor\n\nmore | less\tthan ${at}` : `instruction ${at}`,
  output: at % 5 === 0 ? `"quoted ${at}"` : `øutput ${at} 語😀`,
  source: at % 2 === 0 ? 'a' : '',
}));
const CELLS = [Object.keys(ROWS[0] ?? {}), ...ROWS.map((row) => Object.values(row))];

describe('tables of texts', () => {
  const { open, openIndexed, folder } = openedDatasets();
  const jsonOf = async (dataset: Dataset): Promise<unknown[]> => {
    const rows = Array.from({ length: dataset.rowCount }, (_, row) => dataset.rawBytes(row));
    return (await Promise.all(rows)).map((bytes) =>
      bytes.length === 0 ? null : (JSON.parse(bytes.toString('utf8')) as unknown),
    );
  };
  const problemsOf = async (dataset: Dataset): Promise<(string | undefined)[]> =>
    (await dataset.readRange(0, dataset.rowCount)).map(({ problem }) => problem?.message);

  for (const quote of ['', '"']) {
    it(`have all columns of a header that is wider than what is looked at first: ${quote === '' ? 'bare' : 'quoted'}`, async () => {
      const wide = Array.from({ length: 10_000 }, (_, at) => `column ${at}`);
      const rows = [0, 1].map((row) => ['do', 'done', ...wide.map((_, at) => `${row + at}`)]);
      const names = ['instruction', 'output', ...wide];
      const text = [names, ...rows].map((cells) => cells.map((cell) => quote + cell + quote).join(',')).join('\n');
      const table = await openIndexed('a.csv', text);
      assert.deepEqual(
        await jsonOf(table),
        rows.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at]]))),
      );
    });
  }

  it('name a quote in a wide header that is never closed', async () => {
    const wide = Array.from({ length: 10_000 }, (_, at) => `"column ${at}"`).join(',');
    const error = await openIndexed('a.csv', `instruction,output,${wide},"\n1,2`).catch((thrown: unknown) => thrown);
    assert.match((error as Error).message, /A quote opens in this row and is never closed/);
  });

  for (const [at, delimiter] of DELIMITERS.entries()) {
    for (const lineEnd of ['\n', '\r\n', '\r']) {
      it(`have the rows of JSON Lines: ${NAMES[at]}, lines ending in ${JSON.stringify(lineEnd)}`, async () => {
        const text = csvOfCells(CELLS, { delimiter, lineEnd });
        const plain = await openIndexed('rows.jsonl', ROWS.map((row) => `${JSON.stringify(row)}\n`).join(''));
        for (const content of [text, `\ufeff${text}`, text.slice(0, -lineEnd.length)]) {
          for (const name of ['any name', at === 1 ? 'a.tsv' : 'a.csv']) {
            const table = await openIndexed(name, content, { chunkBytes: 64 });
            assert.deepEqual(await jsonOf(table), ROWS);
            const conversations = async (dataset: Dataset): Promise<unknown[]> =>
              (await dataset.readRange(0, 99)).map((row) => row.problem ?? row.conversation);
            assert.deepEqual(await conversations(table), await conversations(plain));
            assert.deepEqual(
              [inEnglish(table.container), table.format, table.hasLines],
              [NAMES[at], plain.format, true],
            );
          }
        }
      });
    }
  }

  it('tell of each of very many rows that cannot be read', async () => {
    const count = 100_000;
    const table = await openIndexed('a.csv', `instruction,output\n${'a,b,c\n'.repeat(count)}a,b\n`);
    assert.equal(table.rowCount, count + 1);
    for (const row of [0, 1, count / 2, count - 1]) {
      const { problem, lineNumber } = await table.readRow(row);
      assert.deepEqual([problem?.code, lineNumber], ['invalidJson', row + 2]);
      assert.match(problem?.message ?? '', /3 cells where the header names 2/);
    }
    assert.equal((await table.readRow(count)).problem, undefined);
  });

  it('end with a record that is too long, wherever the scan stands in it', () => {
    for (const record of ['a,bbbbbbbbbbbb', 'a,"bbbbbbbb""bb', 'a,"bbbbbb"', 'a,"bbbbbbb,']) {
      for (let at = 1; at <= record.length; at++) {
        const scan = new CsvRecords(',', 0, 4);
        const found = ['x,y\n', record.slice(0, at), record.slice(at), '\nc,d\n']
          .flatMap((piece) => [...scan.push(Buffer.from(piece))])
          .concat([...scan.end()])
          .map(({ bytes, isOpen }) => [bytes.toString().slice(0, 2), isOpen]);
        assert.deepEqual(found, [
          ['x,', false],
          ['a,', true],
        ]);
      }
    }
  });

  it('number their rows by the lines on which these begin', async () => {
    const table = await openIndexed(
      'a.csv',
      'instruction,output\r\na,"1\r\n2\n3"\r\n\r\n  \r\nb,2\r\n"c\n",\r\nd,4\r\n',
    );
    assert.deepEqual(
      [0, 1, 2, 3].map((row) => table.lineNumberOf(row)),
      [2, 7, 8, 10],
    );
    assert.deepEqual([table.rowIndexOfLine(7), table.firstRowFromLine(9)], [1, 3]);
  });

  it('name broken rows and read the others', async () => {
    const content = Buffer.concat([
      Buffer.from('instruction,output\na,1\nb\nc,2,3\n'),
      Buffer.from('café,4\n', 'latin1'),
      Buffer.from('\nd,4\n'),
    ]);
    const table = await openIndexed('a.csv', content);
    const rows = await table.readRange(0, 9);
    assert.deepEqual(
      rows.map(({ lineNumber }) => lineNumber),
      [2, 3, 4, 5, 7],
    );
    const [first, short, long, latin, last] = rows.map(({ problem }) => problem);
    assert.deepEqual([first, last], [undefined, undefined]);
    assert.match(short?.message ?? '', /has 1 cell where the header names 2/);
    assert.match(long?.message ?? '', /has 3 cells where the header names 2/);
    assert.match(latin?.message ?? '', /not UTF-8/);
    assert.deepEqual([short?.lineNumber, short?.column], [3, 1]);
  });

  it('place what is wrong with a row on its line, in no column of a text that nobody sees', async () => {
    const table = await openIndexed('a.csv', 'id,messages\n1,"[{""who"": 1}]"\n2,\n');
    for (const [at, { problem }] of (await table.readRange(0, 9)).entries()) {
      assert.deepEqual([problem?.lineNumber, problem?.column], [2 + at, 1]);
    }
  });

  it('read JSON that stands in a cell as JSON that stands in a text', async () => {
    const messages = [
      { role: 'user', content: 'Say "hi",\nplease' },
      { role: 'assistant', content: 'hi' },
    ];
    const table = await openIndexed(
      'a.csv',
      csvOfCells([
        ['', 'messages'],
        ['0', JSON.stringify(messages)],
      ]),
    );
    const row = await table.readRow(0);
    assert.deepEqual(row.problem ?? row.conversation.turns, [{ instruction: 'Say "hi",\nplease', response: 'hi' }]);
  });

  it('carry scores as lists in texts', async () => {
    const cells = [
      ['instruction', 'output', 'complexity_scores', 'quality_scores'],
      ['q', 'a', '[2.5]', '[null]'],
      ['r', 'b', '2.5', '[1]'],
    ];
    const [scored, single] = await (await openIndexed('a.csv', csvOfCells(cells))).readRange(0, 2);
    assert.ok(scored?.problem === undefined && single?.problem === undefined);
    assert.deepEqual(scored?.carriedScores, { complexityScores: [2.5], qualityScores: [null] });
    assert.match(inEnglish(single?.carriedScoresProblem ?? ''), /"complexity_scores" is not a list/);
  });

  it('are read with mapped columns, one column or none of a name', async () => {
    const mapped = { fields: { instruction: 'ask', response: 'say' } };
    for (const name of ['a.csv', 'any name']) {
      const table = await openIndexed(name, 'ask,say\nq,a\n', mapped);
      assert.deepEqual(await problemsOf(table), [undefined]);
    }
    const one = await openIndexed('one.csv', 'instruction\n"a, b"\nc\n');
    assert.deepEqual(await jsonOf(one), [{ instruction: 'a, b' }, { instruction: 'c' }]);
    assert.deepEqual(columnNames({ header: ['', 'a', 'a', '', 'a'] }), ['Unnamed: 0', 'a', 'a.1', 'Unnamed: 3', 'a.2']);
    const empty = await openIndexed('header.csv', 'instruction,output');
    assert.deepEqual([empty.rowCount, empty.container], [0, 'CSV']);
  });

  it('are told by content: JSON under their name is JSON', async () => {
    const json = await openIndexed('a.csv', lines(3));
    assert.deepEqual([inEnglish(json.container), json.rowCount], ['JSON Lines', 3]);
    const below = await openIndexed('a.jsonl', `a,b\n${lines(3)}`);
    assert.deepEqual([inEnglish(below.container), below.rowCount], ['JSON Lines', 4]);
  });

  it('say what is missing when they are cut off, and never make a row of a part of one', async () => {
    const text = Buffer.from(csvOfCells(CELLS));
    for (let tenth = 1; tenth <= 9; tenth++) {
      const cut = text.subarray(0, Math.floor((text.length * tenth) / 10));
      const table = await openIndexed('a.csv', cut);
      const rows = await jsonOf(table);
      const good = (await problemsOf(table)).filter((problem) => problem === undefined).length;
      assert.ok(rows.length - good <= 1);
      // Text that ends in its last cell may be whole, as any text may.
      const sure = Math.max(0, good - 1);
      assert.deepEqual(rows.slice(0, sure), ROWS.slice(0, sure));
      assert.ok(good >= Math.floor(cut.toString('latin1').split('"\n').length) - 2);
    }
    const inQuotes = await openIndexed('a.csv', 'instruction,output\na,1\nb,"2, 3\nc,4\n');
    assert.deepEqual(await jsonOf(inQuotes), [{ instruction: 'a', output: '1' }, null]);
    assert.match((await problemsOf(inQuotes))[1] ?? '', /never closed: the file is cut off/);
  });

  it('are read or refused with a reason wherever a byte was changed', async () => {
    const random = seededRandom(5);
    const text = Buffer.from(csvOfCells(CELLS));
    for (let change = 0; change < 40; change++) {
      const damaged = Buffer.from(text);
      const at = Math.floor(random() * damaged.length);
      damaged[at] = (damaged[at] ?? 0) ^ (1 << Math.floor(random() * 8));
      const opened = await open(folder.write('a.csv', damaged)).catch((error: unknown) => error);
      if (opened instanceof UnreadableFile) continue;
      const table = opened as Dataset;
      await table.indexed;
      assert.ok(table.rowCount > 0, `byte ${at}`);
      for (const problem of await problemsOf(table)) assert.notEqual(problem, '', `byte ${at}`);
      await table.close();
    }
  });

  it('have the same records whatever the size of the chunks', () => {
    const cell = fc.oneof(fc.string(), fc.constantFrom('', '"', '""', ',', '\n', '\r\n', '\r', 'a"b', '語'));
    const table = fc
      .integer({ min: 2, max: 4 })
      .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1 }));
    const lineEnds = fc.constantFrom('\n', '\r\n', '\r');
    fc.assert(
      fc.property(table, lineEnds, fc.integer({ min: 1, max: 9 }), (cells, lineEnd, chunkBytes) => {
        const bytes = Buffer.from(csvOfCells(cells, { lineEnd }));
        const scan = new CsvRecords(',');
        const found: string[][] = [];
        for (let at = 0; at < bytes.length; at += chunkBytes) {
          for (const record of scan.push(bytes.subarray(at, at + chunkBytes))) {
            found.push(cellsOf(record));
            assert.deepEqual(bytes.subarray(record.start, record.start + record.bytes.length), record.bytes);
            assert.equal(record.lineNumber, lineNumberAt(bytes, record.start));
          }
        }
        found.push(...Array.from(scan.end(), cellsOf));
        assert.deepEqual(found, cells);
      }),
    );
  });
});

function lineNumberAt(bytes: Buffer, offset: number): number {
  return bytes.toString('latin1', 0, offset).split(/\r\n|\r|\n/).length;
}
