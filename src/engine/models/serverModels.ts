import { DeitaError } from '../../common/errors';
import type { Embedder } from '../../embedding/embedder';
import { openServedEmbedder } from '../../embedding/served/servedEmbedder';
import type { EmbedderChoice, ServerScorerChoice } from '../../protocol/dataset';
import type { ServedRole } from '../../protocol/serverProbe';
import type { Scorer } from '../../scoring/scorer';
import { openDigitAsker } from '../../scoring/served/digitAsker';
import { openJudgeAsker } from '../../scoring/served/judgeAsker';
import { ServedScorer } from '../../scoring/served/servedScorer';
import type { TurnAsker } from '../../scoring/served/turnAsker';
import { PRESETS } from '../../serverClient/presets/presets';
import { Server } from '../../serverClient/server';
import type { Credentials } from '../credentials';
import { LoadedModels } from './loadedModels';

/** Where a model is served, and what it is there for: a key may be for one of several models. */
interface Place {
  readonly baseUrl: string;
  readonly role: ServedRole;
}

/** Scorers and embedders behind OpenAI-compatible servers. */
export class ServerModels {
  private readonly scorers = new LoadedModels<Scorer>();
  private readonly embedders = new LoadedModels<Embedder>();

  constructor(private readonly credentials: Credentials) {}

  /** Says nothing to the server yet: scores that are kept need none. */
  scorer(choice: ServerScorerChoice): Promise<Scorer> {
    const { preset, complexityModel, qualityModel, judge = false } = choice;
    const { complexity, quality } = placesOf(choice);
    return this.scorers.get(this.nameOf(choice, [complexity, quality]), () => {
      if (judge) assertOneModel(choice);
      const identity = { preset, complexityModel, qualityModel, judge };
      return Promise.resolve(new ServedScorer(identity, (signal) => this.open(choice, signal)));
    });
  }

  embedder(choice: Extract<EmbedderChoice, { kind: 'openai' }>): Promise<Embedder> {
    const place: Place = { baseUrl: choice.baseUrl, role: 'embedding' };
    const server = (): Server => this.server(place);
    return this.embedders.get(this.nameOf(choice, [place]), () =>
      openServedEmbedder(server(), choice.model, undefined, server),
    );
  }

  async dispose(): Promise<void> {
    await this.scorers.dispose();
    await this.embedders.dispose();
  }

  private open(choice: ServerScorerChoice, signal: AbortSignal | undefined): Promise<TurnAsker> {
    const { complexityModel, qualityModel, concurrency } = choice;
    const places = placesOf(choice);
    const server = this.server(places.complexity, concurrency);
    const complexity = { server, model: complexityModel };
    if (choice.judge === true) return openJudgeAsker(complexity, signal);
    // Both models of one server share its limit of requests at once.
    const shared = this.isOneServer(places.complexity, places.quality);
    const quality = { server: shared ? server : this.server(places.quality, concurrency), model: qualityModel };
    return openDigitAsker(PRESETS[choice.preset], { complexity, quality }, signal);
  }

  private server(place: Place, concurrency?: number): Server {
    return new Server({ baseUrl: place.baseUrl, apiKey: this.keyFor(place) }, { concurrency });
  }

  private isOneServer(a: Place, b: Place): boolean {
    return a.baseUrl === b.baseUrl && this.keyFor(a) === this.keyFor(b);
  }

  private keyFor({ baseUrl, role }: Place): string | undefined {
    return this.credentials.keyFor(baseUrl, role);
  }

  /** Another key is another connection. */
  private nameOf(choice: object, places: readonly Place[]): string {
    return JSON.stringify([choice, ...places.map((place) => this.keyFor(place) ?? null)]);
  }
}

/** A judge gives both scores from one place. */
function placesOf({ baseUrl, qualityBaseUrl = baseUrl, judge = false }: ServerScorerChoice) {
  return {
    complexity: { baseUrl, role: judge ? 'judge' : 'complexity' },
    quality: { baseUrl: qualityBaseUrl, role: judge ? 'judge' : 'quality' },
  } as const satisfies Readonly<Record<string, Place>>;
}

function assertOneModel({
  baseUrl,
  qualityBaseUrl = baseUrl,
  complexityModel,
  qualityModel,
}: ServerScorerChoice): void {
  if (complexityModel === qualityModel && qualityBaseUrl === baseUrl) return;
  throw new DeitaError(
    'usage',
    'Direct scoring asks one model for both scores, but two are named.',
    'Name the same model and server for complexity and quality.',
  );
}
