import type { Batch, BatchCreateParams } from 'openai/resources/batches';
import { toKept } from '../messages/keptMessage';
import { say } from '../messages/say';
import type { BatchState } from './batchState';
import type { Endpoint } from './endpoint';
import { asObject, asText } from './json';
import { PATIENT, withRetries, type RetryPolicy } from './retry';
import { ServerClient, type TakePiece } from './serverClient';
import { serverFault } from './serverError';

/** Files of up to 200 MB go up and down. */
const TIMEOUT_MS = 30 * 60_000;
/** Of 50,000 vectors of 8,192 numbers, as text. */
const MOST_RESULT_BYTES = 10 * 1024 ** 3;
const LISTED_BATCHES = 100;

/**
 * `/v1/files` and `/v1/batches` of an OpenAI-compatible endpoint.
 * @throws ServerError, `cancelled`
 */
export class BatchApi {
  private readonly client: ServerClient;

  constructor(
    endpoint: Endpoint,
    private readonly retry: RetryPolicy = PATIENT,
  ) {
    this.client = new ServerClient(endpoint, { timeoutMs: TIMEOUT_MS });
  }

  get baseUrl(): string {
    return this.client.baseUrl;
  }

  /** @returns the file's id */
  async upload(file: string, signal?: AbortSignal): Promise<string> {
    const send = async (): Promise<string> => {
      const id = asText(asObject(await this.client.upload(file, signal)).id);
      if (id === undefined) throw serverFault('answer', 'unnamedFile');
      return id;
    };
    return withRetries(send, () => this.retry, signal);
  }

  /** Never tried again by itself: a request whose answer got lost may have started a batch. See `findByInput`. */
  async create(inputFileId: string, endpoint: string, signal?: AbortSignal): Promise<BatchState> {
    const params: BatchCreateParams = {
      input_file_id: inputFileId,
      endpoint: endpoint as BatchCreateParams['endpoint'],
      completion_window: '24h',
    };
    return stateOf(
      await this.client.send('/batches', signal, (openai, own) => openai.batches.create(params, { signal: own })),
    );
  }

  /** The batch that was made of a file, if there is one among the latest. */
  async findByInput(inputFileId: string, signal?: AbortSignal): Promise<BatchState | undefined> {
    const list = (): Promise<readonly Batch[]> =>
      this.client.send('/batches', signal, async (openai, own) => {
        const page = await openai.batches.list({ limit: LISTED_BATCHES }, { signal: own });
        return page.data;
      });
    const found = (await withRetries(list, () => this.retry, signal)).find(
      (batch) => batch.input_file_id === inputFileId,
    );
    return found === undefined ? undefined : stateOf(found);
  }

  retrieve(id: string, signal?: AbortSignal): Promise<BatchState> {
    const ask = async (): Promise<BatchState> =>
      stateOf(
        await this.client.send('/batches', signal, (openai, own) => openai.batches.retrieve(id, { signal: own })),
      );
    return withRetries(ask, () => this.retry, signal);
  }

  async cancel(id: string, signal?: AbortSignal): Promise<BatchState> {
    return stateOf(
      await this.client.send('/batches', signal, (openai, own) => openai.batches.cancel(id, { signal: own })),
    );
  }

  /**
   * A file's bytes, in pieces.
   * @param save begins from nothing whenever it is called, and hands over what takes the pieces
   */
  async download(
    fileId: string,
    save: (fetchInto: (take: TakePiece) => Promise<void>) => Promise<unknown>,
    signal?: AbortSignal,
  ): Promise<void> {
    const path = `/files/${encodeURIComponent(fileId)}/content` as const;
    const fetchInto = (take: TakePiece): Promise<void> => this.client.download(path, MOST_RESULT_BYTES, take, signal);
    await withRetries(
      () => save(fetchInto),
      () => this.retry,
      signal,
    );
  }
}

function stateOf(batch: Batch): BatchState {
  const { total = 0, completed = 0, failed = 0 } = batch.request_counts ?? {};
  return {
    id: batch.id,
    inputFileId: batch.input_file_id,
    status: batch.status,
    outputFileId: batch.output_file_id ?? null,
    errorFileId: batch.error_file_id ?? null,
    counts: { total, completed, failed },
    errors: (batch.errors?.data ?? []).map(({ message, code, line }) => {
      const reason = message ?? code ?? say('batch.noReason');
      const hasLine = line !== null && line !== undefined;
      return toKept(hasLine ? say('batch.errorInLine', { line: String(line), reason }) : reason);
    }),
  };
}
