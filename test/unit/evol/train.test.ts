import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import type { TrainSummary } from '../../../src/protocol/training';
import { evolModel } from '../../support/servers/evolModel';
import { recordingServers } from '../../support/servers/recordingServer';
import { temporaryFolder } from '../../support/temporaryFolder';
import { missingModels } from '../cli/cliRunners';
import { deita, writePool } from './evolFixture';

const SCORED_ROW = /"complexity_scores":\[(\d\.\d+)\]/;

describe('deita evol train', () => {
  const folder = temporaryFolder();
  const start = recordingServers();

  beforeEach(function () {
    const reason = missingModels();
    if (reason === undefined) return;
    console.log(`      skipped: ${reason}`);
    this.skip();
  });

  /** Annotates rows by the stand-in model. @returns the run's folder */
  async function annotated(name: string, ...args: string[]): Promise<string> {
    const { baseUrl } = await start(evolModel({ noise: 0.2, faults: { refuses: 0.05, ranked: 0.3 } }));
    const run = folder.path(name);
    const server = ['--base-url', baseUrl, '--model', 'stand-in', '--yes'];
    const { code, stderr } = await deita(folder, [
      'evol',
      'annotate',
      writePool(folder, 40),
      '--run',
      run,
      ...server,
      ...args,
    ]);
    assert.equal(code, 0, stderr);
    return run;
  }

  async function train(...args: string[]): Promise<TrainSummary> {
    const { code, stdout, stderr } = await deita(folder, ['evol', 'train', ...args, '--json']);
    assert.equal(code, 0, stderr);
    return JSON.parse(stdout) as TrainSummary;
  }

  it('orders unseen chains, the same way each time, and is a scorer like any other', async () => {
    const run = await annotated('a.evol', '--seeds', '20');
    const { heads, onnxDifference } = await train('--run', run, '--output', folder.path('scorer'));
    for (const kind of ['complexity', 'quality'] as const) {
      assert.ok((heads[kind]?.kendall ?? 0) >= 0.8, `${kind}: ${heads[kind]?.kendall}`);
      assert.equal(heads[kind]?.chains, 20);
    }
    assert.ok(onnxDifference <= 1e-5);
    await train('--run', run, '--output', folder.path('again'));
    for (const name of ['complexity.onnx', 'quality.onnx']) {
      assert.deepEqual(readFileSync(folder.path(`again/${name}`)), readFileSync(folder.path(`scorer/${name}`)));
    }
    const pool = folder.write('p.jsonl', `${JSON.stringify({ instruction: 'Name a river.', output: 'The Rhine.' })}\n`);
    const chosen = ['--scorer', 'trained', '--trained-scorer'];
    const output = ['--output', folder.path('scored.jsonl')];
    const scored = await deita(folder, ['score', pool, ...chosen, folder.path('scorer'), ...output]);
    assert.equal(scored.code, 0, scored.stderr);
    assert.match(scored.stdout, /Scorer: scorer; 1 turn scored/);
    const score = Number(SCORED_ROW.exec(readFileSync(folder.path('scored.jsonl'), 'utf8'))?.[1]);
    assert.ok(score > 1 && score < 6);
    // The content cache knows the scorer by what it is, not by where it lies.
    const elsewhere = await deita(folder, ['score', pool, ...chosen, folder.path('again')]);
    assert.match(elsewhere.stdout, /0 turns scored, the rest came from the cache/);
    const selected = await deita(folder, ['select', pool, ...chosen, folder.path('scorer'), '--budget', '1', '--json']);
    assert.equal(selected.code, 0, selected.stderr);
  });

  it('refuses to score without both heads, with two of a kind, and without its embedder', async () => {
    await train(
      '--run',
      await annotated('c.evol', '--seeds', '8', '--dimension', 'complexity'),
      '--output',
      folder.path('c'),
    );
    await train(
      '--run',
      await annotated('q.evol', '--seeds', '8', '--dimension', 'quality'),
      '--output',
      folder.path('q'),
    );
    const pool = writePool(folder, 2);
    const score = (...folders: string[]) =>
      deita(folder, [
        'score',
        pool,
        '--scorer',
        'trained',
        ...folders.flatMap((name) => ['--trained-scorer', folder.path(name)]),
      ]);
    const half = await score('c');
    assert.deepEqual([half.code, half.stdout], [2, '']);
    assert.match(half.stderr, /No head for quality is in .*c\./);
    const both = await score('c', 'q');
    assert.equal(both.code, 0, both.stderr);
    assert.equal((await score()).code, 2);
    const missing = await score('c', 'nowhere');
    assert.match(missing.stderr, /nowhere holds no trained scorer/);
    const manifest = JSON.parse(readFileSync(folder.path('q/manifest.json'), 'utf8')) as { embedder: object };
    const change = (embedder: object): void =>
      writeFileSync(
        folder.path('q/manifest.json'),
        JSON.stringify({ ...manifest, embedder: { ...manifest.embedder, ...embedder } }),
      );
    change({ hash: 'another', name: 'My embedder' });
    const other = await score('c', 'q');
    assert.equal(other.code, 1);
    assert.match(other.stderr, /q needs the embedder My embedder that it was trained with/);
    change({ kind: 'onnx', hash: 'another', model: folder.path('gone'), name: 'My embedder' });
    assert.match((await score('c', 'q')).stderr, /needs the embedder My embedder in .*gone that it was trained with/);
    change({});
    // Scores are kept by what the manifest says of the models.
    writeFileSync(folder.path('q/quality.onnx'), readFileSync(folder.path('c/complexity.onnx')));
    const swapped = await score('c', 'q');
    assert.equal(swapped.code, 1);
    assert.match(swapped.stderr, /quality\.onnx is not the model that manifest\.json beside it describes/);
  });

  it('joins runs, applies corrections, and learns from rows that carry scores', async () => {
    const first = await annotated('a.evol', '--seeds', '8', '--dimension', 'complexity');
    const second = await annotated('b.evol', '--seeds', '8', '--seed', '9', '--dimension', 'complexity');
    const joined = await train('--run', first, '--run', second, '--output', folder.path('joined'));
    assert.equal(joined.heads.complexity?.chains, 16);
    const chain = (
      JSON.parse((await deita(folder, ['evol', 'inspect', '--run', first, '--json'])).stdout) as {
        chains: { id: string }[];
      }
    ).chains[0];
    writeFileSync(
      `${first}/corrections.jsonl`,
      `${JSON.stringify({ chain: chain?.id, drop: true, at: '2026-01-01' })}\n`,
    );
    const corrected = await train('--run', first, '--run', second, '--output', folder.path('joined'), '--overwrite');
    assert.equal(corrected.heads.complexity?.chains, 15);
    const rows = Array.from({ length: 30 }, (_, id) =>
      JSON.stringify({
        instruction: `Do ${id}${' and one thing more'.repeat(id % 6)}.`,
        output: 'Done.',
        complexity_scores: [1 + (id % 6) * 0.8],
        quality_scores: [null],
      }),
    );
    const labels = folder.write('labels.jsonl', rows.join('\n'));
    const distilled = await train('--labels', labels, '--output', folder.path('distilled'));
    assert.deepEqual(Object.keys(distilled.heads), ['complexity']);
    assert.deepEqual([distilled.heads.complexity?.texts, distilled.heads.complexity?.kendall], [30, null]);
    assert.ok((distilled.heads.complexity?.spearman ?? 0) > 0.8, `${distilled.heads.complexity?.spearman}`);
  });

  it('distils a scorer: a sample of its scores is learned from, with the error known', async () => {
    const rows = Array.from({ length: 60 }, (_, id) =>
      JSON.stringify({
        instruction: `Do ${id}${' and one thing more'.repeat(id % 6)}.`,
        output: `Done${', and told why'.repeat(id % 5)}.`,
        complexity_scores: [1 + (id % 6) * 0.8],
        quality_scores: [1 + (id % 5)],
      }),
    );
    const pool = folder.write('teacher.jsonl', rows.join('\n'));
    const scorer = folder.path('distilled');
    const sample = ['--distil', pool, '--rows', '40', '--scorer', 'precomputed'];
    const { heads } = await train(...sample, '--output', scorer);
    for (const kind of ['complexity', 'quality'] as const) {
      assert.deepEqual([heads[kind]?.texts, heads[kind]?.chains], [40, 0]);
      assert.ok((heads[kind]?.meanAbsoluteError ?? 6) < 1 && (heads[kind]?.spearman ?? 0) > 0.7, JSON.stringify(heads));
    }
    const scored = await deita(folder, ['score', pool, '--scorer', 'trained', '--trained-scorer', scorer]);
    assert.equal(scored.code, 0, scored.stderr);
  });
});
