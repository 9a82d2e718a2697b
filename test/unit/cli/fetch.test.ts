import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { COMMIT, startDatasetHub, type DatasetHub } from '../../support/hub/datasetHub';
import { temporaryFolder } from '../../support/temporaryFolder';
import { json, read, row } from './cliCase';
import { RUNNERS } from './cliRunners';

const lines = (...ids: number[]): Buffer => Buffer.from(ids.map((id) => `${row(id, id + 1, 1)}\n`).join(''));
const SHARDS = { 'en/train-0.jsonl': lines(0, 1), 'en/train-1.jsonl': lines(2), 'en/test.jsonl': lines(3) };
const REPOSITORIES = {
  'test/rows': {
    files: { ...SHARDS, 'README.md': Buffer.from('# rows') },
    card: {
      license: 'apache-2.0\u001b[2J',
      configs: [
        {
          config_name: 'en',
          data_files: [
            { split: 'train', path: 'en/train-*' },
            { split: 'test', path: 'en/test.jsonl' },
          ],
        },
      ],
      dataset_info: { config_name: 'en', splits: [{ name: 'train', num_examples: 3 }] },
    },
  },
  'test/gated': { files: SHARDS, gated: 'auto' as const },
  'test/none': { files: { 'script.py': Buffer.from('pass') } },
};

/** What a manifest says of where a file was fetched from. */
interface Sourced {
  readonly hub?: { readonly split: string };
  readonly files?: readonly Sourced[];
}

for (const runner of RUNNERS) {
  describe(`deita fetch, ${runner.name}`, () => {
    const folder = temporaryFolder();
    let hub: DatasetHub;
    before(async function () {
      if (runner.unavailable !== undefined) {
        console.log(`      skipped: ${runner.unavailable}`);
        this.skip();
      }
      hub = await startDatasetHub(REPOSITORIES);
    });
    after(() => hub.stop());
    beforeEach(() => hub.reset());

    const run = (args: readonly string[]) =>
      runner.run(args, { cacheDir: folder.path('cache'), env: { HF_ENDPOINT: '', HF_TOKEN: 'hf_secret-4711' } });
    const fetchRows = (...args: string[]) => run(['fetch', 'test/rows', '--endpoint', hub.endpoint, ...args]);

    it('lists configs and splits with their sizes, and the licence', async () => {
      const listed = await fetchRows('--json');
      assert.equal(listed.code, 0, listed.stderr);
      const bytes = SHARDS['en/train-0.jsonl'].length + SHARDS['en/train-1.jsonl'].length;
      assert.deepEqual(json(listed), {
        ...{ repository: 'test/rows', commit: COMMIT, license: 'apache-2.0\u001b[2J', gated: false },
        configs: [
          {
            name: 'en',
            splits: [
              { name: 'train', rows: 3, files: 2, bytes },
              { name: 'test', rows: null, files: 1, bytes: SHARDS['en/test.jsonl'].length },
            ],
          },
        ],
      });
      const { stdout } = await fetchRows();
      assert.match(
        stdout,
        /^test\/rows at fedcba\S+, licence: apache-2\.0.*\n {2}en {2}train {2}3 rows, 2 files, 0\.\d MB\n {2}en {2}test {2}1 file/,
      );
      assert.ok(!stdout.includes('\u001b'));
      assert.ok(
        hub.asked.every(({ authorization }) => authorization === undefined),
        'a mirror sees no token',
      );
    });

    it('fetches a split of several files, which opens as their pool and is named in the manifest', async () => {
      const target = folder.path('rows');
      const fetched = await fetchRows('--split', 'train', '--output', target, '--json');
      assert.equal(fetched.code, 0, fetched.stderr);
      const pool = path.join(target, 'en.train.deita-pool.json');
      const [split] = json(fetched).splits as { path: string }[];
      assert.equal(split?.path, pool);
      assert.deepEqual(readdirSync(path.join(target, 'en')), ['train-0.jsonl', 'train-1.jsonl']);
      for (const file of ['en/train-0.jsonl', 'en/train-1.jsonl'] as const) {
        assert.deepEqual(readFileSync(path.join(target, file)), SHARDS[file]);
      }
      const record = JSON.parse(read(folder, 'rows/deita.fetch.json')) as object;
      const sha256 = (file: keyof typeof SHARDS): string => createHash('sha256').update(SHARDS[file]).digest('hex');
      const origin = {
        ...{ repository: 'test/rows', revision: null, commit: COMMIT, endpoint: hub.endpoint },
        ...{ license: 'apache-2.0\u001b[2J', config: 'en' },
      };
      const files = (['en/train-0.jsonl', 'en/train-1.jsonl'] as const).map((file) => ({
        ...{ path: file, bytes: SHARDS[file].length, sha256: sha256(file) },
      }));
      assert.deepEqual(record, { ...origin, splits: [{ name: 'train', pool: 'en.train.deita-pool.json', files }] });
      const options = ['--scorer', 'precomputed', '--diversity', 'none', '--budget', '2', '--overwrite'];
      for (const [dataset, name] of [
        [pool, 'out.jsonl'],
        [path.join(target, 'en', 'train-0.jsonl'), 'one.jsonl'],
      ] as const) {
        const selected = await run(['select', dataset, ...options, '--output', folder.path(name)]);
        assert.equal(selected.code, 0, selected.stderr);
        const { source } = JSON.parse(read(folder, `${name}.deita.json`)) as { source: { hub: object } };
        assert.deepEqual(source.hub, { ...origin, split: 'train' });
      }
    });

    it('names in manifests what was fetched before as well, and nothing that is no longer as it was fetched', async () => {
      const target = folder.path('kept');
      for (const split of ['train', 'test']) {
        const fetched = await fetchRows('--split', split, '--output', target);
        assert.equal(fetched.code, 0, fetched.stderr);
      }
      const pool = path.join(target, 'en.train.deita-pool.json');
      const options = ['--scorer', 'precomputed', '--diversity', 'none', '--budget', '1', '--overwrite'];
      const hubOf = async (): Promise<(string | undefined)[]> => {
        const selected = await run(['select', pool, ...options, '--output', folder.path('kept.jsonl')]);
        assert.equal(selected.code, 0, selected.stderr);
        const { source } = JSON.parse(read(folder, 'kept.jsonl.deita.json')) as { source: Sourced };
        return [source, ...(source.files ?? [])].map((each) => each.hub?.split);
      };
      assert.deepEqual(await hubOf(), ['train', 'train', 'train']);
      folder.write('kept/en/train-1.jsonl', lines(5));
      assert.deepEqual(await hubOf(), [undefined, 'train', undefined]);
      folder.write('kept/en/train-1.jsonl', SHARDS['en/train-1.jsonl']);
      folder.write('kept/en.train.deita-pool.json', read(folder, 'kept/en.train.deita-pool.json').trimEnd());
      assert.deepEqual(await hubOf(), [undefined, 'train', 'train']);
      for (const damaged of ['{', '[]', '{"splits":[{"name":"train"}],"repository":"a/b","commit":"c"}']) {
        folder.write('kept/deita.fetch.json', damaged);
        assert.deepEqual(await hubOf(), [undefined, undefined, undefined], damaged);
      }
    });

    it('fetches everything of the only config, a revision too, and goes over nothing of the user', async () => {
      const target = folder.path('all');
      const first = await run(['fetch', 'test/rows@v1.0', '--endpoint', hub.endpoint, '--output', target]);
      assert.equal(first.code, 0, first.stderr);
      assert.match(first.stdout, /^train: .*en\.train\.deita-pool\.json \(.*\ntest: .*test\.jsonl \(/);
      assert.ok(hub.asked.some(({ path: asked }) => asked.endsWith('/revision/v1.0')));
      assert.equal((JSON.parse(read(folder, 'all/deita.fetch.json')) as { revision: string }).revision, 'v1.0');
      folder.write('all/en/test.jsonl', 'mine');
      const again = await fetchRows('--output', target);
      assert.equal(again.code, 1);
      assert.match(again.stderr, /test\.jsonl exists\.\nUse --overwrite to replace it/);
      assert.equal(read(folder, 'all/en/test.jsonl'), 'mine');
      assert.equal((await fetchRows('--output', target, '--overwrite')).code, 0);
      assert.equal(read(folder, 'all/en/test.jsonl'), SHARDS['en/test.jsonl'].toString());
    });

    it('says what stands in the way of its folder', async () => {
      const file = folder.write('a-file', 'text');
      const { code, stderr } = await fetchRows('--config', 'en', '--output', file);
      assert.deepEqual([code, read(folder, 'a-file')], [1, 'text']);
      assert.match(stderr, /a-file cannot be written: .*\./);
      assert.doesNotMatch(stderr, /internal error/);
    });

    it('says once what stands in the way of its record', async () => {
      const target = folder.path('recorded');
      mkdirSync(path.join(target, 'deita.fetch.json'), { recursive: true });
      const { code, stderr } = await fetchRows('--split', 'test', '--output', target);
      assert.equal(code, 1);
      assert.match(stderr, /deita\.fetch\.json cannot be written: /);
      assert.equal(stderr.split('cannot be written').length, 2, stderr);
    });

    it('says what cannot be fetched', async () => {
      const output = ['--endpoint', hub.endpoint, '--output', folder.path('none')];
      const gated = await run(['fetch', 'test/gated', '--endpoint', hub.endpoint]);
      assert.match(gated.stdout, /its terms have to be accepted on its page/);
      for (const [args, code, stderr] of [
        [['fetch', 'test/missing', ...output], 1, /has no dataset "test\/missing"/],
        [['fetch', 'test/none', ...output], 1, /holds no file of rows that is read/],
        [
          ['fetch', 'test/rows', '--split', 'dev', ...output],
          2,
          /has no split "dev" in its config "en"\.\nIt has train, test/,
        ],
        [['fetch', 'test/rows', '--config', 'de', ...output], 2, /has no config "de"\.\nIt has en/],
        [['fetch', 'rows', ...output], 2, /"rows" names no dataset/],
        [['fetch', 'test/rows@', ...output], 2, /Name a revision/],
        [['fetch'], 2, /needs a dataset on the hub/],
      ] as const) {
        const result = await run(args);
        assert.equal(result.code, code, result.stderr);
        assert.match(result.stderr, stderr);
      }
      hub.misbehave((_asked, response) => Boolean(response.writeHead(401).end()));
      const refused = await run(['fetch', 'test/gated', ...output]);
      assert.equal(refused.code, 1);
      assert.match(refused.stderr, /does not hand out "test\/gated" to everybody.*\n.*HF_TOKEN/);
      assert.ok(!existsSync(folder.path('none')));
    });
  });
}
