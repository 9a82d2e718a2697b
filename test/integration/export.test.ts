import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import type { ExportArguments } from '../../src/editor/commands/exportChoices';
import { COMMANDS } from '../../src/editor/contributions/commands';
import { closeAllEditors, configure, deitaExtension, openTable } from './support/extension';
import { DEFAULT_SETTINGS, Fixtures, poolSettings, SMALL_POOL } from './support/fixtures';

const fixtures = new Fixtures();

describe('Export', () => {
  let uri: vscode.Uri;
  let sourceLines: string[];

  before(async () => {
    await fixtures.create();
    uri = await fixtures.writePool('pool.jsonl', SMALL_POOL);
    sourceLines = (await readFile(uri.fsPath, 'utf8')).trimEnd().split('\n');
    await configure(poolSettings('pool.jsonl', 3));
    await openTable(uri);
    await vscode.commands.executeCommand(COMMANDS.select);
  });

  after(async () => {
    await closeAllEditors();
    await configure(DEFAULT_SETTINGS);
    await fixtures.remove();
  });

  it('writes the selected lines byte for byte in score order, with a manifest', async () => {
    const output = await exportRows('score.jsonl', { rows: 'selected', order: 'score', withScores: false });
    const expected = [0, 3, 1].map((row) => `${sourceLines[row] ?? ''}\n`).join('');
    assert.equal(output, expected);
    const manifest = JSON.parse(await readFile(fixtures.uri('score.jsonl.deita.json').fsPath, 'utf8')) as {
      output: { sha256: string };
    };
    assert.equal(manifest.output.sha256, createHash('sha256').update(expected).digest('hex'));
  });

  it('writes the same bytes as the command line', async () => {
    const output = await exportRows('file.jsonl', { rows: 'selected', order: 'file', withScores: false });
    const byCommandLine = fixtures.uri('cli.jsonl').fsPath;
    const embeddings = ['--scorer', 'precomputed', '--embeddings', fixtures.uri('pool.jsonl.npy').fsPath];
    const parameters = [
      '--budget',
      '3',
      '--threshold',
      '0.9',
      '--order',
      'file',
      '--no-cache',
      '--output',
      byCommandLine,
    ];
    await promisify(execFile)(
      process.execPath,
      [path.join(deitaExtension().extensionPath, 'dist', 'cli.js'), 'select', uri.fsPath, ...embeddings, ...parameters],
      { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } },
    );
    assert.equal(output, await readFile(byCommandLine, 'utf8'));
  });

  it('adds scores on request', async () => {
    const output = await exportRows('scores.jsonl', { rows: 'all', order: 'file', withScores: true });
    const rows = output
      .trimEnd()
      .split('\n')
      .map((text) => JSON.parse(text) as Record<string, unknown>);
    assert.deepEqual(
      rows.map(({ evol_score }) => evol_score),
      SMALL_POOL.map(({ complexity, quality }) => complexity * quality),
    );
    assert.deepEqual(
      rows.map(({ deita_status }) => deita_status),
      ['selected', 'selected', 'nearDuplicate', 'selected', 'notReached', 'nearDuplicate'],
    );
  });

  it('writes the report', async () => {
    await runExport({ outputPath: fixtures.uri('report.json').fsPath, what: 'report', overwrite: false });
    const report = JSON.parse(await readFile(fixtures.uri('report.json').fsPath, 'utf8')) as { rows: unknown[] };
    assert.equal(report.rows.length, SMALL_POOL.length);
  });

  it('writes a recipe that gives the same rows and the same decisions in a shell, and again', async () => {
    const recipe = fixtures.uri('pool.deita.recipe.yaml').fsPath;
    await runExport({ outputPath: recipe, what: 'recipe', overwrite: false });
    const rows = await exportRows('shown.jsonl', { rows: 'selected', order: 'score', withScores: false });
    await runExport({ outputPath: fixtures.uri('shown.report.json').fsPath, what: 'report', overwrite: false });
    const decisions = async (name: string): Promise<unknown> => {
      const report = JSON.parse(await readFile(fixtures.uri(name).fsPath, 'utf8')) as Record<string, unknown>;
      return [report.parameters, report.counts, report.strategy, report.rows];
    };
    const written: string[] = [];
    for (let times = 0; times < 2; times++) {
      await promisify(execFile)(
        process.execPath,
        [path.join(deitaExtension().extensionPath, 'dist', 'cli.js'), 'run', recipe, '--no-cache', '--overwrite'],
        { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } },
      );
      assert.equal(await readFile(fixtures.uri('pool.selected.jsonl').fsPath, 'utf8'), rows);
      assert.deepEqual(await decisions('pool.report.json'), await decisions('shown.report.json'));
      written.push(await readFile(fixtures.uri('pool.report.json').fsPath, 'utf8'));
    }
    assert.equal(written[0], written[1]);
  });

  it('keeps the run by a name, where the command line finds it', async () => {
    await vscode.commands.executeCommand(COMMANDS.keepRun, undefined, 'first try');
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [
        ...[path.join(deitaExtension().extensionPath, 'dist', 'cli.js'), 'compare', uri.fsPath, 'first try', '--json'],
        ...['--no-cache', '--embeddings', fixtures.uri('pool.jsonl.npy').fsPath],
      ],
      { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } },
    );
    const [first] = (JSON.parse(stdout) as { runs: { name: string; counts: { selected: number } }[] }).runs;
    assert.deepEqual([first?.name, first?.counts.selected], ['first try', 3]);
  });

  it('never overwrites the dataset itself', async () => {
    const before = await readFile(uri.fsPath);
    const what = { rows: 'selected', order: 'file', withScores: false } as const;
    await runExport({ outputPath: uri.fsPath, what, overwrite: true });
    assert.deepEqual(await readFile(uri.fsPath), before);
    assert.ok(!existsSync(`${uri.fsPath}.deita.json`));
  });
});

async function exportRows(name: string, what: ExportArguments['what']): Promise<string> {
  const outputPath = fixtures.uri(name).fsPath;
  await runExport({ outputPath, what, overwrite: false });
  return readFile(outputPath, 'utf8');
}

async function runExport(args: ExportArguments): Promise<void> {
  await vscode.commands.executeCommand(COMMANDS.export, undefined, args);
}
