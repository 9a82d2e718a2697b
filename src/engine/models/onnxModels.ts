import type { ExecutionProvider } from '../../common/executionProvider';
import type { Embedder } from '../../embedding/embedder';
import type { EmbedderChoice, ScorerChoice } from '../../protocol/dataset';
import type { Scorer } from '../../scoring/scorer';
import { ComputePool } from '../compute/computePool';
import type { FolderModelData } from '../compute/messages';
import { pooledEmbedder, pooledScorer } from '../compute/pooledModels';
import { folderStamp } from './folderStamp';
import { LoadedModels } from './loadedModels';

export interface OnnxModelsOptions {
  /** Cores that one model may use. */
  readonly threads: number;
  readonly provider: ExecutionProvider;
  /** Gets what the person should know, such as that a model does not run on the provider asked for. */
  readonly warn: (message: string) => void;
}

/**
 * Scorers and embedders from folders on disk. Each has one worker thread, whose runs use all cores: large models are
 * held once. An idle worker ends and gives the memory back. A folder that has changed is loaded again.
 */
export class OnnxModels {
  private readonly scorers = new LoadedModels<Scorer>();
  private readonly embedders = new LoadedModels<Embedder>();

  constructor(private readonly options: OnnxModelsOptions) {}

  async scorer({ complexityModel, qualityModel }: Extract<ScorerChoice, { kind: 'onnx' }>): Promise<Scorer> {
    const key = `${await folderStamp(complexityModel)}\0${await folderStamp(qualityModel)}`;
    return this.scorers.get(key, () =>
      this.onWorker({ complexityModel, qualityModel }, (pool) => pooledScorer(pool, this.options.warn)),
    );
  }

  async embedder({ model }: Extract<EmbedderChoice, { kind: 'onnx' }>): Promise<Embedder> {
    return this.embedders.get(await folderStamp(model), () =>
      this.onWorker({ model }, async (pool) => {
        const description = await pool.run('describeEmbedder', null);
        description.remarks.forEach(this.options.warn);
        return pooledEmbedder(pool, description);
      }),
    );
  }

  async dispose(): Promise<void> {
    await this.scorers.dispose();
    await this.embedders.dispose();
  }

  /** A model with a worker of its own, which ends with it. */
  private async onWorker<Model extends Scorer | Embedder>(
    folders: FolderModelData['folders'],
    load: (pool: ComputePool) => Promise<Model>,
  ): Promise<Model> {
    const { threads, provider } = this.options;
    const pool = new ComputePool(1, { folders, threads, provider });
    try {
      return { ...(await load(pool)), dispose: () => pool.dispose() };
    } catch (error) {
      await pool.dispose();
      throw error;
    }
  }
}
