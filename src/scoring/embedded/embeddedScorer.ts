import path from 'node:path';
import { throwIfAborted } from '../../common/errors';
import type { ModelIdentity } from '../../common/modelIdentity';
import type { Turn } from '../../dataset/conversation';
import { createSession, type ModelSession } from '../../inference/session';
import { instructionFeatures } from '../features/instructionFeatures';
import { responseFeatures } from '../features/responseFeatures';
import type { Lexicon } from '../features/turnView';
import { isOutsideTrainedLanguages } from '../language';
import type { Scorer, TurnScore } from '../scorer';
import { describeEmbeddedScorer, readLexicon, SCORER_FILES } from './modelFiles';
import { expectations } from './scoringHead';
import { fitTurn, type CutTurn } from './textLimit';

const BATCH_SIZE = 256;

export interface EmbeddedScorerOptions {
  /** Folder that holds `SCORER_FILES`. */
  readonly modelDir: string;
  /** Threads that one run of a head may use. */
  readonly threads: number;
}

/**
 * The heuristic default: features of the text and two small heads, no server and no key. It holds no global state:
 * make one in each worker thread.
 * @throws DeitaError `modelMissing` when the folder lacks one of the files
 */
export async function createEmbeddedScorer({ modelDir, threads }: EmbeddedScorerOptions): Promise<Scorer> {
  const [identity, lexicon, complexity, quality] = await Promise.all([
    describeEmbeddedScorer(modelDir),
    readLexicon(modelDir),
    createSession(path.join(modelDir, SCORER_FILES.complexity), { threads }),
    createSession(path.join(modelDir, SCORER_FILES.quality), { threads }),
  ]);
  return new EmbeddedScorer(identity, complexity, quality, lexicon);
}

class EmbeddedScorer implements Scorer {
  readonly batchSize = BATCH_SIZE;

  constructor(
    readonly identity: ModelIdentity,
    private readonly complexity: ModelSession,
    private readonly quality: ModelSession,
    private readonly lexicon: Lexicon,
  ) {}

  async score(turns: readonly Turn[], signal?: AbortSignal): Promise<TurnScore[]> {
    const scores: TurnScore[] = [];
    for (let start = 0; start < turns.length; start += BATCH_SIZE) {
      throwIfAborted(signal);
      scores.push(...(await this.scoreBatch(turns.slice(start, start + BATCH_SIZE).map(fitTurn))));
    }
    return scores;
  }

  async dispose(): Promise<void> {
    await Promise.all([this.complexity.dispose(), this.quality.dispose()]);
  }

  private async scoreBatch(turns: readonly CutTurn[]): Promise<TurnScore[]> {
    const scorable = turns.filter(hasInstruction);
    const complexity = await expectations(
      this.complexity,
      scorable.map(({ instruction }) => instructionFeatures(instruction, this.lexicon.statistics)),
    );
    const quality = await expectations(
      this.quality,
      scorable.map(({ instruction, response }) => responseFeatures(instruction, response, this.lexicon)),
    );
    const scored = scorable.map((turn, index) => scoredTurn(turn, complexity[index], quality[index]));
    const next = scored.values();
    return turns.map((turn) =>
      hasInstruction(turn) ? (next.next().value as TurnScore) : { unscoredReason: 'the instruction is empty' },
    );
  }
}

function hasInstruction({ instruction }: Turn): boolean {
  return instruction.trim() !== '';
}

function scoredTurn(turn: CutTurn, complexityScore = Number.NaN, qualityScore = Number.NaN): TurnScore {
  return {
    complexityScore,
    qualityScore,
    ...(turn.truncated === undefined ? {} : { truncated: turn.truncated }),
    ...(isOutsideTrainedLanguages(`${turn.instruction}\n${turn.response}`) ? { outsideLanguage: true } : {}),
  };
}
