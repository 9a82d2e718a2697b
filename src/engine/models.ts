import type { Embedder } from '../embedding/embedder';
import type { ModelIdentity } from '../common/modelIdentity';
import type { EngineInfo, EngineOptions } from '../protocol/requests';
import type { ModelLabel } from '../protocol/dataset';
import { describeEmbeddedEmbedder } from '../embedding/embeddedEmbedder';
import { createMatrixProduct } from '../inference/matmul';
import type { SimilarityKernel } from '../selection/similarityKernel';
import type { Scorer } from '../scoring/scorer';
import { ComputePool, defaultThreads } from './compute/computePool';
import { pooledEmbedder, pooledScorer } from './compute/pooledModels';

/** The models that need loading. Tests put their own in place. */
export interface EngineModels {
  describe(): Promise<EngineInfo['embedders']>;
  scorer(): Promise<Scorer>;
  embedder(): Promise<Embedder>;
  /** Bulk inner products for one job at a time: a result is valid until the next call. The caller disposes of it. */
  kernel(): Promise<JobKernel>;
  dispose(): Promise<void>;
}

export interface JobKernel extends SimilarityKernel {
  dispose(): Promise<void>;
}

/** The models that come with the extension, on the threads of one pool; nothing is loaded before it is needed. */
export class EmbeddedModels implements EngineModels {
  private readonly pool: ComputePool;
  private readonly modelDir: string;
  private loadedScorer: Promise<Scorer> | undefined;
  private loadedEmbedder: Promise<Embedder> | undefined;

  constructor({ modelDir, threads }: EngineOptions) {
    this.modelDir = modelDir;
    this.pool = new ComputePool(threads ?? defaultThreads(), { modelDir });
  }

  async describe(): Promise<EngineInfo['embedders']> {
    const { identity, recommendedThreshold } = await describeEmbeddedEmbedder(this.modelDir);
    return { embedded: { name: identity.name, recommendedThreshold } };
  }

  scorer(): Promise<Scorer> {
    this.loadedScorer ??= pooledScorer(this.pool).catch((error: unknown) => {
      this.loadedScorer = undefined; // A failed start is tried again, not remembered.
      throw error;
    });
    return this.loadedScorer;
  }

  embedder(): Promise<Embedder> {
    this.loadedEmbedder ??= this.loadEmbedder().catch((error: unknown) => {
      this.loadedEmbedder = undefined;
      throw error;
    });
    return this.loadedEmbedder;
  }

  private async loadEmbedder(): Promise<Embedder> {
    return pooledEmbedder(this.pool, await describeEmbeddedEmbedder(this.modelDir));
  }

  kernel(): Promise<JobKernel> {
    return createMatrixProduct({ threads: this.pool.size });
  }

  dispose(): Promise<void> {
    return this.pool.dispose();
  }
}

export function labelOf({ name, version, hash, heuristic }: ModelIdentity): ModelLabel {
  return { name, version, hash, heuristic: heuristic ?? false };
}

export async function withKernel<T>(models: EngineModels, work: (kernel: SimilarityKernel) => Promise<T>): Promise<T> {
  const kernel = await models.kernel();
  try {
    return await work(kernel);
  } finally {
    await kernel.dispose();
  }
}
