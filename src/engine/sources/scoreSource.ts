import type { Row, Turn } from '../../dataset/conversation';
import { serversOf } from '../../choices/runModels';
import type { ModelScorerChoice } from '../../choices/scorers';
import type { ModelLabel } from '../../protocol/dataset';
import { ScoreCache, type CachedTurnScore } from '../../storage/scoreCache';
import type { BlobStore } from '../../storage/blobStore';
import { labelOf, type EngineModels } from '../models/engineModels';
import { WorkAhead } from '../workAhead';
import { toCached, type ComputedTurnScore } from './cachedScores';
import { ThroughCache } from './throughCache';

/** Where the scores of a run come from. */
export interface ScoreSource {
  readonly label: ModelLabel;
  /** Rows that one call should hold for good throughput. */
  readonly batchRows: number;
  /** Turns that a model has scored so far. */
  readonly turnsScored: number;
  /** Turns so far that are unscored for a reason that may be gone at another time. */
  readonly turnsToAskAgain: number;
  /**
   * One list a row, one entry a turn; none for a bad row.
   * @param onRow told of each row as soon as its turns are scored
   */
  score(rows: readonly Row[], signal?: AbortSignal, onRow?: () => void): Promise<CachedTurnScore[][]>;
  /** The same of one row, where its scores are at hand: undefined where they are not. */
  readonly scoresAtHand?: (row: Row) => CachedTurnScore[] | undefined;
}

/**
 * @param beforePaying what has to be known before a server is asked for the first turn
 * @throws DeitaError `usage`, `modelMissing`, `modelUnsupported`
 */
export async function openScoreSource(
  choice: ModelScorerChoice,
  models: EngineModels,
  scores: BlobStore,
  beforePaying: (signal: AbortSignal | undefined) => Promise<void> = () => Promise.resolve(),
): Promise<ScoreSource> {
  const opened = await models.scorer(choice);
  const scorer = opened.forRun?.() ?? opened;
  const cache = new ScoreCache(scores, scorer.identity);
  let turnsToAskAgain = 0;
  let mayPay: Promise<void> | undefined;
  const asksServer = serversOf({ scorer: choice }).length > 0;
  const through = new ThroughCache<Turn, ComputedTurnScore>({
    keyOf: (turn) => cache.keyOf(turn),
    read: (key) => cache.get(key),
    write: (key, score) => {
      if (score.temporary === true) turnsToAskAgain++;
      else cache.put(key, score);
    },
    compute: async (turns, signal, done) => {
      if (asksServer) await (mayPay ??= beforePaying(signal));
      return (await scorer.score(turns, signal, (index, score) => done(index, toCached(score)))).map(toCached);
    },
  });
  return {
    label: labelOf(scorer.identity),
    batchRows: scorer.batchSize,
    get turnsScored() {
      return through.computed - turnsToAskAgain;
    },
    get turnsToAskAgain() {
      return turnsToAskAgain;
    },
    score: async (rows, signal, onRow) => {
      const turns = rows.flatMap(turnsOf);
      if (turns.length <= MOST_TURNS_AT_ONCE) return scoreRows(rows, through.each(turns, signal), onRow);
      return scoreRows(rows, await inPortions(turns, (portion) => through.getAll(portion, signal)), onRow);
    },
  };
}

/** Pieces of ordinary rows have fewer. */
const MOST_TURNS_AT_ONCE = 16_384;
/**
 * Of more turns so many are under way at once: a turn takes a kilobyte until it is scored, and what is soon scored is
 * soon collected.
 */
const PORTION_TURNS = 1024;
const PORTIONS_AHEAD = 3;

async function inPortions(
  turns: readonly Turn[],
  score: (portion: readonly Turn[]) => Promise<CachedTurnScore[]>,
): Promise<CachedTurnScore[]> {
  const scores: CachedTurnScore[] = [];
  const portions = new WorkAhead<CachedTurnScore[]>((portion) => scores.push(...portion), PORTIONS_AHEAD);
  for (let start = 0; start < turns.length; start += PORTION_TURNS) {
    await portions.add(score(turns.slice(start, start + PORTION_TURNS)));
  }
  await portions.end();
  return scores;
}

function turnsOf(row: Row): readonly Turn[] {
  return row.problem === undefined ? row.conversation.turns : [];
}

/** @param scores of all turns of the rows, one after the other */
function scoreRows<Score>(
  rows: readonly Row[],
  scores: readonly (Score | Promise<Score>)[],
  onRow: (() => void) | undefined,
): Promise<Score[][]> {
  let next = 0;
  return Promise.all(
    rows.map(async (row) => {
      const scored = await Promise.all(scores.slice(next, (next += turnsOf(row).length)));
      onRow?.();
      return scored;
    }),
  );
}
