import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activeFile } from '../../src/editor/activeDataset';
import { COMMANDS } from '../../src/editor/contributions/commands';
import { formatScore } from '../../src/wording/numbers';
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

describe('Text editor of a dataset', () => {
  let uri: vscode.Uri;

  before(async () => {
    await fixtures.create();
    uri = await fixtures.writePool('text.jsonl', SMALL_POOL);
    await configure(poolSettings('text.jsonl', 3));
    await openText(uri);
    await vscode.commands.executeCommand(COMMANDS.select);
  });

  after(async () => {
    await closeAllEditors();
    await configure(DEFAULT_SETTINGS);
    await fixtures.remove();
  });

  it('selects from the text editor', async () => {
    const { selection } = (await sessionOf(uri)).info;
    assert.deepEqual(selection?.counts, { rows: 6, selected: 3, nearDuplicate: 2, notReached: 1, unscored: 0 });
  });

  it('hovers with the numbers of the engine, whatever the column', async () => {
    const session = await sessionOf(uri);
    for (const rowIndex of SMALL_POOL.keys()) {
      const row = await session.request('row/detail', { rowIndex });
      for (const column of [0, 40]) {
        const text = unescapeMarkdown(await hoverText(uri, rowIndex, column));
        assert.ok(text.includes(`evol score ${formatScore(row.values.evolScore)} ·`), text);
        const [turn] = row.turns;
        assert.ok(
          text.includes(`| 1 | ${formatScore(turn?.complexityScore)} | ${formatScore(turn?.qualityScore)} |`),
          text,
        );
        if (row.rank !== undefined) assert.ok(text.includes(`selected, rank ${row.rank} of 3`), text);
        for (const { lineNumber } of row.nearDuplicates) assert.ok(text.includes(`[line ${lineNumber}]`), text);
      }
    }
  });

  it('finds the selected row that a near-duplicate duplicates', async () => {
    assert.deepEqual(await definitionLines(uri, 2), [0]);
    assert.deepEqual(await definitionLines(uri, 3), []);
  });

  it('finds the near-duplicates of a row', async () => {
    assert.deepEqual(await referenceLines(uri, 0), [2, 5]);
    assert.deepEqual(await referenceLines(uri, 3), []);
  });

  it('jumps to a near-duplicate and back', async () => {
    const editor = await openText(uri, 2);
    await vscode.commands.executeCommand(COMMANDS.jumpToNearDuplicate);
    assert.equal(editor.selection.active.line, 0);
    await vscode.commands.executeCommand(COMMANDS.goBack);
    assert.equal(editor.selection.active.line, 2);
  });

  it('walks through the selected rows in file order and round', async () => {
    const editor = await openText(uri, 0);
    const lines: number[] = [];
    for (let step = 0; step < 3; step++) {
      await vscode.commands.executeCommand(COMMANDS.nextSelectedRow);
      lines.push(editor.selection.active.line);
    }
    // Rows 1, 4 and 2 are the best three that differ.
    assert.deepEqual(lines, [1, 3, 0]);
    await vscode.commands.executeCommand(COMMANDS.previousSelectedRow);
    assert.equal(editor.selection.active.line, 3);
  });

  it('opens the table at the row in question', async () => {
    await openText(uri, 3);
    await vscode.commands.executeCommand(COMMANDS.showRowDetails);
    const table = await tableOf(uri);
    await until('row 3', () => table.currentRow === 3);
  });

  it('says nothing about unsaved text', async () => {
    const editor = await openText(uri, 1);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '\n'));
    assert.equal(await hoverText(uri, 1), '');
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('leaves logs and ordinary JSON alone', async () => {
    const log = await fixtures.write('log.jsonl', '{"level":"info","message":"started"}\n');
    await openText(log);
    assert.equal(await hoverText(log, 0), '');
    const json = await fixtures.write('settings.json', '{\n  "a": 1\n}\n');
    await openText(json);
    assert.equal(await hoverText(json, 1), '');
    assert.equal((await activateDeita()).registry.get(json), undefined);
  });

  it('finds the row of a line within an array written over many lines', async () => {
    const json = await fixtures.writeArrayPool('array.json', SMALL_POOL);
    await configure(poolSettings('array.json', 3));
    await openTable(json);
    await vscode.commands.executeCommand(COMMANDS.select);
    await openText(json);
    const lineOfRow = (rowIndex: number): number => 2 + rowIndex * LINES_OF_A_RECORD;
    for (const [rowIndex, below] of [
      [0, 1],
      [1, 4],
    ] as const) {
      const line = lineOfRow(rowIndex);
      assert.match(await hoverText(json, line - 1 + below), new RegExp(`Line ${line}\\b`));
    }
  });

  it('refuses a document that was never saved', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'jsonl', content: '{"instruction":"a"}' });
    await vscode.window.showTextDocument(document);
    const before = (await activateDeita()).registry.sessions.length;
    await vscode.commands.executeCommand(COMMANDS.select);
    assert.equal((await activateDeita()).registry.sessions.length, before);
  });
});

describe('Text beside a table', () => {
  let uri: vscode.Uri;

  before(async () => {
    await fixtures.create();
    uri = await fixtures.writePool('beside.jsonl', SMALL_POOL);
    await configure(poolSettings('beside.jsonl', 3));
  });

  after(async () => {
    await closeAllEditors();
    await configure({ ...DEFAULT_SETTINGS, 'decorations.position': undefined, followCursor: undefined });
    await fixtures.remove();
  });

  it('has no hover before there is something to say, and the values once there are', async () => {
    await openText(uri);
    await openTable(uri);
    assert.deepEqual(await allHovers(uri, 1), []);
    await vscode.commands.executeCommand(COMMANDS.select);
    assert.match(await hoverText(uri, 1), /evol score/);
  });

  it('says status and score in CodeLenses by setting, which lead to the row, and nowhere without', async () => {
    assert.deepEqual(await lensesOf(uri), []);
    await configure({ 'decorations.position': 'codeLens' });
    const lenses = await lensesOf(uri);
    // Lines 1, 4 and 2 are selected; 3 and 6 repeat line 1.
    assert.deepEqual(
      lenses.map(({ range, command }) => [range.start.line + 1, command?.title.slice(0, 3)]),
      [
        [1, '✓ 1'],
        [2, '✓ 3'],
        [3, '≈ 1'],
        [4, '✓ 2'],
        [6, '≈ 1'],
      ],
    );
    const command = lenses[3]?.command;
    assert.ok(command !== undefined);
    await vscode.commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[]));
    const table = await tableOf(uri);
    await until('row 3', () => table.currentRow === 3);
    await configure({ 'decorations.enabled': false });
    assert.deepEqual(await lensesOf(uri), []);
    await configure({ 'decorations.enabled': undefined, 'decorations.position': undefined });
  });

  it('leads the table, and the table the text, without taking the focus or a filter away', async () => {
    const { editor, table } = await openBesideEachOther(uri);
    editor.selection = new vscode.Selection(5, 0, 5, 0);
    await until('row 5', () => table.currentRow === 5);
    assert.equal(table.panel.active, false);
    assert.equal(vscode.window.activeTextEditor, editor);
    table.reveal(2);
    await until('line 3 from the table in front', () => editor.selection.active.line === 2 && table.panel.active);
  });

  it('is left where it is by a table that is hidden, until that is in front', async () => {
    const { editor, table } = await openBesideEachOther(uri);
    editor.selection = new vscode.Selection(1, 0, 1, 0);
    await until('row 1', () => table.currentRow === 1);
    const seen: number[] = [];
    const seeing = table.session.onDidFocusRow((row) => seen.push(row));
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content: '' }), {
      viewColumn: table.panel.viewColumn ?? vscode.ViewColumn.One,
      preview: false,
    });
    await until('the table to be hidden', () => !table.isVisible);
    assert.ok(table.isReady);
    table.revealOnceReady(4);
    await until('row 4', () => table.currentRow === 4);
    assert.equal(editor.selection.active.line, 1);
    assert.deepEqual(seen, []);
    table.panel.reveal();
    await until('line 5 from the table in front', () => editor.selection.active.line === 4);
    assert.deepEqual(seen, [4]);
    seeing.dispose();
  });

  it('goes its own way where the setting says so', async () => {
    await configure({ followCursor: false });
    const { editor, table } = await openBesideEachOther(uri);
    table.reveal(4);
    await until('row 4', () => table.currentRow === 4);
    assert.notEqual(editor.selection.active.line, 4);
    await configure({ followCursor: undefined });
    table.reveal(1);
    await until('line 2', () => editor.selection.active.line === 1);
  });

  it('opens the table at the cursor, and where it was left from a text that was only opened', async () => {
    await closeAllEditors();
    await openText(uri, 4);
    await vscode.commands.executeCommand(COMMANDS.openDataset);
    const table = await tableOf(uri);
    await until('row 4', () => table.currentRow === 4);
    await openText(uri, 0);
    await vscode.commands.executeCommand(COMMANDS.openDataset);
    await until('the table', () => table.panel.active && table.isReady && table.currentRow === 4);
  });
});

describe('Hostile rows', () => {
  before(() => fixtures.create());
  after(async () => {
    await closeAllEditors();
    await configure(DEFAULT_SETTINGS);
    await fixtures.remove();
  });

  it('are text in a hover, and the hover runs our commands only', async () => {
    const hostile = '[x](command:deita.clearCache) <img src=x onerror=alert(1)> $(zap) </script> javascript:alert(1)';
    const uri = await fixtures.writePool('hostile.jsonl', [
      { instruction: hostile, complexity: 5, quality: 5, embedding: [1, 0] },
      { instruction: `${hostile}!`, complexity: 4, quality: 4, embedding: [1, 0] },
    ]);
    await configure(poolSettings('hostile.jsonl', 10));
    await openText(uri);
    await vscode.commands.executeCommand(COMMANDS.select);
    const [markdown] = await hovers(uri, 0, 0);
    assert.ok(markdown !== undefined);
    assert.ok(unescapeMarkdown(markdown.value).includes('<img src=x onerror=alert(1)>'), markdown.value);
    const unescaped = markdown.value.replace(/\\[!-/:-@[-`{-~]/g, '');
    assert.doesNotMatch(unescaped, /<|\$\(|\]\(command:deita\.clearCache/);
    assert.deepEqual(markdown.isTrusted, {
      enabledCommands: ['deita.internal.revealRow', COMMANDS.showRowDetails, COMMANDS.showModelCard],
    });
    assert.notEqual(markdown.supportHtml, true);
    assert.notEqual(markdown.supportThemeIcons, true);
  });
});

/** Of an instruction, an output and two lists with a score each, over lines of their own. */
const LINES_OF_A_RECORD = 10;

async function openBesideEachOther(uri: vscode.Uri) {
  await closeAllEditors();
  await openTable(uri);
  const table = await tableOf(uri);
  await vscode.window.showTextDocument(uri, { preview: false, viewColumn: vscode.ViewColumn.Beside });
  // Hidden for a moment where it had to be shown again, the page says when it has its rows.
  await until('the page', () => table.isReady && table.isVisible);
  const editor = await until('the text', () => vscode.window.activeTextEditor);
  // Tabs and panels tell the extension in their own time which of them is in front.
  await until('the text in front', () => activeFile()?.view === 'text' && !table.panel.active);
  return { editor, table };
}

async function lensesOf(uri: vscode.Uri): Promise<vscode.CodeLens[]> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri);
  return lenses.sort((a, b) => a.range.start.line - b.range.start.line);
}

function allHovers(uri: vscode.Uri, line: number): Thenable<vscode.Hover[]> {
  return vscode.commands.executeCommand('vscode.executeHoverProvider', uri, new vscode.Position(line, 0));
}

async function hovers(uri: vscode.Uri, line: number, column: number): Promise<vscode.MarkdownString[]> {
  const position = new vscode.Position(line, column);
  const found = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, position);
  return found
    .flatMap(({ contents }) => contents)
    .filter((content): content is vscode.MarkdownString => content instanceof vscode.MarkdownString)
    .filter(({ value }) => value.includes('evol score'));
}

async function hoverText(uri: vscode.Uri, line: number, column = 0): Promise<string> {
  return (await hovers(uri, line, column)).map(({ value }) => value).join('\n');
}

function unescapeMarkdown(markdown: string): string {
  return markdown
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&');
}

async function definitionLines(uri: vscode.Uri, line: number): Promise<number[]> {
  const found = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
    'vscode.executeDefinitionProvider',
    uri,
    new vscode.Position(line, 5),
  );
  return found.map((place) => ('targetRange' in place ? place.targetRange : place.range).start.line);
}

async function referenceLines(uri: vscode.Uri, line: number): Promise<number[]> {
  const found = await vscode.commands.executeCommand<vscode.Location[]>(
    'vscode.executeReferenceProvider',
    uri,
    new vscode.Position(line, 5),
  );
  return found.map(({ range }) => range.start.line);
}
