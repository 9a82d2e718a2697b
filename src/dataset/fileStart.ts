import { DeitaError } from '../common/errors';
import { BYTE, isWhiteSpace } from './bytes';
import type { FileReader } from './fileReader';
import type { FileForm } from './rowIndex';

const START_BYTES = 64 * 1024;
const UTF8_BOM_BYTES = 3;

export interface FileStart {
  readonly form: FileForm;
  /** Where the text begins: after the byte order mark, if there is one. */
  readonly textOffset: number;
}

/**
 * Tells by content how the rows lie: a JSON array when the first character is "[", JSON Lines otherwise.
 * @throws DeitaError `formatUnknown` for UTF-16 and UTF-32, which no reader of such datasets takes
 */
export async function readFileStart(reader: FileReader): Promise<FileStart> {
  const bytes = await reader.readInto(Buffer.alloc(START_BYTES), 0);
  if (hasUtf16Mark(bytes)) {
    throw new DeitaError('formatUnknown', `${reader.path} is not UTF-8 text.`, 'Save the file as UTF-8.');
  }
  const textOffset = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? UTF8_BOM_BYTES : 0;
  let at = textOffset;
  while (at < bytes.length && isWhiteSpace(bytes[at])) at++;
  return { form: bytes[at] === BYTE.openBracket ? 'jsonArray' : 'jsonLines', textOffset };
}

function hasUtf16Mark(bytes: Buffer): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}
