import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS } from '../../src/editor/contributions/commands';
import { DATASET_EDITOR } from '../../src/editor/contributions/views';
import {
  activateDeita,
  closeAllEditors,
  configure,
  openTable,
  openText,
  sessionOf,
  tableOf,
} from './support/extension';
import { DEFAULT_SETTINGS, Fixtures, poolSettings, SMALL_POOL } from './support/fixtures';
import { until } from './support/until';

const fixtures = new Fixtures();

describe('DEITA editor', () => {
  before(() => fixtures.create());
  afterEach(closeAllEditors);
  after(async () => {
    await configure(DEFAULT_SETTINGS);
    await fixtures.remove();
  });

  it("opens a text editor's file and goes back to its text", async () => {
    const uri = await fixtures.writePool('open.jsonl', SMALL_POOL);
    await openText(uri);
    await vscode.commands.executeCommand(COMMANDS.openDataset);
    const input = await until('the DEITA editor', () => activeInput(vscode.TabInputCustom));
    assert.equal(input.viewType, DATASET_EDITOR);
    assert.equal(input.uri.toString(), uri.toString());
    const { info } = (await tableOf(uri)).session;
    assert.deepEqual([info.format, info.rowCount], ['Alpaca', SMALL_POOL.length]);

    await vscode.commands.executeCommand(COMMANDS.openAsText);
    const text = await until('the text', () => activeInput(vscode.TabInputText));
    assert.equal(text.uri.toString(), uri.toString());
  });

  it('shows a page that follows the host to a row', async () => {
    const uri = await fixtures.writePool('reveal.jsonl', SMALL_POOL);
    await openTable(uri);
    const table = await tableOf(uri);
    table.reveal(4);
    await until('the page to report row 4', () => table.currentRow === 4);
  });

  it('takes the text cursor to the row of the table', async () => {
    const uri = await fixtures.writePool('to-text.jsonl', SMALL_POOL);
    await openTable(uri);
    const table = await tableOf(uri);
    table.reveal(3);
    await until('the page to report row 3', () => table.currentRow === 3);
    await vscode.commands.executeCommand(COMMANDS.openAsText);
    const editor = await until('the text', () => vscode.window.activeTextEditor);
    await until('line 4', () => editor.selection.active.line === 3);
  });

  it('moves through selected rows and near-duplicates by command', async () => {
    const uri = await fixtures.writePool('jump.jsonl', SMALL_POOL);
    await configure(poolSettings('jump.jsonl', 3));
    await openTable(uri);
    await vscode.commands.executeCommand(COMMANDS.select);
    const table = await tableOf(uri);
    const at = (rowIndex: number) => until(`row ${rowIndex}`, () => table.currentRow === rowIndex);
    table.reveal(2);
    await at(2);
    await vscode.commands.executeCommand(COMMANDS.jumpToNearDuplicate);
    await at(0);
    await vscode.commands.executeCommand(COMMANDS.goBack);
    await at(2);
    // By rank, near-duplicates stand after the selected rows: the next one is the best.
    await vscode.commands.executeCommand(COMMANDS.nextSelectedRow);
    await at(0);
    await vscode.commands.executeCommand(COMMANDS.nextSelectedRow);
    await at(3);
  });

  it('compares the current row and its near-duplicate in a diff editor, as text', async () => {
    const uri = await fixtures.writePool('diff.jsonl', SMALL_POOL);
    await configure(poolSettings('diff.jsonl', 3));
    await openTable(uri);
    await vscode.commands.executeCommand(COMMANDS.select);
    const table = await tableOf(uri);
    table.reveal(2);
    await until('row 2', () => table.currentRow === 2);
    await vscode.commands.executeCommand(COMMANDS.compareInDiffEditor);
    const { original, modified } = await until('a diff', () => activeInput(vscode.TabInputTextDiff));
    const textOf = async (side: vscode.Uri) => (await vscode.workspace.openTextDocument(side)).getText();
    for (const [side, rowIndex] of [
      [original, 2],
      [modified, 0],
    ] as const) {
      const { turns } = await table.session.request('row/detail', { rowIndex });
      assert.equal(await textOf(side), `# User\n\n${turns[0]?.instruction}\n\n# Assistant\n\n${turns[0]?.response}\n`);
    }
  });

  it('shares one dataset between table and text', async () => {
    const uri = await fixtures.writePool('shared.jsonl', SMALL_POOL);
    const session = await openTable(uri);
    await openText(uri);
    assert.equal(await sessionOf(uri), session);
  });

  it('follows changes of the file', async () => {
    const uri = await fixtures.writePool('changing.jsonl', SMALL_POOL);
    const session = await openTable(uri);
    await fixtures.writePool('changing.jsonl', [...SMALL_POOL, ...SMALL_POOL]);
    await until('twelve rows', () => session.info.rowCount === 2 * SMALL_POOL.length);
    await fixtures.write('changing.jsonl', '{"instruction":"one","output":"row"}\n');
    await until('one row', () => session.info.rowCount === 1);
  });

  for (const [what, content] of [
    ['an empty file', ''],
    ['bytes that are no text', Buffer.from([0x7b, 0x80, 0xff, 0x0a, 0xc3, 0x28, 0x0a])],
  ] as const) {
    it(`opens ${what} without failing`, async () => {
      const uri = await fixtures.write(`${what.replaceAll(' ', '-')}.jsonl`, content);
      const session = await openTable(uri);
      assert.equal(session.info.format, null);
    });
  }

  it('says in a page of its own what a file is that is no dataset', async () => {
    const uri = await fixtures.write('text-that-is-no-JSON.jsonl', 'hello\nworld\n');
    const { registry } = await activateDeita();
    await assert.rejects(registry.acquire(uri), { code: 'notDataset' });
    await vscode.commands.executeCommand('vscode.openWith', uri, DATASET_EDITOR);
    await until('its tab', () => activeInput(vscode.TabInputCustom)?.uri.toString() === uri.toString());
    assert.equal(registry.get(uri), undefined);
  });

  it('leaves nothing behind when a file cannot be opened', async () => {
    const uri = await fixtures.write('utf16.jsonl', Buffer.from('\ufeff{"instruction":"a"}\n', 'utf16le'));
    const { registry } = await activateDeita();
    await assert.rejects(registry.acquire(uri), /not UTF-8/);
    assert.equal(registry.get(uri), undefined);
    await fixtures.write('utf16.jsonl', '{"instruction":"a","output":"b"}\n');
    assert.equal((await openTable(uri)).info.rowCount, 1);
  });
});

function activeInput<T extends object>(type: new (...args: never[]) => T): T | undefined {
  const input: unknown = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof type ? input : undefined;
}
