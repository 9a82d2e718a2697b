import path from 'node:path';
import type { BatchExportSummary } from '../../../protocol/batch';
import { files as countedFiles, requests as countedRequests, rows as countedRows } from '../../../wording/counts';
import { formatCount } from '../../../wording/numbers';
import type { Command } from '../../command';
import { OUTPUT_OPTIONS } from '../../option';
import { requiredOption } from '../../values';
import { openDataset } from '../openDataset';
import { BATCH_MODEL_OPTIONS, batchPlan } from './batchOptions';

export const batchExport: Command = {
  name: 'batch export',
  summary: 'Writes what is not in the cache yet as files of requests for vllm run-batch or a Batch API',
  options: {
    output: { type: 'string', placeholder: 'FOLDER', help: 'where the files go' },
    ...BATCH_MODEL_OPTIONS,
    ...OUTPUT_OPTIONS,
  },
  async run(session) {
    const { values, engine, call } = session;
    const plan = batchPlan(values);
    const folder = path.resolve(requiredOption(values, 'output', 'deita batch export', 'FOLDER'));
    const { datasetId } = await openDataset(session);
    const request = { datasetId, plan, folder, overwrite: values.overwrite === true };
    const { instructions, ...exported } = await engine().request('dataset/exportBatch', request, call);
    if (instructions === null) return nothingToAsk(exported);
    return { document: { folder, ...exported }, text: `${summary(folder, exported)}\n\n${instructions}` };
  },
};

type Exported = Omit<BatchExportSummary, 'instructions'>;

function nothingToAsk(exported: Exported) {
  return {
    document: exported,
    text: `Nothing to ask: the cache has everything about the ${countedRows(exported.rows)}.`,
  };
}

function summary(folder: string, { files, requests, rows, rowsAsking }: Exported): string {
  return `Wrote ${countedRequests(requests)} about ${formatCount(rowsAsking)} of ${countedRows(rows)} to ${countedFiles(files.length)} in ${folder}.`;
}
