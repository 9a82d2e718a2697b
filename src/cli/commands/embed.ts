import { formatCount } from '../../wording/numbers';
import type { Command } from '../command';
import { prepareServers } from '../costCheck';
import { modelEmbedderOption } from '../modelChoices';
import { MODEL_EMBEDDER_OPTIONS } from '../modelOptions';
import { EDITS_OPTION } from '../selectionOptions';
import { reportProblems } from '../rowReports';
import { sourceOfRest, truncatedRowsLine } from '../selectionText';
import { openDataset } from './openDataset';
import { rows } from '../../wording/counts';

export const embed: Command = {
  name: 'embed',
  summary: 'Embeds every row ahead of a selection or a search for neighbours',
  takesPool: true,
  options: { ...MODEL_EMBEDDER_OPTIONS, decisions: EDITS_OPTION },
  async run(session) {
    const embedder = modelEmbedderOption(session);
    const { datasetId } = await openDataset(session);
    await prepareServers(session, datasetId, { embedder });
    const request = { datasetId, embedder };
    const { rowsEmbedded, rowsTruncated } = await session.engine().request('dataset/embed', request, session.call);
    const info = await openDataset(session);
    const badRows = await reportProblems(session, info);
    const { rowCount } = info;
    const goodRows = rowCount - badRows;
    const rest = rowsEmbedded < goodRows ? `, ${sourceOfRest(session.cacheDir)}` : '';
    return {
      document: { rows: rowCount, badRows, rowsEmbedded, rowsTruncated, embedder },
      text: [
        `Embedded ${rows(goodRows)}: ${formatCount(rowsEmbedded)} different texts computed${rest}.`,
        ...truncatedRowsLine(rowsTruncated),
      ].join('\n'),
    };
  },
};
