import type { Row, Turn } from '../../dataset/conversation';
import type { ModelLabel, ScorerChoice } from '../../protocol/dataset';
import { scoresFromRow } from '../../scoring/precomputedScores';
import { ScoreCache, type CachedTurnScore } from '../../storage/scoreCache';
import type { BlobStore } from '../../storage/blobStore';
import { labelOf, type EngineModels } from '../models/engineModels';
import { toCached } from './cachedScores';
import { ThroughCache } from './throughCache';

/** Where the scores of a run come from. */
export interface ScoreSource {
  readonly label: ModelLabel;
  /** Rows that one call should hold for good throughput. */
  readonly batchRows: number;
  /** Turns that a model has scored so far. */
  readonly turnsScored: number;
  /** One list a row, one entry a turn; none for a bad row. */
  score(rows: readonly Row[], signal?: AbortSignal): Promise<CachedTurnScore[][]>;
}

export async function openScoreSource(
  choice: ScorerChoice,
  models: EngineModels,
  scores: BlobStore,
): Promise<ScoreSource> {
  if (choice.kind === 'precomputed') return CARRIED;
  const scorer = await models.scorer(choice);
  const cache = new ScoreCache(scores, scorer.identity);
  const through = new ThroughCache<Turn, CachedTurnScore>({
    keyOf: (turn) => cache.keyOf(turn),
    read: (key) => cache.get(key),
    write: (key, score) => cache.put(key, score),
    compute: async (turns, signal) => (await scorer.score(turns, signal)).map(toCached),
  });
  return {
    label: labelOf(scorer.identity),
    batchRows: scorer.batchSize,
    get turnsScored() {
      return through.computed;
    },
    score: (rows, signal) => scoreRows(rows, through, signal),
  };
}

const CARRIED: ScoreSource = {
  label: { name: 'Precomputed', version: '1', hash: '', heuristic: false },
  batchRows: 256,
  turnsScored: 0,
  score: (rows) =>
    Promise.resolve(
      rows.map((row) =>
        row.problem === undefined
          ? scoresFromRow(row.carriedScores, row.conversation.turns.length).map((score) =>
              'unscoredReason' in score && row.carriedScoresProblem !== undefined
                ? toCached({ unscoredReason: row.carriedScoresProblem })
                : toCached(score),
            )
          : [],
      ),
    ),
};

async function scoreRows(
  rows: readonly Row[],
  through: ThroughCache<Turn, CachedTurnScore>,
  signal: AbortSignal | undefined,
): Promise<CachedTurnScore[][]> {
  const turnsOf = (row: Row): readonly Turn[] => (row.problem === undefined ? row.conversation.turns : []);
  const scores = await through.getAll(rows.flatMap(turnsOf), signal);
  let next = 0;
  return rows.map((row) => scores.slice(next, (next += turnsOf(row).length)));
}
