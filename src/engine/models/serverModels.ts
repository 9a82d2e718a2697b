import { DeitaError } from '../../common/errors';
import type { Embedder } from '../../embedding/embedder';
import type { EmbedderChoice, ServerScorerChoice } from '../../protocol/dataset';
import type { Scorer } from '../../scoring/scorer';
import type { Credentials } from '../credentials';

/** Scorers and embedders behind OpenAI-compatible servers. */
export class ServerModels {
  constructor(private readonly credentials: Credentials) {}

  scorer(choice: ServerScorerChoice): Promise<Scorer> {
    return Promise.reject(this.missing(choice.baseUrl));
  }

  embedder(choice: Extract<EmbedderChoice, { kind: 'openai' }>): Promise<Embedder> {
    return Promise.reject(this.missing(choice.baseUrl));
  }

  dispose(): Promise<void> {
    return Promise.resolve();
  }

  private missing(baseUrl: string): DeitaError {
    const withKey = this.credentials.keyFor(baseUrl) === undefined ? 'without' : 'with';
    return new DeitaError('modelMissing', `Servers are not supported yet (${baseUrl}, ${withKey} a key).`);
  }
}
