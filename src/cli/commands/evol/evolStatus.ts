import { statusOf } from '../../../evol/inspect/runStatus';
import type { Command } from '../../command';
import { inspectFolder, RUN_OPTION, runFolder } from './runOption';
import { describeStatus } from './runText';

export const evolStatus: Command = {
  name: 'evol status',
  summary: 'Says how far an annotation run is, what it took and whether its annotator works',
  argument: 'none',
  options: RUN_OPTION,
  async run({ values }) {
    const { run, inspected } = await inspectFolder(runFolder(values, 'deita evol status'));
    const status = statusOf(inspected);
    const { note, parameters } = run.description;
    return {
      document: { run: run.folder, parameters, ...(note === undefined ? {} : { note }), ...status },
      text: [...(note === undefined ? [] : [note]), ...describeStatus(status)].join('\n'),
    };
  },
};
