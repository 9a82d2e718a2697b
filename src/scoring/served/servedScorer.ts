import { createHash } from 'node:crypto';
import type { ModelIdentity } from '../../common/modelIdentity';
import type { ServerPreset } from '../../common/serverPresets';
import type { Turn } from '../../dataset/conversation';
import type { OnScore, Scorer, TurnScore } from '../scorer';
import { JUDGE_VERSION } from './judgePrompt';
import { LazyAsker } from './lazyAsker';
import { TEMPLATE_VERSION } from './promptTemplates';
import type { TurnAsker } from './turnAsker';

/** Enough turns to keep many requests under way. */
const TURNS_PER_CALL = 1024;

export interface ServedIdentity {
  readonly preset: ServerPreset;
  readonly complexityModel: string;
  readonly qualityModel: string;
  readonly judge: boolean;
}

/** Scores by models behind a server, which is first asked when the first turn has to be scored. */
export class ServedScorer implements Scorer {
  readonly identity: ModelIdentity;
  readonly batchSize = TURNS_PER_CALL;
  private readonly asker: LazyAsker<TurnScore>;

  constructor(identity: ServedIdentity, open: (signal: AbortSignal | undefined) => Promise<TurnAsker>) {
    this.identity = servedScorerIdentity(identity);
    this.asker = new LazyAsker(open);
  }

  score(turns: readonly Turn[], signal?: AbortSignal, onScore?: OnScore): Promise<TurnScore[]> {
    return this.asker.ask(turns, signal, onScore);
  }

  dispose(): Promise<void> {
    return Promise.resolve();
  }
}

/** The identity of such a scorer, without asking the server: also what batch jobs keep their scores under. */
export function servedScorerIdentity({ preset, complexityModel, qualityModel, judge }: ServedIdentity): ModelIdentity {
  const models = complexityModel === qualityModel ? complexityModel : `${complexityModel} + ${qualityModel}`;
  const version = judge ? `judge ${JUDGE_VERSION}` : `template ${TEMPLATE_VERSION}`;
  const decisive = ['served', preset, complexityModel, qualityModel, version];
  return {
    name: judge ? `${models} (direct scoring)` : models,
    version,
    hash: createHash('sha256').update(JSON.stringify(decisive)).digest('hex'),
  };
}
