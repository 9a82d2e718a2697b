import { createHash } from 'node:crypto';
import { cancelled, throwIfAborted } from '../../common/errors';
import type { ModelIdentity } from '../../common/modelIdentity';
import type { Turn } from '../../dataset/conversation';
import { fault, say, sentenceOf } from '../../messages/say';
import type { OnScore, Scorer, TurnScore } from '../../scoring/scorer';
import { JUDGE_VERSION, judgePrompt } from '../../scoring/served/judgePrompt';
import { readVerdict, VERDICT_FORMAT } from '../../scoring/served/verdict';
import { MOST_ANSWER_TOKENS } from '../../serverClient/structuredChat';
import { isPassing, isRefusal } from '../chat/chatFailure';
import type { ChatModel, ChatOptions } from '../chat/chatModel';

/** A model of the editor's is asked one turn at a time: what is done of few is soon shown and kept. */
const TURNS_PER_CALL = 16;
/** So many turns without an answer one after the other are no accident of these turns. */
const MOST_FAILURES_IN_A_ROW = 4;

/**
 * *Direct scoring* by a model of the editor's own. A turn that the model refuses stays unscored; an allowance that is
 * used up, missing consent and the cap end the run, and what was scored by then is kept.
 */
export class EditorScorer implements Scorer {
  readonly identity: ModelIdentity;
  readonly batchSize = TURNS_PER_CALL;
  private requests = 0;
  private failuresInARow = 0;

  /** @param mostRequests of one run, repeated ones included */
  constructor(
    private readonly model: ChatModel,
    private readonly mostRequests: number,
  ) {
    this.identity = editorScorerIdentity(model.name);
  }

  /** Counts requests on its own. */
  forRun(): Scorer {
    return new EditorScorer(this.model, this.mostRequests);
  }

  /** An answer on its way is paid for: it is waited for and kept, also when another turn has ended the run. */
  async score(turns: readonly Turn[], signal?: AbortSignal, onScore?: OnScore): Promise<TurnScore[]> {
    const scores = new Array<TurnScore>(turns.length);
    const failures: unknown[] = [];
    const beforeRequest = (): void => {
      if (failures.length > 0) throw cancelled();
      this.count();
    };
    const rate = async (turn: Turn, index: number): Promise<void> => {
      try {
        const score = await this.rate(turn, { signal, beforeRequest });
        scores[index] = score;
        onScore?.(index, score);
      } catch (error) {
        failures.push(error);
      }
    };
    await Promise.all(turns.map(rate));
    throwIfAborted(signal);
    if (failures.length > 0) throw failures[0];
    return scores;
  }

  dispose(): Promise<void> {
    return Promise.resolve();
  }

  /** @throws DeitaError `chatPaused`, `chatFailed`, `cancelled` */
  private async rate(turn: Turn, options: ChatOptions): Promise<TurnScore> {
    const request = { prompt: judgePrompt(turn), schema: VERDICT_FORMAT, temperature: 0, seed: 0 };
    try {
      const { text } = await this.model.ask({ ...request, mostTokens: MOST_ANSWER_TOKENS }, options);
      this.failuresInARow = 0;
      return readVerdict(text);
    } catch (error) {
      return this.unscored(error);
    }
  }

  private count(): void {
    const { model, mostRequests } = this;
    if (this.requests >= mostRequests) {
      throw fault('editorRequestsUsedUp', { model: model.name, most: String(mostRequests) });
    }
    this.requests++;
  }

  /** @throws what concerns the model and not one turn */
  private unscored(error: unknown): TurnScore {
    if (isRefusal(error)) return { unscoredReason: say('about.direct', { what: sentenceOf(error) }) };
    if (!isPassing(error) || ++this.failuresInARow > MOST_FAILURES_IN_A_ROW) throw error;
    return { unscoredReason: say('about.direct', { what: sentenceOf(error) }), temporary: true };
  }
}

/** @param model `VENDOR/ID` */
function editorScorerIdentity(model: string): ModelIdentity {
  const version = `judge ${JUDGE_VERSION}`;
  return {
    name: `${model} (direct scoring)`,
    version,
    hash: createHash('sha256')
      .update(JSON.stringify(['editor', model, version]))
      .digest('hex'),
  };
}
