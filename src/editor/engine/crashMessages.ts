import * as vscode from 'vscode';
import type { EngineApi, EngineStatus } from '../../protocol/requests';
import { COMMANDS } from '../contributions/commands';

const SHOW_LOG = 'Show Log';

const MESSAGES: Readonly<Record<EngineStatus['state'], string | null>> = {
  crashed: null,
  restarted: 'The engine stopped and was restarted; the job goes on from the cache.',
  failed: 'The engine keeps stopping and is not started again for now.',
};

/** Says that the engine has crashed, once for each way it ended; the log has every crash. */
export function tellOfCrashes(engine: Pick<EngineApi, 'on'>): vscode.Disposable {
  const told = new Set<EngineStatus['state']>();
  const unsubscribe = engine.on('engineStatus', ({ state }) => {
    const message = MESSAGES[state];
    if (message === null || told.has(state)) return;
    told.add(state);
    void vscode.window.showWarningMessage(message, SHOW_LOG).then((button) => {
      if (button === SHOW_LOG) void vscode.commands.executeCommand(COMMANDS.showLog);
    });
  });
  return new vscode.Disposable(unsubscribe);
}
