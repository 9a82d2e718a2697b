import { servedEmbedderIdentity } from '../embedding/served/servedEmbedder';
import { servedScorerIdentity } from '../scoring/served/servedScorer';
import type { CacheStore } from '../storage/cacheStore';
import type { BatchDialect, BatchWork } from './batchWork';
import { EmbeddingBatch } from './embeddingBatch';
import type { BatchDescription } from './instructions';
import { ScoreBatch } from './scoreBatch';
import type { BatchPart, BatchPlan } from '../protocol/batch';

export function batchWork(plan: BatchPlan, cache: Pick<CacheStore, 'scores' | 'embeddings'>): BatchWork {
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

export function describePlan(plan: BatchPlan): Omit<BatchDescription, 'files'> {
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
