import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAllEditors, openTable } from './support/extension';
import { Fixtures } from './support/fixtures';
import { until } from './support/until';

const fixtures = new Fixtures();

const GOOD = '{"instruction":"a","output":"b"}';

describe('Problems panel', () => {
  before(() => fixtures.create());
  after(async () => {
    await closeAllEditors();
    await fixtures.remove();
  });

  it('lists bad rows with line and column', async () => {
    const broken = '{"instruction":"a",,}';
    const uri = await fixtures.write(
      'bad.jsonl',
      [GOOD, broken, '', '{"instruction":"","output":"b"}', GOOD].join('\n'),
    );
    await openTable(uri);
    const found = await until('two problems', () => {
      const diagnostics = diagnosticsOf(uri);
      return diagnostics.length === 2 && diagnostics;
    });
    assert.deepEqual(
      found.map(({ code, range }) => [code, range.start.line]),
      [
        ['invalidJson', 1],
        ['emptyInstruction', 3],
      ],
    );
    assert.equal(found[0]?.range.start.character, broken.indexOf(',,') + 1);
    for (const { source, severity, range } of found) {
      assert.equal(range.end.character - range.start.character, 1, 'the rest of the row is no fault');
      assert.equal(source, 'DEITA');
      assert.equal(severity, vscode.DiagnosticSeverity.Warning);
    }
  });

  it('offers to open a bad row in the table and to remove it, with a way back', async () => {
    const uri = await fixtures.write(
      'fixed.jsonl',
      [GOOD, '{', GOOD, '{"instruction":"","output":"b"}', ''].join('\n'),
    );
    await openTable(uri);
    await until('two problems', () => diagnosticsOf(uri).length === 2);
    const { document } = await vscode.window.showTextDocument(uri);
    const fixes = await fixesAt(uri, 1);
    assert.deepEqual([...fixes.keys()], ['Open Row in DEITA', 'Remove Row', 'Remove All 2 Bad Rows']);
    const before = document.getText();
    await vscode.workspace.applyEdit(fixes.get('Remove Row')?.edit as vscode.WorkspaceEdit);
    assert.equal(document.getText(), [GOOD, GOOD, '{"instruction":"","output":"b"}', ''].join('\n'));
    assert.deepEqual([...(await fixesAt(uri, 1)).keys()], ['Open Row in DEITA'], 'lines have moved');
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), before);
    await vscode.workspace.applyEdit(fixes.get('Remove All 2 Bad Rows')?.edit as vscode.WorkspaceEdit);
    assert.equal(document.getText(), [GOOD, GOOD, ''].join('\n'));
    await document.save();
    await until('no problem', () => diagnosticsOf(uri).length === 0);
  });

  it('lists a file with very many bad rows in part and says so', async () => {
    const rows = [
      GOOD,
      GOOD,
      GOOD,
      ...Array.from({ length: 1500 }, () => '{'),
      ...Array.from({ length: 2000 }, () => GOOD),
    ];
    const uri = await fixtures.write('many.jsonl', rows.join('\n'));
    await openTable(uri);
    await until('a note on the rest', () =>
      diagnosticsOf(uri).some(({ message }) => message.startsWith('1,000 of 1,500 bad rows')),
    );
    assert.equal(diagnosticsOf(uri).length, 1001);
  });

  it('forgets problems that were mended', async () => {
    const uri = await fixtures.write('mended.jsonl', `${GOOD}\n{\n`);
    await openTable(uri);
    await until('a problem', () => diagnosticsOf(uri).length === 1);
    await fixtures.write('mended.jsonl', `${GOOD}\n${GOOD}\n${GOOD}\n`);
    await until('no problem', () => diagnosticsOf(uri).length === 0);
  });
});

async function fixesAt(uri: vscode.Uri, line: number): Promise<Map<string, vscode.CodeAction>> {
  const range = new vscode.Range(line, 0, line, 1);
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    uri,
    range,
    vscode.CodeActionKind.QuickFix.value,
  );
  return new Map(actions.map((action) => [action.title, action]));
}

function diagnosticsOf(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'DEITA');
}
