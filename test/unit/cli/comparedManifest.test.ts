import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { SelectionComparison } from '../../../src/protocol/comparison';
import { temporaryFolder } from '../../support/temporaryFolder';
import { json, precomputed } from './cliCase';
import { RUNNERS } from './cliRunners';

describe('command line: a manifest as a run', () => {
  const folder = temporaryFolder();

  it('holds the rows that its report holds, in their order, even after an editor put a byte order mark in front', async () => {
    const [runner] = RUNNERS;
    const options = { cacheDir: folder.path('cache') };
    const run = async (...args: string[]) => {
      const result = await runner?.run(args, options);
      assert.equal(result?.code, 0, result?.stderr);
      return result;
    };
    const files = ['--output', folder.path('out.jsonl'), '--report', folder.path('report.json')];
    await run('select', ...precomputed(folder), ...files);
    const [file = '', , , , npy = ''] = precomputed(folder);
    const manifest = folder.path('out.jsonl.deita.json');
    for (const name of ['out.jsonl.deita.json', 'report.json']) {
      folder.write(name, `\uFEFF${readFileSync(folder.path(name), 'utf8')}`);
    }
    const result = await run('compare', file, manifest, folder.path('report.json'), '--embeddings', npy, '--json');
    assert.ok(result);
    const { runs, pairs } = json(result) as unknown as SelectionComparison;
    assert.deepEqual([runs[0]?.name, runs[0]?.counts.selected], ['out.jsonl', 3]);
    assert.deepEqual([pairs[0]?.a, pairs[0]?.b, pairs[0]?.jaccard], ['out.jsonl', 'report.json', 1]);
    assert.ok(pairs[0]?.jaccardByRank.every(({ jaccard }) => jaccard === 1));
  });
});
