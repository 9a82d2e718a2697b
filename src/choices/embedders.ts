import { BUILT_IN_EMBEDDER } from './embedders/builtIn';
import { FILE_EMBEDDER } from './embedders/file';
import { ONNX_EMBEDDER } from './embedders/onnx';
import { SERVER_EMBEDDER } from './embedders/server';
import type { ChoiceOf, EmbedderFamily, ModelChoiceOf } from './family';

/** Every family of embedders by its kind; the first is the default. The engine's openers know how to open each. */
export const EMBEDDERS = {
  'built-in': BUILT_IN_EMBEDDER,
  file: FILE_EMBEDDER,
  server: SERVER_EMBEDDER,
  onnx: ONNX_EMBEDDER,
} as const;

type AnyEmbedderFamily = (typeof EMBEDDERS)[EmbedderKind];
export type EmbedderKind = keyof typeof EMBEDDERS;
export type EmbedderOption = AnyEmbedderFamily['options'][number];

export type EmbedderChoice = ChoiceOf<AnyEmbedderFamily>;
/** The choices that need a model. */
export type ModelEmbedderChoice = ModelChoiceOf<AnyEmbedderFamily>;

/** The family of a choice, or of its kind. */
export function embedderFamily({ kind }: { readonly kind: EmbedderKind }): EmbedderFamily<EmbedderChoice> {
  return EMBEDDERS[kind]; // A family is only asked about choices of its own kind.
}

export function isEmbedderModel(choice: EmbedderChoice): choice is ModelEmbedderChoice {
  return embedderFamily(choice).origin === 'model';
}
