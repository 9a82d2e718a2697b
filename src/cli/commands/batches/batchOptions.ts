import { SERVER_PRESETS } from '../../../common/serverPresets';
import type { BatchPlan } from '../../../protocol/batch';
import type { OptionValues } from '../../command';
import type { Options } from '../../option';
import { choiceOption, textOption, usageError } from '../../values';

/** Which models a batch is for; named as for the selection that uses what comes out. */
export const BATCH_MODEL_OPTIONS = {
  'complexity-model': {
    type: 'string',
    placeholder: 'NAME',
    help: 'score: the complexity model as its server names it',
  },
  'quality-model': { type: 'string', placeholder: 'NAME', help: 'score: the quality model' },
  preset: {
    type: 'string',
    placeholder: 'NAME',
    help: `score: the preset of the selection that uses the scores:\n${SERVER_PRESETS.join(', ')}`,
  },
  'embedding-model': { type: 'string', placeholder: 'NAME', help: 'embed: the model, in place of the three above' },
} as const satisfies Options;

/** @throws DeitaError `usage` */
export function batchPlan(values: OptionValues): BatchPlan {
  const [complexityModel, qualityModel, model] = ['complexity-model', 'quality-model', 'embedding-model'].map((name) =>
    textOption(values, name),
  );
  if (model !== undefined) {
    if (complexityModel === undefined && qualityModel === undefined) return { kind: 'embeddings', model };
    throw usageError('A batch scores or embeds: --embedding-model excludes the scorers’ models.');
  }
  if (complexityModel === undefined || qualityModel === undefined) {
    throw usageError('Name --complexity-model and --quality-model to score, or --embedding-model to embed.');
  }
  return { kind: 'scores', preset: choiceOption(values, 'preset', SERVER_PRESETS), complexityModel, qualityModel };
}
