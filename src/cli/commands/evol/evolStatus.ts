import type { Command } from '../../command';
import { RUN_OPTION, runFolder } from './runOption';
import { describeStatus } from './runText';

export const evolStatus: Command = {
  name: 'evol status',
  summary: 'Says how far an annotation run is, what it took and whether its annotator works',
  argument: 'none',
  options: RUN_OPTION,
  async run({ values, engine, call }) {
    const folder = runFolder(values, 'deita evol status');
    const { status, note, parameters } = await engine().request('evol/run', { folder }, call);
    return {
      document: { run: folder, parameters, ...(note === undefined ? {} : { note }), ...status },
      text: [...(note === undefined ? [] : [note]), ...describeStatus(status)].join('\n'),
    };
  },
};
