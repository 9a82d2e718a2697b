import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS, INTERNAL_COMMANDS } from '../../src/editor/contributions/commands';
import { MODEL_CARD } from '../../src/editor/contributions/files';
import { activateDeita, closeAllEditors, deitaExtension } from './support/extension';
import { until } from './support/until';

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

  it('shows the model card', async () => {
    await activateDeita();
    await vscode.commands.executeCommand(COMMANDS.showModelCard);
    await until('the card', () => {
      const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
      return tabs.some(({ label }) => label.includes(MODEL_CARD));
    });
    await closeAllEditors();
  });

  it('loads no native module into the extension host', async () => {
    await activateDeita();
    const own = deitaExtension().extensionPath;
    const natives = Object.keys(require.cache).filter((file) => file.startsWith(own) && file.endsWith('.node'));
    assert.deepEqual(natives, []);
  });
});
