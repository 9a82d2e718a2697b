import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { createEngine } from '../../../src/engine/engine';
import type { ServerScorerChoice } from '../../../src/choices/scorers/server';
import { npyOf } from '../../support/npy';
import { stubServers, type StubHandle } from '../../support/servers/startStub';
import { STUB_MODELS } from '../../support/servers/stubOptions';
import { temporaryFolder } from '../../support/temporaryFolder';
import { embeddings, pool, type Folder } from './cliCase';
import { RUNNERS } from './cliRunners';

const NOBODY = 'http://127.0.0.1:9/v1';
const MODELS = { complexityModel: STUB_MODELS.complexity, qualityModel: STUB_MODELS.quality };
const scorers = ({ baseUrl }: StubHandle): string[] => [
  ...['--scorer', 'server', '--preset', 'vllm', '--base-url', baseUrl],
  ...['--complexity-model', MODELS.complexityModel, '--quality-model', MODELS.qualityModel],
];
const embedder = (baseUrl: string, model: string = STUB_MODELS.embedder): string[] => [
  ...['--embedder', 'server', '--embedding-base-url', baseUrl, '--embedding-model', model],
];

interface Mistake {
  readonly title: string;
  /** What follows the scorers on the command line; `embedding` is a server that answers those with a key. */
  readonly args: (folder: Folder, embedding: StubHandle) => readonly string[];
  readonly file?: (folder: Folder) => string;
  readonly command?: 'score' | 'compare' | 'signals';
  readonly stderr: RegExp;
}

const MISTAKES: readonly Mistake[] = [
  {
    title: 'no threshold is known for the embedder',
    args: (_, { baseUrl }) => embedder(baseUrl),
    stderr: /No threshold is known/,
  },
  {
    title: 'the threshold is none',
    args: (f) => ['--embeddings', embeddings(f), '--threshold', '2'],
    stderr: /threshold/,
  },
  {
    title: 'the embedder does not answer',
    args: () => [...embedder(NOBODY), '--threshold', '0.9'],
    stderr: /nothing listens there/,
  },
  {
    title: 'the embedder has no such model',
    args: (_, { baseUrl }) => [...embedder(baseUrl, 'none-such'), '--threshold', '0.9'],
    stderr: /none-such[^]*does not exist/,
  },
  {
    title: 'the embeddings are of another file',
    args: (f) => ['--embeddings', f.write('other.npy', npyOf([[1, 0]]))],
    stderr: /has one row, the dataset 6/,
  },
  {
    title: 'the embeddings are missing',
    args: (f) => ['--embeddings', f.path('none.npy')],
    stderr: /none\.npy/,
  },
  {
    title: 'the tokenizer is missing',
    args: (f) => ['--embeddings', embeddings(f), '--tokenizer', f.path('none.json')],
    stderr: /There is no tokenizer .*none\.json/,
  },
  {
    title: 'the tokenizer of a comparison is missing',
    command: 'compare',
    args: (f) => [
      f.write('run.json', '{"rows": []}'),
      '--embeddings',
      embeddings(f),
      '--tokenizer',
      f.path('none.json'),
    ],
    stderr: /There is no tokenizer .*none\.json/,
  },
  {
    title: 'the tokenizer of signals is missing',
    command: 'signals',
    args: (f) => ['--add', 'evol', '--tokenizer', f.path('none.json')],
    stderr: /There is no tokenizer .*none\.json/,
  },
  {
    title: 'the rows to be like are missing',
    args: (f) => ['--embeddings', embeddings(f), '--diversity', 'like', '--like', f.path('none-like.npy')],
    stderr: /none-like\.npy/,
  },
  {
    title: 'the rows to be like are of another model',
    args: (f) => ['--embeddings', embeddings(f), '--diversity', 'like', '--like', f.write('like.npy', npyOf([[1, 0]]))],
    stderr: /like\.npy has 2 dimensions/,
  },
  {
    title: 'the embeddings of tags are missing',
    args: (f) => [
      ...['--diversity', 'mig', '--tags', 'field:instruction'],
      ...['--tag-embeddings', f.path('none-tags.npy')],
    ],
    stderr: /none-tags\.npy/,
  },
  {
    title: 'there is another number of embeddings than of tags',
    args: (f) => [
      ...['--diversity', 'mig', '--tags', 'field:instruction'],
      ...['--tag-embeddings', f.write('tags.npy', npyOf([[1, 0]]))],
    ],
    stderr: /tags\.npy has one row, the number of different tags is 5/,
  },
  {
    title: 'the output exists',
    args: (f) => ['--embeddings', embeddings(f), '--output', f.write('out.jsonl', '')],
    stderr: /out\.jsonl exists\.\nUse --overwrite/,
  },
  {
    title: 'the manifest of the output exists',
    args: (f) => (
      f.write('out.jsonl.deita.json', ''),
      ['--embeddings', embeddings(f), '--output', f.path('out.jsonl')]
    ),
    stderr: /out\.jsonl\.deita\.json exists/,
  },
  {
    title: 'the folder of the output is missing',
    args: (f) => ['--embeddings', embeddings(f), '--output', f.path('none/out.jsonl')],
    stderr: /The folder of .* does not exist/,
  },
  {
    title: 'the output is a folder',
    args: (f) => (mkdirSync(f.path('out')), ['--embeddings', embeddings(f), '--report', f.path('out'), '--overwrite']),
    stderr: /out is a folder/,
  },
  {
    title: 'the output cannot be written',
    args: (f) => ['--embeddings', embeddings(f), '--output', f.path('x'.repeat(250))],
    stderr: /cannot be written: its name is too long/,
  },
  {
    title: 'the scores cannot be written',
    command: 'score',
    args: (f) => ['--output', f.path('none/scored.jsonl')],
    stderr: /The folder of .* does not exist/,
  },
  {
    title: 'the output is the dataset',
    args: (f) => ['--embeddings', embeddings(f), '--output', f.path('pool.jsonl'), '--overwrite'],
    stderr: /is the dataset itself/,
  },
  {
    title: 'the order is none',
    args: (f) => ['--embeddings', embeddings(f), '--order', 'nonsense'],
    stderr: /--order needs/,
  },
  {
    title: 'the dataset is missing',
    file: (f) => f.path('none.jsonl'),
    args: (f) => ['--embeddings', embeddings(f)],
    stderr: /none\.jsonl/,
  },
  {
    title: 'it costs more than it may',
    args: (f) => ['--embeddings', embeddings(f), '--price', '1000000', '--max-cost', '1'],
    stderr: /above --max-cost/,
  },
];

for (const runner of RUNNERS) {
  describe(`before the first turn is paid for, ${runner.name}`, function () {
    const folder = temporaryFolder();
    const start = stubServers();

    before(function () {
      if (runner.unavailable === undefined) return;
      console.log(`      skipped: ${runner.unavailable}`);
      this.skip();
    });

    for (const { title, args, file = pool, command = 'select', stderr } of MISTAKES) {
      it(`it is known that ${title}`, async () => {
        const [scorer, embedding] = await Promise.all([start({ api: 'vllm' }), start({ api: 'vllm' })]);
        const more = args(folder, embedding);
        const options = { cacheDir: folder.path('cache'), env: { DEITA_API_KEY: '' } };
        const result = await runner.run([command, file(folder), ...scorers(scorer), ...more], options);
        assert.notEqual(result.code, 0);
        assert.match(result.stderr, stderr);
        assert.equal((await scorer.report()).connections, 0);
      });
    }

    it('it is known that the embedder wants another key', async () => {
      const [scorer, embedding] = await Promise.all([start({ api: 'vllm' }), start({ api: 'vllm', apiKey: 'right' })]);
      const args = [...scorers(scorer), ...embedder(embedding.baseUrl), '--threshold', '0.9'];
      const env = { DEITA_API_KEY: '', DEITA_EMBEDDING_API_KEY: 'wrong' };
      const result = await runner.run(['select', pool(folder), ...args], { cacheDir: folder.path('cache'), env });
      assert.equal(result.code, 1);
      assert.match(result.stderr, /answered 401[^]*Check the key/);
      assert.equal((await scorer.report()).connections, 0);
    });
  });
}

describe('before the first turn is paid for, in an engine that goes on', function () {
  const folder = temporaryFolder();
  const start = stubServers();

  it('it is known that the embedder has gone since the last run', async () => {
    const [scorer, embedding] = await Promise.all([start({ api: 'vllm' }), start({ api: 'vllm' })]);
    const engine = createEngine({ cacheDir: null, modelDir: '', threads: 1 });
    try {
      const request = {
        budget: -1,
        threshold: 0.9,
        scorer: { kind: 'server', preset: 'vllm', baseUrl: scorer.baseUrl, ...MODELS } satisfies ServerScorerChoice,
        embedder: { kind: 'server', baseUrl: embedding.baseUrl, model: STUB_MODELS.embedder } as const,
      };
      const select = async (file: string): Promise<unknown> => {
        const { datasetId } = await engine.request('dataset/open', { path: file });
        return engine.request('dataset/select', { datasetId, ...request });
      };
      const first = pool(folder);
      await select(first);
      const asked = (await scorer.report()).requests;
      assert.ok(asked > 0);
      await embedding.stop();
      const other = folder.write('other.jsonl', `${JSON.stringify({ instruction: 'new', output: 'text' })}\n`);
      await assert.rejects(select(other), { code: 'serverUnreachable' });
      assert.equal((await scorer.report()).requests, asked);
      // Nothing has to be asked about what is known.
      await select(first);
    } finally {
      await engine.dispose();
    }
  });
});
