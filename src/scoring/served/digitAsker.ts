import type { Turn } from '../../dataset/conversation';
import { say } from '../../messages/say';
import type { NextToken, NextTokenReader, Preset } from '../../serverClient/presets/preset';
import type { Requester } from '../../serverClient/serverClient';
import { serverFault } from '../../serverClient/serverError';
import { SCORE_DIGITS } from '../digitExpectation';
import { joinedCuts } from '../cuts';
import type { TurnScore } from '../scorer';
import { digitScore } from './digitScore';
import { TRAINED_CONTEXT_LENGTH, type ScoreKind } from '../promptTemplates';
import type { Answer, PromptedModel } from './promptedModel';
import { complexityPrompt, qualityPrompt, REFERENCE_EXAMPLE } from './promptTemplates';
import { unscoredBy, type TurnAsker } from './turnAsker';
import { TurnQuestions } from './turnQuestions';

/** Where a model is and what it is called there. */
export interface ServedModelPlace {
  readonly server: Requester;
  readonly model: string;
}

/** Scorers of the released kind: the probabilities of the six digits right after the prompt. */
export async function openDigitAsker(
  preset: Preset,
  { complexity, quality }: { readonly complexity: ServedModelPlace; readonly quality: ServedModelPlace },
  signal?: AbortSignal,
): Promise<TurnAsker> {
  const [complexityReader, qualityReader] = await Promise.all([
    openDigitReader(preset, complexity, complexityPrompt(REFERENCE_EXAMPLE), signal),
    openDigitReader(preset, quality, qualityPrompt(REFERENCE_EXAMPLE), signal),
  ]);
  return new DigitAsker(
    prompted('complexity', complexityReader, complexityPrompt),
    prompted('quality', qualityReader, qualityPrompt),
  );
}

/**
 * Of the six digits after a prompt.
 * @throws ServerError for a model that does not answer with a digit: every turn would end unscored
 */
export async function openDigitReader(
  preset: Preset,
  { server, model }: ServedModelPlace,
  samplePrompt: string,
  signal: AbortSignal | undefined,
): Promise<NextTokenReader> {
  const reader = await preset.open(server, { model, candidates: SCORE_DIGITS, samplePrompt }, signal);
  const [sample] = await reader.read([samplePrompt], signal);
  const scored = sample === undefined ? undefined : digitScore(sample);
  if (scored === undefined || 'score' in scored || scored.answersWithDigit) return reader;
  throw serverFault('answer', 'noServedScore', { model, reason: scored.unscoredReason });
}

function prompted(
  kind: ScoreKind,
  reader: NextTokenReader,
  promptOf: (turn: Turn) => string,
): PromptedModel<NextToken> {
  const { promptsPerRequest, countTokens, read } = reader;
  const contextLength = reader.contextLength ?? TRAINED_CONTEXT_LENGTH;
  return { asksResponse: kind === 'quality', contextLength, promptsPerRequest, promptOf, countTokens, read };
}

class DigitAsker implements TurnAsker {
  readonly chunkSize: number;
  private readonly complexity: TurnQuestions<NextToken>;
  private readonly quality: TurnQuestions<NextToken>;

  constructor(complexity: PromptedModel<NextToken>, quality: PromptedModel<NextToken>) {
    this.chunkSize = Math.min(complexity.promptsPerRequest, quality.promptsPerRequest);
    this.complexity = new TurnQuestions(complexity);
    this.quality = new TurnQuestions(quality);
  }

  async ask(turns: readonly Turn[], signal: AbortSignal | undefined): Promise<TurnScore[]> {
    const [complexity, quality] = await Promise.all([
      this.complexity.ask(turns, signal),
      this.quality.ask(turns, signal),
    ]);
    return turns.map((_, at) => join(complexity[at], quality[at]));
  }
}

function join(complexity: Answer<NextToken> | undefined, quality: Answer<NextToken> | undefined): TurnScore {
  if (complexity === undefined || quality === undefined) throw new Error('fewer answers than turns');
  if ('failure' in complexity) return unscoredBy('complexity', complexity);
  if ('failure' in quality) return unscoredBy('quality', quality);
  const [c, q] = [digitScore(complexity.value), digitScore(quality.value)];
  if ('unscoredReason' in c) return { unscoredReason: say('about.complexity', { what: c.unscoredReason }) };
  if ('unscoredReason' in q) return { unscoredReason: say('about.quality', { what: q.unscoredReason }) };
  const truncated = joinedCuts([
    complexity.truncated && say('about.complexity', { what: complexity.truncated }),
    quality.truncated && say('about.quality', { what: quality.truncated }),
  ]);
  return {
    complexityScore: c.score,
    qualityScore: q.score,
    ...(truncated === undefined ? {} : { truncated }),
  };
}
