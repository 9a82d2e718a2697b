import type { EmbedderFamily } from '../family';
import { lastPart } from '../labels';
import { required, type TextOption } from '../option';

/** Embeddings that stand in a NumPy file, a row of numbers per row of the dataset. */
export interface FileEmbedderChoice {
  readonly kind: 'file';
  readonly path: string;
}

const EMBEDDINGS_FILE = {
  type: 'path',
  setting: 'embeddingsFile',
  flag: 'embeddings',
  placeholder: 'FILE',
  choosesFamily: true,
  help: 'precomputed embeddings: .npy, float32,\none row of numbers per dataset row',
} as const satisfies TextOption;

export const FILE_EMBEDDER = {
  kind: 'file',
  name: 'Embeddings file',
  help: 'file (of --embeddings)',
  origin: 'data',
  /** Nothing is known of a file's embedder: the reference toolkit's threshold. */
  recommendedThreshold: 0.9,
  options: [EMBEDDINGS_FILE],
  read: (source): FileEmbedderChoice => ({ kind: 'file', path: required(source, EMBEDDINGS_FILE) }),
  write: ({ path }) => [{ option: EMBEDDINGS_FILE, value: path }],
  label: ({ path }) => lastPart(path),
  servers: () => [],
  logFields: ({ path }) => ({ path }),
} as const satisfies EmbedderFamily<FileEmbedderChoice>;
