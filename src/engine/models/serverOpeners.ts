import { SERVER_EMBEDDER as EMBEDDER_FAMILY, type ServerEmbedderChoice } from '../../choices/embedders/server';
import { placesOf, type ServerScorerChoice } from '../../choices/scorers/server';
import type { ServerUse } from '../../choices/servedRole';
import { openServedEmbedder } from '../../embedding/served/servedEmbedder';
import { openDigitAsker } from '../../scoring/served/digitAsker';
import { openJudgeAsker } from '../../scoring/served/judgeAsker';
import { ServedScorer } from '../../scoring/served/servedScorer';
import { tokensAsked } from '../../scoring/served/tokenEstimate';
import type { TurnAsker } from '../../scoring/served/turnAsker';
import { PRESETS } from '../../serverClient/presets/presets';
import { Server } from '../../serverClient/server';
import type { Credentials } from '../credentials';
import type { EmbedderOpener, ScorerOpener } from './opener';

/** Scorers behind OpenAI-compatible servers. Opening one says nothing to its server: scores that are kept need none. */
export const SERVER_SCORER: ScorerOpener<ServerScorerChoice> = {
  keyOf: (choice, { credentials }) => keyed(choice, Object.values(placesOf(choice)), credentials),
  open: (choice, { credentials }) => {
    const { preset, complexityModel, qualityModel, judge = false } = choice;
    const identity = { preset, complexityModel, qualityModel, judge };
    return Promise.resolve(new ServedScorer(identity, (signal) => ask(choice, credentials, signal)));
  },
  tokensOf: (turn, { judge }) => tokensAsked(turn, judge === true),
};

export const SERVER_EMBEDDER: EmbedderOpener<ServerEmbedderChoice> = {
  keyOf: (choice, { credentials }) => keyed(choice, EMBEDDER_FAMILY.servers(choice), credentials),
  open: ({ baseUrl, model }, { credentials }) => {
    const server = (): Server => serverOf({ baseUrl, role: 'embedding' }, credentials);
    return openServedEmbedder(server(), model, undefined, server);
  },
};

function ask(
  choice: ServerScorerChoice,
  credentials: Credentials,
  signal: AbortSignal | undefined,
): Promise<TurnAsker> {
  const { complexityModel, qualityModel, concurrency } = choice;
  const places = placesOf(choice);
  const server = serverOf(places.complexity, credentials, concurrency);
  const complexity = { server, model: complexityModel };
  if (choice.judge === true) return openJudgeAsker(complexity, signal);
  // Both models of one server share its limit of requests at once.
  const isShared = isOneServer(places.complexity, places.quality, credentials);
  const quality = {
    server: isShared ? server : serverOf(places.quality, credentials, concurrency),
    model: qualityModel,
  };
  return openDigitAsker(PRESETS[choice.preset], { complexity, quality }, signal);
}

/** A server as the engine asks it, with its key. */
export function serverOf({ baseUrl, role }: ServerUse, credentials: Credentials, concurrency?: number): Server {
  return new Server({ baseUrl, apiKey: credentials.keyFor(baseUrl, role) }, { concurrency });
}

function isOneServer(a: ServerUse, b: ServerUse, credentials: Credentials): boolean {
  return a.baseUrl === b.baseUrl && credentials.keyFor(a.baseUrl, a.role) === credentials.keyFor(b.baseUrl, b.role);
}

/** Another key is another connection. */
export function keyed(choice: object, uses: readonly ServerUse[], credentials: Credentials): string {
  return JSON.stringify([choice, ...uses.map(({ baseUrl, role }) => credentials.keyFor(baseUrl, role) ?? null)]);
}
