import path from 'node:path';
import { readManifest } from '../../../batch/batchFolder';
import { readSubmission, type Submission, type SubmittedFile } from '../../../batch/submission';
import { SubmittedBatch } from '../../../batch/submitBatch';
import { BatchApi } from '../../../serverClient/batchApi';
import type { Command, CommandResult, Session } from '../../command';
import { serverKey } from '../../serverKeys';
import { numberOption, textOption, usageError } from '../../values';

const DEFAULT_POLL_SECONDS = 30;
const BASE_URL_OPTION = {
  'base-url': { type: 'string', placeholder: 'URL', help: 'an endpoint with /files and /batches' },
} as const;

export const batchSubmit: Command = {
  name: 'batch submit',
  summary: 'Submits a folder of requests to a Batch API, waits and fetches the results; goes on where it was stopped',
  argument: 'folder',
  options: {
    ...BASE_URL_OPTION,
    poll: { type: 'string', placeholder: 'S', help: `seconds between two looks (default ${DEFAULT_POLL_SECONDS})` },
    'no-wait': { type: 'boolean', help: 'submit and leave' },
  },
  async run(session) {
    const batch = await open(session, session.values['no-wait'] !== true);
    return report(await batch.run());
  },
};

export const batchStatus: Command = {
  name: 'batch status',
  summary: 'Looks at submitted batches once and fetches the results that are there',
  argument: 'folder',
  options: BASE_URL_OPTION,
  run: async (session) => report(await (await open(session, false)).look()),
};

export const batchCancel: Command = {
  name: 'batch cancel',
  summary: 'Ends submitted batches at the endpoint; what was answered until then can be fetched',
  argument: 'folder',
  options: BASE_URL_OPTION,
  run: async (session) => report(await (await open(session, false)).cancel()),
};

/** Files of both scorers go to one endpoint, with the key of that endpoint. */
const ROLES = { scores: 'complexity', embeddings: 'embedding' } as const;

async function open(session: Session, wait: boolean): Promise<SubmittedBatch> {
  const folder = path.resolve(session.file);
  const { files, kind } = await readManifest(folder);
  const baseUrl = textOption(session.values, 'base-url') ?? (await readSubmission(folder))?.baseUrl;
  if (baseUrl === undefined) throw usageError('Name the endpoint with --base-url.');
  const seconds = numberOption(session.values, 'poll', DEFAULT_POLL_SECONDS, {
    test: (value) => value >= 1,
    expected: 'a number of seconds from 1',
  });
  const api = new BatchApi({ baseUrl, apiKey: serverKey(session, { baseUrl, role: ROLES[kind] }) });
  const { signal } = session.call;
  const onChange = (submission: Submission): void => tell(session, submission);
  return SubmittedBatch.open(folder, files, api, { signal, pollMs: seconds * 1000, wait, onChange });
}

function tell({ call }: Session, { files }: Submission): void {
  const done = files.filter(({ results }) => results !== undefined).length;
  call.onProgress?.({
    stage: 'batch',
    done,
    total: files.length,
    ratePerSecond: null,
    remainingMs: null,
  });
}

function report(submission: Submission): CommandResult {
  const done = submission.files.every(({ results }) => results !== undefined);
  const failed = submission.files.some(({ batch }) => batch?.status === 'failed');
  return {
    document: submission,
    text: [
      ...submission.files.flatMap(describe),
      done
        ? 'All results are there: import them with deita batch import.'
        : 'Run deita batch submit again to wait for the rest.',
    ].join('\n'),
    failed,
  };
}

function describe({ name, batch, results }: SubmittedFile): string[] {
  const status = batch === undefined ? 'not submitted' : `${batch.status} (${batch.id})`;
  const { completed = 0, total = 0, failed = 0 } = batch?.counts ?? {};
  const counts = total === 0 ? '' : `, ${completed} of ${total} answered${failed > 0 ? `, ${failed} failed` : ''}`;
  return [
    `${name}  ${status}${counts}${results === undefined ? '' : `, fetched ${results.join(' and ') || 'nothing'}`}`,
    ...(batch?.errors ?? []).map((error) => `  ${error}`),
  ];
}
