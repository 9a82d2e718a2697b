import { createHash } from 'node:crypto';
import { linkedAbort } from '../../common/linkedAbort';
import type { ModelIdentity } from '../../common/modelIdentity';
import type { ServerPreset } from '../../common/serverPresets';
import type { Turn } from '../../dataset/conversation';
import { inChunks } from '../../inference/batching';
import type { OnScore, Scorer, TurnScore } from '../scorer';
import { JUDGE_VERSION } from './judgePrompt';
import { TEMPLATE_VERSION } from './promptTemplates';
import type { TurnAsker } from './turnAsker';

/** Enough turns to keep many requests under way. */
const TURNS_PER_CALL = 1024;

export interface ServedIdentity {
  readonly preset: ServerPreset;
  readonly complexityModel: string;
  readonly qualityModel: string;
  readonly judge: boolean;
}

/** Scores by models behind a server, which is first asked when the first turn has to be scored. */
export class ServedScorer implements Scorer {
  readonly identity: ModelIdentity;
  readonly batchSize = TURNS_PER_CALL;
  private asker: Promise<TurnAsker> | undefined;

  constructor(
    identity: ServedIdentity,
    private readonly open: (signal: AbortSignal | undefined) => Promise<TurnAsker>,
  ) {
    this.identity = servedScorerIdentity(identity);
  }

  async score(turns: readonly Turn[], signal?: AbortSignal, onScore?: OnScore): Promise<TurnScore[]> {
    const scores = new Array<TurnScore>(turns.length);
    const running = linkedAbort(signal);
    const scoreChunk = async (asker: TurnAsker, chunk: readonly number[]): Promise<void> => {
      const answers = await asker.ask(
        chunk.map((index) => turns[index] as Turn),
        running.signal,
      );
      chunk.forEach((index, at) => {
        scores[index] = answers[at] as TurnScore;
        onScore?.(index, answers[at] as TurnScore);
      });
    };
    try {
      const asker = await this.opened(running.signal);
      await Promise.all(chunksByLength(turns, asker.chunkSize).map((chunk) => scoreChunk(asker, chunk)));
    } finally {
      running.abort(); // What is still under way after a failure would be asked for nothing.
      running.unlink();
    }
    return scores;
  }

  dispose(): Promise<void> {
    return Promise.resolve();
  }

  /** A failed start is tried again by the next call. */
  private opened(signal: AbortSignal | undefined): Promise<TurnAsker> {
    this.asker ??= this.open(signal).catch((error: unknown) => {
      this.asker = undefined;
      throw error;
    });
    return this.asker;
  }
}

/** Requests hold texts of like length: a server that pads, pads little. */
function chunksByLength(turns: readonly Turn[], size: number): number[][] {
  const lengths = turns.map(({ instruction, response }) => instruction.length + response.length);
  const order = turns.map((_, index) => index).sort((a, b) => (lengths[a] ?? 0) - (lengths[b] ?? 0));
  return inChunks(order, size);
}

/** The identity of such a scorer, without asking the server: also what batch jobs keep their scores under. */
export function servedScorerIdentity({ preset, complexityModel, qualityModel, judge }: ServedIdentity): ModelIdentity {
  const models = complexityModel === qualityModel ? complexityModel : `${complexityModel} + ${qualityModel}`;
  const version = judge ? `judge ${JUDGE_VERSION}` : `template ${TEMPLATE_VERSION}`;
  const decisive = ['served', preset, complexityModel, qualityModel, version];
  return {
    name: judge ? `${models} (direct scoring)` : models,
    version,
    hash: createHash('sha256').update(JSON.stringify(decisive)).digest('hex'),
  };
}
