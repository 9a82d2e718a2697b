import assert from 'node:assert/strict';
import { expectedScores } from '../../support/servers/expectedScores';
import { STUB_MODELS, type StubOptions } from '../../support/servers/stubOptions';
import { json, pool, read, type Folder } from './cliCase';
import type { CliResult } from './cliRunners';

/** A command line over a server; the wrong ones end before any is asked. */
export interface ServerCase {
  readonly title: string;
  /** Of the stub that the command talks to; absent = none is started. */
  readonly stub?: StubOptions;
  readonly env?: Readonly<Record<string, string>>;
  readonly args: (folder: Folder, baseUrl: string) => readonly string[];
  readonly code: number;
  readonly stdout?: RegExp;
  readonly stderr?: RegExp;
  readonly check?: (result: CliResult, folder: Folder) => void;
}

export const KEY = 'deita-test-key-31415926';
const MODELS = ['--complexity-model', STUB_MODELS.complexity, '--quality-model', STUB_MODELS.quality];
const scorer = (baseUrl: string, preset = 'vllm'): string[] => [
  ...['--scorer', 'server', '--preset', preset, '--base-url', baseUrl],
  ...MODELS,
];
const embedder = ['--embedder', 'server', '--embedding-model', STUB_MODELS.embedder];

export const SERVER_CASES: readonly ServerCase[] = [
  {
    title: 'score with models behind a server',
    stub: { api: 'vllm', apiKey: KEY },
    env: { DEITA_API_KEY: KEY, OPENAI_API_KEY: 'another' },
    args: (f, url) => ['score', pool(f), ...scorer(url), '--json', '--output', f.path('scored.jsonl')],
    code: 0,
    check(result, folder) {
      assert.deepEqual([json(result).turnsScored, json(result).turnsTruncated], [5, 0]);
      const scored = JSON.parse(read(folder, 'scored.jsonl').split('\n')[0] ?? '') as Record<string, number[]>;
      const expected = expectedScores('do 0', 'done 0');
      assert.ok(Math.abs((scored.complexity_scores?.[0] ?? 0) - expected.complexityScore) < 1e-6);
      assert.ok(Math.abs((scored.quality_scores?.[0] ?? 0) - expected.qualityScore) < 1e-6);
    },
  },
  {
    title: 'select with scorers and an embedder behind one server, with one key',
    stub: { api: 'legacy', apiKey: KEY },
    env: { DEITA_API_KEY: KEY, OPENAI_API_KEY: 'another' },
    args: (f, url) => [
      ...['select', pool(f), ...scorer(url, 'other'), ...embedder, '--threshold', '0.999', '--concurrency', '2'],
      ...['--report', f.path('report.json'), '--output', f.path('selected.jsonl')],
    ],
    code: 0,
    stdout:
      /scorer: complexity-scorer \+ quality-scorer · embedder: embedder\n {2}computed: 5 turns scored, [1-5] rows/,
  },
  {
    title: 'direct scoring with one chat model, with an estimate beforehand',
    stub: { api: 'openai' },
    args: (f, url) => [
      ...['score', pool(f), '--scorer', 'server', '--preset', 'openai', '--base-url', url, '--judge'],
      ...['--complexity-model', STUB_MODELS.complexity, '--price', '2'],
    ],
    code: 0,
    stdout: /Scorer: complexity-scorer on 127\.0\.0\.1:\d+ \(direct scoring\); 5 turns scored/,
    stderr: /5 turns to score: about [\d,]+ tokens, estimated cost 0\.00\d+\./,
  },
  {
    title: 'direct scoring by two models',
    args: (f) => ['score', pool(f), ...scorer('http://127.0.0.1:9/v1'), '--judge'],
    code: 2,
    stderr: /asks one model for both scores, but --quality-model names another\./,
  },
  {
    title: 'names that earlier versions gave to families, with one line about them',
    stub: { api: 'vllm' },
    args: (f, url) => [
      ...['select', pool(f), '--scorer', 'openai', '--preset', 'vllm', '--base-url', url, ...MODELS],
      ...['--embedder', 'openai', '--embedding-model', STUB_MODELS.embedder, '--threshold', '0.9', '--json'],
    ],
    code: 0,
    stdout: /"kind": "server",\n\s+"preset"[^]*"kind": "server",\n\s+"baseUrl": "http[^]*"embedder"/,
    stderr:
      /^deita: --scorer openai and --embedder openai are old names: write --scorer server and --embedder server\.\n/,
  },
  {
    title: 'a cost above the limit: no server is asked',
    args: (f) => ['score', pool(f), ...scorer('http://127.0.0.1:9/v1'), '--price', '1000000', '--max-cost', '5'],
    code: 2,
    stderr: /estimated cost of [\d,.]+ is above --max-cost 5/,
  },
  {
    title: 'a wrong key, which no output repeats',
    stub: { api: 'vllm', apiKey: 'the right one' },
    env: { DEITA_API_KEY: KEY },
    args: (f, url) => ['score', pool(f), ...scorer(url)],
    code: 1,
    stderr: /answered 401\.\nCheck the key/,
  },
  {
    title: 'embed without a threshold needs none, select does',
    stub: { api: 'openai' },
    args: (f, url) => [
      ...['select', pool(f), '--scorer', 'precomputed', ...embedder, '--embedding-base-url', url, '--budget', '2'],
    ],
    code: 2,
    stderr: /No threshold is known for the embedder embedder/,
  },
  {
    title: 'a server that is not there',
    args: (f) => ['score', pool(f), ...scorer('http://127.0.0.1:9/v1')],
    code: 1,
    stderr: /No answer from http:\/\/127\.0\.0\.1:9\//,
  },
  {
    title: 'no preset',
    args: (f) => ['score', pool(f), '--scorer', 'server', '--base-url', 'http://x', ...MODELS],
    code: 2,
    stderr: /needs --preset/,
  },
  {
    title: 'an unknown preset',
    args: (f) => ['score', pool(f), ...scorer('http://x', 'tgi')],
    code: 2,
    stderr: /vllm or llamacpp or ollama or openai or other, not "tgi"/,
  },
  {
    title: 'a password in the base URL, which no output repeats',
    args: (f) => ['score', pool(f), ...scorer(`http://user:${KEY}@127.0.0.1:9/v1`)],
    code: 2,
    stderr: /--base-url: The server's base URL holds a user name or password/,
  },
  {
    title: 'a preset without a server',
    args: (f) => ['score', pool(f), '--preset', 'vllm'],
    code: 2,
    stderr: /--preset goes with --scorer server/,
  },
];
