import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import type { Calibration } from '../../../src/protocol/calibration';
import { TinyBert } from '../../support/tinyModels/tinyBert';
import { characterIds } from '../../support/tinyModels/characterTokenizer';
import { softmax } from '../../support/tinyModels/reference';
import { TinyLlama } from '../../support/tinyModels/tinyLlama';
import { wordIds } from '../../support/tinyModels/wordTokenizer';
import { json, pool, read, type CliCase, type Folder } from './cliCase';

const ROWS = ['what is a cat', 'why sat the dog on a mat', 'what is a cat ?', 'write a poem'].map((instruction) =>
  JSON.stringify({ instruction, output: 'the cat ran' }),
);

const dataset = (folder: Folder): string => folder.write('rows.jsonl', `${ROWS.join('\n')}\n`);

/** A classifier with one output for complexity, a language model for quality. */
const complexity = new TinyBert(7, { returns: 1 });
const scorer = (folder: Folder): string[] => [
  '--scorer',
  'onnx',
  '--complexity-model',
  complexity.writeTo(folder.path('complexity')),
  '--quality-model',
  new TinyLlama(8).writeTo(folder.path('quality')),
];
/** What has no response, or is longer than the model's context, has no value. */
const SHORT = [
  { instruction: 'Why?', output: 'As it is.' },
  { instruction: 'Why not?', output: '' },
  { instruction: 'Go on.', output: 'on and '.repeat(20) },
] as const;
const languageModel = new TinyLlama(11, { past: true, positionIds: true, context: 64 });

/** By the forward pass that is written out, after each token but those before the first asked about. */
function perplexity(before: readonly number[], whole: readonly number[]): number {
  let sum = 0;
  for (let at = before.length; at < whole.length; at++) {
    sum += Math.log(softmax(languageModel.lastLogits(whole.slice(0, at)))[whole[at] ?? NaN] ?? NaN);
  }
  return Math.exp(-sum / (whole.length - before.length));
}

const embedder = (folder: Folder): string[] => [
  '--embedder',
  'onnx',
  '--embedding-model',
  new TinyBert(9, { returns: 'sentence' }).writeTo(folder.path('embedder')),
];

/** Scorers and embedders from folders on disk, in small models that the test writes. */
export const ONNX_CASES: readonly CliCase[] = [
  {
    title: 'select with ONNX models',
    args: (f) => ['select', dataset(f), ...scorer(f), ...embedder(f), '--threshold', '1', '--report', f.path('r.json')],
    code: 0,
    stdout: /scorer: complexity \+ quality · embedder: embedder[^]*computed: 4 turns scored, \d rows embedded/,
    check(_result, folder) {
      const { rows } = JSON.parse(read(folder, 'r.json')) as { rows: { complexityScores: number[]; status: string }[] };
      ROWS.forEach((text, index) => {
        const { instruction } = JSON.parse(text) as { instruction: string };
        const [value = Number.NaN] = complexity.logits(wordIds(instruction).ids);
        const wanted = Math.min(6, Math.max(1, value));
        assert.ok(Math.abs((rows[index]?.complexityScores[0] ?? Number.NaN) - wanted) < 1e-5);
        assert.equal(rows[index]?.status, 'selected');
      });
    },
  },
  {
    title: 'signals by a language model from a folder',
    args: (f) => [
      ...['signals', f.write('short.jsonl', SHORT.map((row) => `${JSON.stringify(row)}\n`).join(''))],
      ...['--add', 'perplexity', '--add', 'ifd', '--language-model', languageModel.writeTo(f.path('language'))],
      ...['--rows', '--json'],
    ],
    code: 0,
    check(result) {
      const { rows } = json(result) as unknown as { rows: { values: Record<string, number> }[] };
      const [{ instruction, output }] = SHORT;
      const given = perplexity(characterIds(`${instruction}\n`), characterIds(`${instruction}\n${output}`));
      const alone = perplexity([1], characterIds(output));
      const { perplexity: found, ifd } = rows[0]?.values ?? {};
      assert.ok(Math.abs((found ?? NaN) / given - 1) < 1e-4, `${found} is not ${given}`);
      assert.ok(Math.abs((ifd ?? NaN) / (given / alone) - 1) < 1e-4, `${ifd} is not ${given / alone}`);
      assert.deepEqual([rows[1]?.values.perplexity, rows[2]?.values.perplexity], [undefined, undefined]);
    },
  },
  {
    title: 'signals by a folder that holds no language model',
    args: (f) => ['signals', dataset(f), '--add', 'ifd', '--language-model', complexity.writeTo(f.path('classifier'))],
    code: 1,
    stderr: /is no language model/,
  },
  {
    title: 'embed with an ONNX model',
    args: (f) => ['embed', dataset(f), ...embedder(f), '--json'],
    code: 0,
    check: (result) => assert.equal(json(result).rowsEmbedded, 4),
  },
  {
    title: 'neighbours with an ONNX model',
    args: (f) => ['neighbours', dataset(f), ...embedder(f), '--row', '0', '--count', '3', '--json'],
    code: 0,
    check: (result) => assert.equal((json(result).neighbours as unknown[]).length, 3),
  },
  {
    title: 'calibrate with an ONNX model',
    args: (f) => ['calibrate', dataset(f), ...embedder(f), '--sample', '3'],
    code: 0,
    stdout: /3 of 4 rows[^]*No threshold is recommended[^]*── threshold [\d.]+ ──[^]*USER: /,
  },
  {
    title: 'calibrate as JSON',
    args: (f) => ['calibrate', dataset(f), ...embedder(f), '--json'],
    code: 0,
    check(result) {
      const { sampledRows, candidates } = json(result) as unknown as Calibration;
      assert.equal(sampledRows, 4);
      assert.ok(candidates.length > 0);
    },
  },
  { title: 'a sample of 1', args: (f) => ['calibrate', pool(f), '--sample', '1'], code: 2, stderr: /--sample needs/ },
  {
    title: 'known embedders',
    args: () => ['download'],
    code: 0,
    stdout: /sentence-transformers\/all-MiniLM-L6-v2 .*English.*calibrate/,
  },
  {
    title: 'download without network',
    args: (f) => ['download', 'test/model', '--endpoint', 'http://127.0.0.1:9', '--models-dir', f.path('models')],
    code: 1,
    stderr: /http:\/\/127\.0\.0\.1:9 cannot be reached[^]*mirror/,
  },
  { title: 'download of no model', args: () => ['download', 'model'], code: 2, stderr: /"model" names no model/ },
  {
    title: 'an execution provider that this build lacks',
    args: (f) => ['score', dataset(f), ...scorer(f), '--execution-provider', missingProvider()],
    code: 0,
    stderr: /no (directml|coreml) provider: complexity runs on the CPU/,
    stdout: /4 turns scored/,
  },
  {
    title: 'an ONNX embedder without a threshold',
    args: (f) => ['select', dataset(f), ...scorer(f), ...embedder(f)],
    code: 2,
    stderr: /No threshold is known for the embedder embedder/,
  },
  {
    title: 'an ONNX scorer without its folders',
    args: (f) => ['score', pool(f), '--scorer', 'onnx'],
    code: 2,
    stderr: /--scorer onnx needs --complexity-model/,
  },
  {
    title: 'a folder without an ONNX scorer',
    args: (f) => ['score', pool(f), '--complexity-model', 'x'],
    code: 2,
    stderr: /--complexity-model goes with --scorer onnx or server\./,
  },
  {
    title: 'a model folder that is not there',
    args: (f) => ['score', pool(f), '--scorer', 'onnx', '--complexity-model', f.path('a'), '--quality-model', 'b'],
    code: 1,
    stderr: /model folder .*a does not exist/,
  },
  {
    title: 'a model folder without tokenizer',
    args(f) {
      const folder = new TinyBert(9, { returns: 'sentence' }).writeTo(f.path('embedder'));
      writeFileSync(f.path('embedder/tokenizer.json'), '{');
      return ['embed', dataset(f), '--embedder', 'onnx', '--embedding-model', folder];
    },
    code: 1,
    stderr: /tokenizer\.json is no valid JSON/,
  },
];

/** DirectML is for Windows, Core ML for macOS. */
function missingProvider(): string {
  return process.platform === 'win32' ? 'coreml' : 'directml';
}
