import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { EngineClient } from '../../../src/engine/engineClient';
import { begin } from './clientFixture';
import { TemporaryFolder } from './poolFiles';

describe('the process of an engine', () => {
  const folder = new TemporaryFolder();
  beforeEach(() => folder.create());
  afterEach(() => folder.remove());

  it('starts on a Node that refuses the options by which it takes less memory and time', async () => {
    const nodePath = folder.path('other-node');
    const asked = folder.path('asked.txt');
    const script = `#!/bin/sh
echo "$*" >> "${asked}"
case "$*" in *semi-space*) echo "bad option" >&2; exit 9;; esac
exec "${process.execPath}" "$@"
`;
    await writeFile(nodePath, script, { mode: 0o755 });
    const client = new EngineClient(() => ({ cacheDir: null, modelDir: '', threads: 1, nodePath }));
    try {
      await begin(client);
    } finally {
      await client.dispose();
    }
    const starts = (await readFile(asked, 'utf8')).trim().split('\n');
    assert.deepEqual(
      starts.map((options) => options.includes('--interrupt-budget=400000')),
      [true, false],
    );
  });
});
