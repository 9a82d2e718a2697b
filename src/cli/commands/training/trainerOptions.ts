import path from 'node:path';
import { TRAINERS, type TrainerName } from '../../../choices/training';
import type { TrainingTarget } from '../../../protocol/fineTuning';
import type { Session } from '../../command';
import { OUTPUT_OPTIONS, type Options } from '../../option';
import { FROM_ONE, choiceOption, integerOption, requiredOption, textOption } from '../../values';

/** What every folder for a trainer is written by. */
export const TRAINER_OPTIONS = {
  trainer: { type: 'string', placeholder: 'NAME', help: TRAINERS.join(', ') },
  'base-model': { type: 'string', placeholder: 'NAME', help: 'the model to train: a name on the hub, or a folder' },
  gpus: { type: 'string', placeholder: 'N', help: 'GPUs to split the batch by (default 1)' },
  tokenizer: {
    type: 'string',
    placeholder: 'DIR',
    help: 'count tokens with this tokenizer and its chat template\n(default: an estimate)',
  },
  output: { type: 'string', placeholder: 'DIR', help: 'the folder to write' },
  ...OUTPUT_OPTIONS,
} as const satisfies Options;

export const WHOLE_NUMBER = { test: (value: number) => value >= 0, expected: 'a whole number from 0' };

/** @param command for messages @throws DeitaError `usage` */
export function trainerOptions(
  { values, fields }: Pick<Session, 'values' | 'fields'>,
  command: string,
): Omit<TrainingTarget, 'baseModel'> {
  const tokenizer = textOption(values, 'tokenizer');
  requiredOption(values, 'trainer', command, TRAINERS.join('|'));
  const trainer: TrainerName = choiceOption(values, 'trainer', TRAINERS);
  return {
    trainer,
    gpus: integerOption(values, 'gpus', 1, FROM_ONE),
    outputPath: path.resolve(requiredOption(values, 'output', command, 'DIR')),
    overwrite: values.overwrite === true,
    ...(tokenizer === undefined ? {} : { tokenizer: path.resolve(tokenizer) }),
    ...(fields === undefined ? {} : { fields }),
  };
}
