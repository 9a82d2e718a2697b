import type { Embedder } from '../../embedding/embedder';
import { describeEmbeddedEmbedder } from '../../embedding/embeddedEmbedder';
import type { EngineInfo } from '../../protocol/requests';
import { cutTurn } from '../../scoring/builtIn/textLimit';
import type { Scorer } from '../../scoring/scorer';
import type { ComputePool } from '../compute/computePool';
import { pooledEmbedder, pooledScorer } from '../compute/pooledModels';
import { LoadedModels } from './loadedModels';

/** The models that come with the extension, on the threads of one pool; nothing is loaded before it is needed. */
export class EmbeddedModels {
  private readonly scorers = new LoadedModels<Scorer>();
  private readonly embedders = new LoadedModels<Embedder>();

  constructor(
    private readonly pool: ComputePool,
    private readonly modelDir: string,
  ) {}

  async describe(): Promise<EngineInfo['embedders']> {
    const { identity, recommendedThreshold } = await describeEmbeddedEmbedder(this.modelDir);
    return { embedded: { name: identity.name, recommendedThreshold } };
  }

  scorer(): Promise<Scorer> {
    return this.scorers.get('', async () => sendingCutTurns(await pooledScorer(this.pool)));
  }

  embedder(): Promise<Embedder> {
    return this.embedders.get('', async () => pooledEmbedder(this.pool, await describeEmbeddedEmbedder(this.modelDir)));
  }

  async dispose(): Promise<void> {
    await this.scorers.dispose();
    await this.embedders.dispose();
  }
}

/** What a thread is sent is copied twice on its way; the scorer cuts turns in the same way. */
function sendingCutTurns(scorer: Scorer): Scorer {
  const { explain } = scorer;
  return {
    ...scorer,
    score: (turns, signal) => scorer.score(turns.map(cutTurn), signal),
    ...(explain === undefined ? {} : { explain: (turns) => explain(turns.map(cutTurn)) }),
  };
}
