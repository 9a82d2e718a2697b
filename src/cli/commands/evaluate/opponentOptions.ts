import path from 'node:path';
import type { MtBenchPairwisePlan } from '../../../evaluation/types';
import type { EvaluationModels } from '../../../protocol/evaluation';
import type { OptionValues } from '../../command';
import type { Options } from '../../option';
import { textOption, usageError } from '../../values';
import { servedModel } from './evaluateOptions';

/** What two models are compared by: each is asked, or a file holds its answers. */
export const OPPONENT_OPTIONS = {
  pairwise: { type: 'boolean', help: 'judge the answers of two models against each other, in both orders' },
  a: {
    type: 'string',
    placeholder: 'FILE',
    help: 'answers of the model whose win rate is asked for (model_answer.jsonl),\ninstead of --base-url and --model',
  },
  b: { type: 'string', placeholder: 'FILE', help: 'answers of the other model, instead of --b-model' },
  'b-model': { type: 'string', placeholder: 'NAME', help: 'the other model, as its server names it' },
  'b-url': { type: 'string', placeholder: 'URL', help: 'the server of --b-model (default: --base-url)' },
} as const satisfies Options;

interface Compared {
  readonly plan: Pick<MtBenchPairwisePlan, 'a' | 'b'>;
  readonly models: Omit<EvaluationModels, 'judge'>;
}

/** @throws DeitaError `usage`, where a side is named twice or not at all, or a server that nobody is asked at */
export function comparedModels(values: OptionValues, command: string): Compared {
  const [a, b] = [textOption(values, 'a'), textOption(values, 'b')];
  assertOne(values, 'a', ['model']);
  assertOne(values, 'b', ['b-model', 'b-url']);
  if (b === undefined && textOption(values, 'b-model') === undefined) {
    throw usageError(`${command} needs --b FILE or --b-model NAME.`);
  }
  assertAsked(values);
  const url = textOption(values, 'b-url') === undefined ? 'base-url' : 'b-url';
  return {
    plan: { a: a === undefined ? null : path.resolve(a), b: b === undefined ? null : path.resolve(b) },
    models: {
      ...(a === undefined ? { answer: servedModel(values, command, { url: 'base-url', model: 'model' }) } : {}),
      ...(b === undefined ? { opponent: servedModel(values, command, { url, model: 'b-model' }) } : {}),
    },
  };
}

function assertOne(values: OptionValues, file: string, others: readonly string[]): void {
  const other = others.find((name) => textOption(values, name) !== undefined);
  if (textOption(values, file) === undefined || other === undefined) return;
  throw usageError(`--${file} and --${other} exclude each other: a model's answers are in a file, or it is asked.`);
}

/** With answers in two files no model is asked; with one, `--base-url` also says whose key `DEITA_API_KEY` is. */
function assertAsked(values: OptionValues): void {
  if (['a', 'b', 'base-url'].some((name) => textOption(values, name) === undefined)) return;
  throw usageError('--base-url has no effect: nobody is asked there.');
}
