import type { ChoiceOf, ModelChoiceOf, ScorerFamily } from './family';
import { BUILT_IN_SCORER } from './scorers/builtIn';
import { EDITOR_SCORER } from './scorers/editor';
import { ONNX_SCORER } from './scorers/onnx';
import { PRECOMPUTED_SCORER } from './scorers/precomputed';
import { SERVER_SCORER } from './scorers/server';
import { TRAINED_SCORER } from './scorers/trained';

/** Every family of scorers by its kind; the first is the default. The engine's openers know how to open each. */
export const SCORERS = {
  'built-in': BUILT_IN_SCORER,
  precomputed: PRECOMPUTED_SCORER,
  server: SERVER_SCORER,
  onnx: ONNX_SCORER,
  trained: TRAINED_SCORER,
  editor: EDITOR_SCORER,
} as const;

type AnyScorerFamily = (typeof SCORERS)[ScorerKind];
export type ScorerKind = keyof typeof SCORERS;
export type ScorerOption = AnyScorerFamily['options'][number];

export type ScorerChoice = ChoiceOf<AnyScorerFamily>;
/** The choices that need a model. */
export type ModelScorerChoice = ModelChoiceOf<AnyScorerFamily>;

/** The family of a choice, or of its kind. */
export function scorerFamily({ kind }: { readonly kind: ScorerKind }): ScorerFamily<ScorerChoice> {
  return SCORERS[kind]; // A family is only asked about choices of its own kind.
}

export function isScorerModel(choice: ScorerChoice): choice is ModelScorerChoice {
  return scorerFamily(choice).origin === 'model';
}
