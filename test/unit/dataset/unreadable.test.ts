import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { deflateSync, gzipSync } from 'node:zlib';
import { Dataset } from '../../../src/dataset/dataset';
import { UnreadableFile } from '../../../src/dataset/unreadable';
import { inEnglish } from '../../../src/messages/wording';
import { lines, openedDatasets, row } from './openedDatasets';

const PADDING = Buffer.from('some more bytes, \u0000\u0001\u0002 as files have them');
const binary = (...bytes: (number | string)[]): Buffer =>
  Buffer.concat([
    ...bytes.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.of(part))),
    PADDING,
  ]);
const utf32 = (text: string): Buffer =>
  Buffer.concat(Array.from(text, (character) => Buffer.from(Uint32Array.of(character.codePointAt(0) ?? 0).buffer)));

const ROW = JSON.parse(row(1)) as object;

/** File name, content, container, code, and what the message or the cure says. */
const FILES: readonly [string, string | Buffer, string, string, RegExp][] = [
  ['a.gz', Buffer.of(0x1f, 0x8b, 8), 'gzip', 'fileUnreadable', /holds no row that can be read\. .*cut off/],
  [
    'a.jsonl.zst',
    binary(0x28, 0xb5, 0x2f, 0xfd, 0, 0x50, 7, 0, 0),
    'zstd',
    'fileUnreadable',
    /holds no row that can be read\. .*damaged/,
  ],
  [
    'twice.jsonl.gz',
    gzipSync(gzipSync(lines(3))),
    'gzip in gzip',
    'containerUnsupported',
    /is compressed with gzip\..*packed in \S+twice\.jsonl\.gz.*first: gzip -dc < \S+twice\.jsonl\.gz > \S+twice\.jsonl/s,
  ],
  ['a.bz2', binary('BZh9'), 'bzip2', 'containerUnsupported', /bzip2 -dc/],
  ['a.xz', binary(0xfd, '7zXZ', 0), 'xz', 'containerUnsupported', /xz -dc/],
  ['a.lz4', binary(4, 0x22, 0x4d, 0x18), 'lz4', 'containerUnsupported', /lz4 -dc/],
  ['a.zlib', deflateSync(lines(3)), 'zlib', 'containerUnsupported', /zlib/],
  ['train.parquet', binary('PAR1'), 'Parquet', 'fileUnreadable', /holds no row that can be read\. .*cut off/],
  ['secret.parquet', binary('PARE'), 'encrypted Parquet', 'containerUnsupported', /encrypted/],
  ['a.arrow', binary('ARROW1', 0, 0), 'Arrow', 'fileUnreadable', /cut off or damaged/],
  ['stream.arrow', binary(0xff, 0xff, 0xff, 0xff, 0x10, 1, 0, 0), 'Arrow', 'fileUnreadable', /cut off or damaged/],
  ['a.feather', binary('FEA1'), 'Feather', 'containerUnsupported', /read_feather/],
  ['a.orc', binary('ORC'), 'ORC', 'containerUnsupported', /is an ORC file\..*read_orc/],
  ['a.zip', binary('PK', 3, 4), 'ZIP', 'containerUnsupported', /ZIP archive.*Unpack/],
  ['a.xlsx', binary('PK', 3, 4, 'xl/workbook.xml'), 'Excel', 'containerUnsupported', /read_excel/],
  ['a.7z', binary('7z', 0xbc, 0xaf, 0x27, 0x1c), '7-Zip', 'containerUnsupported', /Unpack/],
  ['a.tar', binary('a.jsonl', '\0'.repeat(250), 'ustar'), 'tar', 'containerUnsupported', /Unpack/],
  ['a.pkl', binary(0x80, 4, 0x95), 'pickle', 'containerUnsupported', /pickle/],
  ['a.db', binary('SQLite format 3\0'), 'SQLite', 'containerUnsupported', /SQLite/],
  ['a.npy', binary(0x93, 'NUMPY'), 'NumPy', 'containerUnsupported', /NumPy/],
  ['a.bin', binary(1, 2, 3, 0xff, 0, 0, 7, 7, 7, 7), 'binary', 'formatUnknown', /binary data/],
  ['zeros.jsonl', Buffer.alloc(5000), 'binary', 'formatUnknown', /binary data/],
  ['le.jsonl', Buffer.from(lines(2), 'utf16le'), 'UTF-16LE', 'formatUnknown', /iconv -f UTF-16LE -t UTF-8/],
  ['be.jsonl', Buffer.from(lines(2), 'utf16le').swap16(), 'UTF-16BE', 'formatUnknown', /iconv -f UTF-16BE/],
  ['marked.jsonl', Buffer.from(`\ufeff${lines(2)}`, 'utf16le'), 'UTF-16LE', 'formatUnknown', /iconv -f UTF-16LE/],
  ['le32.jsonl', utf32(lines(2)), 'UTF-32LE', 'formatUnknown', /iconv -f UTF-32LE/],
  ['be32.jsonl', utf32(`\ufeff${lines(2)}`).swap32(), 'UTF-32BE', 'formatUnknown', /iconv -f UTF-32BE/],
  ['le16.csv', Buffer.from('a,b\n1,2\n', 'utf16le'), 'UTF-16LE', 'formatUnknown', /iconv/],
  ['csv.jsonl', '\ufeffid;title;label\r\n1;one;2\r\n', 'CSV', 'containerUnsupported', /CSV table without columns/],
  ['a.txt', 'id,row\n1,"{""a"": 1}"\n2,"{""a"": 2}"\n', 'CSV', 'containerUnsupported', /name it \.csv/],
  ['header.jsonl', 'instruction,output', 'CSV', 'containerUnsupported', /CSV table/],
  ['tabs.jsonl', 'title\tlabel\na\tb, c\n', 'TSV', 'containerUnsupported', /TSV table.*\.tsv/],
  ['page.jsonl', '\n<!DOCTYPE html>\n<html><body>404 {"a": 1}</body></html>', 'HTML', 'notDataset', /HTML page/],
  ['error.json', '<?xml version="1.0"?>\n<Error><Code>AccessDenied</Code></Error>', 'XML', 'notDataset', /XML/],
  ['a.yaml', '- instruction: a\n  output: b\n', 'YAML', 'containerUnsupported', /yq/],
  [
    'lfs.jsonl',
    'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n',
    'Git LFS pointer',
    'notDataset',
    /git lfs pull/,
  ],
  [
    'README.md',
    '# Title\n\nSome words, with a comma.\nMore words.\n',
    'plain text',
    'notDataset',
    /no row in it is JSON/,
  ],
  ['nbsp.jsonl', `\u00a0${lines(1)}\u00a0${lines(1)}`, 'plain text', 'notDataset', /invisible character, U\+00A0/],
  ['texts.json', '["Explain this, at length.", "And that."]', 'JSON array', 'notDataset', /holds texts/],
  ['texts.jsonl', '"Explain this."\n"And that."\n', 'JSON Lines', 'notDataset', /holds texts/],
  [
    'twice.jsonl',
    [1, 2].map((at) => `${JSON.stringify(row(at))}\n`).join(''),
    'JSON Lines',
    'notDataset',
    /in them the rows as JSON\..*jq -c fromjson \S+twice\.jsonl > \S+twice\.rows\.jsonl/,
  ],
  [
    'twice.json',
    JSON.stringify([row(1), row(2)]),
    'JSON array',
    'notDataset',
    /in them the rows as JSON\..*jq -c '\.\[\] \| fromjson' \S+twice\.json/,
  ],
  ['numbers.json', '[1, 2.5, 3]', 'JSON array', 'notDataset', /holds numbers/],
  [
    'package.json',
    JSON.stringify({ name: 'x', contributors: [{ name: 'y' }] }, null, 2),
    'JSON object',
    'notDataset',
    /keys "name", "contributors", not a dataset.*list "contributors" holds no row/,
  ],
  [
    'settings.json',
    '{\n  // it\'s a comment {\n  "a.b": true,\n  "c": ["d"],\n}\n',
    'JSON object',
    'notDataset',
    /keys "a\.b", "c", not a dataset/,
  ],
  ['compact.json', '{"a":1}', 'JSON object', 'notDataset', /not a dataset/],
  [
    'splits.json',
    `{"train": [${row(1)}, ${row(2)}], "my test": [${row(3)}]}`,
    'JSON object',
    'notDataset',
    /"train" \(2 rows\), "my test" \(one row\).*jq -c '\.train\[\]'.* or jq -c '\.\["my test"\]\[\]'/,
  ],
  ['paper.pdf', binary('%PDF-1.7'), 'PDF', 'containerUnsupported', /is a PDF document, not a dataset\./],
];

describe('files that are no dataset', () => {
  const { folder, open, openIndexed } = openedDatasets();

  for (const [name, content, container, code, message] of FILES) {
    it(`says in one sentence what ${name} is: ${container}`, async () => {
      const file = folder.write(name, content);
      await assert.rejects(open(file), (error) => {
        assert.ok(error instanceof UnreadableFile, String(error));
        assert.deepEqual([inEnglish(error.container), error.code], [container, code]);
        assert.match(`${error.message} ${error.hint}`, message);
        assert.ok(error.message.includes(file));
        return true;
      });
    });
  }

  it('reads the rows beside zeros that a crash left, and names them', async () => {
    const zeros = '\0'.repeat(4000);
    const sources: readonly [string, number, number][] = [
      [`${lines(2)}${zeros}`, 2, 1],
      [`${lines(1)}${zeros}`, 1, 1],
      [`\ufeff${lines(2)}${zeros}\n${lines(1)}`, 3, 1],
      [`${lines(2)}{"instr${zeros}`, 2, 1],
      [`[${row(1)},\n${row(2)}]\n${zeros}`, 2, 1],
      [`${JSON.stringify(ROW, null, 1)}\n${zeros}`, 1, 1],
      [`{"data": [${row(1)}, ${row(2)}]}\n${zeros}`, 2, 0],
      [`{"data": [${row(1)}, ${row(2)}]}\n${zeros.repeat(100)}`, 2, 0],
      [`${lines(2)}${zeros.repeat(100)}`, 2, 1],
    ];
    for (const [content, good, bad] of sources) {
      const dataset = await openIndexed('a.jsonl', content);
      const problems = (await dataset.readRange(0, 9)).map(({ problem }) => problem?.message);
      const start = content.slice(0, 60);
      assert.equal(problems.filter((problem) => problem === undefined).length, good, start);
      assert.equal(problems.length, good + bad, start);
      for (const problem of problems)
        assert.match(problem ?? 'zero bytes', /zero bytes|Text after the end of the array/);
    }
  });

  it('gives commands that cure, whatever the file is called', async function () {
    if (process.platform === 'win32') this.skip();
    for (const name of ['rows.jsonl', "it's $(rows).jsonl", 'rows.gz']) {
      const file = folder.write(name, gzipSync(gzipSync(lines(3))));
      const hint = await open(file).then(
        () => '',
        (error: unknown) => (error instanceof UnreadableFile ? (error.hint ?? '') : ''),
      );
      execFileSync('sh', ['-c', hint.replaceAll(/^Run[^:]*: /gm, '')]);
      assert.equal(readFileSync(file).subarray(0, 2).toString('hex'), '1f8b', 'the file itself is as it was');
    }
    const cured = await open(folder.path('rows.rows.rows.jsonl'));
    await cured.indexed;
    assert.equal(cured.rowCount, 3);
  });

  it('keeps one bad row of a file of rows a bad row', async () => {
    const bad = [
      'garbage',
      '<html>',
      'a,b',
      '"text"',
      '{"a"',
      '[1]',
      'version https://git-lfs.github.com/spec/v1',
      '{}{}',
    ];
    const dataset = await open(folder.write('a.jsonl', `${bad[0]}\n${lines(2)}${bad.slice(1).join('\n')}\n`));
    await dataset.indexed;
    const found = await dataset.readRange(0, 99);
    assert.equal(found.length, bad.length + 2);
    assert.equal(found.filter(({ problem }) => problem === undefined).length, 2);
  });

  it('does not wait for somebody to write into a pipe', async function () {
    if (process.platform === 'win32') this.skip();
    const pipe = folder.path('pipe.jsonl');
    execFileSync('mkfifo', [pipe]);
    await assert.rejects(Dataset.open(pipe), { code: 'fileUnreadable' });
    await assert.rejects(Dataset.open(path.dirname(pipe)), { code: 'fileUnreadable' });
  });

  it('names the container of what it reads', async () => {
    const names: [string, string | RegExp][] = [
      [lines(2), 'JSON Lines'],
      [lines(2).replaceAll('\n', '\r'), /CR/],
      [`[${row(1)}]`, 'JSON array'],
      [`[${row(1)}]\n[${row(2)}]`, '2 JSON arrays one after another'],
      [row(1) + row(2), /several objects per line/],
      [JSON.stringify(JSON.parse(row(1)), null, 2), /objects over several lines/],
      [`{"a": {"rows": [${row(1)}]}}`, 'JSON object with the rows in "a.rows"'],
      ['', 'empty'],
      [' \n\t\r\n', 'empty'],
      ['\ufeff', 'empty'],
    ];
    for (const [content, name] of names) {
      const dataset = await open(folder.write('a.json', content));
      await dataset.indexed;
      assert.match(
        inEnglish(dataset.container),
        typeof name === 'string' ? new RegExp(`^${name.replaceAll('.', '\\.')}$`) : name,
      );
      await dataset.close();
    }
  });

  const named: readonly [string, RegExp][] = [
    ['{"instruction":"a","score":NaN}', /NaN is no JSON number/],
    ['{"instruction":"a","score":-Infinity}', /-Infinity is no JSON number/],
    ['{"instruction":"a","b":None}', /None is Python; write null/],
    ['{"instruction":"a","b":[True]}', /True is Python; write true/],
    ["{'instruction': 'a'}", /double quotes, not in single ones/],
    ['{“instruction”: "a"}', /typographic/],
    ['{"instruction":\u00a0"a"}', /invisible character, U\+00A0/],
    ['{"instruction": "He said "halt" and waited."}', /quote inside this text is not escaped/],
    ['{"\ufeffprompt_": "a"}', /⟨U\+FEFF⟩prompt_/],
    ['{"a":1}{"b":2}', /another row on the same line/],
  ];
  for (const [line, message] of named) {
    it(`names what is wrong with ${line}`, async () => {
      const dataset = await open(folder.write('a.jsonl', `${lines(2)}${line}\n`));
      await dataset.indexed;
      assert.match((await dataset.readRow(2)).problem?.message ?? '', message);
    });
  }
});
