import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { recordingServers, redirectTo, sendJson, type Answer } from '../../support/servers/recordingServer';
import { stubServers } from '../../support/servers/startStub';
import { STUB_MODELS } from '../../support/servers/stubOptions';
import { temporaryFolder } from '../../support/temporaryFolder';
import { pool } from './cliCase';
import { RUNNERS, type CliResult } from './cliRunners';

const NO_KEYS = {
  DEITA_API_KEY: '',
  DEITA_QUALITY_API_KEY: '',
  DEITA_EMBEDDING_API_KEY: '',
  DEITA_JUDGE_API_KEY: '',
  OPENAI_API_KEY: '',
};
const KEYS = {
  DEITA_API_KEY: 'key-main-4711',
  DEITA_QUALITY_API_KEY: 'key-quality-4711',
  DEITA_EMBEDDING_API_KEY: 'key-embedding-4711',
  DEITA_JUDGE_API_KEY: 'key-judge-4711',
  OPENAI_API_KEY: 'key-openai-4711',
};
const [MAIN, QUALITY, EMBEDDING, JUDGE] = ['main', 'quality', 'embedding', 'judge'].map(
  (name) => `Bearer key-${name}-4711`,
);
const SCORERS = [
  ...['--scorer', 'server', '--preset', 'vllm'],
  ...['--complexity-model', STUB_MODELS.complexity, '--quality-model', STUB_MODELS.quality],
];
const EMBEDDER = ['--embedder', 'server', '--embedding-model', STUB_MODELS.embedder];

/** As much of a Batch API as one finished batch takes. */
const batchApi: Answer = (request, response) => {
  const batch = { id: 'b1', status: 'completed', input_file_id: 'in', output_file_id: 'out', error_file_id: null };
  const { method, url = '' } = request;
  if (url.endsWith('/files')) sendJson(response, { id: 'in' });
  else if (url.endsWith('/content')) response.writeHead(200).end('{}\n');
  else if (method === 'GET' && url.includes('?')) sendJson(response, { data: [batch] });
  else sendJson(response, batch);
};

for (const runner of RUNNERS) {
  describe(`keys, ${runner.name}`, () => {
    const folder = temporaryFolder();
    const stub = stubServers();
    const record = recordingServers();

    before(function () {
      if (runner.unavailable === undefined) return;
      console.log(`      skipped: ${runner.unavailable}`);
      this.skip();
    });

    async function run(args: readonly string[], env: Readonly<Record<string, string>> = KEYS): Promise<CliResult> {
      const result = await runner.run(args, { cacheDir: folder.path('cache'), env: { ...NO_KEYS, ...env } });
      assert.doesNotMatch(result.stdout + result.stderr, /-4711/);
      return result;
    }

    async function done(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<CliResult> {
      const result = await run(args, env);
      assert.equal(result.code, 0, result.stderr);
      return result;
    }

    it('go to the server of their model each', async () => {
      const [base, quality, embedding] = await Promise.all([1, 2, 3].map(() => stub({ api: 'vllm' })));
      const places = [
        ...['--base-url', base?.baseUrl ?? '', '--quality-base-url', quality?.baseUrl ?? ''],
        ...['--embedding-base-url', embedding?.baseUrl ?? ''],
      ];
      const { stderr } = await done(['select', pool(folder), ...SCORERS, ...EMBEDDER, ...places, '--threshold', '0.9']);
      assert.deepEqual((await base?.report())?.authorizations, [MAIN]);
      assert.deepEqual((await quality?.report())?.authorizations, [QUALITY]);
      assert.deepEqual((await embedding?.report())?.authorizations, [EMBEDDING]);
      assert.doesNotMatch(stderr, /without a key|plain http/);
    });

    it('for --base-url goes to that origin alone, which is said of the others', async () => {
      const [base, quality, embedding] = await Promise.all([1, 2, 3].map(() => stub({ api: 'vllm' })));
      const places = [
        ...['--base-url', base?.baseUrl ?? '', '--quality-base-url', quality?.baseUrl ?? ''],
        ...['--embedding-base-url', embedding?.baseUrl ?? ''],
      ];
      const { DEITA_API_KEY, OPENAI_API_KEY } = KEYS;
      const command = ['select', pool(folder), ...SCORERS, ...EMBEDDER, ...places, '--threshold', '0.9'];
      const { stderr } = await done(command, { DEITA_API_KEY, OPENAI_API_KEY });
      assert.deepEqual((await base?.report())?.authorizations, [MAIN]);
      assert.deepEqual((await quality?.report())?.authorizations, ['']);
      assert.deepEqual((await embedding?.report())?.authorizations, ['']);
      assert.ok(
        stderr.includes(
          `${quality?.root} is asked without a key: DEITA_API_KEY is for --base-url alone; its own key is DEITA_QUALITY_API_KEY.`,
        ),
        stderr,
      );
      assert.ok(stderr.includes('DEITA_EMBEDDING_API_KEY'));
    });

    it('for --base-url goes to other addresses of its origin as well', async () => {
      const { root, baseUrl, ...server } = await stub({ api: 'vllm' });
      const places = ['--base-url', `${root.replace('127.0.0.1', '127.1')}/v1/`, '--embedding-base-url', baseUrl];
      const { DEITA_API_KEY } = KEYS;
      await done(['select', pool(folder), ...SCORERS, ...EMBEDDER, ...places, '--threshold', '0.9'], { DEITA_API_KEY });
      assert.deepEqual((await server.report()).authorizations, [MAIN]);
    });

    it('for --base-url goes to that origin alone when two servers are compared', async () => {
      const [one, other] = await Promise.all([1, 2].map(() => stub({ api: 'vllm' })));
      const { complexity, quality } = STUB_MODELS;
      const named = (name: string, baseUrl: string | undefined, complexityModel: string, qualityModel: string) =>
        `server:${folder.write(name, JSON.stringify({ preset: 'vllm', baseUrl, complexityModel, qualityModel }))}`;
      const scorers = [
        ...['--scorer-a', named('a.json', one?.baseUrl, complexity, quality)],
        ...['--scorer-b', named('b.json', other?.baseUrl, quality, complexity)],
      ];
      const { DEITA_API_KEY } = KEYS;
      await done(['compare-scorers', pool(folder), ...scorers, '--base-url', one?.baseUrl ?? ''], { DEITA_API_KEY });
      assert.deepEqual((await one?.report())?.authorizations, [MAIN]);
      assert.deepEqual((await other?.report())?.authorizations, ['']);
    });

    it('of one kind of model come before the one for all at the same server', async () => {
      const { baseUrl, ...server } = await stub({ api: 'vllm' });
      await done(['select', pool(folder), ...SCORERS, ...EMBEDDER, '--base-url', baseUrl, '--threshold', '0.9']);
      assert.deepEqual([...(await server.report()).authorizations].sort(), [EMBEDDING, MAIN, QUALITY].sort());
    });

    it('for a judge goes to the judge', async () => {
      const { baseUrl, ...server } = await stub({ api: 'openai' });
      const judge = [
        '--scorer',
        'server',
        '--judge',
        '--preset',
        'openai',
        '--complexity-model',
        STUB_MODELS.complexity,
      ];
      await done(['score', pool(folder), ...judge, '--base-url', baseUrl]);
      assert.deepEqual((await server.report()).authorizations, [JUDGE]);
    });

    for (const command of ['embed', 'neighbours', 'calibrate']) {
      it(`for embeddings goes to the embedder of deita ${command}`, async () => {
        const { baseUrl, ...server } = await stub({ api: 'vllm' });
        const row = command === 'neighbours' ? ['--row', '0'] : [];
        await done([command, pool(folder), ...row, ...EMBEDDER, '--embedding-base-url', baseUrl]);
        assert.deepEqual((await server.report()).authorizations, [EMBEDDING]);
      });
    }

    it('of OpenAI goes to no other server', async () => {
      const { baseUrl, ...server } = await stub({ api: 'vllm' });
      const { OPENAI_API_KEY } = KEYS;
      await done(['select', pool(folder), ...SCORERS, ...EMBEDDER, '--base-url', baseUrl, '--threshold', '0.9'], {
        OPENAI_API_KEY,
      });
      await run(['connect', '--base-url', baseUrl, '--model', STUB_MODELS.quality], { OPENAI_API_KEY });
      assert.deepEqual((await server.report()).authorizations, ['']);
    });

    for (const [kind, key] of [
      ['complexity', MAIN],
      ['quality', QUALITY],
      ['embedding', EMBEDDING],
      ['judge', JUDGE],
    ] as const) {
      it(`for ${kind} is what deita connect sends`, async () => {
        const { baseUrl, ...server } = await stub({ api: 'vllm' });
        await run(['connect', '--base-url', baseUrl, '--kind', kind, '--model', STUB_MODELS.complexity]);
        assert.deepEqual((await server.report()).authorizations, [key]);
      });
    }

    async function exported(name: string): Promise<string> {
      await done(['batch', 'export', pool(folder), '--output', folder.path(name), '--embedding-model', 'e']);
      return folder.path(name);
    }

    it('for a Batch API goes to the address that is named, not to the one that a folder names', async () => {
      const { DEITA_API_KEY, OPENAI_API_KEY } = KEYS;
      const server = await record(batchApi);
      const batch = await exported('b');
      await done(['batch', 'submit', batch, '--base-url', server.baseUrl], { DEITA_API_KEY, OPENAI_API_KEY });
      await done(['batch', 'status', batch, '--base-url', server.baseUrl], { DEITA_API_KEY });
      assert.deepEqual(server.authorizations, [MAIN]);
      // Such as a folder that somebody else made.
      const submitted = {
        baseUrl: server.baseUrl,
        files: [{ name: 'embeddings-001.jsonl', endpoint: '/v1/embeddings' }],
      };
      writeFileSync(`${batch}/submitted.json`, JSON.stringify(submitted));
      const { stderr } = await done(['batch', 'submit', batch], { DEITA_API_KEY, OPENAI_API_KEY });
      assert.deepEqual(server.authorizations, [MAIN, '']);
      assert.match(stderr, /asked without a key/);
    });

    it('stay where a server redirects to another one, which gets no text either', async () => {
      const other = await record((_request, response) => sendJson(response, {}));
      const first = await record((request, response, body) =>
        redirectTo(`${other.origin}${request.url}`, 307)(request, response, body),
      );
      const batch = await exported('redirected');
      for (const args of [
        ['score', pool(folder), ...SCORERS, '--base-url', first.baseUrl],
        ['select', pool(folder), ...SCORERS, ...EMBEDDER, '--base-url', first.baseUrl, '--threshold', '0.9'],
        ['embed', pool(folder), ...EMBEDDER, '--embedding-base-url', first.baseUrl],
        ['connect', '--base-url', first.baseUrl, '--model', 'm'],
        ['batch', 'submit', batch, '--base-url', first.baseUrl],
      ]) {
        const { code, stdout, stderr } = await run(args);
        assert.equal(code, 1, `${args[0]}: ${stderr}`);
        assert.match(stdout + stderr, new RegExp(`answered 307 and points to ${other.origin}`), args[0]);
      }
      assert.deepEqual(other.requests, []);
    });

    it('stay where the results of a batch are said to lie elsewhere', async () => {
      const other = await record((_request, response) => response.end('{}'));
      const server = await record((request, response, body) =>
        (request.url?.endsWith('/content') === true ? redirectTo(`${other.origin}/file`, 302) : batchApi)(
          request,
          response,
          body,
        ),
      );
      const { code, stderr } = await run(['batch', 'submit', await exported('b'), '--base-url', server.baseUrl]);
      assert.equal(code, 1);
      assert.match(stderr, /answered 302/);
      assert.deepEqual(other.requests, []);
    });

    it('that cross a network in the clear are warned about once, by the name of the host', async () => {
      const { baseUrl, origin } = await record((_request, response) => sendJson(response, {}, 400));
      // Reaches this machine all the same, but is no address that can be relied on to do so.
      const [elsewhere, host] = [baseUrl, origin].map((address) => address.replace('127.0.0.1', '0.0.0.0'));
      const warning = `The API key goes to ${host?.replace('http://', '')} over plain http`;
      const batch = await exported('b');
      const commands = [
        ['score', pool(folder), ...SCORERS, '--base-url', elsewhere ?? '', '--quality-base-url', `${host}/quality`],
        ['connect', '--base-url', elsewhere ?? '', '--model', 'm'],
        ['batch', 'submit', batch, '--base-url', elsewhere ?? ''],
      ];
      for (const args of commands) {
        const { stderr } = await run(args);
        assert.equal(stderr.split(warning).length - 1, 1, stderr);
        assert.doesNotMatch((await run(args, {})).stderr, /plain http/);
      }
    });

    it('that no header can hold are not shown by the error', async () => {
      const { baseUrl } = await stub({ api: 'vllm' });
      const env = { DEITA_API_KEY: 'key\nbroken-4711', DEITA_QUALITY_API_KEY: 'schlüssel-ключ-4711' };
      assert.equal((await run(['score', pool(folder), ...SCORERS, '--base-url', baseUrl], env)).code, 1);
      assert.equal((await run(['connect', '--base-url', baseUrl, '--model', STUB_MODELS.quality], env)).code, 1);
    });
  });
}
