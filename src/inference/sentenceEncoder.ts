import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { batchByLength, breathe, type Batch } from './batching';
import { checkModelFile, createSession, type ModelSession } from './session';
import { UnigramTokenizer, type Vocabulary } from './unigramTokenizer';

/** Files of the Universal Sentence Encoder lite in the folder of models. */
export const SENTENCE_ENCODER_FILES = { network: 'use-lite.onnx', vocabulary: 'use-lite.vocabulary.json' } as const;

/** Token ids that the network reads at once: the length of its timing signal. */
export const WINDOW_LENGTH = 128;
export const SENTENCE_DIMENSIONS = 512;

/** Small enough for the activations of a batch to stay in a core's cache, large enough to fill its vector units. */
const BATCH_LIMITS = { lengthStep: 4, positions: 512 };

export interface SentenceEncoderOptions {
  /** Folder that holds `SENTENCE_ENCODER_FILES`. */
  readonly modelDir: string;
  readonly threads: number;
}

/** The Universal Sentence Encoder lite: token windows in, unit vectors of 512 numbers out. English. */
export class SentenceEncoder {
  private constructor(
    private readonly session: ModelSession,
    private readonly tokenizer: UnigramTokenizer,
  ) {}

  static async create({ modelDir, threads }: SentenceEncoderOptions): Promise<SentenceEncoder> {
    const vocabularyPath = path.join(modelDir, SENTENCE_ENCODER_FILES.vocabulary);
    await checkModelFile(vocabularyPath);
    const vocabulary = JSON.parse(await readFile(vocabularyPath, 'utf8')) as Vocabulary;
    const session = await createSession(path.join(modelDir, SENTENCE_ENCODER_FILES.network), { threads });
    return new SentenceEncoder(session, new UnigramTokenizer(vocabulary));
  }

  /** @param text in Unicode NFKC */
  tokenize(text: string): Int32Array {
    return this.tokenizer.encode(text);
  }

  /** Characters that tokens stand for, without spaces; unknown tokens stand for none. */
  knownLength(ids: Int32Array): number {
    return this.tokenizer.knownLength(ids);
  }

  /** `knownLength` of a text's tokens, mostly without making them. @param text in Unicode NFKC */
  knownLengthOf(text: string): number {
    return this.tokenizer.knownLengthOf(text);
  }

  /**
   * Encodes windows of 1 to 128 token ids.
   * @returns row-major windows.length × 512, each row of length 1
   * @throws DeitaError `cancelled` when the signal fires
   */
  async encode(windows: readonly Int32Array[], signal?: AbortSignal): Promise<Float32Array> {
    const vectors = new Float32Array(windows.length * SENTENCE_DIMENSIONS);
    const lengths = windows.map((window) => window.length);
    for (const batch of batchByLength(lengths, BATCH_LIMITS)) {
      await breathe(signal);
      const encoded = await this.#run(windows, batch);
      batch.members.forEach((member, row) => {
        const vector = encoded.subarray(row * SENTENCE_DIMENSIONS, (row + 1) * SENTENCE_DIMENSIONS);
        vectors.set(vector, member * SENTENCE_DIMENSIONS);
      });
    }
    return vectors;
  }

  dispose(): Promise<void> {
    return this.session.dispose();
  }

  async #run(windows: readonly Int32Array[], { members, paddedLength }: Batch): Promise<Float32Array> {
    const dims = [members.length, paddedLength];
    const ids = new Int32Array(members.length * paddedLength);
    const mask = new Float32Array(ids.length);
    members.forEach((member, row) => {
      const window = windows[member] ?? new Int32Array(0);
      ids.set(window, row * paddedLength);
      mask.fill(1, row * paddedLength, row * paddedLength + window.length);
    });
    const { embedding } = await this.session.run({ ids: { data: ids, dims }, mask: { data: mask, dims } });
    if (embedding === undefined) throw new Error('The sentence encoder returned no embedding.');
    return embedding;
  }
}
