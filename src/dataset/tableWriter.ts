import type { FieldMapping } from './conversation';
import type { RowsWriter } from './containers/packing';
import { FileReader } from './fileReader';
import { notWritten, outputNameOf } from './outputName';
import { packingOfFile } from './indexedFile';
import { RowParser } from './rowParser';
import { say } from '../messages/say';

/** The table whose columns are found out from the rows, where these come from another kind of file. */
const DERIVED = 'parquet';

/**
 * What writes a table of the output's name from rows of a file.
 * @param writer how rows of that file are written as what the file is; undefined where they are not
 * @param isAnnotated whether scores are to be added
 * @returns undefined where the columns are to be found out from the rows
 * @throws DeitaError `usage` where the rows are of another kind, or scores have no column
 */
export function tableWriter(
  writer: RowsWriter | undefined,
  output: string,
  isAnnotated: boolean,
): RowsWriter | undefined {
  const { table = '' } = outputNameOf(output);
  const isOwn = writer?.endings.includes(table) === true;
  if (isOwn && isAnnotated) throw notWritten(output, say('output.noScores'));
  if (isOwn) return writer;
  if (table === DERIVED) return undefined;
  throw notWritten(output, say('output.otherTable', { table }));
}

/** Whether rows of a file can be written under a name, or need another one. @param writer as `tableWriter` takes it */
export function isWrittenAs(output: string, writer: RowsWriter | undefined, isAnnotated: boolean): boolean {
  try {
    if (outputNameOf(output).table !== undefined) tableWriter(writer, output, isAnnotated);
    return true;
  } catch {
    return false;
  }
}

/**
 * Finds out before the work whether rows of a file can be written under a name.
 * @throws DeitaError `usage`, or what reading the start of the file throws
 */
export async function assertRowsName(
  file: string,
  output: string,
  { fields, isAnnotated = false }: { readonly fields?: FieldMapping | undefined; readonly isAnnotated?: boolean },
): Promise<void> {
  if (outputNameOf(output).table === undefined) return;
  const reader = await FileReader.open(file);
  try {
    const parser = new RowParser(fields);
    const { packing } = await packingOfFile(reader, { problemOf: (row) => parser.problemOf(row) });
    tableWriter(packing?.writer, output, isAnnotated);
  } finally {
    await reader.close();
  }
}
