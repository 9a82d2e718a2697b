import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS, INTERNAL_COMMANDS } from '../../src/editor/contributions/commands';
import { activateDeita, deitaExtension } from './support/extension';

describe('Activation', () => {
  it('registers every command that package.json contributes', async () => {
    await activateDeita();
    const registered = new Set(await vscode.commands.getCommands(true));
    const { contributes } = deitaExtension().packageJSON as { contributes: { commands: { command: string }[] } };
    const contributed = contributes.commands.map(({ command }) => command);
    for (const command of [...contributed, ...Object.values(COMMANDS), ...Object.values(INTERNAL_COMMANDS)]) {
      assert.ok(registered.has(command), command);
    }
  });

  it('loads no native module into the extension host', async () => {
    await activateDeita();
    const own = deitaExtension().extensionPath;
    const natives = Object.keys(require.cache).filter((file) => file.startsWith(own) && file.endsWith('.node'));
    assert.deepEqual(natives, []);
  });
});
