import path from 'node:path';
import { fromKept } from '../../../messages/keptMessage';
import { inEnglish } from '../../../messages/wording';
import type { Submission, SubmittedBatchRequest, SubmittedFile } from '../../../protocol/batch';
import { spokenWords } from '../../../wording/errorText';
import type { Command, CommandResult, Session } from '../../command';
import { giveKeysFor } from '../../serverKeys';
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
    const { values, engine, call } = session;
    const pollMs = 1000 * numberOption(values, 'poll', DEFAULT_POLL_SECONDS, ONE_SECOND_OR_MORE);
    const request = { ...(await endpointOf(session)), pollMs, wait: values['no-wait'] !== true };
    return report(await engine().request('batch/submit', request, call));
  },
};

const ONE_SECOND_OR_MORE = { test: (value: number) => value >= 1, expected: 'a number of seconds from 1' };

export const batchStatus: Command = {
  name: 'batch status',
  summary: 'Looks at submitted batches once and fetches the results that are there',
  argument: 'folder',
  options: BASE_URL_OPTION,
  run: async (session) => report(await session.engine().request('batch/look', await endpointOf(session), session.call)),
};

export const batchCancel: Command = {
  name: 'batch cancel',
  summary: 'Ends submitted batches at the endpoint; what was answered until then can be fetched',
  argument: 'folder',
  options: BASE_URL_OPTION,
  run: async (session) =>
    report(await session.engine().request('batch/cancel', await endpointOf(session), session.call)),
};

/** The folder and its endpoint, whose key the engine has from then on. */
async function endpointOf(session: Session): Promise<SubmittedBatchRequest> {
  const folder = path.resolve(session.file);
  const { role, baseUrl: known } = await session.engine().request('batch/describe', { folder });
  const baseUrl = textOption(session.values, 'base-url') ?? known;
  if (baseUrl === null) throw usageError('Name the endpoint with --base-url.');
  await giveKeysFor(session, [{ baseUrl, role }]);
  return { folder, baseUrl };
}

function report(submission: Submission): CommandResult {
  const done = submission.files.every(({ results }) => results !== undefined);
  const failed = submission.files.some(({ batch }) => batch?.status === 'failed');
  return {
    document: documentOf(submission),
    text: [
      ...submission.files.flatMap(describe),
      done
        ? 'All results are there: import them with deita batch import.'
        : 'Run deita batch submit again to wait for the rest.',
    ].join('\n'),
    failed,
  };
}

/** In documents what is said is English, whatever the reader's language. */
function documentOf(submission: Submission) {
  return {
    ...submission,
    files: submission.files.map((file) => ({ ...file, ...(file.batch && { batch: inEnglishAlone(file.batch) }) })),
  };
}

function inEnglishAlone(batch: NonNullable<SubmittedFile['batch']>) {
  return { ...batch, errors: batch.errors.map((error) => inEnglish(fromKept(error))) };
}

function describe({ name, batch, results }: SubmittedFile): string[] {
  const status = batch === undefined ? 'not submitted' : `${batch.status} (${batch.id})`;
  const { completed = 0, total = 0, failed = 0 } = batch?.counts ?? {};
  const counts = total === 0 ? '' : `, ${completed} of ${total} answered${failed > 0 ? `, ${failed} failed` : ''}`;
  return [
    `${name}  ${status}${counts}${results === undefined ? '' : `, fetched ${results.join(' and ') || 'nothing'}`}`,
    ...(batch?.errors ?? []).map((error) => `  ${spokenWords(fromKept(error))}`),
  ];
}
