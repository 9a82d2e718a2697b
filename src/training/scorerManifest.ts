import type { ScoreKind } from '../scoring/promptTemplates';
import type { HeadReport } from './headReport';

/** The embedder that a scorer needs. */
export interface NeededEmbedder {
  readonly kind: 'built-in' | 'onnx';
  /** Its folder, where it has one. */
  readonly model?: string;
  readonly name: string;
  /** Of its identity. */
  readonly hash: string;
  readonly dimensions: number;
}

/** `manifest.json` of a trained scorer. */
export interface ScorerManifest {
  readonly version: 1;
  readonly createdAt: string;
  /** Hash of the code and word lists that make features of a text. */
  readonly featuresHash: string;
  readonly embedder: NeededEmbedder;
  readonly seed: number;
  readonly heads: Readonly<Partial<Record<ScoreKind, HeadManifest>>>;
}

export interface HeadManifest {
  /** In the folder. */
  readonly file: string;
  readonly sha256: string;
  /** Numbers that the head takes of a text. */
  readonly inputs: number;
  readonly report: HeadReport;
}
