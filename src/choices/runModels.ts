import { embedderFamily, isEmbedderModel, type EmbedderChoice, type ModelEmbedderChoice } from './embedders';
import { isScorerModel, scorerFamily, type ModelScorerChoice, type ScorerChoice } from './scorers';
import type { ServerUse } from './servedRole';

/** What a run is to use; absent where it needs none. */
export interface RunModels {
  readonly scorer?: ScorerChoice;
  readonly embedder?: EmbedderChoice;
}

/** The servers that a run asks. */
export function serversOf({ scorer, embedder }: RunModels): ServerUse[] {
  return [
    ...(scorer === undefined ? [] : scorerFamily(scorer).servers(scorer)),
    ...(embedder === undefined ? [] : embedderFamily(embedder).servers(embedder)),
  ];
}

/** The models of a run that servers hold. */
export interface ServedModels {
  readonly scorer?: ModelScorerChoice;
  readonly embedder?: ModelEmbedderChoice;
}

/** @returns undefined when no server is asked */
export function servedModels({ scorer, embedder }: RunModels): ServedModels | undefined {
  const served = {
    ...(scorer !== undefined && isScorerModel(scorer) && serversOf({ scorer }).length > 0 ? { scorer } : {}),
    ...(embedder !== undefined && isEmbedderModel(embedder) && serversOf({ embedder }).length > 0 ? { embedder } : {}),
  };
  return served.scorer === undefined && served.embedder === undefined ? undefined : served;
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
