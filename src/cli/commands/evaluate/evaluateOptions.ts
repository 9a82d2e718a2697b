import type { Caps } from '../../../evol/run/spendingCap';
import type { ByRole } from '../../../evaluation/types';
import { assertBaseUrl } from '../../../messages/baseUrl';
import type { ServedModel } from '../../../protocol/evaluation';
import { CAP_OPTIONS, capsOf } from '../../cappedRun';
import type { OptionValues } from '../../command';
import type { Options } from '../../option';
import { numberOption, requiredOption, usageError } from '../../values';

/** Options of every evaluation that asks a judge. */
export const JUDGE_OPTIONS = {
  'judge-url': {
    type: 'string',
    placeholder: 'URL',
    help: 'an OpenAI-compatible server, such as http://localhost:8000/v1,\nwhose key is DEITA_JUDGE_API_KEY',
  },
  'judge-model': { type: 'string', placeholder: 'NAME', help: 'the chat model that judges, as the server names it' },
  output: { type: 'string', placeholder: 'DIR', help: 'folder of the evaluation; one that was stopped goes on' },
  ...CAP_OPTIONS,
  'judge-price': {
    type: 'string',
    placeholder: 'P',
    help: 'price of a million tokens of the judge (default: --price)',
  },
  yes: { type: 'boolean', help: 'go on after the pilot of 10 without asking' },
} as const satisfies Options;

/** What may be spent, and how. */
export interface Spending {
  /** Of a million tokens of each model; null = not known. */
  readonly prices: ByRole | null;
  readonly maxCost: number | null;
  /** Tokens count by their price where a price is known. */
  readonly caps: Caps;
}

const NOT_NEGATIVE = { test: (value: number) => value >= 0, expected: 'a number from 0' };

/**
 * @param asksModel whether a model is asked beside the judge
 * @throws DeitaError `usage`: a limit without the price of each limits nothing
 */
export function spendingOf(values: OptionValues, asksModel: boolean): Spending {
  const price = numberOption(values, 'price', null, NOT_NEGATIVE);
  const judgePrice = numberOption(values, 'judge-price', price, NOT_NEGATIVE);
  const maxCost = numberOption(values, 'max-cost', null, NOT_NEGATIVE);
  const answerPrice = asksModel ? price : 0;
  const prices = answerPrice === null || judgePrice === null ? null : { answer: answerPrice, judge: judgePrice };
  if (maxCost !== null && prices === null) throw usageError('--max-cost needs --price.');
  return { prices, maxCost, caps: capsOf(values, maxCost === null ? undefined : maxCost * 1e6) };
}

/** @param names of its options @throws DeitaError `usage` */
export function servedModel(
  values: OptionValues,
  command: string,
  names: { readonly url: string; readonly model: string },
): ServedModel {
  const baseUrl = requiredOption(values, names.url, command, 'URL');
  assertBaseUrl(baseUrl);
  return { baseUrl, model: requiredOption(values, names.model, command, 'NAME') };
}

export function judgeOf(values: OptionValues, command: string): ServedModel {
  return servedModel(values, command, { url: 'judge-url', model: 'judge-model' });
}
