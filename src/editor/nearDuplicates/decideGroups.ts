import * as l10n from '@vscode/l10n';
import { fault } from '../../messages/say';
import type { NearDuplicateCluster, NearDuplicateRow } from '../../protocol/nearDuplicates';
import type { RowPair } from '../../protocol/decisions';
import { rows } from '../../wording/counts';
import { formatCount } from '../../wording/numbers';
import type { DatasetSession } from '../datasets/datasetSession';
import { chosenRows } from './chosenNodes';
import type { GroupNode } from './groupNodes';

/** Tells the user what was done. @returns whether they want it undone */
export type TellOfDecision = (message: string, action: string) => Promise<boolean>;

type Decided = Pick<DatasetSession, 'request'>;

/** As many decisions as are made at once: each pair takes a line of their file. */
const MOST_PAIRS = 100_000;

/**
 * Drops all but the best row of groups in one step.
 * @param clusters undefined = all groups
 * @throws DeitaError `outputFailed`, `fileUnreadable`, `fileChanged`, `cancelled`
 */
export async function keepBest(
  session: Decided,
  clusters: readonly NearDuplicateCluster[] | undefined,
  tell: TellOfDecision,
): Promise<void> {
  const rowIndexes = clusters?.flatMap((cluster) => cluster.rows.map(({ rowIndex }) => rowIndex));
  const changed = await session.request('decisions/keepBest', rowIndexes === undefined ? {} : { rowIndexes });
  const said =
    changed.rows === 0
      ? l10n.t('Nothing to drop: only the best rows of the groups, and those kept by hand, are left.')
      : l10n.t('{0} dropped; the best of each group can still be selected.', rows(changed.rows));
  await offerUndo(session, changed.rows, said, tell);
}

/** Keeps or drops chosen rows in one step. @throws DeitaError as `keepBest` */
export async function decideChosen(
  session: Decided,
  verdict: NonNullable<NearDuplicateRow['verdict']>,
  nodes: readonly GroupNode[],
  tell: TellOfDecision,
): Promise<void> {
  const rowIndexes = [...new Set([...chosenRows(nodes).values()].flatMap((chosen) => [...chosen]))];
  const changed = await session.request('decisions/add', { rowIndexes, decisions: [{ kind: verdict }] });
  const count = rows(changed.rows);
  const said = verdict === 'keep' ? l10n.t('{0} kept.', count) : l10n.t('{0} dropped.', count);
  await offerUndo(session, changed.rows, said, tell);
}

/**
 * Decides in one step that each chosen row is not the same as any other of its group, which it leaves.
 * @throws DeitaError as `keepBest`, and `usage` for more than 100,000 pairs
 */
export async function tellRowsApart(
  session: Decided,
  nodes: readonly GroupNode[],
  tell: TellOfDecision,
): Promise<void> {
  const chosen = chosenRows(nodes);
  const pairCount = [...chosen].reduce((sum, [cluster, apart]) => sum + countPairs(cluster, apart), 0);
  if (pairCount > MOST_PAIRS) {
    throw fault('tooManyPairsApart', { pairs: pairCount, most: MOST_PAIRS });
  }
  const pairs = [...chosen].flatMap(([cluster, apart]) => pairsOf(cluster, apart));
  const changed = await session.request('decisions/tellApart', { pairs, areSame: false });
  await offerUndo(session, changed.rows, toldApart(chosen), tell);
}

function countPairs({ rows: group }: NearDuplicateCluster, { size }: ReadonlySet<number>): number {
  return size * (group.length - size) + (size * (size - 1)) / 2;
}

/** Of each row that leaves its group, the pairs with all others; of two that leave it, one. */
function pairsOf({ rows: group }: NearDuplicateCluster, apart: ReadonlySet<number>): RowPair[] {
  const staying = group.map(({ rowIndex }) => rowIndex).filter((row) => !apart.has(row));
  const leaving = [...apart];
  return leaving.flatMap((row, at) => [...leaving.slice(at + 1), ...staying].map((other): RowPair => [row, other]));
}

function toldApart(chosen: ReturnType<typeof chosenRows>): string {
  const lines = [...chosen].flatMap(([cluster, apart]) =>
    cluster.rows.filter(({ rowIndex }) => apart.has(rowIndex)).map(({ lineNumber }) => lineNumber),
  );
  const [line, another] = lines;
  return line !== undefined && another === undefined
    ? l10n.t('Line {0} is not the same as the others of its group.', formatCount(line))
    : l10n.t('{0} are not the same as the others of their groups.', rows(lines.length));
}

async function offerUndo(session: Decided, changed: number, said: string, tell: TellOfDecision): Promise<void> {
  if ((await tell(said, l10n.t('Undo'))) && changed > 0) await session.request('decisions/undo', {});
}
