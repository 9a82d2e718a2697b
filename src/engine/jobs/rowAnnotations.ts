import type { PoolResults } from '../results/poolResults';

/** The keys that a row gets in an export with scores, named as the reference toolkit names them; none for a bad row. */
export function rowAnnotations({ scores, selection }: PoolResults) {
  return (rowIndex: number): Readonly<Record<string, unknown>> | undefined => {
    if (scores === null || scores.table.turnCountOf(rowIndex) === 0) return undefined;
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
