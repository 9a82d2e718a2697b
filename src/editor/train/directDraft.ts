import type { RunOverview } from '../../protocol/annotation';
import type { DirectScoring } from '../../protocol/training';
import { capsOf, DEFAULT_MOST_REQUESTS, placeOf, type AskingDraft } from '../annotate/annotateDraft';
import type { EditorModel } from '../languageModels/editorModels';

/** What is said of direct scoring so far. */
export interface DirectDraft extends AskingDraft {
  /** Whether the runs' judges rate every variant by itself as well. */
  isDirect: boolean;
}

/** @returns undefined where the runs have no judge to ask, or judges in several places: one training asks in one place */
export function directDraft(
  runs: readonly RunOverview[],
  models: readonly Pick<EditorModel, 'name'>[],
  baseUrl: string,
): DirectDraft | undefined {
  if (runs.length === 0 || runs.some(({ note }) => note !== undefined)) return undefined;
  const ofEditor = runs.filter(({ parameters }) => models.some(({ name }) => name === parameters.rankModel));
  if (ofEditor.length > 0 && ofEditor.length < runs.length) return undefined;
  const kind = ofEditor.length > 0 ? 'editor' : 'server';
  return { kind, baseUrl, isDirect: false, mostRequests: DEFAULT_MOST_REQUESTS[kind], mostCost: null };
}

/** Variants that can have a score, and at most as many requests: the same text is asked about once. */
export function variantsOf(runs: readonly RunOverview[]): number {
  return runs.reduce((sum, { status }) => sum + status.evolutions.kept + status.done, 0);
}

/** @param price of a million tokens; null = not known @returns null where nothing is to be rated */
export function directScoringOf(draft: DirectDraft, price: number | null): DirectScoring | null {
  return draft.isDirect ? { judges: placeOf(draft), caps: capsOf(draft, price) } : null;
}
