import assert from 'node:assert/strict';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import Mocha from 'mocha';
import * as vscode from 'vscode';
import { COMMANDS } from '../../src/editor/contributions/commands';
import { RowHoverProvider } from '../../src/editor/textEditor/hoverProvider';
import { TextDatasets } from '../../src/editor/textEditor/textDatasets';
import { writeDataset, writeEmbeddings } from '../bench/generated/generatedFiles';
import { quantile } from '../bench/measuring/cost';
import { closeAllEditors, configure, deitaExtension, openTable, openText } from './support/extension';
import { DEFAULT_SETTINGS, Fixtures, poolSettings } from './support/fixtures';

/** Just below what VS Code still gives to extensions as a text document. */
const POOL = { rows: 100_000, rowBytes: 450 };
const DIMENSIONS = 128;
const BUDGET = 6000;
const HOVERS = 200;
const RESOLUTION_MS = 5;
const NEVER = new vscode.CancellationTokenSource().token;

/** Structure is asserted; times depend on the machine and are recorded for `npm run bench` and for people. */
describe('A pool of 100,000 rows, 45 MB', () => {
  const fixtures = new Fixtures();
  const figures: Record<string, unknown> = { pool: POOL };
  let uri: vscode.Uri;

  before(async () => {
    await fixtures.create();
    uri = fixtures.uri('large.jsonl');
    await writeDataset(uri.fsPath, POOL);
    await writeEmbeddings(`${uri.fsPath}.npy`, { rows: POOL.rows, dimensions: DIMENSIONS, decay: 1 });
    await configure(poolSettings('large.jsonl', BUDGET));
  });

  after(async () => {
    await closeAllEditors();
    await configure(DEFAULT_SETTINGS);
    await fixtures.remove();
    await report(figures);
  });

  it('is selected by the engine while the extension host has time for others', async () => {
    const session = await openTable(uri);
    const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
    const start = performance.now();
    delay.enable();
    await vscode.commands.executeCommand(COMMANDS.select);
    delay.disable();
    assert.equal(session.info.rowCount, POOL.rows);
    assert.equal(session.info.selection?.counts.selected, BUDGET);
    figures['select'] = { wallMs: performance.now() - start, eventLoopDelayMs: delayOf(delay) };
  });

  it('answers hovers over the text', async () => {
    const { document } = await openText(uri);
    const datasets = new TextDatasets(deitaExtension().exports.registry);
    const provider = new RowHoverProvider(datasets);
    const [answered] = await hoverTimes((position) =>
      unlessUndefined(provider.provideHover(document, position, NEVER)),
    );
    datasets.dispose();
    figures['hoverMs'] = { answered };
  });

  it('answers hovers through the window, beside hovers over the same text that take no work', async () => {
    const plain = fixtures.uri('large.txt');
    await copyFile(uri.fsPath, plain.fsPath);
    await openText(plain);
    const provider = vscode.languages.registerHoverProvider({ pattern: plain.fsPath }, { provideHover: constantHover });
    const [throughTheWindow, throughTheWindowAlone] = await hoverTimes(
      (position) => hoverThroughTheWindow(uri, position),
      (position) => hoverThroughTheWindow(plain, position),
    );
    provider.dispose();
    figures['hoverMs'] = { ...(figures['hoverMs'] as object), throughTheWindow, throughTheWindowAlone };
  });

  it('leaves the native modules to the engine', () => {
    const own = deitaExtension().extensionPath;
    const shared = (process.report.getReport() as { sharedObjects?: string[] }).sharedObjects ?? [];
    assert.ok(shared.length > 0);
    assert.deepEqual(
      shared.filter((file) => file.startsWith(own)),
      [],
    );
  });
});

function hoverThroughTheWindow(uri: vscode.Uri, position: vscode.Position): Thenable<vscode.Hover[]> {
  return vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, position);
}

function constantHover(_: vscode.TextDocument, { line }: vscode.Position): vscode.Hover {
  return new vscode.Hover(`Line ${(line + 1).toLocaleString('en-US')}`);
}

type HoverAt = (position: vscode.Position) => PromiseLike<vscode.Hover[]>;

/** Milliseconds that each way takes for some rows all over the file, whose card must come; in turns, so that load and warming up hit all alike. */
async function hoverTimes(...ways: readonly HoverAt[]): Promise<Record<string, number>[]> {
  const times = ways.map((): number[] => []);
  for (let turn = 0; turn < HOVERS; turn++) {
    const line = (turn * 7919) % POOL.rows;
    for (const [way, hover] of ways.entries()) {
      const start = performance.now();
      const found = await hover(new vscode.Position(line, 0));
      times[way]?.push(performance.now() - start);
      assertShowsLine(found, line);
    }
  }
  return times.map(spread);
}

function assertShowsLine(found: readonly vscode.Hover[], line: number): void {
  const shown = found
    .flatMap(({ contents }) => contents.map(textOf))
    .join()
    .replaceAll('\\', '');
  assert.ok(shown.includes(`Line ${(line + 1).toLocaleString('en-US')}`), `line ${line + 1}: ${shown}`);
}

async function unlessUndefined<T>(value: Promise<T | undefined>): Promise<T[]> {
  const found = await value;
  return found === undefined ? [] : [found];
}

function spread(times: readonly number[]): Record<string, number> {
  return { p50: quantile(times, 0.5), p95: quantile(times, 0.95), most: Math.max(...times) };
}

function textOf(content: vscode.MarkdownString | { readonly value: string } | string): string {
  return typeof content === 'string' ? content : content.value;
}

/** Milliseconds that a timer came late. */
function delayOf(delay: ReturnType<typeof monitorEventLoopDelay>): Record<string, number> {
  const late = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
  return { p50: late(delay.percentile(50)), p99: late(delay.percentile(99)), most: late(delay.max) };
}

async function report(figures: Record<string, unknown>): Promise<void> {
  const artifacts = path.join(deitaExtension().extensionPath, 'artifacts');
  await mkdir(artifacts, { recursive: true });
  await writeFile(path.join(artifacts, 'responsiveness.json'), JSON.stringify(figures, null, 2));
  Mocha.reporters.Base.consoleLog(`    ${JSON.stringify(figures)}`);
}
