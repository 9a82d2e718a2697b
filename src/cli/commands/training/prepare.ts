import { SFT_RECIPE_NAMES, SFT_RECIPES } from '../../../choices/training';
import { refusedInEnglish } from '../../../protocol/fineTuning';
import type { Command } from '../../command';
import { reportRows } from '../../rowReports';
import { trainingSource } from '../../trainingSource';
import { choiceOption, integerOption, requiredOption, textOption } from '../../values';
import { preparedText, refusedRemarks } from './preparedText';
import { TRAINER_OPTIONS, trainerOptions, WHOLE_NUMBER } from './trainerOptions';

const NAME = 'deita prepare';

export const prepare: Command = {
  name: 'prepare',
  summary: 'Writes a folder to train in: a selection for a trainer, beside random and the longest rows of its pool',
  options: {
    recipe: { type: 'string', placeholder: 'NAME', help: SFT_RECIPE_NAMES.join(',\n') },
    pool: { type: 'string', placeholder: 'FILE', help: 'what was selected from (default: as the manifest says)' },
    'no-baselines': { type: 'boolean', help: 'write the selection alone' },
    seed: { type: 'string', placeholder: 'S', help: 'of the random rows, a whole number from 0 (default 0)' },
    ...TRAINER_OPTIONS,
  },
  async run(session) {
    const { values, engine, call } = session;
    const target = trainerOptions(session, NAME);
    requiredOption(values, 'recipe', NAME, SFT_RECIPE_NAMES.join('|'));
    const recipe = choiceOption(values, 'recipe', SFT_RECIPE_NAMES);
    const baseModel = textOption(values, 'base-model') ?? SFT_RECIPES[recipe].baseModel;
    const seed = integerOption(values, 'seed', 0, WHOLE_NUMBER);
    const request = {
      ...target,
      recipe,
      baseModel: baseModel ?? requiredOption(values, 'base-model', `--recipe ${recipe}`, 'NAME'),
      seed,
      ...(await trainingSource(session)),
    };
    const { refusedRows, ...summary } = await engine().request('training/prepare', request, call);
    reportRows(session, refusedRemarks(refusedRows), summary.refused.rows);
    return { document: { ...summary, refusedRows: refusedRows.map(refusedInEnglish) }, text: preparedText(summary) };
  },
};
