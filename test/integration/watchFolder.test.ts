import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { watchFolder } from '../../src/editor/pages/watchFolder';
import { until } from './support/until';

describe('Watching a folder for a page', () => {
  let root: string;

  beforeEach(async () => (root = await mkdtemp(path.join(tmpdir(), 'deita-watch-'))));
  afterEach(() => rm(root, { recursive: true, force: true }));

  it('tells of a folder that is deleted with the files in it, and not of files that no page shows', async () => {
    const training = path.join(root, 'training');
    await mkdir(path.join(training, 'selection'), { recursive: true });
    await writeFile(path.join(training, 'manifest.json'), '{}');
    const told: string[] = [];
    const watching = watchFolder(vscode.Uri.file(root), '**/manifest.json', ({ fsPath }) => told.push(fsPath));
    try {
      let written = 0;
      await until('the watching to have begun', async () => {
        await mkdir(path.join(root, String(++written)));
        await writeFile(path.join(root, String(written), 'checkpoint.bin'), 'x');
        await writeFile(path.join(root, String(written), 'manifest.json'), '{}');
        return told.length > 0;
      });
      await rm(training, { recursive: true });
      await until('the deletion to be told of', () => told.includes(training));
      assert.ok(!told.some((file) => file.endsWith('checkpoint.bin')));
    } finally {
      watching.dispose();
    }
  });
});
