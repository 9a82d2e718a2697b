import type { Embedder } from '../../embedding/embedder';
import { createMatrixProduct } from '../../inference/matmul';
import type { ModelEmbedderChoice, ModelScorerChoice } from '../../protocol/dataset';
import type { EngineInfo, EngineOptions } from '../../protocol/requests';
import type { Scorer } from '../../scoring/scorer';
import { ComputePool, defaultThreads } from '../compute/computePool';
import type { Credentials } from '../credentials';
import { EmbeddedModels } from './embeddedModels';
import type { EngineModels, JobKernel } from './engineModels';
import { OnnxModels } from './onnxModels';
import { ServerModels } from './serverModels';

/** Every family of models, each loaded when it is first chosen. */
export class AllModels implements EngineModels {
  private readonly pool: ComputePool;
  private readonly embedded: EmbeddedModels;
  private readonly servers: ServerModels;
  private readonly onnx: OnnxModels;

  /** @param warn gets what the person should know of how a model runs */
  constructor(
    { modelDir, threads, executionProvider = 'cpu' }: EngineOptions,
    credentials: Credentials,
    warn: (message: string) => void,
  ) {
    this.pool = new ComputePool(threads ?? defaultThreads(), { modelDir });
    this.embedded = new EmbeddedModels(this.pool, modelDir);
    this.servers = new ServerModels(credentials);
    this.onnx = new OnnxModels({ threads: this.pool.size, provider: executionProvider, warn });
  }

  describe(): Promise<EngineInfo['embedders']> {
    return this.embedded.describe();
  }

  scorer(choice: ModelScorerChoice): Promise<Scorer> {
    if (choice.kind === 'embedded') return this.embedded.scorer();
    return choice.kind === 'onnx' ? this.onnx.scorer(choice) : this.servers.scorer(choice);
  }

  embedder(choice: ModelEmbedderChoice): Promise<Embedder> {
    if (choice.kind === 'embedded') return this.embedded.embedder();
    return choice.kind === 'onnx' ? this.onnx.embedder(choice) : this.servers.embedder(choice);
  }

  kernel(): Promise<JobKernel> {
    return createMatrixProduct({ threads: this.pool.size });
  }

  async dispose(): Promise<void> {
    await Promise.all([this.embedded.dispose(), this.servers.dispose(), this.onnx.dispose()]);
    await this.pool.dispose();
  }
}
