/** A model on the hub as it is before it is downloaded. */
export interface HubModel {
  readonly repository: string;
  readonly commit: string;
  /** As its model card names it; null when it names none. */
  readonly license: string | null;
  /** Of the files that running it takes. */
  readonly bytes: number;
}

export interface HubModelRequest {
  /** Such as `BAAI/bge-small-en-v1.5`. */
  readonly repository: string;
  /** A network other than `model.onnx` or `onnx/model.onnx`. */
  readonly network?: string;
  /** A mirror in place of the hub itself. */
  readonly endpoint?: string;
}

export interface DownloadedHubModel extends HubModel {
  /** Where it now is: the value of a model setting or option. */
  readonly folder: string;
}

export interface KnownEmbedder {
  readonly repository: string;
  /** What it knows, for people. */
  readonly languages: string;
  readonly dimensions: number;
  /** null = none that was measured: calibrate. */
  readonly recommendedThreshold: number | null;
  /** For `deita.model.json`: what the model's own files do not say. */
  readonly overrides: Readonly<Record<string, unknown>>;
}

/** Small sentence embedders with an ONNX export and all the files that running it takes, under permissive licences. */
export const KNOWN_EMBEDDERS: readonly KnownEmbedder[] = [
  {
    repository: 'sentence-transformers/all-MiniLM-L6-v2',
    languages: 'English, fast',
    dimensions: 384,
    recommendedThreshold: null,
    overrides: {},
  },
  {
    repository: 'BAAI/bge-small-en-v1.5',
    languages: 'English',
    dimensions: 384,
    recommendedThreshold: null,
    overrides: {},
  },
  {
    repository: 'sentence-transformers/paraphrase-multilingual-MiniLM-L12-v2',
    languages: '50 languages',
    dimensions: 384,
    recommendedThreshold: null,
    overrides: {},
  },
  {
    repository: 'intfloat/multilingual-e5-small',
    languages: '100 languages',
    dimensions: 384,
    recommendedThreshold: null,
    // The model's card: every text of a symmetric task begins so.
    overrides: { prefix: 'query: ' },
  },
];
