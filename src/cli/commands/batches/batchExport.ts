import path from 'node:path';
import { assertMayExport, writeFolder } from '../../../batch/batchFolder';
import { exportRequests, type ExportedRequests } from '../../../batch/exportBatch';
import { IDENTITY_TEMPLATE, IDENTITY_TEMPLATE_FILE } from '../../../batch/identityTemplate';
import { instructions } from '../../../batch/instructions';
import { OPENAI_LIMITS } from '../../../batch/limits';
import { VERSION } from '../../../common/version';
import { formatCount, plural } from '../../../wording/numbers';
import type { Command } from '../../command';
import { OUTPUT_OPTIONS } from '../../option';
import { requiredOption } from '../../values';
import { BATCH_MODEL_OPTIONS, batchPlan, type BatchPlan, batchWork, describePlan, modelsOf } from './batchOptions';
import { withRowsAndCache } from './batchRun';

const INSTRUCTIONS_FILE = 'README.txt';

export const batchExport: Command = {
  name: 'batch export',
  summary: 'Writes what is not in the cache yet as files of requests for vllm run-batch or a Batch API',
  options: {
    output: { type: 'string', placeholder: 'FOLDER', help: 'where the files go' },
    ...BATCH_MODEL_OPTIONS,
    ...OUTPUT_OPTIONS,
  },
  async run(session) {
    const plan = batchPlan(session.values);
    const folder = path.resolve(requiredOption(session.values, 'output', 'deita batch export', 'FOLDER'));
    await assertMayExport(folder, session.values.overwrite === true);
    const exported = await withRowsAndCache(session, 'export', (run, cache) =>
      exportRequests(folder, batchWork(plan, cache), OPENAI_LIMITS, run),
    );
    if (exported.requests === 0) return nothingToAsk(exported);
    const text = instructions({ ...describePlan(plan), files: exported.files });
    await writeTexts(folder, plan, exported, text);
    return { document: { folder, ...exported }, text: `${summary(folder, exported)}\n\n${text}` };
  },
};

async function writeTexts(folder: string, plan: BatchPlan, exported: ExportedRequests, text: string): Promise<void> {
  const template = plan.kind === 'scores' ? { [IDENTITY_TEMPLATE_FILE]: IDENTITY_TEMPLATE } : {};
  await writeFolder(
    folder,
    { ...template, [INSTRUCTIONS_FILE]: `${text}\n` },
    {
      kind: plan.kind,
      createdAt: new Date().toISOString(),
      version: VERSION,
      models: modelsOf(plan),
      requests: exported.requests,
      files: exported.files,
    },
  );
}

function nothingToAsk(exported: ExportedRequests) {
  return {
    document: { ...exported },
    text: `Nothing to ask: the cache has everything about the ${formatCount(exported.rows)} rows.`,
  };
}

function summary(folder: string, { files, requests, rows, rowsAsking }: ExportedRequests): string {
  const fileCount = plural(files.length, { one: 'one file', other: `${files.length} files` });
  return `Wrote ${formatCount(requests)} requests about ${formatCount(rowsAsking)} of ${formatCount(rows)} rows to ${fileCount} in ${folder}.`;
}
