import type { EmbedderChoice, ScorerChoice, ServerScorerChoice } from './dataset';

/** What a run is to use; absent where it needs none. */
export interface RunModels {
  readonly scorer?: ScorerChoice;
  readonly embedder?: EmbedderChoice;
}

/** The models of a run that servers hold. */
export interface ServedModels {
  readonly scorer?: ServerScorerChoice;
  readonly embedder?: Extract<EmbedderChoice, { kind: 'openai' }>;
}

/** @returns undefined when no server is asked */
export function servedModels({ scorer, embedder }: RunModels): ServedModels | undefined {
  const served = {
    ...(scorer?.kind === 'openai' ? { scorer } : {}),
    ...(embedder?.kind === 'openai' ? { embedder } : {}),
  };
  return served.scorer === undefined && served.embedder === undefined ? undefined : served;
}

/** Whether one of them is known to cost money, as OpenAI's own do; of others only a price tells. */
export function areKnownToBePaid({ scorer, embedder }: ServedModels): boolean {
  const baseUrls = [scorer?.baseUrl, scorer?.qualityBaseUrl, embedder?.baseUrl];
  return scorer?.preset === 'openai' || baseUrls.some((baseUrl) => baseUrl !== undefined && isOpenAi(baseUrl));
}

function isOpenAi(baseUrl: string): boolean {
  return URL.canParse(baseUrl) && /(^|\.)openai\.com$/.test(new URL(baseUrl).hostname);
}
