import type { MessageArgument } from '../common/message';
import type { Turn } from '../dataset/conversation';
import type { Dimension } from '../evol/prompts/evolvePrompts';
import type { Caps, Spent } from '../evol/run/spendingCap';
import type { Correction, DimensionChoice, InspectedChain, RunParameters, RunStatus, SeedSample } from '../evol/types';

/** An annotation run, by the folder that holds it: an absolute path. */
export interface OfRun {
  readonly folder: string;
}

/** What decides a run's chains, besides the dataset and the models. */
export interface AnnotationPlan {
  readonly dimension: DimensionChoice;
  /** Rows to start from, 1 or more. */
  readonly seeds: number;
  readonly sample: SeedSample;
  /** A whole number from 0: of all that is drawn. */
  readonly seed: number;
  /** Steps per chain, 1 or more. */
  readonly evolutions: number;
  /** In which each chain is judged, 1 or more. */
  readonly orders: number;
}

/** A sample of `view` is drawn from the rows of this view as they are when the run begins. */
export interface SeedSource {
  readonly viewId?: string;
}

/** Where chat models are: behind a server, or in the editor, which the front is asked for (`hostRequests.ts`). */
export type ChatPlace =
  { readonly kind: 'server'; readonly baseUrl: string; readonly concurrency?: number } | { readonly kind: 'editor' };

/** The chat models of a run. */
export type ChatModels = {
  /** The one that evolves. */
  readonly model: string;
  /** The one that ranks and scores. */
  readonly rankModel: string;
} & ChatPlace;

export interface AnnotateRequest extends OfRun, SeedSource {
  readonly plan: AnnotationPlan;
  readonly models: ChatModels;
  /** Over all resumptions of the run. */
  readonly caps: Caps;
  /** Only the first chains, by which to see whether the models do the work; or all. */
  readonly part: 'pilot' | 'all';
}

export interface AnnotateSummary {
  readonly status: RunStatus;
  /** Whether each chain of the part is done. */
  readonly complete: boolean;
  /** Which cap ended the work. */
  readonly stoppedBy?: keyof Caps;
  /** Chains that the model failed at, for another time. */
  readonly left: number;
  /** How it failed last; there when chains are left. */
  readonly failure?: MessageArgument;
  /** What the chains that are not done will take, going by those that are. */
  readonly rest: ChainCost;
}

/** About what chains take when nothing fails. */
export interface ChainCost extends Spent {
  readonly chains: number;
}

export interface RunEstimate extends ChainCost {
  /** What of it the pilot takes. */
  readonly pilot: ChainCost;
}

/** Enough chains to see whether the annotator works, before the rest is paid for. */
export const PILOT_CHAINS = 10;

/** Which chains of a run are listed. A chain may be in several of these. */
export const CHAIN_FILTERS = ['all', 'failed', 'notMonotone', 'ordersDisagree', 'corrected', 'notDone'] as const;
export type ChainFilter = (typeof CHAIN_FILTERS)[number];

/** Chains whose orders agree less than this, as Kendall's τ-b, are said to disagree. */
export const LEAST_AGREEMENT = 0.6;

export interface ChainQuery {
  readonly filter: ChainFilter;
  /** null = both. */
  readonly dimension: Dimension | null;
}

/** A run as a whole. */
export interface RunOverview extends OfRun {
  /** Of the dataset, without its folder. */
  readonly fileName: string;
  /** ISO 8601. */
  readonly createdAt: string;
  /** What the run is, where it was not made by asking models. */
  readonly note?: string;
  readonly parameters: RunParameters;
  readonly status: RunStatus;
  /** Chains of both dimensions that each filter lists. */
  readonly counts: Readonly<Record<ChainFilter, number>>;
  /** Whether a process works on it now: this engine, or another. */
  readonly working: boolean;
}

/** A chain in one line. */
export interface ChainSummary extends Omit<InspectedChain, 'variants' | 'orders'> {
  /** What the chain starts from, in one line, shortened. */
  readonly preview: string;
  /** Of the variants that are part of the chain, by step. */
  readonly scores: readonly StepScore[];
  /** Evolutions that failed or were taken out. */
  readonly droppedSteps: number;
  /** Whether no step scores lower than the one before; false without scores. */
  readonly monotone: boolean;
  /** Whether a person set a score or took something out. */
  readonly corrected: boolean;
}

export interface StepScore {
  readonly step: number;
  /** 1 to 6; null while there is none. */
  readonly score: number | null;
}

export interface ChainPage {
  /** Chains that the query lists. */
  readonly total: number;
  readonly chains: readonly ChainSummary[];
}

/** A chain with all its texts. */
export interface ChainDetail extends ChainSummary, Pick<InspectedChain, 'variants' | 'orders'> {
  /** The turn of the dataset: what is not evolved is the same for all variants. */
  readonly seed: Turn;
}

/** What a person says about a variant or, without a step, a chain: a score of 1 to 6 (null takes it back), or a drop. */
export type CorrectionRequest = Omit<Correction, 'at'>;

export interface CorrectedChain {
  readonly chain: ChainDetail;
  /** Brings back what was before. */
  readonly undo: CorrectionRequest;
}

/** What is told of a run while it is annotated or corrected here. */
export interface RunChange extends OfRun {
  readonly status: RunStatus;
  readonly working: boolean;
}
