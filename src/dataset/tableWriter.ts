import type { FieldMapping } from './conversation';
import type { RowsWriter } from './containers/packing';
import { FileReader } from './fileReader';
import { notWritten, outputNameOf } from './outputName';
import { packingOfFile } from './indexedFile';
import { RowParser } from './rowParser';
import { say } from '../messages/say';

/**
 * What writes a table of the output's name from rows of a file.
 * @param writer how rows of that file are written as what the file is; undefined where they are not
 * @param isAnnotated whether scores are to be added
 * @throws DeitaError `usage` where the rows are of another kind, or scores have no column
 */
export function tableWriter(writer: RowsWriter | undefined, output: string, isAnnotated: boolean): RowsWriter {
  const { table = '' } = outputNameOf(output);
  if (writer?.endings.includes(table) !== true) {
    throw notWritten(output, say('output.otherTable', { table }));
  }
  if (isAnnotated) throw notWritten(output, say('output.noScores'));
  return writer;
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
