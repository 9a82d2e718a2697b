import { EVALUATION_ROLES, type ByRole } from '../types';

/** Tokens of all models together, each as much as one of its model counts: 1, where nothing is said. */
export function weighed(tokens: ByRole, weights: ByRole | undefined): number {
  return EVALUATION_ROLES.reduce((sum, role) => sum + tokens[role] * (weights?.[role] ?? 1), 0);
}
