import { bytesOf } from '../common/keptNumbers';
import type { Message } from '../common/message';
import type { ModelIdentity } from '../common/modelIdentity';
import type { GoodRow } from '../dataset/conversation';
import { excerptOf } from '../embedding/conversationExcerpt';
import { readableText, textToEmbed } from '../embedding/embeddingText';
import { normalise } from '../embedding/normalise';
import { vectorIn } from '../serverClient/embeddings';
import { asArray, asObject } from '../serverClient/json';
import { say } from '../messages/say';
import type { BlobStore } from '../storage/blobStore';
import { contentKey } from '../storage/contentKey';
import { EmbeddingCache } from '../storage/embeddingCache';
import type { BatchRequest, BatchWork } from './batchWork';
import { keyIn, requestId } from './requestId';

export interface EmbeddingBatchOptions {
  readonly model: string;
  /** Of the embedder that a later selection uses, which is known once a vector is. */
  readonly identityFor: (dimensions: number) => ModelIdentity;
}

/** In place of a vector that has gone into the cache: how many numbers it had. */
const MOVED_BYTES = 4;

/**
 * Embedding as a batch, one text a request. An answer is kept under the request's own key until its row comes by: only
 * then is the text known, and with the length of the vector the key under which a selection looks for it.
 */
export class EmbeddingBatch implements BatchWork {
  private dimensions: number | undefined;

  constructor(
    private readonly options: EmbeddingBatchOptions,
    private readonly blobs: BlobStore,
  ) {}

  missing({ conversation }: GoodRow): BatchRequest[] {
    const text = textToEmbed(excerptOf(conversation));
    const key = this.keyOf(text);
    if (text === '' || this.isKept(key, text)) return [];
    const { model } = this.options;
    const body = { model, input: readableText(text), encoding_format: 'float' };
    return [{ id: requestId('embeddings', key), part: 'embeddings', url: '/v1/embeddings', body }];
  }

  accept(id: string, answer: unknown): Message | undefined {
    const key = keyIn('embeddings', id);
    if (key === undefined) return say('batch.foreignEmbeddingId');
    const vector = toVector(asObject(asArray(asObject(answer).data)[0]).embedding);
    if (vector === undefined) return say('batch.noVector');
    this.dimensions ??= vector.length;
    if (vector.length !== this.dimensions) {
      return say('batch.otherLength', { length: String(vector.length), dimensions: String(this.dimensions) });
    }
    this.blobs.put(key, bytesOf(vector));
    return undefined;
  }

  complete({ conversation }: GoodRow): void {
    const text = textToEmbed(excerptOf(conversation));
    const key = this.keyOf(text);
    const bytes = this.blobs.get(key);
    if (bytes === undefined || bytes.byteLength <= MOVED_BYTES) return;
    const vector = new Float32Array(bytes.byteLength / 4);
    new Uint8Array(vector.buffer).set(bytes);
    const cache = this.cacheFor(vector.length);
    normalise(vector);
    cache.write(cache.keyOf(text), vector);
    this.blobs.put(key, bytesOf(Uint32Array.of(vector.length)));
  }

  private isKept(key: Buffer, text: string): boolean {
    const bytes = this.blobs.get(key);
    if (bytes === undefined) return false;
    if (bytes.byteLength > MOVED_BYTES) return true;
    const cache = this.cacheFor(Buffer.from(bytes).readUInt32LE(0));
    return cache.read(cache.keyOf(text)) !== undefined;
  }

  private cacheFor(dimensions: number): EmbeddingCache {
    return new EmbeddingCache(this.blobs, this.options.identityFor(dimensions), dimensions);
  }

  private keyOf(text: string): Buffer {
    return contentKey({ name: '', version: '1', hash: `batch ${this.options.model}` }, text);
  }
}

/** From a list of numbers, or from the bytes of float32 numbers in base64. */
function toVector(embedding: unknown): Float32Array | undefined {
  const vector = vectorIn(typeof embedding === 'string' ? [...fromBase64(embedding)] : embedding);
  return vector === undefined || vector.length <= 1 ? undefined : vector;
}

function fromBase64(text: string): Float32Array {
  const bytes = Buffer.from(text, 'base64');
  const vector = new Float32Array(Math.floor(bytes.length / 4));
  new Uint8Array(vector.buffer).set(bytes.subarray(0, vector.length * 4));
  return vector;
}
