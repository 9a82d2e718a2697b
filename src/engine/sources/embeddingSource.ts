import path from 'node:path';
import type { ModelIdentity } from '../../common/modelIdentity';
import type { Row } from '../../dataset/conversation';
import type { Dataset } from '../../dataset/dataset';
import { identify } from '../../dataset/fileIdentity';
import { FileReader } from '../../dataset/fileReader';
import { excerptOf } from '../../embedding/conversationExcerpt';
import type { Embedder } from '../../embedding/embedder';
import { textToEmbed } from '../../embedding/embeddingText';
import { openNpy } from '../../embedding/npy';
import type { EmbedderChoice } from '../../choices/embedders';
import { FILE_EMBEDDER } from '../../choices/embedders/file';
import type { ModelLabel } from '../../protocol/dataset';
import type { EmbeddingProvider } from '../../selection/types';
import type { BlobStore } from '../../storage/blobStore';
import { EmbeddingCache } from '../../storage/embeddingCache';
import { labelOf, type EngineModels } from '../models/engineModels';
import { readInPieces } from '../rows/rowReader';
import { ThroughCache } from './throughCache';
import { fault } from '../../messages/say';

/** Where the embeddings of a run come from. */
export interface EmbeddingSource extends EmbeddingProvider {
  readonly label: ModelLabel;
  /** null = none is known. */
  readonly recommendedThreshold: number | null;
  /** Rows that one call should hold for good throughput. */
  readonly batchRows: number;
  /** Rows that a model has embedded so far; rows with the same text count once. */
  readonly rowsEmbedded: number;
  /** Rows so far that were too long for a model to read whole. */
  readonly rowsTruncated: number;
  /** Whether embeddings can be had now, before anything is paid for. @throws DeitaError when they cannot */
  assertAnswers(signal?: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

const FILE_BATCH_ROWS = 4096;
/** Texts of many long rows are not all held at once. */
const MOST_CHARACTERS_AT_ONCE = 2 ** 22;

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
      throw fault('otherRowCount', {
        file: path.basename(file),
        embeddings: matrix.count,
        rows: dataset.rowCount,
      });
    }
    return {
      label: labelOf(await identityOfFile(file)),
      dimensions: matrix.dimensions,
      recommendedThreshold: FILE_EMBEDDER.recommendedThreshold,
      batchRows: FILE_BATCH_ROWS,
      rowsEmbedded: 0,
      rowsTruncated: 0,
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
  const truncated = new Set<number>();
  const providing = (vectorDimensions: number, vectorsOf: VectorsOf): EmbeddingProvider => ({
    dimensions: vectorDimensions,
    embed: (rowIndexes, signal) =>
      vectorsOfRows(
        textsToEmbed(dataset, rowIndexes, truncated, signal),
        rowIndexes.length,
        vectorDimensions,
        (texts) => vectorsOf(texts, signal),
      ),
  });
  return {
    ...providing(dimensions, (texts, signal) => through.getAll(texts, signal)),
    ...outlinesOf(embedder, providing),
    label: labelOf(embedder.identity),
    recommendedThreshold: embedder.recommendedThreshold,
    batchRows: embedder.batchSize,
    get rowsEmbedded() {
      return through.computed;
    },
    get rowsTruncated() {
      return truncated.size;
    },
    assertAnswers: async (signal) => embedder.assertAnswers?.(signal),
    close: () => Promise.resolve(),
  };
}

/** One vector a text. */
type VectorsOf = (texts: readonly string[], signal: AbortSignal | undefined) => Promise<readonly Float32Array[]>;

/** Outlines are made again each time: they cost little more than to be kept and read. */
function outlinesOf(
  { outlines }: Embedder,
  providing: (dimensions: number, vectorsOf: VectorsOf) => EmbeddingProvider,
): Pick<EmbeddingSource, 'outlines'> {
  if (outlines === undefined) return {};
  const { sections } = outlines;
  const dimensions = sections.reduce((sum, columns) => sum + columns, 0);
  const provider = providing(dimensions, async (texts, signal) =>
    splitRows(await outlines.outline(texts, signal), dimensions),
  );
  return { outlines: { ...provider, sections } };
}

/**
 * @param pieces the texts of all rows, "" for one that gets zeros
 * @returns row-major count × dimensions
 */
async function vectorsOfRows(
  pieces: AsyncIterable<readonly string[]>,
  count: number,
  dimensions: number,
  vectorsOf: (texts: readonly string[]) => Promise<readonly Float32Array[]>,
): Promise<Float32Array> {
  const result = new Float32Array(count * dimensions);
  let filled = 0;
  for await (const texts of pieces) {
    const vectors = await vectorsOf(texts.filter(isText));
    let read = 0;
    for (const text of texts) {
      if (isText(text)) result.set(vectors[read++] ?? [], dimensions * filled);
      filled++;
    }
  }
  return result;
}

/**
 * The texts to embed, in pieces bounded by their length; "" for a bad row, which gets the zero vector and is similar to
 * nothing.
 * @param truncated takes the rows that are not read whole
 */
async function* textsToEmbed(
  dataset: Dataset,
  rowIndexes: Uint32Array,
  truncated: Set<number>,
  signal: AbortSignal | undefined,
): AsyncGenerator<string[]> {
  let texts: string[] = [];
  let characters = 0;
  for await (const rows of readInPieces(dataset, rowIndexes, { signal })) {
    for (const row of rows) {
      const text = textOf(row, truncated);
      texts.push(text);
      characters += text.length;
    }
    if (characters < MOST_CHARACTERS_AT_ONCE) continue;
    yield texts;
    texts = [];
    characters = 0;
  }
  yield texts;
}

function textOf(row: Row, truncated: Set<number>): string {
  if (row.problem !== undefined) return '';
  const excerpt = excerptOf(row.conversation);
  if (excerpt !== row.conversation) truncated.add(row.rowIndex);
  return textToEmbed(excerpt);
}

/** No model is asked, or paid, for a bad row. */
function isText(text: string): boolean {
  return text !== '';
}

function splitRows(values: Float32Array, dimensions: number): Float32Array[] {
  return Array.from({ length: values.length / dimensions }, (_, row) =>
    values.subarray(row * dimensions, (row + 1) * dimensions),
  );
}
