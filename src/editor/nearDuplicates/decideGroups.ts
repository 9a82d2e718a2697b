import * as l10n from '@vscode/l10n';
import type { NearDuplicateCluster, NearDuplicateRow } from '../../protocol/dataset';
import type { RowPair } from '../../protocol/decisions';
import { rows } from '../../wording/counts';
import { formatCount } from '../../wording/numbers';
import type { DatasetSession } from '../datasets/datasetSession';

/** Tells the user what was done. @returns whether they want it undone */
export type TellOfDecision = (message: string, action: string) => Promise<boolean>;

type Decided = Pick<DatasetSession, 'request'>;

/**
 * Drops all but the best row of a group, or of all groups, in one step.
 * @param cluster undefined = of all groups
 * @throws DeitaError `outputFailed`, `fileUnreadable`, `fileChanged`, `cancelled`
 */
export async function keepBest(
  session: Decided,
  cluster: NearDuplicateCluster | undefined,
  tell: TellOfDecision,
): Promise<void> {
  const rowIndexes = cluster?.rows.map(({ rowIndex }) => rowIndex);
  const changed = await session.request('decisions/keepBest', rowIndexes === undefined ? {} : { rowIndexes });
  const said =
    changed.rows === 0
      ? l10n.t('Nothing to drop: only the best rows of the groups, and those kept by hand, are left.')
      : l10n.t('{0} dropped; the best of each group can still be selected.', rows(changed.rows));
  await offerUndo(session, changed.rows, said, tell);
}

/** Decides that a row is not the same as any other of its group, which it leaves. @throws DeitaError as `keepBest` */
export async function tellRowApart(
  session: Decided,
  { rows: group }: NearDuplicateCluster,
  row: NearDuplicateRow,
  tell: TellOfDecision,
): Promise<void> {
  const others = group.filter(({ rowIndex }) => rowIndex !== row.rowIndex);
  const pairs = others.map(({ rowIndex }): RowPair => [row.rowIndex, rowIndex]);
  const changed = await session.request('decisions/tellApart', { pairs, areSame: false });
  const said = l10n.t('Line {0} is not the same as the others of its group.', formatCount(row.lineNumber));
  await offerUndo(session, changed.rows, said, tell);
}

async function offerUndo(session: Decided, changed: number, said: string, tell: TellOfDecision): Promise<void> {
  if ((await tell(said, l10n.t('Undo'))) && changed > 0) await session.request('decisions/undo', {});
}
