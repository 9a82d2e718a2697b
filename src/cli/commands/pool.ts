import path from 'node:path';
import { makePool } from '../../dataset/containers/pool/makePool';
import { POOL_ENDING } from '../../dataset/containers/pool/poolFile';
import { files } from '../../wording/counts';
import type { Command } from '../command';
import { OUTPUT_OPTIONS } from '../option';
import { checkOutputs } from '../outputs';
import { textOption, usageError } from '../values';

export const pool: Command = {
  name: 'pool',
  summary: 'Writes a pool: several files that open as one dataset',
  takesPool: true,
  options: {
    output: { type: 'string', placeholder: 'FILE', help: `the pool, named …${POOL_ENDING}` },
    ...OUTPUT_OPTIONS,
  },
  async run(session) {
    const output = textOption(session.values, 'output');
    if (output?.endsWith(POOL_ENDING) !== true) throw usageError(`Name the pool with --output NAME${POOL_ENDING}.`);
    await checkOutputs(session, { documents: [output] });
    const members = await makePool({ files: session.files, output, signal: session.call.signal });
    return {
      document: { output: path.resolve(output), files: members },
      text: `Wrote ${output}, a pool of ${files(members.length)}.`,
    };
  },
};
