import type * as vscode from 'vscode';
import type { RowSummary } from '../../protocol/dataset';
import type { DatasetSession } from '../datasets/datasetSession';

/** How far above a position the start of its row is looked for, in lines: rows of a `.json` array span several. */
const LOOK_BACK = [0, 32, 512, 8192] as const;

/**
 * The row at a position, whatever the column; undefined between rows, and where several rows share the line (an array
 * written in one line), as a line then names no row.
 */
export function rowAtPosition(
  session: DatasetSession,
  document: vscode.TextDocument,
  position: vscode.Position,
  signal?: AbortSignal,
): Promise<RowSummary | undefined> {
  return lastRowWithin(session, position.line + 1, holdsArray(document) ? LOOK_BACK : LOOK_BACK.slice(0, 1), signal);
}

/** The row at a position or the nearest one above it. */
export function rowAtOrAbove(session: DatasetSession, position: vscode.Position): Promise<RowSummary | undefined> {
  return lastRowWithin(session, position.line + 1, LOOK_BACK);
}

async function lastRowWithin(
  session: DatasetSession,
  line: number,
  lookBack: readonly number[],
  signal?: AbortSignal,
): Promise<RowSummary | undefined> {
  for (const step of lookBack) {
    const range = { firstLine: Math.max(1, line - step), lastLine: line };
    const rows = await session.request('row/byLines', range, signal === undefined ? {} : { signal });
    const row = rows.at(-1);
    if (row !== undefined) return rows.at(-2)?.lineNumber === row.lineNumber ? undefined : row;
  }
  return undefined;
}

/** Sniffed as the engine does, by content: an array opens with a bracket. */
function holdsArray(document: vscode.TextDocument): boolean {
  for (let line = 0; line < Math.min(document.lineCount, 20); line++) {
    const { text, isEmptyOrWhitespace } = document.lineAt(line);
    if (!isEmptyOrWhitespace) return text.trimStart().startsWith('[');
  }
  return false;
}
