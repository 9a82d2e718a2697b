import { parquetMetadataAsync, type AsyncBuffer, type FileMetaData } from 'hyparquet';
import { messageOf } from '../../../common/errors';
import type { FileReader } from '../../fileReader';
import { withPresentNesting } from './presentNesting';

const MAGIC = 'PAR1';

/** What the end of a Parquet file says of it. @throws Error where the file is cut off, damaged or encrypted */
export async function readFooter(reader: FileReader): Promise<FileMetaData> {
  const { size } = await reader.stat();
  const end = await reader.readInto(Buffer.alloc(MAGIC.length), Math.max(0, size - MAGIC.length));
  if (end.toString('latin1') === 'PARE') throw new Error('The Parquet file is encrypted. Decrypt it first.');
  if (end.toString('latin1') !== MAGIC) {
    throw new Error(
      'The Parquet file is cut off: it lacks its end, which says where the rows are. Get the file again.',
    );
  }
  try {
    return withPresentNesting(await parquetMetadataAsync(bufferOf(reader, size)));
  } catch (error) {
    throw new Error(`The end of the Parquet file, which says where the rows are, is damaged: ${messageOf(error)}.`, {
      cause: error,
    });
  }
}

function bufferOf(reader: FileReader, byteLength: number): AsyncBuffer {
  return {
    byteLength,
    async slice(start, end = byteLength) {
      const length = end - start;
      if (!(length >= 0) || length > byteLength) throw new Error('it points outside the file');
      const bytes = await reader.readInto(Buffer.from(new ArrayBuffer(length)), start);
      return bytes.buffer.slice(0, bytes.length) as ArrayBuffer;
    },
  };
}
