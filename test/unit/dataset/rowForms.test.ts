import assert from 'node:assert/strict';
import fc from 'fast-check';
import { plainLayout, type FileLayout } from '../../../src/dataset/fileLayout';
import { openedDatasets } from './openedDatasets';
import { PIECES, scan } from './scanning';

type Json = Record<string, unknown>;

const text = fc.string({ unit: 'grapheme', maxLength: 30 });
const rowOf = (instruction: string, output: string, extra: unknown): Json => ({
  instruction: `${instruction}.`,
  output,
  extra,
});
const rows = fc.array(fc.tuple(text, text, fc.jsonValue({ maxDepth: 2 })), { minLength: 2, maxLength: 8 });

/** The same rows in every form that is read, by name. */
const FORMS: Readonly<Record<string, (rows: readonly Json[]) => string>> = {
  lines: (all) => all.map((row) => JSON.stringify(row)).join('\n'),
  'lines with CR': (all) => all.map((row) => JSON.stringify(row)).join('\r'),
  'lines with a comma': (all) => all.map((row) => `${JSON.stringify(row)},\n`).join(''),
  indented: (all) => all.map((row) => JSON.stringify(row, null, 2)).join('\n'),
  'indented, apart, with CRLF': (all) =>
    all
      .map((row) => JSON.stringify(row, null, '\t'))
      .join('\n\n')
      .replaceAll('\n', '\r\n'),
  'indented with CR': (all) =>
    all
      .map((row) => JSON.stringify(row, null, 1))
      .join('\n')
      .replaceAll('\n', '\r'),
  concatenated: (all) => all.map((row) => JSON.stringify(row)).join(''),
  'two on each line': (all) => all.map((row, at) => JSON.stringify(row) + (at % 2 === 0 ? ' ' : '\n')).join(''),
  array: (all) => JSON.stringify(all),
  'indented array': (all) => JSON.stringify(all, null, 4),
  'array without commas': (all) => `[\n${all.map((row) => JSON.stringify(row)).join('\n')}\n]`,
  'array with comments': (all) =>
    `// "rows" [\n[${all.map((row) => `/* { */ ${JSON.stringify(row)}`).join(', // ]\n')}\n]\n`,
  'two arrays': (all) => `${JSON.stringify(all.slice(0, 1))}\n${JSON.stringify(all.slice(1), null, 2)}`,
  'an array on each line': (all) => all.map((row) => JSON.stringify([row])).join('\n'),
  wrapped: (all) => JSON.stringify({ version: 1, data: all, note: 'end' }),
  'wrapped, indented': (all) => JSON.stringify({ version: 1, rows: all, splits: [] }, null, 2),
  'wrapped twice': (all) => JSON.stringify({ result: { 'all rows': all }, tags: ['a'] }, null, '\t'),
  'wrapped after other keys': (all) => JSON.stringify({ notes: ['x'.repeat(100), 'y'.repeat(100_000)], train: all }),
  'wrapped without an end': (all) => JSON.stringify({ data: all }).slice(0, -1),
};

describe('forms of rows', () => {
  const { openIndexed, closeAll } = openedDatasets();

  for (const [name, write] of Object.entries(FORMS)) {
    for (const [mark, start] of [
      ['', ''],
      [', after a byte order mark', '\ufeff'],
    ] as const) {
      it(`reads rows that are ${name}${mark}`, async () => {
        await fc.assert(
          fc.asyncProperty(rows, async (parts) => {
            const all = parts.map(([instruction, output, extra]) => rowOf(instruction, output, extra));
            const content = start + write(all);
            const dataset = await openIndexed('rows.json', content, { chunkBytes: 997 });
            assert.equal(dataset.rowCount, all.length, content.slice(0, 300));
            for (const [at, row] of (await dataset.readRange(0, all.length)).entries()) {
              assert.equal(row.problem, undefined);
              assert.deepEqual(
                JSON.parse((await dataset.rawBytes(at)).toString()),
                JSON.parse(JSON.stringify(all[at])),
              );
              assert.equal(row.lineNumber, lineOf(content, dataset.byteRange(at).start));
            }
            await closeAll();
          }),
          { numRuns: 12 },
        );
      });
    }
  }

  it('knows the row on each of its lines', async () => {
    const indented = await openIndexed(
      'a.jsonl',
      '\n{\n "instruction": "a",\n "output": "b"\n}\n\n{\n "instruction": "c", "output": ""\n}',
    );
    assert.deepEqual(
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((line) => indented.rowIndexOfLine(line)),
      [-1, 0, 0, 0, 0, -1, 1, 1, 1, -1],
    );
    const concatenated = await openIndexed(
      'b.jsonl',
      '{"instruction":"a","output":"b"}{"instruction":"c","output":"d"}',
    );
    assert.equal(concatenated.rowIndexOfLine(1), -1, 'several rows share the line');
  });

  it('places what is wrong in the file, whatever the line ends', async () => {
    for (const lineEnd of ['\n', '\r\n', '\r']) {
      const rowText = ['{', ' "instruction": "a",', ' "output": tru', '}'].join('\n');
      const dataset = await openIndexed('a.jsonl', [GOOD, rowText, GOOD, GOOD].join('\n\n').replaceAll('\n', lineEnd));
      const problems = (await dataset.readRange(0, 9)).flatMap(({ problem }) => problem ?? []);
      assert.deepEqual(
        problems.map(({ lineNumber, column }) => [lineNumber, column]),
        [[8, 12]],
        JSON.stringify(lineEnd),
      );
    }
  });

  it('takes a lone object for a row where it reads as one, and opens it where its list does', async () => {
    const messages = [
      { role: 'user', content: 'q' },
      { role: 'assistant', content: 'a' },
    ];
    for (const indent of [0, 2]) {
      const conversation = await openIndexed('a.json', JSON.stringify({ messages }, null, indent));
      assert.equal(conversation.rowCount, 1);
      const wrapper = await openIndexed(
        'a.json',
        JSON.stringify({ items: [{ messages }, { messages }] }, null, indent),
      );
      assert.equal(wrapper.rowCount, 2);
    }
  });

  it('opens a lone object whose conversations are lists of messages, each a row', async () => {
    const said = (text: string) => [
      { role: 'user', content: text },
      { role: 'assistant', content: text },
    ];
    for (const key of ['conversations', 'messages', 'dialogues']) {
      const dataset = await openIndexed('a.json', JSON.stringify({ [key]: [said('a'), said('b'), said('c')] }));
      assert.equal(dataset.rowCount, 3, key);
    }
    const pairs = await openIndexed(
      'b.json',
      JSON.stringify({
        conversations: [
          ['a', 'b'],
          ['c', 'd'],
        ],
      }),
    );
    assert.equal(pairs.rowCount, 1);
  });

  it('keeps the damage of a broken row to itself', async () => {
    const broken = '{\n  "instruction": "a",\n  "output": ["b"\n';
    const dataset = await openIndexed('a.jsonl', `${GOOD}\n${broken}\n${GOOD}\n${GOOD}\n`);
    assert.deepEqual(
      (await dataset.readRange(0, 9)).map(({ problem }) => problem === undefined),
      [true, false, true, true],
    );
  });

  it('says how an unfinished file ends', async () => {
    const dataset = await openIndexed('a.jsonl', `${GOOD}\n${GOOD}\n{\n  "instruction": "a",\n`);
    assert.match((await dataset.readRow(2)).problem?.message ?? '', /file ends inside this row; complete it\.$/);
    const cut = await openIndexed('b.jsonl', '{"instruction":"a","output":"b"}\n{"instruction":"a","outp');
    assert.match((await cut.readRow(1)).problem?.message ?? '', /cut off/);
    const bad = await openIndexed('c.jsonl', '{"instruction":"a","output":"b"}\n{"instruction":"a","outp\n');
    assert.doesNotMatch((await bad.readRow(1)).problem?.message ?? '', /cut off/);
  });

  it('reads lines that begin with a byte order mark, and leaves it out of the row', async () => {
    const line = '{"instruction":"a","output":"b"}';
    const dataset = await openIndexed('a.jsonl', `\ufeff${line}\n\ufeff${line}\n\ufeff\n \ufeff${line}\n\ufeff{"x":1}`);
    const found = await dataset.readRange(0, 9);
    assert.deepEqual(
      found.map(({ lineNumber, problem }) => [lineNumber, problem?.column]),
      [
        [1, undefined],
        [2, undefined],
        [4, 2],
        [5, 2],
      ],
    );
    assert.equal((await dataset.rawBytes(1)).toString(), line);
    assert.match(found[2]?.problem?.message ?? '', /U\+FEFF/);
  });

  it('notes what a strict reader would stumble over', async () => {
    const dataset = await openIndexed(
      'a.json',
      '[\n{"instruction":"a","output":"b"}\n{"instruction":"a","output":"b"}\n// c\n]',
    );
    const [comma, comment] = dataset.containerNotes;
    assert.match(comma?.message ?? '', /comma/);
    assert.equal(comma?.lineNumber, 3);
    assert.match(comment?.message ?? '', /comment/);
    assert.equal(comment?.lineNumber, 4);
  });

  it('counts where else it would stumble', async () => {
    const row = '{"instruction":"a","output":"b"}';
    const noteOn = async (rows: number) => {
      const dataset = await openIndexed('a.json', `[${Array<string>(rows).fill(row).join('\n')}]`);
      return dataset.containerNotes.map(({ message }) => message);
    };
    assert.deepEqual(await noteOn(3), ['A comma is missing before this row and in 1 more place; read all the same.']);
    assert.deepEqual(await noteOn(4), ['A comma is missing before this row and in 2 more places; read all the same.']);
  });

  it('finds the same rows for any size of chunk', () => {
    const piece = fc.constantFrom(...PIECES, '\r', '/', '*', '//', '/*', '*/', '\ufeff', 'é');
    const layouts: FileLayout[] = [
      plainLayout('jsonArray'),
      plainLayout('jsonValues'),
      { ...plainLayout('jsonValues'), opensLists: true },
      { ...plainLayout('jsonWrapper'), lineBreak: 0x0d },
      { ...plainLayout('jsonLines'), lineBreak: 0x0d },
    ];
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 50 }), fc.integer({ min: 1, max: 7 }), (pieces, chunkBytes) => {
        const bytes = Buffer.from(pieces.join(''));
        for (const layout of layouts) {
          assert.deepEqual(scanned(layout, bytes, chunkBytes), scanned(layout, bytes, bytes.length));
        }
      }),
      { numRuns: 1000 },
    );
  });
});

const GOOD = '{\n  "instruction": "a",\n  "output": "b"\n}';

function lineOf(content: string, offset: number): number {
  const before = Buffer.from(content).toString('utf8', 0, offset);
  return before.split(/\r\n|\r|\n/).length;
}

function scanned(layout: FileLayout, bytes: Buffer, chunkBytes: number) {
  const index = scan(layout, bytes, chunkBytes);
  const { arrayEnd, listCount, missingCommas, comments, endsInRow, rowsStartLines, resumeAt } = index;
  const findings = { arrayEnd, listCount, missingCommas, comments, endsInRow, rowsStartLines, resumeAt };
  return { findings, columns: index.columns() };
}
