import type { SignalModelUse } from '../../choices/signalModels';
import type { Turn } from '../../dataset/conversation';
import { textsAskedAbout } from '../../scoring/turnValues/askedTexts';
import type { TurnValue } from '../../scoring/turnValues/turnValuer';
import { TurnValueCache } from '../../storage/turnValueCache';
import type { EngineContext } from '../engineContext';
import { ThroughCache } from './throughCache';

/** What a model answers to one question about turns; each content is asked about once, ever. */
export interface TurnValueSource {
  /** The model's, for people. */
  readonly name: string;
  readonly batchTurns: number;
  values(turns: readonly Turn[], signal?: AbortSignal): Promise<TurnValue[]>;
}

/** What is not kept: it may be gone at another time. */
function isTemporary(value: TurnValue): boolean {
  return 'temporary' in value;
}

export async function openTurnValues(
  use: SignalModelUse,
  { models, cache }: Pick<EngineContext, 'models' | 'cache'>,
): Promise<TurnValueSource> {
  const valuer = await models.valuer(use);
  const kept = new TurnValueCache<TurnValue>(cache.scores, valuer.identity);
  const through = new ThroughCache<Turn, TurnValue>({
    keyOf: (turn) => kept.keyOf(textsAskedAbout(use.question, turn)),
    read: (key) => kept.get(key),
    write: (key, value) => {
      if (!isTemporary(value)) kept.put(key, value);
    },
    compute: (turns, signal, done) => valuer.value(turns, signal, done),
  });
  return {
    name: valuer.identity.name,
    batchTurns: valuer.batchSize,
    values: (turns, signal) => through.getAll(turns, signal),
  };
}
