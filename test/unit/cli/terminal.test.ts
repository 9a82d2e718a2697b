import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { npyOf } from '../../support/npy';
import { recordingServers, sendJson } from '../../support/servers/recordingServer';
import { temporaryFolder } from '../../support/temporaryFolder';
import { PlainOutput } from '../../../src/cli/plainOutput';
import { ProgressOutput } from '../../../src/cli/progressOutput';
import { json } from './cliCase';
import { RUNNERS, type CliResult } from './cliRunners';

/** Sets the title, moves up, hides, reverses, returns, feeds, rings: what a terminal obeys, and what reorders a text. */
const ATTACK =
  '\u001b]0;owned\u0007\u001b[2J\u001b[1A\u009b31m\r\t\b\u0000\u007f\u0085\u202eevil\u2066\u2069\u2028\u2029';
/** What an argument can hold of it. */
const TYPED = ATTACK.replaceAll('\u0000', '');
/** What a file's name can. */
const NAME = `\u001b[31m\r\u0007\u009b\u202e\u2066red`;
// eslint-disable-next-line no-control-regex -- these are what must not be printed
const STEERING = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;
const ROWS = 200;

const rowOf = (id: number): object => ({
  instruction: `${ATTACK} do ${id} ${ATTACK}`,
  output: `${ATTACK}${id}`,
  complexity_scores: [1 + (id % 5)],
  quality_scores: [1 + (id % 6)],
});
/** A bad row of each kind that repeats what it found. */
const BAD = [
  `{"${ATTACK}`,
  JSON.stringify({ [ATTACK]: 1 }),
  JSON.stringify({ prompt: ATTACK, response_a: 'a', response_b: 'b', winner: ATTACK }),
];

for (const runner of RUNNERS) {
  describe(`what a terminal gets, ${runner.name}`, () => {
    const folder = temporaryFolder();
    const record = recordingServers();

    before(function () {
      if (runner.unavailable === undefined) return;
      console.log(`      skipped: ${runner.unavailable}`);
      this.skip();
    });

    /** @param code absent = whatever comes of it */
    async function run(args: readonly string[], code?: number): Promise<CliResult> {
      const result = await runner.run(args, { cacheDir: folder.path('cache'), env: { DEITA_API_KEY: '' } });
      if (code !== undefined) assert.equal(result.code, code, result.stderr);
      const printed = result.stdout + result.stderr;
      assert.ok(
        !STEERING.test(printed),
        `${args.slice(0, 2).join(' ')} prints ${JSON.stringify(STEERING.exec(printed))}`,
      );
      return result;
    }

    const pool = (): string => {
      const rows = [...Array.from({ length: ROWS }, (_, id) => JSON.stringify(rowOf(id))), ...BAD];
      return folder.write(`${NAME}.jsonl`, `${rows.join('\n')}\n`);
    };
    const embeddings = (): string => {
      const rows = Array.from({ length: ROWS + BAD.length }, (_, id) => [Math.cos(id / 150), Math.sin(id / 150)]);
      return folder.write(`${NAME}.npy`, npyOf(rows));
    };

    it('select: rows, bad rows, names of files', async () => {
      const outputs = ['--output', folder.path(`${NAME}.out.jsonl`), '--report', folder.path(`${NAME}.report.json`)];
      const args = ['select', pool(), '--scorer', 'precomputed', '--embeddings', embeddings(), '--budget', '20'];
      const { stdout, stderr } = await run([...args, ...outputs], 0);
      assert.match(stdout, /\\u001b\]0;owned\\u0007/);
      assert.match(stdout, /Wrote 3 rows to .*\\u001b\[31m\\u000d/);
      assert.match(stderr, /\\u001b\[31m/);
      await run([...args, ...outputs], 1);
      await run([...args.slice(0, -2), '--threshold', TYPED], 2);
    });

    it('inspect, score, neighbours, calibrate', async () => {
      assert.match((await run(['inspect', pool()], 0)).stderr, /\\u001b/);
      await run(['score', pool(), '--scorer', 'precomputed', '--output', folder.path(`${NAME}.scored.jsonl`)], 0);
      const neighbours = await run(['neighbours', pool(), '--row', '3', '--embeddings', embeddings()], 0);
      assert.match(neighbours.stdout, /\\u001b\]0;owned/);
      const calibrated = await run(['calibrate', pool(), '--embeddings', embeddings(), '--sample', '200'], 0);
      assert.match(calibrated.stdout, /\\u001b\]0;owned/);
      await run(['neighbours', pool(), '--row', String(ROWS), '--embeddings', embeddings()], 2);
    });

    it('--json: escapes, and the value unchanged', async () => {
      const neighbours = await run(['neighbours', pool(), '--row', '3', '--embeddings', embeddings(), '--json'], 0);
      const [first] = json(neighbours).neighbours as { preview: string }[];
      assert.ok(first?.preview.includes('\u001b]0;owned\u0007'));
      const args = ['select', pool(), '--scorer', 'precomputed', '--embeddings', embeddings(), '--json'];
      const selected = json(await run([...args, '--output', folder.path(`${NAME}.out`)], 0));
      assert.ok(JSON.stringify(selected).includes(JSON.stringify(folder.path(`${NAME}.out`))));
      assert.equal((json(await run(['inspect', pool(), '--json'], 0)).problems as object[]).length, BAD.length);
    });

    it('errors: files, options and commands that are none', async () => {
      await run(['inspect', folder.path(`${NAME}none.jsonl`)], 1);
      await run([TYPED], 2);
      await run(['select', pool(), `--${TYPED}`], 2);
      await run(['select', pool(), '--scorer', TYPED], 2);
      await run(['inspect', pool(), '--fields', `instruction=${TYPED},x=${TYPED}`], 2);
      await run(['inspect', folder.write(`${NAME}text.jsonl`, `${ATTACK}\n${ATTACK}`)]);
      await run(['select', pool(), '--scorer', 'onnx', '--complexity-model', NAME, '--quality-model', NAME], 1);
    });

    it('connect, score, embed: what a server says', async () => {
      const error = { error: { message: ATTACK, type: ATTACK } };
      const models = { data: [{ id: `m${ATTACK}` }, { id: ATTACK }] };
      const hostile = await record((request, response) => {
        response.statusMessage = 'Bad';
        if (request.url?.endsWith('/models') === true) sendJson(response, models);
        else sendJson(response, error, 400);
      });
      const html = await record((_request, response) => response.writeHead(500).end(`${ATTACK}<html>`));
      for (const { baseUrl } of [hostile, html]) {
        for (const kind of ['complexity', 'quality', 'judge', 'embedding']) {
          await run(['connect', '--base-url', baseUrl, '--model', `m${TYPED}`, '--kind', kind]);
        }
      }
      const scorers = ['--scorer', 'server', '--preset', 'vllm', '--complexity-model', 'm', '--quality-model', 'm'];
      await run(['score', pool(), ...scorers, '--base-url', hostile.baseUrl], 1);
      await run(
        ['embed', pool(), '--embedder', 'server', '--embedding-base-url', hostile.baseUrl, '--embedding-model', 'm'],
        1,
      );
    });

    it('batch: folders, results, and what the endpoint says', async () => {
      const batch = folder.path(`${NAME}.batch`);
      const exported = await run(['batch', 'export', pool(), '--output', batch, '--embedding-model', `m\u001b[31m`], 0);
      assert.match(exported.stdout, /\\u001b\[31m/);
      mkdirSync(`${batch}/results`);
      const failed = { custom_id: ATTACK, error: { message: ATTACK } };
      writeFileSync(`${batch}/results/${NAME}.jsonl`, `${JSON.stringify(failed)}\n${ATTACK}\n`);
      const imported = await run(['batch', 'import', pool(), '--batch', batch, '--embedding-model', `m\u001b[31m`], 0);
      assert.match(imported.stderr, /\\u001b\[31m.*is no JSON/);
      const state = { id: ATTACK, status: 'failed', input_file_id: ATTACK, errors: { data: [{ message: ATTACK }] } };
      const server = await record((request, response) =>
        sendJson(response, request.url?.endsWith('/files') === true ? { id: ATTACK } : state),
      );
      const submitted = await run(['batch', 'submit', batch, '--base-url', server.baseUrl], 1);
      assert.match(submitted.stdout, /failed \(\\u001b\]0;owned/);
      await run(['batch', 'status', folder.path(NAME)], 1);
    });

    it('download: what a hub says', async () => {
      const files = [{ type: 'file', path: ATTACK, size: 1, oid: 'a' }];
      const about = { id: 'a/b', sha: ATTACK, tags: [`license:${ATTACK}`], cardData: { license: ATTACK } };
      const hub = await record((request, response) =>
        sendJson(response, request.url?.includes('/tree/') === true ? files : about),
      );
      await run(['download', 'a/b', '--endpoint', hub.origin, '--models-dir', folder.path(NAME)], 1);
      await run(['download', TYPED, '--endpoint', hub.origin], 2);
      await run(['download', 'a/b', '--endpoint', TYPED], 2);
    });
  });
}

describe('progress on a terminal', () => {
  it('is one line of text; to take it away is all that a terminal is told', () => {
    let printed = '';
    const terminal = { isTTY: true, columns: 60, write: (text: string) => (printed += text) };
    const progress = new ProgressOutput(new PlainOutput(terminal), false);
    const about = `Looking at ${ATTACK}\n${ATTACK}`;
    progress.show({ stage: 'connect', done: 0, total: null, ratePerSecond: null, remainingMs: null, about });
    progress.clear();
    const [before, line, after] = printed.split('\r\u001b[2K');
    assert.deepEqual([before, after], ['', '']);
    assert.match(line ?? '', /^Looking at \\u001b\]0;owned/);
    assert.ok(!STEERING.test(line ?? '') && !line?.includes('\n') && (line?.length ?? 0) < 60);
  });
});
