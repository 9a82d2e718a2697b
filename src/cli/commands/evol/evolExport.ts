import path from 'node:path';
import { SET_FORMATS } from '../../../evol/types';
import { rows as countedRows } from '../../../wording/counts';
import type { Command } from '../../command';
import { OUTPUT_OPTIONS } from '../../option';
import { choiceOption, requiredOption } from '../../values';
import { RUN_OPTION, runFolder } from './runOption';

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
  async run({ values, engine, call }) {
    const folder = runFolder(values, NAME);
    const output = path.resolve(requiredOption(values, 'output', NAME, 'FILE'));
    const format = choiceOption(values, 'format', SET_FORMATS);
    const request = { folder, outputPath: output, format, overwrite: values.overwrite === true };
    const { rows } = await engine().request('evol/export', request, call);
    return {
      document: { output, format, rows },
      text: `Wrote ${countedRows(rows)} to ${output}. docs/evol.md says how to train a scorer with them.`,
    };
  },
};
