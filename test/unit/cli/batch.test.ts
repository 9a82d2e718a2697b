import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { answerLine, parseBatchLines } from '../../support/servers/batchAnswers';
import { startServer, type StubServer } from '../../support/servers/serverProcess';
import { temporaryFolder } from '../../support/temporaryFolder';
import { RUNNERS, type CliResult } from './cliRunners';

const SCORERS = ['--preset', 'vllm', '--complexity-model', 'c-model', '--quality-model', 'q-model'];
const POOL = [1, 2, 3].map((id) => JSON.stringify({ instruction: `Do ${id}`, output: `Done ${id}` }));

describe('deita batch', () => {
  const folder = temporaryFolder();
  let server: StubServer;

  before(async () => {
    server = await startServer('batchServer.ts');
  });

  after(() => server.stop());

  function run(...args: readonly string[]): Promise<CliResult> {
    const [runner] = RUNNERS;
    if (runner === undefined) throw new Error('no runner');
    return runner.run(args, { cacheDir: folder.path('cache') });
  }

  async function runJson(...args: readonly string[]): Promise<Record<string, unknown>> {
    const result = await run(...args, '--json');
    assert.equal(result.code, 0, result.stderr);
    return JSON.parse(result.stdout) as Record<string, unknown>;
  }

  const pool = (): string => folder.write('pool.jsonl', `${POOL.join('\n')}\n`);

  it('exports, imports what came back, and exports the rest alone', async () => {
    const exported = await runJson('batch', 'export', pool(), '--output', folder.path('b'), ...SCORERS);
    assert.equal(exported.requests, 6);
    const names = readdirSync(folder.path('b'));
    assert.deepEqual(names.sort(), [
      'README.txt',
      'batch.json',
      'complexity-001.jsonl',
      'identity-template.jinja',
      'quality-001.jsonl',
    ]);
    assert.match(
      readFileSync(folder.path('b/README.txt'), 'utf8'),
      /run-batch --model q-model .*-i quality-001\.jsonl/,
    );
    mkdirSync(folder.path('b/results'));
    const lines = ['complexity', 'quality'].flatMap((part) =>
      parseBatchLines(readFileSync(folder.path(`b/${part}-001.jsonl`), 'utf8')),
    );
    const answers = lines.slice(0, -1).map(answerLine);
    writeFileSync(folder.path('b/results/all.jsonl'), `${answers.join('\n')}\n`);
    const imported = await run('batch', 'import', pool(), '--batch', folder.path('b'), ...SCORERS);
    assert.equal(imported.code, 0);
    assert.match(imported.stdout, /Imported 5 answers; 2 of 3 rows are complete\.\n1 answer is missing:/);
    assert.match(imported.stderr, /pool\.jsonl:3: missing: no answer/);
    const again = await runJson('batch', 'export', pool(), '--output', folder.path('b2'), ...SCORERS);
    assert.equal(again.requests, 1);
  });

  it('says that its folder cannot be made: one that it is to lie in is a file', async () => {
    const inFile = `${folder.write('a-file', '')}/b`;
    const { code, stderr } = await run('batch', 'export', pool(), '--output', inFile, ...SCORERS);
    assert.equal(code, 1);
    assert.match(stderr, /^deita: .*a-file\/b cannot be made: /m);
    assert.doesNotMatch(stderr, /internal error/);
  });

  it('has nothing to ask once everything is there', async () => {
    await runJson('batch', 'export', pool(), '--output', folder.path('b'), '--embedding-model', 'e-model');
    const lines = parseBatchLines(readFileSync(folder.path('b/embeddings-001.jsonl'), 'utf8'));
    const results = folder.write('results.jsonl', lines.map(answerLine).join('\n'));
    const imported = await runJson('batch', 'import', pool(), '--results', results, '--embedding-model', 'e-model');
    assert.deepEqual([imported.missing, imported.rowsComplete], [0, 3]);
    const again = await run('batch', 'export', pool(), '--output', folder.path('b2'), '--embedding-model', 'e-model');
    assert.match(again.stdout, /^Nothing to ask/);
  });

  it('submits, waits and fetches', async () => {
    await server.configure({});
    await runJson('batch', 'export', pool(), '--output', folder.path('b'), ...SCORERS);
    const submitted = await run('batch', 'submit', folder.path('b'), '--base-url', server.baseUrl, '--poll', '1');
    assert.equal(submitted.code, 0, submitted.stderr);
    assert.match(submitted.stdout, /completed \(batch-1\).*fetched complexity-001\.output\.jsonl/);
    const status = await run('batch', 'status', folder.path('b'));
    assert.match(status.stdout, /All results are there/);
    const imported = await runJson('batch', 'import', pool(), '--batch', folder.path('b'), ...SCORERS);
    assert.deepEqual([imported.missing, imported.rowsComplete], [0, 3]);
    const refused = await run('batch', 'export', pool(), '--output', folder.path('b'), ...SCORERS, '--overwrite');
    assert.match(refused.stderr, /have been submitted/);
  });

  it('says with exit code 1 that a batch failed', async () => {
    await server.configure({ endsAs: 'failed' });
    await runJson('batch', 'export', pool(), '--output', folder.path('b'), ...SCORERS);
    const { code, stdout } = await run('batch', 'submit', folder.path('b'), '--base-url', server.baseUrl);
    assert.equal(code, 1);
    assert.match(stdout, /failed \(batch-1\)[^]*Line 3 is wrong/);
  });

  it('never takes what was submitted for not submitted because it cannot be read', async () => {
    await runJson('batch', 'export', pool(), '--output', folder.path('b'), ...SCORERS);
    const attempts = [
      ['submit', folder.path('b'), '--base-url', server.baseUrl],
      ['export', pool(), '--output', folder.path('b'), ...SCORERS, '--overwrite'],
    ];
    const damage = async (make: (file: string) => void, message: RegExp): Promise<void> => {
      make(folder.path('b/submitted.json'));
      for (const args of attempts) {
        const { code, stderr } = await run('batch', ...args);
        assert.equal(code, 1, stderr);
        assert.match(stderr, message);
      }
    };
    for (const text of ['null', '{"baseUrl": "http://127.0.0.1:9/v1"}', '{"baseUrl": "x", "files": [null]}', '{"ba']) {
      await damage((file) => writeFileSync(file, text), /submitted\.json is damaged\.\nCheck which batches exist/);
    }
    const makeFolder = (file: string): void => {
      rmSync(file);
      mkdirSync(file);
    };
    await damage(makeFolder, /submitted\.json cannot be read/);
    writeFileSync(folder.path('b/batch.json'), 'null');
    assert.match((await run('batch', 'status', folder.path('b'))).stderr, /batch\.json is damaged\.\nExport again/);
  });

  for (const { title, args, stderr, code = 2 } of [
    { title: 'no models', args: ['export', 'POOL', '--output', 'b'], stderr: /--complexity-model and --quality-model/ },
    {
      title: 'both kinds of models',
      args: ['export', 'POOL', '--output', 'b', '--embedding-model', 'e', '--quality-model', 'q'],
      stderr: /scores or embeds/,
    },
    { title: 'no output', args: ['export', 'POOL', ...SCORERS], stderr: /--output FOLDER/ },
    {
      title: 'no results',
      args: ['import', 'POOL', ...SCORERS, '--batch', 'nowhere'],
      stderr: /no results at/,
      code: 1,
    },
    { title: 'a folder without requests', args: ['status', 'nowhere'], stderr: /no folder of batch requests/, code: 1 },
    {
      title: 'no cache',
      args: ['export', 'POOL', '--output', 'b', ...SCORERS, '--no-cache'],
      stderr: /need the cache/,
    },
  ]) {
    it(`refuses ${title}`, async () => {
      const file = pool();
      const result = await run('batch', ...args.map((arg) => (arg === 'POOL' ? file : arg)));
      assert.equal(result.code, code);
      assert.match(result.stderr, stderr);
    });
  }
});
