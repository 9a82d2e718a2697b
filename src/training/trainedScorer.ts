import { throwIfAborted } from '../common/errors';
import type { ModelIdentity } from '../common/modelIdentity';
import type { Turn } from '../dataset/conversation';
import type { Embedder } from '../embedding/embedder';
import { createDoubleSession, type DoubleSession } from '../inference/doubleSession';
import { say } from '../messages/say';
import type { ScoreKind } from '../scoring/promptTemplates';
import type { Scorer, TurnScore } from '../scoring/scorer';
import { headRows, headText } from './headFeatures';
import { readHead, trainedIdentity, type TrainedHead } from './scorerFolder';

/** What a trained scorer is made on top of. */
export interface HeadSources {
  /** Row-major turns × ROW_FEATURES. */
  readonly features: (turns: readonly Turn[], signal?: AbortSignal) => Promise<Float64Array>;
  /** The embedder that each head was trained with. */
  readonly embedderOf: (head: TrainedHead) => Embedder;
}

const BATCH_SIZE = 128;
const EMPTY = say('unscored.emptyInstruction');

/** Scores by one head for complexity and one for quality. */
export class TrainedScorer implements Scorer {
  readonly identity: ModelIdentity;
  readonly batchSize = BATCH_SIZE;

  private constructor(
    private readonly heads: readonly TrainedHead[],
    private readonly sessions: ReadonlyMap<ScoreKind, DoubleSession>,
    private readonly sources: HeadSources,
  ) {
    this.identity = trainedIdentity(heads);
  }

  /** @throws DeitaError `fileUnreadable` */
  static async open(heads: readonly TrainedHead[], sources: HeadSources): Promise<TrainedScorer> {
    const sessions = new Map<ScoreKind, DoubleSession>();
    for (const head of heads) {
      sessions.set(head.kind, await createDoubleSession(await readHead(head)));
    }
    return new TrainedScorer(heads, sessions, sources);
  }

  async score(turns: readonly Turn[], signal?: AbortSignal): Promise<TurnScore[]> {
    throwIfAborted(signal);
    const asked = turns.filter(hasInstruction);
    const features = await this.sources.features(asked, signal);
    const scores = new Map<ScoreKind, Float64Array>();
    for (const head of this.heads) scores.set(head.kind, await this.scoresOf(head, asked, features, signal));
    let next = 0;
    return turns.map((turn) => {
      if (!hasInstruction(turn)) return { unscoredReason: EMPTY };
      const at = next++;
      return {
        complexityScore: scores.get('complexity')?.[at] ?? Number.NaN,
        qualityScore: scores.get('quality')?.[at] ?? Number.NaN,
      };
    });
  }

  async dispose(): Promise<void> {
    await Promise.all([...this.sessions.values()].map((session) => session.dispose()));
  }

  private async scoresOf(
    head: TrainedHead,
    turns: readonly Turn[],
    features: Float64Array,
    signal: AbortSignal | undefined,
  ): Promise<Float64Array> {
    const session = this.sessions.get(head.kind);
    if (session === undefined || turns.length === 0) return new Float64Array(0);
    const embedder = this.sources.embedderOf(head);
    const texts = turns.map((turn) => headText(head.kind, turn));
    const embeddings = await embedder.embed(texts, signal);
    return session.run(headRows(head.kind, features, embeddings, embedder.dimensions), turns.length);
  }
}

function hasInstruction({ instruction }: Turn): boolean {
  return instruction.trim() !== '';
}
