import { CompressionType, setCompressionCodec, tableFromIPC, type Table } from '@uwdata/flechette';
import { throwIfAborted } from '../../../common/errors';
import { say } from '../../../messages/say';
import type { FileReader } from '../../fileReader';
import type { MissingRows, Packing, UnpackingOptions } from '../packing';
import { damageOf } from '../damage';
import { distinctNames } from '../distinctNames';
import { unpackLz4Frame } from '../lz4';
import { linesOf } from '../tableRows';
import { unpackZstd } from '../zstdBytes';
import { damageIn } from './damagedText';
import { keepDecimals } from './exactDecimals';
import { arrowMessages, type ArrowMessage } from './messages';
import { assertMembers, assertSoundTable } from './soundBatch';

const ROWS_AT_ONCE = 256;

/** Streams of record batches, as caches of datasets have them, and files, which Feather's second version is. */
export const arrow: Packing = {
  name: 'Arrow',
  version: 4,
  hasLines: false,
  isRewritten: true,
  unpack,
};

const encode = (): never => {
  throw new Error('Arrow is not written');
};

/** How the library unpacks what is compressed; said with every file, so that it is not loaded for others. */
function registerCodecs(): void {
  setCompressionCodec(CompressionType.ZSTD, {
    encode,
    decode: (data, length) => Uint8Array.from(unpackZstd(data, length)), // Where it begins, numbers of 64 bits may.
  });
  setCompressionCodec(CompressionType.LZ4_FRAME, { encode, decode: unpackLz4Frame });
}

async function* unpack(reader: FileReader, options: UnpackingOptions): AsyncGenerator<Uint8Array | MissingRows> {
  /** Schema and dictionaries, without which no batch can be read. */
  const context: Uint8Array[] = [];
  registerCodecs();
  try {
    for await (const message of arrowMessages(reader)) {
      throwIfAborted(options.signal);
      if (message.kind === 'damaged') {
        yield { said: say('arrow.here', { problem: message.problem }), rows: 1 };
        continue;
      }
      const { kind, bytes, end } = message;
      if (kind === 'schema' || kind === 'dictionary') context.push(bytes);
      if (kind === 'rows') yield* rowsOf([...context, bytes], message, options);
      options.onProgress(end);
    }
  } catch (error) {
    throwIfAborted(options.signal);
    yield { said: say('arrow.fromHere', { problem: damageOf(error) }), rows: 1 };
  }
}

const READING = { useDate: true, useBigInt: true, useMap: true } as const;

/** The rows of a batch: those of a damaged one are missing, the next may be good. */
function* rowsOf(
  messages: Uint8Array[],
  { rows, missing }: Pick<ArrowMessage, 'rows' | 'missing'>,
  { signal }: UnpackingOptions,
): Generator<Uint8Array | MissingRows> {
  let table: Table;
  try {
    table = tableFromIPC(messages, READING);
    assertSoundTable(table, rows);
    assertMembers(table.schema.fields);
    keepDecimals(table);
  } catch (error) {
    yield { said: say('arrow.row', { problem: damageOf(error) }), rows: missing };
    return;
  }
  const columns = distinctNames(table.names).map((name, at) => {
    const column = table.getChildAt(at);
    return { name, at: (row: number): unknown => column.at(row) };
  });
  const faultOf = damageIn(table);
  for (let start = 0; start < table.numRows; start += ROWS_AT_ONCE) {
    throwIfAborted(signal);
    yield* linesOf(columns, { start, end: Math.min(table.numRows, start + ROWS_AT_ONCE) }, faultOf);
  }
}
