import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, linkSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { Dataset } from '../../../src/dataset/dataset';
import { compactJson, withKeys } from '../../../src/dataset/jsonEdit';
import { writeRows, type WriteOptions } from '../../../src/dataset/rowWriter';
import { temporaryFolder } from '../../support/temporaryFolder';

describe('row writer', () => {
  const folder = temporaryFolder();

  async function write(
    source: string | Uint8Array,
    rows: number[],
    {
      name = 'source',
      output = 'out.jsonl',
      ...options
    }: Partial<WriteOptions> & { name?: string; output?: string } = {},
  ): Promise<string> {
    const dataset = await Dataset.open(folder.write(name, source));
    try {
      await dataset.indexed;
      const result = await writeRows(dataset, rows, folder.path(output), { overwrite: false, ...options });
      const bytes = readFileSync(folder.path(output));
      assert.equal(result.bytes, bytes.length);
      assert.equal(result.sha256, createHash('sha256').update(bytes).digest('hex'));
      return bytes.toString('latin1');
    } finally {
      await dataset.close();
    }
  }

  const latin1 = (text: string): string => Buffer.from(text).toString('latin1');

  it('copies lines byte for byte in the order given, each with a line end', async () => {
    const source = '\ufeff{ "a" : 1.0 }\r\n\n{"b":"\\u00e9 é"} \n{"c":3}';
    assert.equal(await write(source, [2, 0, 1]), latin1('{"c":3}\n{ "a" : 1.0 }\n{"b":"\\u00e9 é"} \n'));
  });

  it('copies rows that are no JSON and no UTF-8', async () => {
    const source = Buffer.concat([Buffer.from('{"a":1}\nbroken \n'), Buffer.from([0xff, 0xfe - 1, 0x0a])]);
    assert.equal(await write(source, [0, 1, 2]), '{"a":1}\nbroken \n\xff\xfd\n');
  });

  it('writes an array whose lines are the lines of the source', async () => {
    for (const [space, ending] of [
      [2, '\n'],
      ['\t', '\r\n'],
      [4, '\n'],
    ] as const) {
      const values = [{ a: [1, { b: 2 }] }, { c: 'é' }, { d: null }, { e: 1 }];
      const source = JSON.stringify(values, null, space).replaceAll('\n', ending) + ending;
      const output = await write(source, [2, 0, 1], { output: 'out.json', overwrite: true });
      assert.deepEqual(JSON.parse(Buffer.from(output, 'latin1').toString()), [values[2], values[0], values[1]]);
      const lines = new Set(latin1(source).split('\n'));
      assert.deepEqual(
        output.split('\n').filter((line) => !lines.has(line)),
        [],
      );
    }
  });

  it('gives back a whole array byte for byte', async () => {
    for (const end of ['', '\n']) {
      const source = `${JSON.stringify([{ a: 1 }, { b: [2] }], null, 2)}${end}`;
      assert.equal(await write(source, [0, 1], { output: 'out.json', overwrite: true }), source);
    }
  });

  it('writes an empty array for no rows, and no line for no lines', async () => {
    assert.equal(await write('[{}]\n', [], { output: 'out.json' }), '[]\n');
    assert.equal(await write('{"a":1}\n', []), '');
  });

  it('writes the elements of an array as lines when the name asks for it', async () => {
    const source = '[\n  {\n    "k  k": "a  \\n b",\n    "n": 1.50e1, "é": [ 1 , 2 ]\n  },\n  {"b": 1 }\n]';
    assert.equal(await write(source, [1, 0]), latin1('{"b":1}\n{"k  k":"a  \\n b","n":1.50e1,"é":[1,2]}\n'));
  });

  it('keeps a broken element on one line', async () => {
    const source = '[\n  {"a": "no end\n  , 1 },\n  {"b":\n 1 }\n]';
    const output = await write(source, [0, 1]);
    assert.equal(output.split('\n').length, 3);
    assert.equal(output.split('\n')[1], '{"b":1}');
  });

  it('leaves out the empty rows that mark what is missing', async () => {
    assert.equal(await write('[{"a":1},,{"b":2}', [0, 1, 2, 3], { output: 'out.json' }), '[\n{"a":1},\n{"b":2}\n]');
  });

  it('adds keys at the end and leaves other bytes alone', async () => {
    const source = '{"a": 1.0, "s": "\\u0041"}\n{"scores": [9], "z": {"scores": 1}}\nbroken\n';
    const annotate = (rowIndex: number) => ({ scores: [rowIndex, null] });
    assert.equal(
      await write(source, [0, 1, 2], { annotate }),
      '{"a": 1.0, "s": "\\u0041", "scores": [0,null]}\n{"scores": [1,null], "z": {"scores": 1}}\nbroken\n',
    );
  });

  it('annotates only where there is something to add', async () => {
    const annotate = (rowIndex: number) => (rowIndex === 1 ? { x: 1 } : undefined);
    assert.equal(await write('{"a":1}\n{"a":1}\n', [0, 1], { annotate }), '{"a":1}\n{"a":1,"x":1}\n');
  });

  it('never overwrites unless told to, and leaves nothing behind', async () => {
    folder.write('out.jsonl', 'precious');
    await assert.rejects(write('{"a":1}\n', [0]), { code: 'outputExists' });
    assert.equal(readFileSync(folder.path('out.jsonl'), 'utf8'), 'precious');
    assert.equal(await write('{"a":1}\n', [0], { overwrite: true }), '{"a":1}\n');
    assert.deepEqual(readdirSync(folder.path('.')).toSorted(), ['out.jsonl', 'source']);
  });

  it('never writes onto its source, by whatever name', async () => {
    const source = '{"a":1}\n';
    folder.write('source', source);
    symlinkSync(folder.path('source'), folder.path('symbolic.jsonl'));
    linkSync(folder.path('source'), folder.path('hard.jsonl'));
    for (const output of ['source', 'symbolic.jsonl', 'hard.jsonl', path.join('.', 'source')]) {
      await assert.rejects(write(source, [0], { output, overwrite: true }), { code: 'usage' });
    }
    assert.equal(readFileSync(folder.path('source'), 'utf8'), source);
  });

  it('leaves nothing behind when it is cancelled half-way', async () => {
    const controller = new AbortController();
    const source = '{"a":1}\n'.repeat(5000);
    const rows = Array.from({ length: 5000 }, (_, at) => at);
    const onProgress = (): void => controller.abort();
    await assert.rejects(write(source, rows, { signal: controller.signal, onProgress }), { code: 'cancelled' });
    assert.deepEqual(readdirSync(folder.path('.')), ['source']);
  });

  it('says so when the folder is not there', async () => {
    await assert.rejects(write('{"a":1}\n', [0], { output: 'no/such/out.jsonl' }), { code: 'outputFailed' });
  });

  it('refuses a source that changed since it was indexed', async () => {
    const dataset = await Dataset.open(folder.write('source', '{"a":1}\n'));
    await dataset.indexed;
    folder.write('source', '{"b":22}\n');
    await assert.rejects(writeRows(dataset, [0], folder.path('out.jsonl'), { overwrite: false }), {
      code: 'fileChanged',
    });
    assert.equal(existsSync(folder.path('out.jsonl')), false);
    await dataset.close();
  });

  it('writes more than it holds in memory at a time, reporting on the way', async () => {
    const line = (id: number): string => `${JSON.stringify({ id, text: 'x'.repeat(5000) })}\n`;
    const rows = Array.from({ length: 3000 }, (_, at) => (at * 7) % 3000);
    const counts: number[] = [];
    const output = await write(rows.map((_, id) => line(id)).join(''), rows, {
      onProgress: (done) => counts.push(done),
    });
    assert.equal(output, rows.map(line).join(''));
    assert.ok(counts.length > 2 && counts.at(-1) === 3000);
    assert.equal(statSync(folder.path('out.jsonl')).isFile(), true);
  });
});

describe('JSON edits', () => {
  const object = fc.dictionary(fc.string(), fc.jsonValue());
  const space = fc.constantFrom(0, 2, '\t');

  it('compacts any JSON to what it means, on one line', () => {
    fc.assert(
      fc.property(fc.jsonValue(), space, (value, indentation) => {
        assert.equal(compactJson(JSON.stringify(value, null, indentation)), JSON.stringify(value));
      }),
    );
  });

  it('sets keys as an assignment would', () => {
    fc.assert(
      fc.property(object, object, space, (before, added, indentation) => {
        const text = withKeys(JSON.stringify(before, null, indentation), added);
        const expected = Object.entries({ ...before, ...added });
        assert.equal(JSON.stringify(JSON.parse(text)), JSON.stringify(Object.fromEntries(expected)));
      }),
    );
  });

  it('changes nothing else', () => {
    fc.assert(
      fc.property(object, space, (before, indentation) => {
        const text = JSON.stringify(before, null, indentation);
        const marked = withKeys(text, { '\u{1F6D1}': 0 });
        const [key] = /,?\s*"\u{1F6D1}":\s?0/u.exec(marked) ?? [''];
        assert.equal(marked.replace(key, ''), text);
      }),
    );
  });

  it('follows the layout of the last key', () => {
    assert.equal(withKeys('{"a": 1, "b": 2}', { c: 3 }), '{"a": 1, "b": 2, "c": 3}');
    assert.equal(withKeys('{"a": 1}', { c: 3 }), '{"a": 1, "c": 3}');
    assert.equal(withKeys('{"a":1}', { c: 3 }), '{"a":1,"c":3}');
    assert.equal(withKeys('{\n  "a": {\n    "b": []\n  }\n}', { c: 3 }), '{\n  "a": {\n    "b": []\n  },\n  "c": 3\n}');
    assert.equal(withKeys('{ }', { c: 3, d: 4 }), '{"c":3,"d":4 }');
  });

  it('replaces every spelling of a key that stands twice', () => {
    assert.equal(withKeys('{"a":1,"\\u0061":2}', { a: 3 }), '{"a":3,"\\u0061":3}');
  });

  it('leaves what is no object alone', () => {
    for (const text of ['[1]', '1', '{"a":', 'null']) assert.equal(withKeys(text, { a: 1 }), text);
  });
});
