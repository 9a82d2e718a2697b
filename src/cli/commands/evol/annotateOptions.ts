import { DIMENSION_CHOICES } from '../../../evol/types';
import type { Caps } from '../../../evol/run/spendingCap';
import type { AnnotationPlan, ChatModels } from '../../../protocol/annotation';
import { assertBaseUrl } from '../../../messages/baseUrl';
import { CAP_OPTIONS, capsOf, concurrencyOf } from '../../cappedRun';
import type { OptionValues } from '../../command';
import type { Options } from '../../option';
import { costLimits, tokensWithin, type CostLimits } from '../../costOptions';
import { FROM_ONE, choiceOption, integerOption, requiredOption, textOption } from '../../values';

export const ANNOTATE_OPTIONS = {
  'base-url': {
    type: 'string',
    placeholder: 'URL',
    help: 'an OpenAI-compatible server, such as http://localhost:8000/v1',
  },
  model: { type: 'string', placeholder: 'NAME', help: 'the chat model that evolves, as the server names it' },
  'rank-model': { type: 'string', placeholder: 'NAME', help: 'the one that ranks and scores (default: --model)' },
  dimension: { type: 'string', placeholder: 'NAME', help: 'complexity, quality or both (default)' },
  seeds: { type: 'string', placeholder: 'N', help: 'rows to start from (default 200)' },
  sample: {
    type: 'string',
    placeholder: 'NAME',
    help: 'random (default), or stratified: each source, language, length\nand number of turns has its share',
  },
  seed: { type: 'string', placeholder: 'S', help: 'seed of all that is drawn (default 0)' },
  evolutions: { type: 'string', placeholder: 'M', help: 'steps per chain (default 5)' },
  orders: {
    type: 'string',
    placeholder: 'K',
    help: 'orders in which each chain is judged (default 2: an order and\nits reverse); as many as variants: rotations',
  },
  ...CAP_OPTIONS,
  yes: { type: 'boolean', help: 'go on after the pilot of 10 chains without asking' },
} as const satisfies Options;

/** What was asked for, checked. */
export interface AnnotateChoices extends CostLimits {
  readonly plan: AnnotationPlan;
  readonly models: ChatModels & { readonly kind: 'server' };
  readonly caps: Caps;
}

/** Without an editor there are no rows in view. */
const SAMPLES = ['random', 'stratified'] as const;
const SEED = { test: (value: number) => value >= 0, expected: 'a number from 0' };

/** @throws DeitaError `usage` */
export function annotateChoices(values: OptionValues): AnnotateChoices {
  const limits = costLimits(values);
  return {
    models: modelsOf(values),
    plan: {
      dimension: choiceOption(values, 'dimension', DIMENSION_CHOICES),
      seeds: integerOption(values, 'seeds', 200, FROM_ONE),
      sample: choiceOption(values, 'sample', SAMPLES),
      seed: integerOption(values, 'seed', 0, SEED),
      evolutions: integerOption(values, 'evolutions', 5, FROM_ONE),
      orders: integerOption(values, 'orders', 2, FROM_ONE),
    },
    caps: capsOf(values, tokensWithin(limits)),
    ...limits,
  };
}

function modelsOf(values: OptionValues): AnnotateChoices['models'] {
  const needed = (name: string, placeholder: string): string =>
    requiredOption(values, name, 'deita evol annotate', placeholder);
  const baseUrl = needed('base-url', 'URL');
  assertBaseUrl(baseUrl);
  const model = needed('model', 'NAME');
  const concurrency = concurrencyOf(values);
  return {
    kind: 'server',
    baseUrl,
    model,
    rankModel: textOption(values, 'rank-model') ?? model,
    ...(concurrency === undefined ? {} : { concurrency }),
  };
}
