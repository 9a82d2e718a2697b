import path from 'node:path';
import { makeFolder } from '../common/makeFolder';
import { sleep } from '../common/sleep';
import { writeFileAtomically } from '../dataset/atomicFile';
import type { BatchApi } from '../serverClient/batchApi';
import { isRequestFileName } from './requestFiles';
import { RESULTS_FOLDER } from './resultFiles';
import { readSubmission, writeSubmission } from './submission';
import type { RequestFile, Submission, SubmittedFile } from '../protocol/batch';
import { isFinal, type BatchState } from '../serverClient/batchState';
import { fault } from '../messages/say';

export interface SubmitOptions {
  readonly signal?: AbortSignal | undefined;
  /** Time between two looks at the batches. */
  readonly pollMs: number;
  /** False = leave once everything is submitted. */
  readonly wait: boolean;
  readonly onChange?: (submission: Submission) => void;
}

/**
 * Uploads files of requests, makes batches of them, waits and fetches what comes out. Every step is noted as soon as it
 * is done; called again after a stop it goes on with the next one.
 */
export class SubmittedBatch {
  private constructor(
    private readonly folder: string,
    private readonly api: BatchApi,
    private readonly options: SubmitOptions,
    private submission: Submission,
  ) {}

  /** @throws DeitaError `usage` when the folder was submitted to another endpoint */
  static async open(
    folder: string,
    files: readonly Pick<RequestFile, 'name' | 'url'>[],
    api: BatchApi,
    options: SubmitOptions,
  ): Promise<SubmittedBatch> {
    const known = await readSubmission(folder);
    assertOwnFiles(known?.files ?? files);
    if (known !== undefined && known.baseUrl !== api.baseUrl) {
      throw fault('submittedElsewhere', { known: known.baseUrl, asked: api.baseUrl });
    }
    const fresh = { baseUrl: api.baseUrl, files: files.map(({ name, url }) => ({ name, endpoint: url })) };
    return new SubmittedBatch(folder, api, options, known ?? fresh);
  }

  /** Submits what is not submitted and, unless told otherwise, waits for the end. */
  async run(): Promise<Submission> {
    for (const { name } of this.submission.files) await this.submit(name);
    for (;;) {
      await this.look();
      if (!this.options.wait || this.submission.files.every(isDone)) return this.submission;
      await sleep(this.options.pollMs, this.options.signal);
    }
  }

  /** Looks at every batch once and fetches the results of those that have ended. */
  async look(): Promise<Submission> {
    for (const file of this.submission.files) {
      if (file.batch === undefined || file.results !== undefined) continue;
      await this.take(file.name, await this.api.retrieve(file.batch.id, this.options.signal));
    }
    return this.submission;
  }

  /** Asks the endpoint to end what still runs; results up to then can be fetched later. */
  async cancel(): Promise<Submission> {
    for (const { name, batch } of this.submission.files) {
      if (batch === undefined || isFinal(batch)) continue;
      await this.note(name, { batch: await this.api.cancel(batch.id, this.options.signal) });
    }
    return this.submission;
  }

  private async submit(name: string): Promise<void> {
    const { api, options } = this;
    let { inputFileId, batch } = this.file(name);
    if (batch !== undefined) return;
    if (inputFileId === undefined) {
      inputFileId = await api.upload(path.join(this.folder, name), options.signal);
      await this.note(name, { inputFileId });
    } else {
      // An earlier try may have ended between the endpoint's answer and the note of it.
      batch = await api.findByInput(inputFileId, options.signal);
    }
    batch ??= await api.create(inputFileId, this.file(name).endpoint, options.signal);
    await this.note(name, { batch });
  }

  private async take(name: string, batch: BatchState): Promise<void> {
    await this.note(name, { batch });
    if (!isFinal(batch)) return;
    const results: string[] = [];
    for (const [kind, fileId] of [
      ['output', batch.outputFileId],
      ['errors', batch.errorFileId],
    ] as const) {
      if (fileId !== null) results.push(await this.fetch(name.replace(/\.jsonl$/, `.${kind}.jsonl`), fileId));
    }
    await this.note(name, { results });
  }

  private async fetch(name: string, fileId: string): Promise<string> {
    const folder = path.join(this.folder, RESULTS_FOLDER);
    await makeFolder(folder);
    const save = (fetchInto: (take: (piece: Uint8Array) => Promise<void>) => Promise<void>): Promise<unknown> =>
      writeFileAtomically(path.join(folder, name), { overwrite: true }, (sink) =>
        fetchInto((piece) => sink.write(piece)),
      );
    await this.api.download(fileId, save, this.options.signal);
    return name;
  }

  private file(name: string): SubmittedFile {
    const file = this.submission.files.find((candidate) => candidate.name === name);
    if (file === undefined) throw new Error(`${name} is no file of this batch`);
    return file;
  }

  private async note(name: string, changes: Partial<SubmittedFile>): Promise<void> {
    const files = this.submission.files.map((file) => (file.name === name ? { ...file, ...changes } : file));
    this.submission = { ...this.submission, files };
    await writeSubmission(this.folder, this.submission);
    this.options.onChange?.(this.submission);
  }
}

/** A folder may come from somebody else: no other file of this machine is sent to a server for its sake. */
function assertOwnFiles(files: readonly Pick<RequestFile, 'name'>[]): void {
  const other = files.find(({ name }) => !isRequestFileName(name));
  if (other === undefined) return;
  throw fault('foreignFile', { name: other.name });
}

function isDone({ results }: SubmittedFile): boolean {
  return results !== undefined;
}
