import path from 'node:path';
import { DPO_PAIRS, SFT_RECIPE_NAMES } from '../../../choices/training';
import { refusedInEnglish } from '../../../protocol/fineTuning';
import type { Command } from '../../command';
import { reportRows } from '../../rowReports';
import { FROM_ONE, choiceOption, integerOption, textOption } from '../../values';
import { preparedText, refusedRemarks } from './preparedText';
import { TRAINER_OPTIONS, trainerOptions, WHOLE_NUMBER } from './trainerOptions';

const NAME = 'deita dpo-pairs';
/** Stands for the model that supervised fine-tuning gave, until somebody names it. */
const SFT_MODEL = 'path/to/sft-model';

export const dpoPairs: Command = {
  name: 'dpo-pairs',
  summary: 'Writes a folder for preference training: pairs of a better and a worse answer for a trainer',
  options: {
    count: { type: 'string', placeholder: 'N', help: `pairs to take at most (default ${DPO_PAIRS})` },
    by: {
      type: 'string',
      placeholder: 'ORDER',
      help: 'random (default), or margin: the largest difference of\nratings first',
    },
    seed: { type: 'string', placeholder: 'S', help: 'of the random order, a whole number from 0 (default 0)' },
    exclude: { type: 'string', placeholder: 'FILE', help: 'leave out prompts of these rows: those of the fine-tuning' },
    recipe: {
      type: 'string',
      placeholder: 'NAME',
      help: `what the model was fine-tuned by (default ${SFT_RECIPE_NAMES[0]}):\n${SFT_RECIPE_NAMES.join(',\n')}`,
    },
    ...TRAINER_OPTIONS,
  },
  async run(session) {
    const { values, engine, call, file } = session;
    const exclude = textOption(values, 'exclude');
    const request = {
      ...trainerOptions(session, NAME),
      baseModel: textOption(values, 'base-model') ?? SFT_MODEL,
      recipe: choiceOption(values, 'recipe', SFT_RECIPE_NAMES),
      path: path.resolve(file),
      count: integerOption(values, 'count', DPO_PAIRS, FROM_ONE),
      by: choiceOption(values, 'by', ['random', 'margin']),
      seed: integerOption(values, 'seed', 0, WHOLE_NUMBER),
      ...(exclude === undefined ? {} : { exclude: path.resolve(exclude) }),
    };
    const { refusedRows, ...summary } = await engine().request('training/pairs', request, call);
    reportRows(session, refusedRemarks(refusedRows), summary.refused.rows);
    return { document: { ...summary, refusedRows: refusedRows.map(refusedInEnglish) }, text: preparedText(summary) };
  },
};
