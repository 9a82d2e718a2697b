import { createHash } from 'node:crypto';
import { linkedAbort } from '../../common/linkedAbort';
import type { ModelIdentity } from '../../common/modelIdentity';
import { textHead } from '../../common/textHead';
import { BatchReader, isFailure } from '../../serverClient/batchReader';
import { EMBEDDING_LIMITS, requestEmbeddings } from '../../serverClient/embeddings';
import type { Requester } from '../../serverClient/serverClient';
import { type ServerError, serverFault } from '../../serverClient/serverError';
import type { Embedder, OnEmbedding } from '../embedder';
import { readableText } from '../embeddingText';
import { normalise } from '../normalise';

const TEXTS_PER_CALL = 512;
/** Small enough to keep several requests under way, and below the default limit of common servers. */
const TEXTS_PER_REQUEST = 32;
const SAMPLE_TEXT = 'A sample.';
const MOST_CUTS = 12;
const CUT = 0.75;

/** Raised when texts are sent in another form. */
const VERSION = 'embeddings 2';

/** The identity of such an embedder: also what batch jobs keep their embeddings under. */
export function servedEmbedderIdentity(model: string, dimensions: number): ModelIdentity {
  const decisive = JSON.stringify(['served embedder', model, dimensions, VERSION]);
  return { name: model, version: VERSION, hash: createHash('sha256').update(decisive).digest('hex') };
}

/**
 * @param unproven the same server as if it had never answered, for asking whether it still does: not waited for long
 * @throws ServerError when the server cannot embed
 */
export async function openServedEmbedder(
  server: Requester,
  model: string,
  signal?: AbortSignal,
  unproven: () => Requester = () => server,
): Promise<Embedder> {
  const [sample] = await requestEmbeddings(server, model, [SAMPLE_TEXT], signal);
  if (sample === undefined) throw noEmbedding(model);
  return new ServedEmbedder(server, unproven, model, sample.length);
}

function noEmbedding(model: string): ServerError {
  return serverFault('answer', 'noEmbedding', { model });
}

/** Embeddings by a model behind `/v1/embeddings`. */
class ServedEmbedder implements Embedder {
  readonly identity: ModelIdentity;
  readonly batchSize = TEXTS_PER_CALL;
  /** Every model has its own: to be calibrated. */
  readonly recommendedThreshold = null;
  private readonly reader: BatchReader<string, Float32Array>;

  constructor(
    server: Requester,
    private readonly unproven: () => Requester,
    private readonly model: string,
    readonly dimensions: number,
  ) {
    this.identity = servedEmbedderIdentity(model, dimensions);
    this.reader = new BatchReader((texts, signal) => requestEmbeddings(server, model, texts.map(readableText), signal));
  }

  async embed(texts: readonly string[], signal?: AbortSignal, onEmbedding?: OnEmbedding): Promise<Float32Array> {
    const result = new Float32Array(texts.length * this.dimensions);
    const running = linkedAbort(signal);
    const embedBatch = async (batch: readonly number[]): Promise<void> => {
      const vectors = await this.vectorsOf(
        batch.map((index) => texts[index] ?? ''),
        running.signal,
      );
      batch.forEach((index, at) => {
        const vector = this.checked(vectors[at] as Float32Array);
        normalise(vector);
        result.set(vector, index * this.dimensions);
        onEmbedding?.(index, vector);
      });
    };
    try {
      await Promise.all(batchesOf(texts).map(embedBatch));
    } finally {
      running.abort();
      running.unlink();
    }
    return result;
  }

  async assertAnswers(signal?: AbortSignal): Promise<void> {
    const [sample] = await requestEmbeddings(this.unproven(), this.model, [SAMPLE_TEXT], signal);
    if (sample === undefined) throw noEmbedding(this.model);
    this.checked(sample);
  }

  dispose(): Promise<void> {
    return Promise.resolve();
  }

  private async vectorsOf(texts: readonly string[], signal: AbortSignal): Promise<Float32Array[]> {
    const answers = await this.reader.read(texts, signal);
    return Promise.all(
      answers.map((answer, at) => {
        if (!isFailure(answer)) return Promise.resolve(answer);
        if (answer.failure.kind !== 'context') throw answer.failure;
        return this.shortened(texts[at] ?? '', signal);
      }),
    );
  }

  /** A text beyond the model's context loses its end. */
  private async shortened(text: string, signal: AbortSignal): Promise<Float32Array> {
    let kept = text;
    for (let cuts = 0; cuts < MOST_CUTS; cuts++) {
      kept = textHead(kept, Math.floor(kept.length * CUT));
      const [answer] = await this.reader.read([kept], signal);
      if (answer !== undefined && !isFailure(answer)) return answer;
      if (answer !== undefined && answer.failure.kind !== 'context') throw answer.failure;
    }
    throw serverFault('context', 'noPartFits', { model: this.model });
  }

  /** @throws ServerError when the model behind the server is another one by now */
  private checked(vector: Float32Array): Float32Array {
    if (vector.length === this.dimensions) return vector;
    throw serverFault('answer', 'otherDimensions', {
      model: this.model,
      count: String(vector.length),
      dimensions: String(this.dimensions),
    });
  }
}

/** Indexes of the texts with content, by length, in requests within the API's limits: a byte is a token at most. */
function batchesOf(texts: readonly string[]): number[][] {
  const order = texts.flatMap((text, index) => (text === '' ? [] : [index]));
  order.sort((a, b) => (texts[a]?.length ?? 0) - (texts[b]?.length ?? 0));
  const batches: number[][] = [];
  let tokens = 0;
  for (const index of order) {
    const most = Buffer.byteLength(texts[index] ?? '');
    const last = batches.at(-1);
    if (last === undefined || last.length >= TEXTS_PER_REQUEST || tokens + most > EMBEDDING_LIMITS.tokens) {
      batches.push([index]);
      tokens = most;
    } else {
      last.push(index);
      tokens += most;
    }
  }
  return batches;
}
