import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { stubServers } from '../../support/servers/startStub';
import { STUB_MODELS } from '../../support/servers/stubOptions';
import { temporaryFolder } from '../../support/temporaryFolder';
import { RUNNERS, type CliResult } from './cliRunners';

const TEXT = 'SENTINEL-of-a-row';
const KEY = 'SENTINEL-of-a-key';

for (const runner of RUNNERS) {
  describe(`the log, ${runner.name}`, () => {
    const folder = temporaryFolder();
    const stub = stubServers();

    before(function () {
      if (runner.unavailable === undefined) return;
      console.log(`      skipped: ${runner.unavailable}`);
      this.skip();
    });

    function run(args: readonly string[], place: string): Promise<CliResult> {
      return runner.run(args, { cacheDir: folder.path('cache'), env: { DEITA_LOG: place, DEITA_API_KEY: KEY } });
    }

    function pool(): string {
      const rows = Array.from({ length: 5 }, (_, row) => ({ instruction: `${row} ${TEXT}`, output: `${TEXT} ${row}` }));
      return folder.write('pool.jsonl', `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`);
    }

    it('of a run goes to the file that DEITA_LOG names, without texts and keys', async () => {
      const { baseUrl } = await stub({ api: 'vllm' });
      const models = ['--complexity-model', STUB_MODELS.complexity, '--quality-model', STUB_MODELS.quality];
      const command = ['score', pool(), '--scorer', 'server', '--preset', 'vllm', '--base-url', baseUrl, ...models];
      const { code, stderr } = await run(command, folder.path('log.txt'));
      assert.equal(code, 0, stderr);
      const log = readFileSync(folder.path('log.txt'), 'utf8');
      assert.match(log, /^\S+Z info command started command=score .*deita=\S+ node=\S+/m);
      assert.match(log, /^\S+Z info file read .*pool\.jsonl format=Alpaca container="JSON Lines" rows=5/m);
      assert.match(log, /^\S+Z info job started method=dataset\/score job=\d+ .*"complexityModel"/m);
      assert.match(
        log,
        /^\S+Z info job done method=dataset\/score job=\d+ durationMs=\d+ turnsScored=5 .*rowsScored=5 /m,
      );
      assert.match(log, /^\S+Z info command done command=score durationMs=\d+/m);
      assert.match(log, /^\S+Z debug request done method=credentials\/set/m);
      assert.doesNotMatch(log, /SENTINEL/);
    });

    it('goes to stderr with -, and holds failures with their stack, which are told once besides', async () => {
      const missing = folder.path('none.jsonl');
      const { code, stderr } = await run(['embed', missing], '-');
      assert.equal(code, 1);
      assert.match(stderr, /error command failed command=embed .*code=fileNotFound .*\n +at /);
      assert.equal(stderr.split('\n').filter((line) => line.startsWith('deita: ')).length, 1, stderr);
    });

    it('has the files of commands that need no model, and nothing is written where none is asked for', async () => {
      assert.match(
        (await run(['inspect', pool()], '-')).stderr,
        /info file read dataset=\w+ path=\S+ format=Alpaca .*rows=5/,
      );
      assert.doesNotMatch((await run(['inspect', pool()], '')).stderr, /command started/);
    });

    it('that cannot be written is refused before anything is done', async () => {
      const { code, stderr } = await run(['inspect', pool()], folder.path('no/such/folder.log'));
      assert.equal(code, 2);
      assert.match(stderr, /DEITA_LOG: .*folder\.log cannot be written/);
      assert.equal(existsSync(folder.path('no')), false);
    });
  });
}
