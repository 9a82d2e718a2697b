import * as l10n from '@vscode/l10n';
import type { Uri } from 'vscode';
import type { NeighbourPreview } from '../../protocol/nearDuplicates';
import type { RowSet } from '../../protocol/views';
import type { RevealArguments } from '../textEditor/commandLinks';
import { formatCount } from '../../wording/numbers';
import { currentRow, type CurrentRow, type RowsInFront } from '../compareRows/currentRow';
import type { DatasetJobs } from '../commands/jobs';

/** As many as a person reads through in a list. */
const MOST_SIMILAR = 50;

/** The row that others are like, and those, most similar first. */
export interface SimilarRows extends CurrentRow {
  readonly lineNumber: number;
  readonly similar: readonly NeighbourPreview[];
}

/** What a person chose to do with similar rows. */
export type SimilarChoice = { readonly goTo: NeighbourPreview } | 'show';

export interface SimilarContext extends RowsInFront {
  readonly jobs: Pick<DatasetJobs, 'similarRows'>;
  readonly reveal: { reveal(row: RevealArguments): Promise<void> };
  /** Shows some rows alone in the table of a file. */
  readonly filterRows: (uri: Uri, rows: RowSet) => Promise<void>;
  /** @returns undefined when the person left the list */
  readonly ask: (rows: SimilarRows) => Promise<SimilarChoice | undefined>;
}

/** Lists the rows that are most similar to the current row, which needs no selection; a person goes on from there. */
export async function showSimilarRows(context: SimilarContext): Promise<void> {
  const current = await currentRow(context);
  if (current === undefined) return;
  const { session, rowIndex } = current;
  const similar = await context.jobs.similarRows(session, rowIndex, MOST_SIMILAR);
  if (similar === undefined) return;
  const { lineNumber } = await session.request('row/detail', { rowIndex });
  const choice = await context.ask({ ...current, lineNumber, similar });
  if (choice === undefined) return;
  if (choice === 'show') {
    const name = l10n.t('Similar to line {0}', formatCount(lineNumber));
    const rows = [rowIndex, ...similar.map((row) => row.rowIndex)];
    await context.filterRows(session.uri, { name, rows, isRanked: true });
    return;
  }
  const { goTo } = choice;
  await context.reveal.reveal({ uri: session.uri.toString(), rowIndex: goTo.rowIndex, lineNumber: goTo.lineNumber });
}
