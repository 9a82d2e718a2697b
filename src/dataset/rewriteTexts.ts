import { open, stat, chmod } from 'node:fs/promises';
import { throwIfAborted } from '../common/errors';
import { fillBuffer } from '../common/fillBuffer';
import { fault } from '../messages/say';
import { writeFileAtomically } from './atomicFile';
import type { Dataset } from './dataset';
import { fileChanged } from './fileReader';
import { havePlaces } from './textEdits';

const CHUNK_BYTES = 4 * 1024 * 1024;

export interface RewriteOptions {
  /** Called once the new file lies beside the old one, whole and read back, and before it takes its place. */
  readonly beforeReplacing: () => Promise<void>;
  readonly signal: AbortSignal | undefined;
}

/**
 * Writes the edits of a dataset into its file: the strings that are edited get other bytes, all others stay as they are.
 * @param target the dataset's file, links followed
 * @throws DeitaError `editsNotApplied` for a file that is no text, or an edit that has no place in it, `fileChanged` when
 * it is no longer the file that was indexed, `outputFailed`, `cancelled`; the file is untouched then
 */
export async function rewriteTexts(
  dataset: Dataset,
  target: string,
  { beforeReplacing, signal }: RewriteOptions,
): Promise<void> {
  if (!dataset.isText) throw fault('editsInPackedFile', { file: dataset.path, container: dataset.container });
  await assertPlaces(dataset);
  await dataset.assertUnchanged();
  const { mode } = await stat(target);
  await writeFileAtomically(
    target,
    {
      overwrite: true,
      beforeReplacing: async (temporary) => {
        await assertWritten(dataset, temporary, signal);
        await chmod(temporary, mode);
        await dataset.assertUnchanged();
        await beforeReplacing();
      },
    },
    async (sink) => {
      for await (const bytes of rewritten(dataset, signal)) await sink.write(bytes);
    },
  );
}

async function assertPlaces(dataset: Dataset): Promise<void> {
  for (const [row, edits] of dataset.edits) {
    const [bytes] = await dataset.readWrittenSources([row]);
    if (bytes === undefined || !havePlaces(bytes, edits))
      throw fault('editWithoutPlace', { line: dataset.lineNumberOf(row) });
  }
}

/** What the file is to hold, piece by piece. */
async function* rewritten(dataset: Dataset, signal: AbortSignal | undefined): AsyncGenerator<Buffer> {
  let at = 0;
  for (const row of [...dataset.edits.keys()].sort((a, b) => a - b)) {
    const range = dataset.byteRange(row);
    yield* copied(dataset, at, range.start, signal);
    const [bytes] = await dataset.readRanges([range]);
    yield dataset.asEdited(row, bytes as Buffer);
    at = range.end;
  }
  yield* copied(dataset, at, dataset.byteLength, signal);
}

async function* copied(
  dataset: Dataset,
  from: number,
  until: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<Buffer> {
  for (let start = from; start < until; start += CHUNK_BYTES) {
    throwIfAborted(signal);
    yield* await dataset.readRanges([{ start, end: Math.min(start + CHUNK_BYTES, until) }]);
  }
}

/** Reads back what was written. @throws DeitaError `fileChanged` where that is something else */
async function assertWritten(dataset: Dataset, file: string, signal: AbortSignal | undefined): Promise<void> {
  const handle = await open(file, 'r');
  try {
    let at = 0;
    for await (const expected of rewritten(dataset, signal)) {
      const found = Buffer.alloc(expected.length);
      const length = await fillBuffer(handle, found, at);
      if (length !== expected.length || !found.equals(expected)) throw fileChanged(dataset.path);
      at += length;
    }
    if ((await handle.stat()).size !== at) throw fileChanged(dataset.path);
  } finally {
    await handle.close();
  }
}
