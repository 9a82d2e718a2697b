import { SERVER_PRESETS } from '../common/serverPresets';
import { addressesOf } from '../serverClient/endpoint';
import type { EmbedderChoice, ScorerChoice, ServerScorerChoice } from '../protocol/dataset';
import type { OptionValues, Session } from './command';
import { serverKeys, type ServerUse } from './serverKeys';
import { choiceOption, integerOption, numberOption, requiredOption, textOption, usageError } from './values';

/** The choice of `--scorer openai`. @throws DeitaError `usage` */
export function serverScorer(values: OptionValues): ServerScorerChoice {
  const needed = (name: string): string => requiredOption(values, name, '--scorer openai');
  const judge = values.judge === true;
  const complexityModel = needed('complexity-model');
  const baseUrl = checkedUrl(needed('base-url'));
  const qualityBaseUrl = textOption(values, 'quality-base-url');
  if (qualityBaseUrl !== undefined) checkedUrl(qualityBaseUrl);
  const concurrency = integerOption(values, 'concurrency', 0, { test: (n) => n >= 1, expected: 'a number from 1' });
  needed('preset');
  return {
    kind: 'openai',
    preset: choiceOption(values, 'preset', SERVER_PRESETS),
    baseUrl,
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
  return {
    kind: 'openai',
    baseUrl: checkedUrl(baseUrl),
    model: requiredOption(values, 'embedding-model', '--embedder openai'),
  };
}

/** Before anything is asked or kept: outputs name the server. @throws DeitaError `usage` */
function checkedUrl(baseUrl: string): string {
  addressesOf(baseUrl);
  return baseUrl;
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

/** Hands the engine the keys for the servers of a run. */
export async function giveKeys(
  session: Session,
  { scorer, embedder }: { readonly scorer?: ScorerChoice; readonly embedder?: EmbedderChoice },
): Promise<void> {
  const uses: ServerUse[] = [];
  if (scorer?.kind === 'openai') uses.push(...scorerUses(scorer));
  if (embedder?.kind === 'openai') uses.push({ baseUrl: embedder.baseUrl, role: 'embedding' });
  for (const key of serverKeys(session, uses)) await session.engine().request('credentials/set', key);
}

function scorerUses({ baseUrl, qualityBaseUrl = baseUrl, judge = false }: ServerScorerChoice): ServerUse[] {
  if (judge) return [{ baseUrl, role: 'judge' }];
  return [
    { baseUrl, role: 'complexity' },
    { baseUrl: qualityBaseUrl, role: 'quality' },
  ];
}
