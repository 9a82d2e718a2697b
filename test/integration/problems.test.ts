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
    for (const { source, severity } of found) {
      assert.equal(source, 'DEITA');
      assert.equal(severity, vscode.DiagnosticSeverity.Warning);
    }
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

function diagnosticsOf(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'DEITA');
}
