import type * as vscode from 'vscode';
import { COMMANDS, INTERNAL_COMMANDS } from '../contributions/commands';
import type { CardLinks } from './cardMarkdown';

/** Arguments of `deita.internal.revealRow`: numbers and our own address, never dataset text. */
export interface RevealArguments {
  readonly uri: string;
  readonly rowIndex: number;
  readonly lineNumber: number;
}

/** The commands that a hover may run. */
export const HOVER_COMMANDS: readonly string[] = [
  INTERNAL_COMMANDS.revealRow,
  COMMANDS.showRowDetails,
  COMMANDS.showModelCard,
];

export function cardLinks(uri: vscode.Uri, row: { readonly rowIndex: number; readonly lineNumber: number }): CardLinks {
  return {
    row: ({ rowIndex, lineNumber }) => revealLink({ uri: uri.toString(), rowIndex, lineNumber }),
    details: commandLink(COMMANDS.showRowDetails, {
      uri: uri.toString(),
      rowIndex: row.rowIndex,
      lineNumber: row.lineNumber,
    }),
    modelCard: `command:${COMMANDS.showModelCard}`,
  };
}

function revealLink(target: RevealArguments): string {
  return commandLink(INTERNAL_COMMANDS.revealRow, target);
}

/** Percent-encoded through and through: parentheses would end the link. */
export function commandLink(command: string, argument: RevealArguments): string {
  const encoded = encodeURIComponent(JSON.stringify([argument])).replace(/[!'()*]/g, percentEncode);
  return `command:${command}?${encoded}`;
}

/** Arguments come from links that anybody may write: anything but ours is refused. */
export function isRevealArguments(value: unknown): value is RevealArguments {
  if (typeof value !== 'object' || value === null) return false;
  const { uri, rowIndex, lineNumber } = value as Partial<Record<keyof RevealArguments, unknown>>;
  return typeof uri === 'string' && isCount(rowIndex) && isCount(lineNumber) && lineNumber > 0;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function percentEncode(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
