import type { ScorerFamily } from '../family';

export interface BuiltInScorerChoice {
  readonly kind: 'built-in';
}

export const BUILT_IN_SCORER = {
  kind: 'built-in',
  formerKind: 'embedded',
  name: 'Heuristic default',
  help: 'built-in (heuristic default)',
  origin: 'model',
  isHeuristic: true,
  options: [],
  read: (): BuiltInScorerChoice => ({ kind: 'built-in' }),
  write: () => [],
  label: () => 'Heuristic default',
  servers: () => [],
  logFields: () => ({}),
} as const satisfies ScorerFamily<BuiltInScorerChoice>;
