import { throwIfAborted } from '../../common/errors';
import type { ModelIdentity } from '../../common/modelIdentity';
import type { Turn } from '../../dataset/conversation';
import { say } from '../../messages/say';
import { isOutsideTrainedLanguages } from '../language';
import type { ScoreReasons, Scorer, TurnScore } from '../scorer';
import { describeBuiltInScorer, readScoringModel, type ScoringModel } from './modelFiles';
import { explainTurn } from './reasons';
import { fitTurn } from './textLimit';
import { scoreTurn } from './turnScores';

const BATCH_SIZE = 256;
const EMPTY = say('unscored.emptyInstruction');
/** Turns after which other work of the thread gets its turn. */
const TURNS_AT_ONCE = 32;

export interface BuiltInScorerOptions {
  /** Folder that holds `SCORER_FILES`. */
  readonly modelDir: string;
}

/**
 * The heuristic default: features of the text, trees and linear models, no server and no key. It holds no global state:
 * make one in each worker thread.
 * @throws DeitaError `modelMissing` when the folder lacks one of the files
 */
export async function createBuiltInScorer({ modelDir }: BuiltInScorerOptions): Promise<Scorer> {
  const [identity, model] = await Promise.all([describeBuiltInScorer(modelDir), readScoringModel(modelDir)]);
  return new BuiltInScorer(identity, model);
}

class BuiltInScorer implements Scorer {
  readonly batchSize = BATCH_SIZE;

  constructor(
    readonly identity: ModelIdentity,
    private readonly model: ScoringModel,
  ) {}

  async score(turns: readonly Turn[], signal?: AbortSignal): Promise<TurnScore[]> {
    const scores: TurnScore[] = [];
    for (const [index, turn] of turns.entries()) {
      if (index % TURNS_AT_ONCE === 0) {
        await new Promise((resolve) => setImmediate(resolve));
        throwIfAborted(signal);
      }
      scores.push(this.scoreOne(turn));
    }
    return scores;
  }

  explain(turns: readonly Turn[]): Promise<(ScoreReasons | null)[]> {
    return Promise.resolve(turns.map((turn) => (hasInstruction(turn) ? explainTurn(fitTurn(turn), this.model) : null)));
  }

  dispose(): Promise<void> {
    return Promise.resolve();
  }

  private scoreOne(turn: Turn): TurnScore {
    if (!hasInstruction(turn)) return { unscoredReason: EMPTY };
    const { truncated, ...fitted } = fitTurn(turn);
    return {
      ...scoreTurn(fitted, this.model),
      ...(truncated === undefined ? {} : { truncated }),
      ...(isOutsideTrainedLanguages(fitted.instruction) ? { outsideLanguage: true } : {}),
    };
  }
}

function hasInstruction({ instruction }: Turn): boolean {
  return instruction.trim() !== '';
}
