import path from 'node:path';
import { DeitaError } from '../../common/errors';
import type { ModelIdentity } from '../../common/modelIdentity';
import type { Dataset } from '../../dataset/dataset';
import { identify } from '../../dataset/fileIdentity';
import { FileReader } from '../../dataset/fileReader';
import type { Embedder } from '../../embedding/embedder';
import { textToEmbed } from '../../embedding/embeddingText';
import { openNpy } from '../../embedding/npy';
import { EMBEDDINGS_FILE_THRESHOLD, type EmbedderChoice, type ModelLabel } from '../../protocol/dataset';
import type { EmbeddingProvider } from '../../selection/types';
import type { BlobStore } from '../../storage/blobStore';
import { EmbeddingCache } from '../../storage/embeddingCache';
import { labelOf, type EngineModels } from '../models/engineModels';
import { readInPieces } from './rowReader';
import { ThroughCache } from './throughCache';

/** Where the embeddings of a run come from. */
export interface EmbeddingSource extends EmbeddingProvider {
  readonly label: ModelLabel;
  /** null = none is known. */
  readonly recommendedThreshold: number | null;
  /** Rows that one call should hold for good throughput. */
  readonly batchRows: number;
  /** Rows that a model has embedded so far; rows with the same text count once. */
  readonly rowsEmbedded: number;
  /** Whether embeddings can be had now, before anything is paid for. @throws DeitaError when they cannot */
  assertAnswers(signal?: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

const FILE_BATCH_ROWS = 4096;

/** @throws DeitaError `embeddingsMismatch` when a file has another number of rows than the dataset */
export async function openEmbeddingSource(
  choice: EmbedderChoice,
  dataset: Dataset,
  models: EngineModels,
  embeddings: BlobStore,
): Promise<EmbeddingSource> {
  if (choice.kind === 'file') return fileSource(choice.path, dataset);
  return modelSource(await models.embedder(choice), dataset, embeddings);
}

async function fileSource(file: string, dataset: Dataset): Promise<EmbeddingSource> {
  const matrix = await openNpy(file);
  try {
    if (matrix.count !== dataset.rowCount) {
      throw new DeitaError(
        'embeddingsMismatch',
        `${path.basename(file)} has ${matrix.count} rows, the dataset ${dataset.rowCount}.`,
        'Give a file with one embedding a row of the dataset, in the same order.',
      );
    }
    return {
      label: labelOf(await identityOfFile(file)),
      dimensions: matrix.dimensions,
      recommendedThreshold: EMBEDDINGS_FILE_THRESHOLD,
      batchRows: FILE_BATCH_ROWS,
      rowsEmbedded: 0,
      embed: (rowIndexes) => matrix.readRows(rowIndexes),
      assertAnswers: () => Promise.resolve(),
      close: () => matrix.close(),
    };
  } catch (error) {
    await matrix.close();
    throw error;
  }
}

async function identityOfFile(file: string): Promise<ModelIdentity> {
  const reader = await FileReader.open(file);
  try {
    return { name: path.basename(file), version: 'file', hash: (await identify(reader)).sampledHash };
  } finally {
    await reader.close();
  }
}

function modelSource(embedder: Embedder, dataset: Dataset, blobs: BlobStore): EmbeddingSource {
  const { dimensions } = embedder;
  const cache = new EmbeddingCache(blobs, embedder.identity, dimensions);
  const through = new ThroughCache<string, Float32Array>({
    keyOf: (text) => cache.keyOf(text),
    read: (key) => cache.read(key),
    write: (key, embedding) => cache.write(key, embedding),
    compute: async (texts, signal, done) => splitRows(await embedder.embed(texts, signal, done), dimensions),
  });
  return {
    label: labelOf(embedder.identity),
    dimensions,
    recommendedThreshold: embedder.recommendedThreshold,
    batchRows: embedder.batchSize,
    get rowsEmbedded() {
      return through.computed;
    },
    embed: async (rowIndexes, signal) => {
      const result = new Float32Array(rowIndexes.length * dimensions);
      const vectors = await through.getAll(await textsOf(dataset, rowIndexes, signal), signal);
      vectors.forEach((vector, at) => result.set(vector, at * dimensions));
      return result;
    },
    assertAnswers: async (signal) => embedder.assertAnswers?.(signal),
    close: () => Promise.resolve(),
  };
}

/** The texts to embed; "" for a bad row, which gets the zero vector and is similar to nothing. */
async function textsOf(dataset: Dataset, rowIndexes: Uint32Array, signal?: AbortSignal): Promise<string[]> {
  const texts: string[] = [];
  for await (const rows of readInPieces(dataset, rowIndexes, { signal })) {
    for (const row of rows) {
      texts.push(row.problem === undefined ? textToEmbed(row.conversation) : '');
    }
  }
  return texts;
}

function splitRows(values: Float32Array, dimensions: number): Float32Array[] {
  return Array.from({ length: values.length / dimensions }, (_, row) =>
    values.subarray(row * dimensions, (row + 1) * dimensions),
  );
}
