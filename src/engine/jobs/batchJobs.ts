import path from 'node:path';
import { assertMayExport, writeFolder } from '../../batch/batchFolder';
import { batchWork, describePlan, modelsOf } from '../../batch/batchPlan';
import { exportRequests, type BatchRun } from '../../batch/exportBatch';
import { IDENTITY_TEMPLATE, IDENTITY_TEMPLATE_FILE } from '../../batch/identityTemplate';
import { importResults } from '../../batch/importBatch';
import { instructions } from '../../batch/instructions';
import { OPENAI_LIMITS } from '../../batch/limits';
import { findResultFiles, RESULTS_FOLDER } from '../../batch/resultFiles';
import { VERSION } from '../../common/version';
import type {
  BatchExportRequest,
  BatchExportSummary,
  BatchImportRequest,
  BatchPlan,
  ExportedRequests,
  ImportSummary,
} from '../../protocol/batch';
import type { JobStage } from '../../protocol/jobProgress';
import type { CacheStore } from '../../storage/cacheStore';
import type { EngineContext } from '../engineContext';
import type { JobContext } from '../job';
import type { OpenDataset } from '../openDataset';
import { StageProgress } from '../progress';
import { readInPieces, rowRange } from '../rows/rowReader';
import { fault } from '../../messages/say';

const INSTRUCTIONS_FILE = 'README.txt';

/**
 * Writes a folder of requests for what the cache does not know yet.
 * @throws DeitaError `outputExists`, `outputFailed`, `usage` without a cache or when the folder was submitted
 */
export async function exportBatch(
  open: OpenDataset,
  { plan, folder, overwrite }: BatchExportRequest,
  { cache }: EngineContext,
  job: JobContext,
): Promise<BatchExportSummary> {
  await assertMayExport(folder, overwrite);
  const exported = await withKeptCache(cache, async () =>
    exportRequests(folder, batchWork(plan, cache), OPENAI_LIMITS, await runOver(open, 'export', job)),
  );
  if (exported.requests === 0) return { ...exported, instructions: null };
  const text = instructions({ ...describePlan(plan), files: exported.files });
  await writeTexts(folder, plan, exported, text);
  return { ...exported, instructions: text };
}

/**
 * Puts results into the cache.
 * @throws DeitaError `fileNotFound`, `serverAnswer`, `outputFailed`, `usage` without results or a cache
 */
export async function importBatch(
  open: OpenDataset,
  { plan, from }: BatchImportRequest,
  { cache }: EngineContext,
  job: JobContext,
): Promise<ImportSummary> {
  const files = await findResultFiles('batch' in from ? path.join(from.batch, RESULTS_FOLDER) : from.results);
  if (files.length === 0) throw fault('noResultFiles');
  return withKeptCache(cache, async () => {
    const run = await runOver(open, 'import', job);
    return importResults(files, batchWork(plan, cache), { ...run, flush: () => cache.flush() });
  });
}

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

async function runOver(open: OpenDataset, stage: JobStage, job: JobContext): Promise<BatchRun> {
  await open.prepareForJob(job);
  const total = open.dataset.rowCount;
  const progress = new StageProgress(job.onProgress, { stage, total });
  return {
    rows: readInPieces(open.dataset, rowRange(0, total), { signal: job.signal }),
    signal: job.signal,
    onProgress: (rows) => progress.update(rows),
  };
}

/** Other jobs go on without a cache; here it is where what comes back is put. */
async function withKeptCache<T>(cache: CacheStore, work: () => Promise<T>): Promise<T> {
  if (!isKept(cache)) throw fault('batchNeedsCache');
  const result = await work();
  await cache.flush();
  if (isKept(cache)) return result;
  throw fault('batchNotKept');
}

/** Until something cannot be. */
function isKept({ persistent }: CacheStore): boolean {
  return persistent;
}
