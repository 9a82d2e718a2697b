import path from 'node:path';
import { DeitaError } from '../../../common/errors';
import { writeFileAtomically } from '../../../dataset/atomicFile';
import { SET_FORMATS, trainingRow } from '../../../evol/scorerSet';
import { trainingTexts } from '../../../evol/trainingTexts';
import { formatCount } from '../../../wording/numbers';
import type { Command } from '../../command';
import { OUTPUT_OPTIONS } from '../../option';
import { choiceOption, requiredOption } from '../../values';
import { inspectFolder, RUN_OPTION, runFolder } from './runOption';

const NAME = 'deita evol export';

export const evolExport: Command = {
  name: 'evol export',
  summary: 'Writes the scored variants as a fine-tuning set in the released scorers’ prompt',
  argument: 'none',
  options: {
    ...RUN_OPTION,
    output: { type: 'string', placeholder: 'FILE', help: 'the JSON Lines file to write' },
    format: { type: 'string', placeholder: 'NAME', help: 'sharegpt (default) or messages' },
    ...OUTPUT_OPTIONS,
  },
  async run({ values }) {
    const folder = runFolder(values, NAME);
    const output = path.resolve(requiredOption(values, 'output', NAME, 'FILE'));
    const format = choiceOption(values, 'format', SET_FORMATS);
    const { inspected, seedOf } = await inspectFolder(folder);
    const turns = inspected.chains.flatMap((chain) => {
      const seed = seedOf.get(chain.id);
      return seed === undefined ? [] : trainingTexts(chain, seed, { file: '', run: folder });
    });
    if (turns.length === 0) throw new DeitaError('scoresMissing', `${folder} holds no scored variants yet.`);
    await writeFileAtomically(output, { overwrite: values.overwrite === true }, async (sink) => {
      for (const turn of turns) await sink.write(Buffer.from(`${JSON.stringify(trainingRow(turn, format))}\n`));
    });
    return {
      document: { output, format, rows: turns.length },
      text: `Wrote ${formatCount(turns.length)} rows to ${output}. docs/evol.md says how to train a scorer with them.`,
    };
  },
};
