import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { copyModels } from '../../../../tools/build/models';

describe('the models that ship', () => {
  let root: string;
  before(async () => (root = await mkdtemp(path.join(tmpdir(), 'deita-models-'))));
  after(() => rm(root, { recursive: true }));

  it('are those of the product, not what an earlier build left beside them', async () => {
    const [source, target] = [path.join(root, 'media', 'models'), path.join(root, 'dist', 'models')];
    await mkdir(source, { recursive: true });
    await mkdir(target, { recursive: true });
    for (const name of ['scorer-quality.json', 'SCORERS.md']) await writeFile(path.join(source, name), 'new');
    for (const name of ['scorer-quality.onnx', 'SCORERS.md', 'use-lite.onnx', 'use-lite.stamp']) {
      await writeFile(path.join(target, name), 'old');
    }
    await copyModels(root);
    assert.deepEqual((await readdir(target)).sort(), [
      'SCORERS.md',
      'scorer-quality.json',
      'use-lite.onnx',
      'use-lite.stamp',
    ]);
  });
});
