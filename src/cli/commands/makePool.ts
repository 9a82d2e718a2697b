import path from 'node:path';
import { replaceFile } from '../../dataset/atomicFile';
import { filesOfDataset, POOL_ENDING, poolText } from '../../dataset/containers/pool/poolFile';
import { hashedFile } from '../../dataset/fileIdentity';
import { fault } from '../../messages/say';
import type { Command } from '../command';
import { OUTPUT_OPTIONS } from '../option';
import { checkOutputs } from '../outputs';
import { textOption, usageError } from '../values';

export const makePool: Command = {
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
    const folder = path.dirname(path.resolve(output));
    const members = [];
    for (const file of session.files) {
      if ((await filesOfDataset(file)).length > 1) throw fault('poolOfPools', { file });
      const relative = path.relative(folder, path.resolve(file)).split(path.sep).join('/');
      members.push({ path: relative, sha256: (await hashedFile(file, session.call.signal)).sha256 });
    }
    await replaceFile(output, poolText(members));
    return {
      document: { output: path.resolve(output), files: members },
      text: `Wrote ${output}, a pool of ${members.length === 1 ? '1 file' : `${members.length} files`}.`,
    };
  },
};
