import { SERVER_PRESETS } from '../common/serverPresets';
import type { EmbedderChoice, ScorerChoice, ServerScorerChoice } from '../protocol/dataset';
import { apiKeyFrom } from './apiKey';
import type { OptionValues, Session } from './command';
import { choiceOption, integerOption, numberOption, requiredOption, textOption, usageError } from './values';

/** The choice of `--scorer openai`. @throws DeitaError `usage` */
export function serverScorer(values: OptionValues): ServerScorerChoice {
  const needed = (name: string): string => requiredOption(values, name, '--scorer openai');
  const judge = values.judge === true;
  const complexityModel = needed('complexity-model');
  const qualityBaseUrl = textOption(values, 'quality-base-url');
  const concurrency = integerOption(values, 'concurrency', 0, { test: (n) => n >= 1, expected: 'a number from 1' });
  needed('preset');
  return {
    kind: 'openai',
    preset: choiceOption(values, 'preset', SERVER_PRESETS),
    baseUrl: needed('base-url'),
    ...(qualityBaseUrl === undefined ? {} : { qualityBaseUrl }),
    complexityModel,
    qualityModel: judge ? (textOption(values, 'quality-model') ?? complexityModel) : needed('quality-model'),
    ...(concurrency === 0 ? {} : { concurrency }),
    ...(judge ? { judge } : {}),
  };
}

/** The choice of `--embedder openai`. @throws DeitaError `usage` */
export function serverEmbedder(values: OptionValues): Extract<EmbedderChoice, { kind: 'openai' }> {
  const baseUrl = textOption(values, 'embedding-base-url') ?? textOption(values, 'base-url');
  if (baseUrl === undefined) throw usageError('--embedder openai needs --embedding-base-url.');
  return { kind: 'openai', baseUrl, model: requiredOption(values, 'embedding-model', '--embedder openai') };
}

export interface CostLimits {
  /** null = not known. */
  readonly price: number | null;
  readonly maxCost: number | null;
}

const NOT_NEGATIVE = { test: (value: number) => value >= 0, expected: 'a number from 0' };

/** @throws DeitaError `usage`: a limit without a price limits nothing */
export function costLimits(values: OptionValues): CostLimits {
  const price = numberOption(values, 'price', null, NOT_NEGATIVE);
  const maxCost = numberOption(values, 'max-cost', null, NOT_NEGATIVE);
  if (maxCost !== null && price === null) throw usageError('--max-cost needs --price.');
  return { price, maxCost };
}

/** Hands the key in the environment to the engine: it is no option, so that no shell keeps it. */
export async function giveKeys(
  { io, engine }: Session,
  { scorer, embedder }: { readonly scorer?: ScorerChoice; readonly embedder?: EmbedderChoice },
): Promise<void> {
  const apiKey = apiKeyFrom(io.env);
  if (apiKey === undefined) return;
  const baseUrls = new Set<string>();
  if (scorer?.kind === 'openai') baseUrls.add(scorer.baseUrl).add(scorer.qualityBaseUrl ?? scorer.baseUrl);
  if (embedder?.kind === 'openai') baseUrls.add(embedder.baseUrl);
  for (const baseUrl of baseUrls) await engine().request('credentials/set', { baseUrl, apiKey });
}
