import { incomparableReason } from '../../wording/rowCard';
import { formatCount, formatSimilarity } from '../../wording/numbers';
import type { Command } from '../command';
import { prepareServers } from '../costCheck';
import { embedderOption } from '../modelChoices';
import { EMBEDDER_OPTIONS } from '../modelOptions';
import { EDITS_OPTION } from '../selectionOptions';
import { FROM_ONE, integerOption, usageError } from '../values';
import { openDataset } from './openDataset';

const DEFAULT_COUNT = 10;

export const neighbours: Command = {
  name: 'neighbours',
  summary: 'Lists the rows most similar to one row',
  takesPool: true,
  options: {
    row: { type: 'string', placeholder: 'N', help: 'the row, counted from 0 (required)' },
    count: { type: 'string', placeholder: 'N', help: `how many to list (default ${DEFAULT_COUNT})` },
    ...EMBEDDER_OPTIONS,
    decisions: EDITS_OPTION,
  },
  async run(session) {
    const { values, engine, call } = session;
    if (values.row === undefined) throw usageError('deita neighbours needs --row N.');
    const rowIndex = integerOption(values, 'row', 0, { test: (row) => row >= 0, expected: 'a row index from 0' });
    const count = integerOption(values, 'count', DEFAULT_COUNT, FROM_ONE);
    const embedder = embedderOption(session);
    const { datasetId } = await openDataset(session);
    await prepareServers(session, datasetId, { embedder });
    const found = await engine().request('row/neighbours', { datasetId, rowIndex, count, embedder }, call);
    const lines = found.map(({ cosineSimilarity, lineNumber, preview, ...neighbour }) => {
      const reason = incomparableReason(neighbour);
      const text = reason === undefined ? preview : `(${reason}) ${preview}`;
      return `${formatSimilarity(cosineSimilarity).padStart(10)}  ${formatCount(lineNumber).padStart(9)}  ${text}`;
    });
    return {
      document: { rowIndex, embedder, neighbours: found },
      text: ['similarity       line  instruction', ...lines].join('\n'),
    };
  },
};
