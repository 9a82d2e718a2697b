import { parseCondition, type Condition } from './condition';
import { writeName, writePart } from './writeCondition';

/** Values of a signal that rows have to have to take part; at least one end is there. */
export interface Bounds {
  readonly atLeast?: number;
  readonly below?: number;
}

/** Comparisons that say where a signal's values end. */
const ORDERED: ReadonlySet<string> = new Set(['<', '<=', '>', '>=']);

/** The bounds as a condition. */
export function boundsText(signal: string, { atLeast, below }: Bounds): string {
  const name = writeName(signal);
  return [
    ...(atLeast === undefined ? [] : [`${name} >= ${atLeast}`]),
    ...(below === undefined ? [] : [`${name} < ${below}`]),
  ].join(' and ');
}

/**
 * A condition that asks for the bounds beside what another one asks for. Bounds of the same signal that it had give
 * way, unless they are one of several ways to take part.
 * @param where absent = every row takes part
 * @throws DeitaError `usage` for a condition that cannot be read
 */
export function withBounds(where: string | undefined, signal: string, bounds: Bounds): string {
  const added = boundsText(signal, bounds);
  if (where === undefined || where.trim() === '') return added;
  const before = parseCondition(where);
  const parts = before.kind === 'and' ? before.parts : [before];
  const kept = parts.filter((part) => !isBoundOf(signal, part));
  if (kept.length === parts.length) return before.kind === 'or' ? `(${where}) and ${added}` : `${where} and ${added}`;
  return [...kept.map(writePart), added].join(' and ');
}

function isBoundOf(signal: string, part: Condition): boolean {
  return part.kind === 'comparison' && part.signal === signal && ORDERED.has(part.operator);
}
