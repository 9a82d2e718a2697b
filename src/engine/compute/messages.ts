import type { Turn } from '../../dataset/conversation';
import type { EmbedderDescription } from '../../embedding/embeddedEmbedder';
import type { WireError } from '../../protocol/requests';
import type { Scorer, TurnScore } from '../../scoring/scorer';

export type ScorerDescription = Pick<Scorer, 'identity' | 'batchSize'>;

/** What a compute worker can be asked for. */
export interface ComputeTasks {
  describeScorer: { input: null; output: ScorerDescription };
  describeEmbedder: { input: null; output: EmbedderDescription };
  score: { input: readonly Turn[]; output: TurnScore[] };
  embed: { input: readonly string[]; output: Float32Array };
}

export type ComputeTask = keyof ComputeTasks;

export interface ComputeRequest<T extends ComputeTask = ComputeTask> {
  readonly task: T;
  readonly input: ComputeTasks[T]['input'];
}

export type ComputeResponse = { readonly output: unknown } | { readonly error: WireError };

export interface ComputeWorkerData {
  readonly modelDir: string;
}
