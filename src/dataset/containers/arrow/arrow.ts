import { CompressionType, setCompressionCodec, tableFromIPC, type Table } from '@uwdata/flechette';
import { decompress } from 'fzstd';
import { messageOf, throwIfAborted } from '../../../common/errors';
import type { FileReader } from '../../fileReader';
import { jsonValue } from '../jsonValues';
import type { MissingRows, Packing, UnpackingOptions } from '../packing';
import { unpackLz4Frame } from './lz4Frame';
import { arrowMessages } from './messages';
import { assertSoundTable } from './soundBatch';

const ROWS_AT_ONCE = 256;

/** Streams of record batches, as caches of datasets have them, and files, which Feather's second version is. */
export const arrow: Packing = {
  name: 'Arrow',
  version: 1,
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
    decode: (data, length) => decompress(data, new Uint8Array(length)),
  });
  setCompressionCodec(CompressionType.LZ4_FRAME, { encode, decode: unpackLz4Frame });
}

async function* unpack(reader: FileReader, options: UnpackingOptions): AsyncGenerator<Uint8Array | MissingRows> {
  /** Schema and dictionaries, without which no batch can be read. */
  const context: Uint8Array[] = [];
  registerCodecs();
  try {
    for await (const { kind, bytes, end } of arrowMessages(reader)) {
      throwIfAborted(options.signal);
      if (kind === 'schema' || kind === 'dictionary') context.push(bytes);
      if (kind === 'rows') yield* rowsOf(tableFromIPC([...context, bytes], READING), options);
      options.onProgress(end);
    }
  } catch (error) {
    throwIfAborted(options.signal);
    yield { message: `Rows of the Arrow file cannot be read from here on: ${messageOf(error)}.`, rows: 1 };
  }
}

const READING = { useDate: true, useBigInt: true, useMap: true } as const;

function* rowsOf(table: Table, { signal }: UnpackingOptions): Generator<Uint8Array> {
  assertSoundTable(table);
  const columns = table.names.map((name, at) => [name, table.getChildAt(at)] as const);
  for (let start = 0; start < table.numRows; start += ROWS_AT_ONCE) {
    throwIfAborted(signal);
    const count = Math.min(ROWS_AT_ONCE, table.numRows - start);
    const rows = Array.from({ length: count }, (_, row) =>
      JSON.stringify(Object.fromEntries(columns.map(([name, column]) => [name, jsonValue(column.at(start + row))]))),
    );
    yield Buffer.from(`${rows.join('\n')}\n`);
  }
}
