import { parsedJson } from '../../dataset/formats/format';
import type { Dataset } from '../../dataset/dataset';
import { editedBytes, valueAt } from '../../dataset/textEdits';
import { fault } from '../../messages/say';
import type { ChangedDecisions, EditableText, EditRequest } from '../../protocol/decisions';
import type { OpenDataset } from '../openDataset';

/** The texts of a row that can be edited, in the order in which they are said; none of a row that cannot be read. */
export async function editableTexts(dataset: Dataset, rowIndex: number): Promise<EditableText[]> {
  const edits = dataset.edits.get(rowIndex) ?? {};
  const texts = await dataset.placedTexts(rowIndex);
  return texts.map((text) => ({ ...text, isEdited: Object.hasOwn(edits, text.pointer) }));
}

/**
 * Decides that texts of a row are others; one that the file has takes the edit back.
 * @throws DeitaError `editsNotApplied` where the row has no such text, or could not be read with it
 */
export async function editRow(
  { dataset, decisions }: OpenDataset,
  { rowIndex, texts }: EditRequest,
  signal: AbortSignal | undefined,
): Promise<ChangedDecisions> {
  const [written] = await dataset.readWrittenSources([rowIndex]);
  const row = parsedJson((written as Buffer).toString('utf8'));
  const line = dataset.lineNumberOf(rowIndex);
  for (const pointer of Object.keys(texts)) {
    if (typeof valueAt(row, pointer) !== 'string') throw fault('noTextToEdit', { line, pointer });
  }
  const problem = dataset.problemOf(editedBytes(written as Buffer, { ...dataset.edits.get(rowIndex), ...texts }));
  if (problem !== null) throw fault('unreadableEdit', { reason: problem });
  const value = Object.fromEntries(
    Object.entries(texts).map(([pointer, text]) => [pointer, valueAt(row, pointer) === text ? null : text]),
  );
  return decisions.add({ rowIndexes: [rowIndex], decisions: [{ kind: 'edit', value }] }, signal);
}
