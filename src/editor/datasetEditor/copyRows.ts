import type { PageRows } from '../../protocol/pages/tablePage';
import type { DatasetSession } from '../datasets/datasetSession';

/** Puts rows of a view into the clipboard as JSON Lines. @throws DeitaError `usage` for too many, `fileChanged` */
export async function copyRows(
  session: Pick<DatasetSession, 'request'>,
  viewId: string,
  { rowIndex, positions }: PageRows,
  copyText: (text: string) => Thenable<void>,
): Promise<{ readonly rows: number }> {
  const rowIndexes = rowIndex === undefined ? [] : [rowIndex];
  const { text, rows } = await session.request('row/lines', { rowIndexes, positions, viewId });
  if (rows > 0) await copyText(text);
  return { rows };
}
