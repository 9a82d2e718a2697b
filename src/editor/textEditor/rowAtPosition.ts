import type * as vscode from 'vscode';
import type { RowSummary } from '../../protocol/dataset';
import type { DatasetSession } from '../datasets/datasetSession';

/**
 * The row at a position, whatever the column and however many lines it spans; undefined between rows, and where several
 * rows share the line, as a line then names no row.
 */
export function rowAtPosition(
  session: DatasetSession,
  position: vscode.Position,
  signal?: AbortSignal,
): Promise<RowSummary | undefined> {
  return rowAt(session, { lineNumber: position.line + 1, orAbove: false }, signal);
}

/** The row at a position or the nearest one above it. */
export function rowAtOrAbove(session: DatasetSession, position: vscode.Position): Promise<RowSummary | undefined> {
  return rowAt(session, { lineNumber: position.line + 1, orAbove: true });
}

async function rowAt(
  session: DatasetSession,
  place: { lineNumber: number; orAbove: boolean },
  signal?: AbortSignal,
): Promise<RowSummary | undefined> {
  const row = await session.request('row/atLine', place, signal === undefined ? {} : { signal });
  return row ?? undefined;
}
