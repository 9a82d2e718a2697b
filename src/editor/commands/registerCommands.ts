import * as vscode from 'vscode';
import type { ErrorMessages } from '../errors/errorMessages';
import { type CommandContext, commandHandlers } from './commandHandlers';

/** Registers every command; what a handler throws is shown to the person, not swallowed. */
export function registerCommands(context: CommandContext, errors: ErrorMessages): vscode.Disposable {
  const registrations = Object.entries(commandHandlers(context)).map(([command, handler]) =>
    vscode.commands.registerCommand(command, async (...args: unknown[]) => {
      try {
        return await handler(...args);
      } catch (error) {
        errors.show(error);
        return undefined;
      }
    }),
  );
  return vscode.Disposable.from(...registrations);
}
