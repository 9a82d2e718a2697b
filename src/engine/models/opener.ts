import type { ModelEmbedderChoice } from '../../choices/embedders';
import type { ExecutionProvider } from '../../common/executionProvider';
import type { Turn } from '../../dataset/conversation';
import type { Embedder } from '../../embedding/embedder';
import type { Scorer } from '../../scoring/scorer';
import type { AskHost } from '../../protocol/hostRequests';
import type { ComputePool } from '../compute/computePool';
import type { Credentials } from '../credentials';
import type { Message } from '../../common/message';

/** What models are opened with. */
export interface OpenerContext {
  /** Folder of the built-in models. */
  readonly modelDir: string;
  /** The threads that hold the built-in models. */
  readonly pool: ComputePool;
  /** Cores that one model may use. */
  readonly threads: number;
  readonly provider: ExecutionProvider;
  readonly credentials: Credentials;
  /** For models that are made on top of an embedder, which lives on its own. */
  readonly embedder: (choice: ModelEmbedderChoice) => Promise<Embedder>;
  /** Asks the program that runs the engine. */
  readonly host: AskHost;
  /** Gets what the person should know, such as that a model does not run on the provider asked for. */
  readonly warn: (notice: Message) => void;
}

/** How the models of one family are opened. */
export interface Opener<Choice, Model> {
  /** Choices of the same key share a model; where a choice's key has changed, it is opened again. */
  keyOf(choice: Choice, context: OpenerContext): string | Promise<string>;
  /** The model, which lives until the engine ends. @throws DeitaError `usage`, `modelMissing`, `modelUnsupported` */
  open(choice: Choice, context: OpenerContext): Promise<Model>;
}

export interface ScorerOpener<Choice> extends Opener<Choice, Scorer> {
  /** About how many tokens of a server one turn takes; absent where no server is asked. */
  readonly tokensOf?: (turn: Turn, choice: Choice) => number;
}

export type EmbedderOpener<Choice> = Opener<Choice, Embedder>;
