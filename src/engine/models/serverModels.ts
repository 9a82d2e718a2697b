import { DeitaError } from '../../common/errors';
import type { Embedder } from '../../embedding/embedder';
import { openServedEmbedder } from '../../embedding/served/servedEmbedder';
import type { EmbedderChoice, ServerScorerChoice } from '../../protocol/dataset';
import type { Scorer } from '../../scoring/scorer';
import { openDigitAsker } from '../../scoring/served/digitAsker';
import { openJudgeAsker } from '../../scoring/served/judgeAsker';
import { ServedScorer } from '../../scoring/served/servedScorer';
import type { TurnAsker } from '../../scoring/served/turnAsker';
import { PRESETS } from '../../serving/presets/presets';
import { Server } from '../../serving/server';
import type { Credentials } from '../credentials';
import { LoadedModels } from './loadedModels';

/** Scorers and embedders behind OpenAI-compatible servers. */
export class ServerModels {
  private readonly scorers = new LoadedModels<Scorer>();
  private readonly embedders = new LoadedModels<Embedder>();

  constructor(private readonly credentials: Credentials) {}

  /** Says nothing to the server yet: scores that are kept need none. */
  scorer(choice: ServerScorerChoice): Promise<Scorer> {
    const { baseUrl, qualityBaseUrl = baseUrl, preset, complexityModel, qualityModel, judge = false } = choice;
    return this.scorers.get(this.nameOf(choice, baseUrl, qualityBaseUrl), () => {
      if (judge) assertOneModel(choice);
      const identity = { preset, complexityModel, qualityModel, judge };
      return Promise.resolve(new ServedScorer(identity, (signal) => this.open(choice, signal)));
    });
  }

  embedder(choice: Extract<EmbedderChoice, { kind: 'openai' }>): Promise<Embedder> {
    const { baseUrl, model } = choice;
    return this.embedders.get(this.nameOf(choice, baseUrl), () => openServedEmbedder(this.server(baseUrl), model));
  }

  async dispose(): Promise<void> {
    await this.scorers.dispose();
    await this.embedders.dispose();
  }

  private open(choice: ServerScorerChoice, signal: AbortSignal | undefined): Promise<TurnAsker> {
    const { baseUrl, qualityBaseUrl = baseUrl, concurrency } = choice;
    const server = this.server(baseUrl, concurrency);
    // Both models of one server share its limit of requests at once.
    const qualityServer = qualityBaseUrl === baseUrl ? server : this.server(qualityBaseUrl, concurrency);
    const complexity = { server, model: choice.complexityModel };
    if (choice.judge === true) return openJudgeAsker(complexity, signal);
    const quality = { server: qualityServer, model: choice.qualityModel };
    return openDigitAsker(PRESETS[choice.preset], { complexity, quality }, signal);
  }

  private server(baseUrl: string, concurrency?: number): Server {
    return new Server({ baseUrl, apiKey: this.credentials.keyFor(baseUrl) }, { concurrency });
  }

  /** Another key is another connection. */
  private nameOf(choice: object, ...baseUrls: readonly string[]): string {
    return JSON.stringify([choice, ...baseUrls.map((url) => this.credentials.keyFor(url) ?? null)]);
  }
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
