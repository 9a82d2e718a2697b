import { DeitaError } from '../../common/errors';
import type { Embedder } from '../../embedding/embedder';
import type { EmbedderChoice, ScorerChoice } from '../../protocol/dataset';
import type { Scorer } from '../../scoring/scorer';

/** Scorers and embedders from folders on disk. */
export class OnnxModels {
  scorer(choice: Extract<ScorerChoice, { kind: 'onnx' }>): Promise<Scorer> {
    return Promise.reject(new DeitaError('modelMissing', `${choice.complexityModel} cannot be loaded yet.`));
  }

  embedder(choice: Extract<EmbedderChoice, { kind: 'onnx' }>): Promise<Embedder> {
    return Promise.reject(new DeitaError('modelMissing', `${choice.model} cannot be loaded yet.`));
  }

  dispose(): Promise<void> {
    return Promise.resolve();
  }
}
