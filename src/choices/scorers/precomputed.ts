import type { ScorerFamily } from '../family';

export interface PrecomputedScorerChoice {
  readonly kind: 'precomputed';
}

/** The scores that rows carry. */
export const PRECOMPUTED_SCORER = {
  kind: 'precomputed',
  name: 'Precomputed',
  help: 'precomputed (complexity_scores and quality_scores of the rows)',
  origin: 'data',
  isHeuristic: false,
  options: [],
  read: (): PrecomputedScorerChoice => ({ kind: 'precomputed' }),
  label: () => 'Precomputed',
  servers: () => [],
  logFields: () => ({}),
} as const satisfies ScorerFamily<PrecomputedScorerChoice>;
