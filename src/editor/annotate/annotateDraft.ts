import { EDITOR_REQUESTS } from '../../choices/scorers/editor';
import type { AnnotateRequest, AnnotationPlan, ChatModels, ChatPlace, RunOverview } from '../../protocol/annotation';

/** Where chat models are and what asking them may take: answers given so far. */
export interface AskingDraft {
  kind: ChatPlace['kind'];
  /** Of a server; empty = not answered yet. */
  baseUrl: string;
  /** Over all resumptions; null = no limit. */
  mostRequests: number | null;
  /** In the currency of the price; null = no limit. */
  mostCost: number | null;
}

/** Answers given so far; empty texts are not answered yet. */
export interface AnnotateDraft extends AskingDraft {
  model: string;
  rankModel: string;
  dimension: AnnotationPlan['dimension'];
  sample: AnnotationPlan['sample'];
  seeds: number;
}

/** A server's allowance is the user's own; one of the editor's is small and shared with all that they do there. */
export const DEFAULT_SEEDS = { server: 200, editor: 20 } as const;
export const DEFAULT_MOST_REQUESTS = { server: null, editor: EDITOR_REQUESTS } as const;

const EVOLUTIONS = 5;
const ORDERS = 2;
const SEED = 0;

export function newDraft(baseUrl: string): AnnotateDraft {
  return {
    ...{ kind: 'editor', baseUrl, model: '', rankModel: '', dimension: 'both', sample: 'random' },
    ...{ seeds: DEFAULT_SEEDS.editor, mostRequests: DEFAULT_MOST_REQUESTS.editor, mostCost: null },
  };
}

/** What a run that was begun goes on with: everything is decided but where its models are and what it may take. */
export function resumedDraft(
  { parameters, status }: RunOverview,
  kind: ChatModels['kind'],
  baseUrl: string,
): AnnotateDraft {
  const { model, rankModel, dimension, sample, seeds } = parameters;
  const most = DEFAULT_MOST_REQUESTS[kind];
  return {
    ...{ kind, baseUrl, model, rankModel, dimension, sample, seeds },
    mostRequests: most === null ? null : status.requests + most,
    mostCost: null,
  };
}

export function planOf({ dimension, sample, seeds }: AnnotateDraft, begun?: RunOverview): AnnotationPlan {
  const { seed, evolutions, orders } = begun?.parameters ?? { seed: SEED, evolutions: EVOLUTIONS, orders: ORDERS };
  return { dimension, sample, seeds, seed, evolutions, orders };
}

export function placeOf({ kind, baseUrl }: AskingDraft): ChatPlace {
  return kind === 'server' ? { kind, baseUrl } : { kind };
}

export function modelsOf({ model, rankModel, ...draft }: AnnotateDraft): ChatModels {
  return { ...placeOf(draft), model, rankModel };
}

/** @param price of a million tokens; null = not known */
export function capsOf({ mostRequests, mostCost }: AskingDraft, price: number | null): AnnotateRequest['caps'] {
  return {
    ...(mostRequests === null ? {} : { requests: mostRequests }),
    ...(mostCost === null || price === null || price === 0 ? {} : { tokens: (mostCost / price) * 1e6 }),
  };
}
