import { parquetMetadataAsync, type AsyncBuffer, type FileMetaData } from 'hyparquet';
import { say } from '../../../messages/say';
import type { FileReader } from '../../fileReader';
import { Damage, damageOf } from '../damage';
import { withPresentNesting } from './presentNesting';

const MAGIC = 'PAR1';

/** What the end of a Parquet file says of it. @throws Damage, a sentence, where the file is cut off, damaged or encrypted */
export async function readFooter(reader: FileReader): Promise<FileMetaData> {
  const { size } = await reader.stat();
  const end = await reader.readInto(Buffer.alloc(MAGIC.length), Math.max(0, size - MAGIC.length));
  if (end.toString('latin1') === 'PARE') throw new Damage(say('parquet.encrypted'));
  if (end.toString('latin1') !== MAGIC) {
    throw new Damage(say('parquet.cutOff'));
  }
  try {
    return withPresentNesting(await parquetMetadataAsync(bufferOf(reader, size)));
  } catch (error) {
    throw new Damage(say('parquet.end', { problem: damageOf(error) }), { cause: error });
  }
}

function bufferOf(reader: FileReader, byteLength: number): AsyncBuffer {
  return {
    byteLength,
    async slice(start, end = byteLength) {
      const length = end - start;
      if (!(length >= 0) || length > byteLength) throw new Damage(say('damage.outside'));
      const bytes = await reader.readInto(Buffer.from(new ArrayBuffer(length)), start);
      return bytes.buffer.slice(0, bytes.length) as ArrayBuffer;
    },
  };
}
