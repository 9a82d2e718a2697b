import path from 'node:path';
import type { LmEvalModel, LmEvalWarning } from '../../../evaluation/types';
import { formatPercent } from '../../../wording/numbers';
import type { Command } from '../../command';
import { requiredOption, textOption } from '../../values';

const NAME = 'evaluate lm-eval';

export const evaluateLmEval: Command = {
  name: NAME,
  summary: 'Reads results of lm-evaluation-harness for ARC, HellaSwag, MMLU and TruthfulQA, or says how to get them',
  argument: 'none',
  options: {
    results: { type: 'string', placeholder: 'DIR', help: 'folder that lm-eval writes its results to' },
    model: { type: 'string', placeholder: 'DIR', help: 'the model to evaluate: for the commands alone' },
  },
  async run({ values, engine, call }) {
    const folder = path.resolve(requiredOption(values, 'results', `deita ${NAME}`, 'DIR'));
    const model = textOption(values, 'model') ?? null;
    const found = await engine().request('evaluate/lmEval', { folder, model }, call);
    const { models, commands } = found;
    return {
      document: { results: folder, ...found, note: SERVERS },
      text:
        models.length > 0
          ? models.flatMap(describe).join('\n')
          : [`${folder} holds no results yet. To get them:`, ...commands, SERVERS].join('\n'),
      failed: models.length === 0 && model === null,
    };
  },
};

const SERVERS =
  'The tasks need log-probabilities of given text: a model folder or vLLM gives them; chat endpoints cannot, and llama-server gives results at the level of chance without saying so.';

function describe({ model, tasks, missing, mean, warnings }: LmEvalModel): string[] {
  return [
    `${model === '' ? 'A model without a name' : model}:`,
    ...Object.entries(tasks).map(([name, { metric, score, standardError, shots }]) => {
      const error = standardError === null ? '' : ` ± ${formatPercent(standardError, 1)}`;
      return `  ${name}: ${formatPercent(score, 1)}${error} (${metric}, ${shots === null ? 'shots unknown' : `${shots}-shot`})`;
    }),
    ...(mean === null ? [`  Not there: ${missing.join(', ')}.`] : [`  Mean: ${formatPercent(mean, 1)}`]),
    ...warnings.map((warning) => `  Note: ${warningText(warning)}.`),
  ];
}

function warningText(warning: LmEvalWarning): string {
  switch (warning.code) {
    case 'shots':
      return `${warning.task} was run with ${warning.found ?? 'an unknown number of'} shots, the leaderboard takes ${warning.wanted}`;
    case 'subjects':
      return `${warning.task} is the mean of ${warning.found} subjects, not of ${warning.wanted ?? 'all'}`;
    case 'chance':
      return `${warning.task} is at the level of chance: does the server give log-probabilities of given text?`;
    case 'chat':
      return `run by ${warning.runner}, which cannot give log-probabilities of given text`;
    case 'server':
      return `run by ${warning.runner}: vLLM gives log-probabilities of given text, llama-server does not and does not say so`;
    case 'limited':
      return 'only a part of each task was run (--limit)';
  }
}
