import path from 'node:path';
import { lmEvalServers, lmEvalText } from '../../../wording/lmEvalText';
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
    const { models } = found;
    return {
      document: { results: folder, ...found, note: lmEvalServers() },
      text: lmEvalText(found, folder),
      failed: models.length === 0 && model === null,
    };
  },
};
