import { EMBEDDERS, type EmbedderKind } from './embedders';
import { SCORERS, type ScorerKind } from './scorers';

/** The two things that are chosen, with every family of each. */
export const FAMILIES = { scorer: SCORERS, embedder: EMBEDDERS } as const;
export type ModelRole = keyof typeof FAMILIES;

/** The kinds of the families of each. */
export interface KindOf {
  readonly scorer: ScorerKind;
  readonly embedder: EmbedderKind;
}
