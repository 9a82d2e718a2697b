import { createHash } from 'node:crypto';
import { throwIfAborted } from '../../../src/common/errors';
import type { Turn } from '../../../src/dataset/conversation';
import type { Embedder } from '../../../src/embedding/embedder';
import type { EngineModels, HeadTrainer, JobKernel } from '../../../src/engine/models/engineModels';
import { say } from '../../../src/messages/say';
import type { ScoreReason, ScoreReasons, Scorer, TurnScore } from '../../../src/scoring/scorer';
import { PlainKernel } from '../../../src/selection/plainKernel';

export const STUB_DIMENSIONS = 8;

/** Scores that follow from the text alone. */
export function stubScore({ instruction, response }: Turn): TurnScore {
  if (instruction.includes('unscorable')) return { unscoredReason: say('verbatim', { text: 'cannot be scored' }) };
  const bytes = createHash('sha256').update(`${instruction}\n${response}`).digest();
  const score = (at: number): number => 1 + (5 * bytes.readUInt32LE(at)) / 2 ** 32;
  return {
    complexityScore: score(0),
    qualityScore: score(4),
    ...(instruction.includes('long') ? { truncated: say('cut.end.response', { characters: 4 }) } : {}),
    ...(instruction.includes('foreign') ? { outsideLanguage: true } : {}),
  };
}

/** Reasons that name the text; none for what cannot be scored. */
export function stubReasons({ instruction, response }: Turn): ScoreReasons | null {
  if (instruction.includes('unscorable')) return null;
  const verbatim = (text: string, effect: number): ScoreReason => ({ said: say('verbatim', { text }), effect });
  return { complexity: [verbatim(instruction, 0.5)], quality: [verbatim(response, -0.25)] };
}

/** Embeds a text by its first word: rows that begin alike are near-duplicates, others are far apart. */
export function stubEmbedding(text: string): number[] {
  const bytes = createHash('sha256')
    .update(text.split(/\s/, 1)[0] ?? '')
    .digest();
  const vector = Array.from({ length: STUB_DIMENSIONS }, (_, at) => bytes.readInt32LE(at * 4) / 2 ** 31);
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

/** Models without weights that count what they are asked for. */
export class StubModels implements EngineModels {
  readonly scored: string[] = [];
  readonly embedded: string[] = [];
  readonly outlined: string[] = [];
  disposed = false;
  /** Awaited before every batch. */
  beforeBatch: (work: 'score' | 'embed', signal?: AbortSignal) => Promise<void> = () => Promise.resolve();

  constructor(private readonly scorerHash = 'stub scorer') {}

  trainer(): HeadTrainer {
    throw new Error('The stub trains nothing.');
  }

  valuer(): Promise<never> {
    throw new Error('The stub is asked for no signals.');
  }

  scorer(): Promise<Scorer> {
    return Promise.resolve({
      identity: { name: 'Stub scorer', version: '1', hash: this.scorerHash, heuristic: true },
      batchSize: 16,
      score: async (turns, signal) => {
        await this.beforeBatch('score');
        throwIfAborted(signal);
        this.scored.push(...turns.map(({ instruction }) => instruction));
        return turns.map(stubScore);
      },
      explain: (turns) => Promise.resolve(turns.map(stubReasons)),
      dispose: () => Promise.resolve(),
    });
  }

  embedder(): Promise<Embedder> {
    return Promise.resolve({
      identity: { name: 'Stub embedder', version: '1', hash: 'stub embedder' },
      dimensions: STUB_DIMENSIONS,
      batchSize: 16,
      recommendedThreshold: 0.9,
      embed: async (texts, signal) => {
        await this.beforeBatch('embed', signal);
        throwIfAborted(signal);
        this.embedded.push(...texts);
        return Float32Array.from(texts.flatMap(stubEmbedding));
      },
      // The embeddings themselves: the closest bound that there is.
      outlines: {
        sections: [STUB_DIMENSIONS],
        outline: async (texts, signal) => {
          await this.beforeBatch('embed');
          throwIfAborted(signal);
          this.outlined.push(...texts);
          return Float32Array.from(texts.flatMap(stubEmbedding));
        },
      },
      dispose: () => Promise.resolve(),
    });
  }

  kernel(): Promise<JobKernel> {
    const kernel = new PlainKernel();
    return Promise.resolve({
      products: (left, right, dimensions) => kernel.products(left, right, dimensions),
      dispose: () => Promise.resolve(),
    });
  }

  dispose(): Promise<void> {
    this.disposed = true;
    return Promise.resolve();
  }
}
