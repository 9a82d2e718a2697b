import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Turn } from '../../dataset/conversation';
import type { NetworkOptions } from '../../inference/onnxFolder/network';
import { say } from '../../messages/say';
import { joinedCuts } from '../cuts';
import type { Scorer, TurnScore } from '../scorer';
import { type HeadScore, TurnModel } from './turnModel';
import type { Message } from '../../common/message';

/** Changes whenever the same turn would get another score from the same files. */
const CODE_VERSION = '1';

/** Enough turns for batches of like length, few enough for a cancelled batch of a large model to end soon. */
const BATCH_SIZE = 64;

export interface OnnxScorerOptions extends NetworkOptions {
  /** Folders of the two models; they may be the same where a template or pair makes no difference. */
  readonly complexityModel: string;
  readonly qualityModel: string;
}

export interface OnnxScorer extends Scorer {
  /** What the person should know of how it runs. */
  readonly remarks: readonly Message[];
}

/**
 * A scorer from two model folders: language models as the released scorers, classifiers or regressions. Runs block the
 * calling thread.
 * @throws DeitaError `modelMissing` or `modelUnsupported`, naming the file
 */
export async function createOnnxScorer(options: OnnxScorerOptions): Promise<OnnxScorer> {
  const complexity = await TurnModel.load(options.complexityModel, 'complexity', options);
  try {
    const quality = await TurnModel.load(options.qualityModel, 'quality', options);
    return {
      identity: await identify([complexity, quality]),
      batchSize: BATCH_SIZE,
      remarks: [...complexity.model.remarks, ...quality.model.remarks],
      score: (turns, signal) => scoreTurns(complexity, quality, turns, signal),
      dispose: async () => {
        await Promise.all([complexity.dispose(), quality.dispose()]);
      },
    };
  } catch (error) {
    await complexity.dispose();
    throw error;
  }
}

async function identify(models: readonly TurnModel[]): Promise<Scorer['identity']> {
  const hash = createHash('sha256');
  for (const { model } of models) hash.update(await model.hash(CODE_VERSION));
  const name = models.map(({ model }) => model.folder.name).join(' + ');
  return { name, version: CODE_VERSION, hash: hash.digest('hex') };
}

async function scoreTurns(
  complexity: TurnModel,
  quality: TurnModel,
  turns: readonly Turn[],
  signal: AbortSignal | undefined,
): Promise<TurnScore[]> {
  const complexityScores = await complexity.score(turns, signal);
  const qualityScores = await quality.score(turns, signal);
  return turns.map((_, index) => joined(complexityScores[index], qualityScores[index]));
}

function joined(complexity: HeadScore | undefined, quality: HeadScore | undefined): TurnScore {
  if (complexity === undefined || quality === undefined) throw new Error('A turn was not scored.');
  if ('unscoredReason' in complexity)
    return { unscoredReason: say('about.complexity', { what: complexity.unscoredReason }) };
  if ('unscoredReason' in quality) return { unscoredReason: say('about.quality', { what: quality.unscoredReason }) };
  const truncated = cutsOf(complexity.truncated, quality.truncated);
  return {
    complexityScore: complexity.score,
    qualityScore: quality.score,
    ...(truncated === undefined ? {} : { truncated }),
  };
}

function cutsOf(complexity: Message | undefined, quality: Message | undefined): Message | undefined {
  if (isDeepStrictEqual(complexity, quality)) return quality;
  return joinedCuts([
    complexity && say('cut.forComplexity', { cut: complexity }),
    quality && say('cut.forQuality', { cut: quality }),
  ]);
}
