import type { PoolResults } from '../rows/poolResults';
import type { RowFacts } from '../rows/rowFacts';

/** The keys that a row gets in an export with scores, named as the reference toolkit names them. */
export function rowAnnotations({ scores, selection }: PoolResults, facts: RowFacts) {
  return (rowIndex: number): Readonly<Record<string, unknown>> | undefined => {
    if (scores === null || facts.isBad(rowIndex)) return undefined;
    const turns = scores.table.turnsOf(rowIndex);
    const evolScore = scores.table.evolScores[rowIndex] ?? Number.NaN;
    const status = selection?.statusOf(rowIndex);
    return {
      complexity_scores: turns.map((turn) => ('unscoredReason' in turn ? null : turn.complexityScore)),
      quality_scores: turns.map((turn) => ('unscoredReason' in turn ? null : turn.qualityScore)),
      evol_score: Number.isNaN(evolScore) ? null : evolScore,
      ...(status === undefined ? {} : { deita_status: status }),
    };
  };
}
