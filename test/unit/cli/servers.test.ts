import assert from 'node:assert/strict';
import { filesHolding } from '../../support/filesHolding';
import { stubServers } from '../../support/servers/startStub';
import { temporaryFolder } from '../../support/temporaryFolder';
import { RUNNERS } from './cliRunners';
import { KEY, SERVER_CASES } from './serverCases';

for (const runner of RUNNERS) {
  describe(`command line with servers, ${runner.name}`, () => {
    const folder = temporaryFolder();
    const start = stubServers();

    for (const { title, stub, env, args, code, stdout, stderr, check } of SERVER_CASES) {
      it(title, async function () {
        if (runner.unavailable !== undefined) {
          console.log(`      skipped: ${runner.unavailable}`);
          this.skip();
        }
        const baseUrl = stub === undefined ? '' : (await start(stub)).baseUrl;
        const options = { cacheDir: folder.path('cache'), env: { OPENAI_API_KEY: '', ...env } };
        const result = await runner.run(args(folder, baseUrl), options);
        assert.equal(result.code, code, result.stderr);
        if (stdout !== undefined) assert.match(result.stdout, stdout);
        if (stderr !== undefined) assert.match(result.stderr, stderr);
        check?.(result, folder);
        // Cache, outputs and reports are there.
        assert.deepEqual((await filesHolding(KEY, [folder.path('.')])).holding, []);
        assert.ok(!`${result.stdout}${result.stderr}`.includes(KEY));
      });
    }
  });
}
