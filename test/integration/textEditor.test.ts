import assert from 'node:assert/strict';
import * as vscode from 'vscode';
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
    const rows = [
      { instruction: 'first', output: 'one' },
      { instruction: 'second', output: 'two' },
    ];
    const json = await fixtures.write('array.json', JSON.stringify(rows, null, 2));
    await openTable(json);
    await openText(json);
    assert.match(await hoverText(json, 2), /Line 2\b/);
    assert.match(await hoverText(json, 6), /Line 6\b/);
  });

  it('refuses a document that was never saved', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'jsonl', content: '{"instruction":"a"}' });
    await vscode.window.showTextDocument(document);
    const before = (await activateDeita()).registry.sessions.length;
    await vscode.commands.executeCommand(COMMANDS.select);
    assert.equal((await activateDeita()).registry.sessions.length, before);
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
