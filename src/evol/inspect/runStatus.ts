import { isKept } from '../chain/chainState';
import { isMonotone, type InspectedChain, type InspectedRun } from './inspectRun';

/** How far a run is, and whether its annotator works. */
export interface RunStatus {
  readonly chains: number;
  /** Chains that need nothing more. */
  readonly done: number;
  /** Chains with scores. */
  readonly scored: number;
  /** Chains that are done and have none. */
  readonly unscored: number;
  /** Of the scored chains, those in which no step scores lower than the one before. */
  readonly monotone: number;
  /** Evolutions that are part of their chain, and those that are not. */
  readonly evolutions: { readonly kept: number; readonly dropped: number };
  readonly dropReasons: Readonly<Record<string, number>>;
  readonly positionBias: number | null;
  readonly selfAgreement: number | null;
  readonly kendall: number | null;
  readonly requests: number;
  readonly tokens: number;
}

export function statusOf({ chains, ...measures }: InspectedRun): RunStatus {
  const done = chains.filter((chain) => chain.done);
  const scored = chains.filter(hasScores);
  const evolved = chains.flatMap(({ variants }) => variants.filter(({ step }) => step > 0));
  const reasons = evolved.flatMap(({ dropped }) => dropped ?? []);
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
