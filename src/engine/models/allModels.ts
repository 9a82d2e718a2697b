import type { ModelEmbedderChoice } from '../../choices/embedders';
import type { ModelScorerChoice } from '../../choices/scorers';
import type { OnnxLanguageModel, SignalModelUse } from '../../choices/signalModels';
import type { Embedder } from '../../embedding/embedder';
import { createMatrixProduct } from '../../inference/matmul';
import { hostOf, NO_HOST, type AskHost } from '../../protocol/hostRequests';
import type { EngineOptions } from '../../protocol/requests';
import type { Scorer } from '../../scoring/scorer';
import type { TurnValuer } from '../../scoring/turnValues/turnValuer';
import { ComputePool, defaultThreads } from '../compute/computePool';
import type { Credentials } from '../credentials';
import type { EngineModels, HeadTrainer, JobKernel } from './engineModels';
import { LoadedModels } from './loadedModels';
import type { OpenerContext } from './opener';
import { pooledTrainer } from './pooledTrainer';
import { embedderOpener, scorerOpener } from './openers';
import { ONNX_LANGUAGE_MODEL, type LanguageModelWorker } from './onnxOpeners';
import { SERVED_VALUER, type ServedUse } from './turnValuerOpener';
import type { Message } from '../../common/message';

/** The models of every family, each opened when it is first chosen. */
export class AllModels implements EngineModels {
  private readonly context: OpenerContext;
  private readonly scorers = new LoadedModels<Scorer>();
  private readonly embedders = new LoadedModels<Embedder>();
  private readonly valuers = new LoadedModels<TurnValuer>();
  private readonly languageModels = new LoadedModels<LanguageModelWorker>();

  /** @param warn gets what the person should know of how a model runs */
  constructor(
    { modelDir, threads, executionProvider = 'cpu' }: EngineOptions,
    credentials: Credentials,
    warn: (notice: Message) => void,
    host: AskHost = hostOf(NO_HOST),
    pool = builtInPool(threads ?? defaultThreads(), modelDir),
  ) {
    const embedder = (choice: ModelEmbedderChoice): Promise<Embedder> => this.embedder(choice);
    this.context = {
      modelDir,
      pool,
      threads: pool.size,
      provider: executionProvider,
      credentials,
      host,
      warn,
      embedder,
    };
  }

  async scorer(choice: ModelScorerChoice): Promise<Scorer> {
    const opener = scorerOpener(choice);
    const key = await opener.keyOf(choice, this.context);
    return this.scorers.get(`${choice.kind} ${key}`, () => opener.open(choice, this.context));
  }

  async embedder(choice: ModelEmbedderChoice): Promise<Embedder> {
    const opener = embedderOpener(choice);
    const key = await opener.keyOf(choice, this.context);
    return this.embedders.get(`${choice.kind} ${key}`, () => opener.open(choice, this.context));
  }

  async valuer(use: SignalModelUse): Promise<TurnValuer> {
    if (isOnnx(use)) {
      const key = await ONNX_LANGUAGE_MODEL.keyOf(use.model, this.context);
      const worker = await this.languageModels.get(key, () => ONNX_LANGUAGE_MODEL.open(use.model, this.context));
      return worker.valuer(use.question);
    }
    const served = use as ServedUse; // What is no folder.
    const key = await SERVED_VALUER.keyOf(served, this.context);
    return this.valuers.get(key, () => SERVED_VALUER.open(served, this.context));
  }

  trainer(): HeadTrainer {
    return pooledTrainer(this.context);
  }

  kernel(): Promise<JobKernel> {
    return createMatrixProduct({ threads: this.context.threads });
  }

  async dispose(): Promise<void> {
    const { scorers, embedders, valuers, languageModels } = this;
    await Promise.all([scorers, embedders, valuers, languageModels].map((models) => models.dispose()));
    await this.context.pool.dispose();
  }
}

interface OnnxUse {
  readonly question: 'given' | 'alone';
  readonly model: OnnxLanguageModel;
}

function isOnnx(use: SignalModelUse): use is OnnxUse {
  return use.model.kind === 'onnx';
}

/** Each thread holds the built-in models and runs them on its own core. */
function builtInPool(size: number, modelDir: string): ComputePool {
  const kind = 'built-in';
  return new ComputePool(size, { modelDir, threads: 1, provider: 'cpu', scorer: { kind }, embedder: { kind } });
}
