import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { stubServers } from '../../support/servers/startStub';
import { temporaryFolder } from '../../support/temporaryFolder';
import { RUNNERS } from './cliRunners';
import { KEY, SERVER_CASES } from './serverCases';

for (const runner of RUNNERS) {
  describe(`command line with servers, ${runner.name}`, function () {
    this.timeout(60_000);
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
        assert.deepEqual(placesOf(KEY, folder.path('.'), result), []);
      });
    }
  });
}

/** Where a secret stands: files below a folder (cache, outputs, reports) and what was printed. */
function placesOf(secret: string, folder: string, { stdout, stderr }: { stdout: string; stderr: string }): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const texts = files.map(({ parentPath, name }): [string, string] => {
    const file = path.join(parentPath, name);
    return [file, readFileSync(file, 'latin1')];
  });
  const found = [...texts, ['stdout', stdout] as const, ['stderr', stderr] as const];
  return found.filter(([, text]) => text.includes(secret)).map(([name]) => name);
}
