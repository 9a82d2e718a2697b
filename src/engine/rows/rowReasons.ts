import type { TurnReasons } from '../../protocol/dataset';
import type { EngineModels } from '../models/engineModels';
import type { OpenDataset } from '../openDataset';

/**
 * What raised and lowered the scores of a row's turns, computed when asked for.
 * @returns one entry a turn, null for a turn without scores; empty where the scores are not of a scorer that can tell
 */
export async function rowReasons(
  { dataset, results }: Pick<OpenDataset, 'dataset' | 'results'>,
  rowIndex: number,
  models: EngineModels,
): Promise<(TurnReasons | null)[]> {
  if (results.scores?.label.heuristic !== true) return [];
  const row = await dataset.readRow(rowIndex);
  if (row.problem !== undefined) return [];
  const scorer = await models.scorer({ kind: 'built-in' });
  if (scorer.identity.hash !== results.scores.label.hash) return [];
  return (await scorer.explain?.(row.conversation.turns)) ?? [];
}
