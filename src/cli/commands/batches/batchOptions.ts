import { SERVER_PRESETS, type ServerPreset } from '../../../common/serverPresets';
import type { BatchDialect, BatchPart, BatchWork } from '../../../batch/batchWork';
import { EmbeddingBatch } from '../../../batch/embeddingBatch';
import type { BatchDescription } from '../../../batch/instructions';
import { ScoreBatch } from '../../../batch/scoreBatch';
import { servedEmbedderIdentity } from '../../../embedding/served/servedEmbedder';
import { servedScorerIdentity } from '../../../scoring/served/servedScorer';
import type { CacheStore } from '../../../storage/cacheStore';
import type { OptionValues } from '../../command';
import type { Options } from '../../option';
import { choiceOption, textOption, usageError } from '../../values';

/** Which models a batch is for; named as for the selection that uses what comes out. */
export const BATCH_MODEL_OPTIONS = {
  'complexity-model': {
    type: 'string',
    placeholder: 'NAME',
    help: 'score: the complexity model as its server names it',
  },
  'quality-model': { type: 'string', placeholder: 'NAME', help: 'score: the quality model' },
  preset: {
    type: 'string',
    placeholder: 'NAME',
    help: `score: the preset of the selection that uses the scores:\n${SERVER_PRESETS.join(', ')}`,
  },
  'embedding-model': { type: 'string', placeholder: 'NAME', help: 'embed: the model, in place of the three above' },
} as const satisfies Options;

/** What a batch asks for, by the options. */
export type BatchPlan = ScorePlan | EmbeddingPlan;

interface ScorePlan {
  readonly kind: 'scores';
  readonly preset: ServerPreset;
  readonly complexityModel: string;
  readonly qualityModel: string;
}

interface EmbeddingPlan {
  readonly kind: 'embeddings';
  readonly model: string;
}

/** @throws DeitaError `usage` */
export function batchPlan(values: OptionValues): BatchPlan {
  const [complexityModel, qualityModel, model] = ['complexity-model', 'quality-model', 'embedding-model'].map((name) =>
    textOption(values, name),
  );
  if (model !== undefined) {
    if (complexityModel === undefined && qualityModel === undefined) return { kind: 'embeddings', model };
    throw usageError('A batch scores or embeds: --embedding-model excludes the scorers’ models.');
  }
  if (complexityModel === undefined || qualityModel === undefined) {
    throw usageError('Name --complexity-model and --quality-model to score, or --embedding-model to embed.');
  }
  return { kind: 'scores', preset: choiceOption(values, 'preset', SERVER_PRESETS), complexityModel, qualityModel };
}

export function batchWork(plan: BatchPlan, cache: CacheStore): BatchWork {
  if (plan.kind === 'embeddings') {
    const { model } = plan;
    const identityFor = (dimensions: number) => servedEmbedderIdentity(model, dimensions);
    return new EmbeddingBatch({ model, identityFor }, cache.embeddings);
  }
  const identity = servedScorerIdentity({ ...plan, judge: false });
  return new ScoreBatch({ ...plan, identity, dialect: dialectOf(plan) }, cache.scores);
}

export function modelsOf(plan: BatchPlan): string[] {
  return plan.kind === 'embeddings' ? [plan.model] : [plan.complexityModel, plan.qualityModel];
}

export function describePlan(plan: BatchPlan): Pick<BatchDescription, 'kind' | 'modelOf' | 'dialect'> {
  const modelOf = (part: BatchPart): string => {
    if (plan.kind === 'embeddings') return plan.model;
    return part === 'complexity' ? plan.complexityModel : plan.qualityModel;
  };
  return { kind: plan.kind, modelOf, dialect: dialectOf(plan) };
}

/** OpenAI's own models have no chat template to replace, and its API refuses what it does not know. */
function dialectOf(plan: BatchPlan): BatchDialect {
  return plan.kind === 'scores' && plan.preset === 'openai' ? 'openai' : 'vllm';
}
