import { embedderFamily, isEmbedderModel, type EmbedderChoice, type ModelEmbedderChoice } from './embedders';
import { isScorerModel, scorerFamily, type ModelScorerChoice, type ScorerChoice } from './scorers';
import type { ServerUse } from './servedRole';
import { serversOfUse, type SignalModelUse } from './signalModels';

/** What a run is to use; absent where it needs none. */
export interface RunModels {
  readonly scorer?: ScorerChoice;
  readonly embedder?: EmbedderChoice;
  /** What signals are made by. */
  readonly signals?: readonly SignalModelUse[];
}

/** The servers that a run asks. */
export function serversOf({ scorer, embedder, signals = [] }: RunModels): ServerUse[] {
  return [
    ...(scorer === undefined ? [] : scorerFamily(scorer).servers(scorer)),
    ...(embedder === undefined ? [] : embedderFamily(embedder).servers(embedder)),
    ...signals.flatMap(serversOfUse),
  ];
}

/** The scorer of a run that asks the editor's own models; undefined where none does. */
export function editorScorerOf({ scorer }: RunModels): ModelScorerChoice | undefined {
  return scorer !== undefined && isScorerModel(scorer) && scorerFamily(scorer).asksEditor === true ? scorer : undefined;
}

/** The models of a run that servers hold. */
export interface ServedModels {
  readonly scorer?: ModelScorerChoice;
  readonly embedder?: ModelEmbedderChoice;
  readonly signals?: readonly SignalModelUse[];
}

/** @returns undefined when no server is asked */
export function servedModels({ scorer, embedder, signals = [] }: RunModels): ServedModels | undefined {
  const served: ServedModels = {
    ...(signals.some(isServed) ? { signals: signals.filter(isServed) } : {}),
    ...(scorer !== undefined && isScorerModel(scorer) && serversOf({ scorer }).length > 0 ? { scorer } : {}),
    ...(embedder !== undefined && isEmbedderModel(embedder) && serversOf({ embedder }).length > 0 ? { embedder } : {}),
  };
  return Object.keys(served).length === 0 ? undefined : served;
}

function isServed(use: SignalModelUse): boolean {
  return serversOfUse(use).length > 0;
}

/** Whether one of them is known to cost money, as OpenAI's own do; of others only a price tells. */
export function areKnownToBePaid(models: RunModels): boolean {
  const { scorer, embedder } = models;
  if (scorer !== undefined && scorerFamily(scorer).isKnownToBePaid?.(scorer) === true) return true;
  if (embedder !== undefined && embedderFamily(embedder).isKnownToBePaid?.(embedder) === true) return true;
  return serversOf(models).some(({ baseUrl }) => isOpenAi(baseUrl));
}

function isOpenAi(baseUrl: string): boolean {
  return URL.canParse(baseUrl) && /(^|\.)openai\.com$/.test(new URL(baseUrl).hostname);
}
