import path from 'node:path';
import { makeFolder } from '../../../common/makeFolder';
import { messageOf } from '../../../common/errors';
import { fileExists } from '../../../common/fileExists';
import { unwrittenReason, writeFileAtomically } from '../../../dataset/atomicFile';
import { fault } from '../../../messages/say';
import { EXPERIMENT_FILES, type Experiments } from '../../../protocol/experiments';
import { experimentFile } from '../../../wording/experiments/experimentFiles';
import { experimentsMarkdown } from '../../../wording/experiments/experimentsMarkdown';
import { paperNumbers } from '../../../wording/experiments/paper';
import type { Command } from '../../command';
import { OUTPUT_OPTIONS } from '../../option';
import { textOption } from '../../values';

export const experiments: Command = {
  name: 'experiments',
  summary: 'Compares the models trained on selections, on random and on the longest rows, by their results',
  argument: 'trainings',
  options: {
    output: { type: 'string', placeholder: 'DIR', help: `folder for ${EXPERIMENT_FILES.join(', ')}` },
    ...OUTPUT_OPTIONS,
  },
  async run({ file, values, engine, call }) {
    const folder = path.resolve(file);
    const found = await engine().request('evaluate/experiments', { folder }, call);
    const output = textOption(values, 'output');
    const written = output === undefined ? [] : await write(found, path.resolve(output), values.overwrite === true);
    return {
      document: { ...found, paper: paperNumbers(), written },
      text:
        found.rows.length + found.findings.length === 0
          ? `${folder} holds no folder that deita prepare wrote.`
          : [experimentsMarkdown(found), ...written.map((each) => `Wrote ${each}`)].join('\n'),
      failed: found.rows.length === 0,
    };
  },
};

/** Whether all can be written is found out before the first of them. @throws DeitaError `outputExists`, `outputFailed` */
async function write(found: Experiments, folder: string, overwrite: boolean): Promise<string[]> {
  const files = EXPERIMENT_FILES.map((name) => path.join(folder, name));
  for (const file of files) {
    if (!overwrite && (await fileExists(file))) throw fault('outputExists', { file });
  }
  await makeFolder(folder).catch((error: unknown) => {
    throw fault('outputNotWritten', { file: folder, reason: unwrittenReason(error) ?? messageOf(error) });
  });
  for (const name of EXPERIMENT_FILES) {
    await writeFileAtomically(path.join(folder, name), { overwrite }, (sink) =>
      sink.write(Buffer.from(experimentFile(name, found))),
    );
  }
  return files;
}
