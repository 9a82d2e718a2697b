import { isDeepStrictEqual } from 'node:util';
import type { RowForm } from '../../choices/rowForms';
import { throwIfAborted } from '../../common/errors';
import { writeFileAtomically } from '../../dataset/atomicFile';
import { CompressedSink, type ByteSink } from '../../dataset/compressedSink';
import type { Dataset } from '../../dataset/dataset';
import { assertLinesName, outputNameOf } from '../../dataset/outputName';
import { assertNotDataset } from '../../dataset/protectDataset';
import { RowParser, type NamedRow } from '../../dataset/rowParser';
import type { WriteOptions, WrittenRows } from '../../dataset/rowWriter';
import { say } from '../../messages/say';
import { usesTools } from '../../fineTuning/chatRow';
import { inForm } from '../../fineTuning/exchangeForms';
import { Refusal, refusalOr } from '../../fineTuning/refusal';
import { readChatRow } from '../fineTuning/examinedRows';
import { readNamedInPieces } from '../rows/rowReader';

/** Rows of one form, and how many the form has no place for. */
export interface ConvertedRows extends WrittenRows {
  readonly leftOut: number;
}

/**
 * Writes rows in another form, one a line, with what is added to them behind it. Rows that cannot be read, and those
 * that the form has no place for, are left out.
 * @throws DeitaError as `writeRows`
 */
export async function convertRows(
  dataset: Dataset,
  rowIndexes: Uint32Array,
  outputPath: string,
  options: WriteOptions & { readonly form: RowForm },
): Promise<ConvertedRows> {
  assertLinesName(outputPath);
  await assertNotDataset(dataset.files, outputPath);
  const { compression } = outputNameOf(outputPath);
  let counts = { rows: 0, leftOut: 0 };
  const written = await writeFileAtomically(outputPath, options, async (target) => {
    await dataset.assertUnchanged();
    const sink = compression === undefined ? target : new CompressedSink(compression, target);
    counts = await writeConverted(dataset, rowIndexes, sink, options);
    if (sink instanceof CompressedSink) await sink.end();
    await dataset.assertUnchanged();
  });
  return { ...written, ...counts };
}

async function writeConverted(
  dataset: Dataset,
  rowIndexes: Uint32Array,
  sink: ByteSink,
  { form, annotate, signal, onProgress }: WriteOptions & { readonly form: RowForm },
): Promise<{ rows: number; leftOut: number }> {
  const counts = { rows: 0, leftOut: 0 };
  for await (const named of readNamedInPieces(dataset, rowIndexes, { signal })) {
    for (const each of named) {
      const row = await convertedRow(dataset, each, form);
      if (row instanceof Refusal) counts.leftOut++;
      else {
        counts.rows++;
        await sink.write(Buffer.from(`${JSON.stringify({ ...row, ...annotate?.(each.row.rowIndex) })}\n`));
      }
    }
    throwIfAborted(signal);
    onProgress?.(counts.rows + counts.leftOut);
  }
  return counts;
}

/** The row in the form, or why it has no place for it: a text may look like the messages of a whole conversation. */
async function convertedRow(dataset: Dataset, named: NamedRow, form: RowForm): Promise<object | Refusal> {
  const chat = await readChatRow(dataset, named);
  if (chat instanceof Refusal) return chat;
  const row = refusalOr(() => inForm(chat, form));
  // Calls to tools are written in each form's own way.
  if (row instanceof Refusal || usesTools(chat) || readsAs(row, named)) return row;
  return new Refusal('unreadable', say('refused.readOtherwise'));
}

const parser = new RowParser();

function readsAs(written: object, { row: source }: NamedRow): boolean {
  const row = parser.parse({ rowIndex: 0, lineNumber: 1, content: Buffer.from(JSON.stringify(written)) });
  if (row.problem !== undefined || source.problem !== undefined) return false;
  const [read, { system, turns }] = [row.conversation, source.conversation];
  return read.system === system && isDeepStrictEqual(read.turns, turns);
}
