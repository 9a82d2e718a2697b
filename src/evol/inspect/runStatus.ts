import { inEnglish } from '../../messages/wording';
import { isKept } from '../chain/chainState';
import { isMonotone } from './inspectRun';
import type { InspectedChain, InspectedRun, RunStatus } from '../types';

export function statusOf({ chains, ...measures }: InspectedRun): RunStatus {
  const done = chains.filter((chain) => chain.done);
  const scored = chains.filter(hasScores);
  const evolved = chains.flatMap(({ variants }) => variants.filter(({ step }) => step > 0));
  const reasons = evolved.flatMap(({ dropped }) => (dropped === undefined ? [] : inEnglish(dropped)));
  return {
    chains: chains.length,
    done: done.length,
    scored: scored.length,
    unscored: done.filter((chain) => !hasScores(chain)).length,
    monotone: scored.filter(isMonotone).length,
    evolutions: { kept: evolved.length - reasons.length, dropped: reasons.length },
    dropReasons: counted(reasons),
    ...measures,
  };
}

export function hasScores({ variants }: Pick<InspectedChain, 'variants'>): boolean {
  return variants.filter(isKept).filter(({ score }) => score !== null).length > 1;
}

/** How often each text comes, the commonest first. */
function counted(texts: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([, first], [, second]) => second - first));
}
