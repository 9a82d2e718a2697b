import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { FileForm, FileLayout } from '../../../src/dataset/fileLayout';
import { RowIndex } from '../../../src/dataset/rowIndex';
import { PIECES, scan } from './scanning';

interface ScannedRow {
  readonly text: string;
  readonly line: number;
}

function rowsOf(layout: FileForm | FileLayout, content: string | Buffer): ScannedRow[] {
  const bytes = Buffer.from(content as string);
  const index = scan(layout, bytes);
  return Array.from({ length: index.rowCount }, (_, row) => {
    const start = index.offsetOf(row);
    return { text: bytes.toString('utf8', start, start + index.lengthOf(row)), line: index.lineNumberOf(row) };
  });
}

describe('line scanner', () => {
  it('takes each line that is not blank as a row and counts the blank ones as lines', () => {
    assert.deepEqual(rowsOf('jsonLines', '{"a":1}\n\n  \t\n{"b":2}\r\n\r\n{"c":3}'), [
      { text: '{"a":1}', line: 1 },
      { text: '{"b":2}', line: 4 },
      { text: '{"c":3}', line: 6 },
    ]);
  });

  it('finds no row in nothing', () => {
    for (const content of ['', '\n', ' \r\n\t\n']) assert.deepEqual(rowsOf('jsonLines', content), []);
  });

  it('keeps white space around a row and a carriage return inside it', () => {
    assert.deepEqual(rowsOf('jsonLines', '  1 \na\rb\n'), [
      { text: '  1 ', line: 1 },
      { text: 'a\rb', line: 2 },
    ]);
  });

  it('agrees with splitting the text, on any bytes', () => {
    const piece = fc.constantFrom('{"a":1}', '한국어', ' ', '\t', '\n', '\r\n', '\r', '\n\n', '🙂', 'x');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        const expected = text
          .split('\n')
          .map((line, at) => ({ text: line.replace(/\r$/, ''), line: at + 1 }))
          .filter(({ text: line }) => /[^ \t\r]/.test(line));
        assert.deepEqual(rowsOf('jsonLines', text), expected);
      }),
    );
  });
});

describe('array scanner', () => {
  it('finds elements that span lines, whatever brackets and commas their text holds', () => {
    const text = '[\n  {"a": "],{\\"\\\\"},\n  {\n    "b": [1, [2]]\n  } , 3,\n"x"\n]\n';
    assert.deepEqual(rowsOf('jsonArray', text), [
      { text: '{"a": "],{\\"\\\\"}', line: 2 },
      { text: '{\n    "b": [1, [2]]\n  }', line: 3 },
      { text: '3', line: 5 },
      { text: '"x"', line: 6 },
    ]);
  });

  it('agrees with JSON.parse on valid arrays in every layout', () => {
    const layout = fc.constantFrom(0, 1, 2, '\t');
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), layout, fc.boolean(), (values, space, windows) => {
        const text = JSON.stringify(values, null, space).replaceAll('\n', windows ? '\r\n' : '\n');
        const rows = rowsOf('jsonArray', text);
        assert.deepEqual(
          rows.map((row) => JSON.stringify(JSON.parse(row.text))),
          values.map((value) => JSON.stringify(value)),
        );
        for (const row of rows) assert.ok(text.split('\n')[row.line - 1]?.includes(row.text.split('\n')[0] ?? ''));
      }),
    );
  });

  it('says how the array ended', () => {
    const endOf = (text: string): string => scan('jsonArray', Buffer.from(text)).arrayEnd;
    assert.equal(endOf('[1]'), 'closed');
    assert.equal(endOf('[]\n\n'), 'closed');
    assert.equal(endOf('[1'), 'unclosed');
    assert.equal(endOf('[{"a":[1'), 'unclosed');
    assert.equal(endOf('[1] 2'), 'textAfterEnd');
  });

  it('marks a missing row or a missing end with an empty row', () => {
    const texts = (text: string): string[] => rowsOf('jsonArray', text).map((row) => row.text);
    assert.deepEqual(texts('[1,,2]'), ['1', '', '2']);
    assert.deepEqual(texts('[1,2,]'), ['1', '2', '']);
    assert.deepEqual(texts('[{"a":1}'), ['{"a":1}', '']);
    assert.deepEqual(texts('[1,'), ['1', '']);
    assert.deepEqual(texts('[{"a":1},{"b":'), ['{"a":1}', '{"b":']);
    assert.deepEqual(texts('[1] {"b": 2}\n 3 '), ['1', '{"b": 2}', '3']);
  });

  it('confines damage to the rows around it', () => {
    const texts = (text: string): string[] => rowsOf('jsonArray', text).map((row) => row.text);
    assert.deepEqual(texts('[{"a":1} x {"b":2},\n{"c":3}]'), ['{"a":1} x {"b":2}', '{"c":3}']);
    assert.deepEqual(texts('[{"a": [1, },\n{"c":3}]'), ['{"a": [1, }', '{"c":3}']);
    assert.deepEqual(texts('[{"a":1},{"b":2]'), ['{"a":1}', '{"b":2']);
  });

  const damages: [string, string][] = [
    ['a missing closing quote', '{"a":"no end},'],
    ['a quote too many', '{"a":"x"y"},'],
    ['a raw line break in text', '{"a":"raw\nbreak"},'],
    ['a missing brace', '{"a":{"b":1},'],
    ['a missing brace behind a list', '{"a":[{"b":1}],'],
  ];
  for (const [title, damaged] of damages) {
    for (const indentation of ['', '  ']) {
      it(`goes on with the next line after ${title}, indented by ${indentation.length}`, () => {
        const lines = ['{"x":[\n{"y":1}]},', damaged, '{"c":3},', '{"d":4}'].map((line) => indentation + line);
        const rows = rowsOf('jsonArray', `[\n${lines.join('\n')}\n]`).map((row) => row.text);
        assert.deepEqual(rows, ['{"x":[\n{"y":1}]}', damaged, '{"c":3}', '{"d":4}']);
      });
    }
  }

  it('knows which row spans a line', () => {
    const index = scan('jsonArray', Buffer.from('[\n{\n"a": 1\n},\n\n{"b": 2}, {"c": 3}\n]'));
    assert.deepEqual(
      [1, 2, 3, 4, 5, 6, 7, 99].map((line) => index.rowIndexOfLine(line)),
      [-1, 0, 0, 0, -1, -1, -1, -1],
    );
  });
});

describe('both scanners', () => {
  const garbage = fc.array(fc.constantFrom(...PIECES, '\r\n', '"é🙂"', '1', '\u0000'), { maxLength: 60 });

  for (const form of ['jsonLines', 'jsonArray', 'jsonValues'] as const) {
    it(`give the same index for any size of chunk: ${form}`, () => {
      fc.assert(
        fc.property(garbage, fc.integer({ min: 1, max: 40 }), (pieces, chunkBytes) => {
          const bytes = Buffer.from(`[${pieces.join('')}`);
          const whole = scan(form, bytes);
          const chunked = scan(form, bytes, chunkBytes);
          assert.deepEqual(chunked.columns(), whole.columns());
          assert.deepEqual([chunked.arrayEnd, chunked.resumeAt], [whole.arrayEnd, whole.resumeAt]);
        }),
        { numRuns: 500 },
      );
    });

    it(`give rows in order that do not overlap: ${form}`, () => {
      fc.assert(
        fc.property(garbage, (pieces) => {
          const bytes = Buffer.from(`[${pieces.join('')}`);
          const index = scan(form, bytes);
          let end = 0;
          for (let row = 0; row < index.rowCount; row++) {
            const start = index.offsetOf(row);
            assert.ok(start >= end && start + index.lengthOf(row) <= bytes.length);
            const line = bytes.toString('latin1', 0, start).split('\n').length;
            assert.equal(index.lineNumberOf(row), line);
            end = start + index.lengthOf(row);
          }
        }),
        { numRuns: 500 },
      );
    });
  }
});

describe('row index', () => {
  it('keeps its rows when it grows, whatever the rows so far let expect', () => {
    for (const scannedShare of [0, 0.000_001, 0.5, 1]) {
      const index = new RowIndex('jsonArray');
      index.scannedShare = scannedShare;
      for (let row = 0; row < 10_000; row++) index.add(row * 10, 9, row * 2 + 1, row * 2 + 2);
      for (const row of [0, 4095, 4096, 9999]) {
        const kept = [index.offsetOf(row), index.lengthOf(row), index.lineNumberOf(row)];
        assert.deepEqual(kept, [row * 10, 9, row * 2 + 1]);
        assert.equal(index.rowIndexOfLine(row * 2 + 2), row);
      }
    }
  });

  it('has room for the rows that are expected, but for no more than 16 times those it has', () => {
    const roomAfterGrowth = (scannedShare: number): number => {
      const index = new RowIndex('jsonLines');
      index.scannedShare = scannedShare;
      for (let row = 0; row <= 4096; row++) index.add(row, 1, row + 1);
      return index.columns().offsets.buffer.byteLength / Float64Array.BYTES_PER_ELEMENT;
    };
    assert.equal(roomAfterGrowth(0), 2 * 4096);
    assert.equal(roomAfterGrowth(1), 2 * 4096);
    assert.equal(roomAfterGrowth(0.1), Math.ceil(10 * 4096 * 1.05));
    assert.equal(roomAfterGrowth(1e-6), 16 * 4096);
  });
});
