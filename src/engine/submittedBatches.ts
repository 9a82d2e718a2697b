import { readManifest } from '../batch/batchFolder';
import { readSubmission } from '../batch/submission';
import { SubmittedBatch, type SubmitOptions } from '../batch/submitBatch';
import type { BatchFolder, SubmittedBatchRequest, Submission } from '../protocol/batch';
import { BatchApi } from '../serverClient/batchApi';
import type { EngineContext } from './engineContext';
import type { Handlers } from './handlers';
import type { JobContext } from './job';
import type { OnProgress } from './progress';

type BatchMethod = 'batch/describe' | 'batch/submit' | 'batch/look' | 'batch/cancel';

/** Folders of requests at the endpoint that they were submitted to: no dataset has to be open for these. */
export function submittedBatchHandlers(context: EngineContext): Pick<Handlers, BatchMethod> {
  const at = (request: SubmittedBatchRequest, job: JobContext, waiting: Waiting = LOOKING) =>
    openBatch(request, context, job, waiting);
  return {
    'batch/describe': ({ folder }) => describeFolder(folder),
    'batch/submit': async (request, job) => (await at(request, job, request)).run(),
    'batch/look': async (request, job) => (await at(request, job)).look(),
    'batch/cancel': async (request, job) => (await at(request, job)).cancel(),
  };
}

/** Files of both scorers go to one endpoint, with the key of that endpoint. */
const ROLES = { scores: 'complexity', embeddings: 'embedding' } as const;

type Waiting = Pick<SubmitOptions, 'pollMs' | 'wait'>;

const LOOKING: Waiting = { pollMs: 0, wait: false };

async function describeFolder(folder: string): Promise<BatchFolder> {
  const { kind } = await readManifest(folder);
  return { role: ROLES[kind], baseUrl: (await readSubmission(folder))?.baseUrl ?? null };
}

async function openBatch(
  { folder, baseUrl }: SubmittedBatchRequest,
  { credentials }: EngineContext,
  { signal, onProgress }: JobContext,
  { pollMs, wait }: Waiting,
): Promise<SubmittedBatch> {
  const { files, kind } = await readManifest(folder);
  const api = new BatchApi({ baseUrl, apiKey: credentials.keyFor(baseUrl, ROLES[kind]) });
  const onChange = (submission: Submission): void => tell(onProgress, submission);
  return SubmittedBatch.open(folder, files, api, { signal, pollMs, wait, onChange });
}

function tell(onProgress: OnProgress | undefined, { files }: Submission): void {
  const done = files.filter(({ results }) => results !== undefined).length;
  onProgress?.({ stage: 'batch', done, total: files.length, ratePerSecond: null, remainingMs: null });
}
