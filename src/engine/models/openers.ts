import type { ModelEmbedderChoice } from '../../choices/embedders';
import type { ModelScorerChoice } from '../../choices/scorers';
import { BUILT_IN_EMBEDDER, BUILT_IN_SCORER } from './builtInOpeners';
import { EDITOR_SCORER } from './editorOpener';
import { ONNX_EMBEDDER, ONNX_SCORER } from './onnxOpeners';
import type { EmbedderOpener, ScorerOpener } from './opener';
import { TRAINED_SCORER } from './trainedOpener';
import { SERVER_EMBEDDER, SERVER_SCORER } from './serverOpeners';

/** One opener a family that needs a model. */
const SCORER_OPENERS: {
  readonly [Kind in ModelScorerChoice['kind']]: ScorerOpener<Extract<ModelScorerChoice, { readonly kind: Kind }>>;
} = {
  'built-in': BUILT_IN_SCORER,
  server: SERVER_SCORER,
  onnx: ONNX_SCORER,
  trained: TRAINED_SCORER,
  editor: EDITOR_SCORER,
};

const EMBEDDER_OPENERS: {
  readonly [Kind in ModelEmbedderChoice['kind']]: EmbedderOpener<Extract<ModelEmbedderChoice, { readonly kind: Kind }>>;
} = { 'built-in': BUILT_IN_EMBEDDER, server: SERVER_EMBEDDER, onnx: ONNX_EMBEDDER };

/** The opener of a choice's own family, which is asked about choices of its kind alone. */
export function scorerOpener({ kind }: ModelScorerChoice): ScorerOpener<ModelScorerChoice> {
  return SCORER_OPENERS[kind] as ScorerOpener<ModelScorerChoice>;
}

export function embedderOpener({ kind }: ModelEmbedderChoice): EmbedderOpener<ModelEmbedderChoice> {
  return EMBEDDER_OPENERS[kind];
}
