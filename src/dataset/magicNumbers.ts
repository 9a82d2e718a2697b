import type { Message, MessageArgument } from '../common/message';
import { say } from '../messages/say';
import { isOlderArrowStream } from './containers/arrow/olderStream';

/** A kind of file that is told by its first bytes. */
export interface BinaryKind {
  /** Such as "gzip" or "Parquet". */
  readonly name: string;
  /** What such a file is called; absent = by its name. */
  readonly container?: MessageArgument;
  /** What it is, as a sentence goes on after "is". */
  readonly description: Message;
  /** The command that makes JSON Lines of it, from the quoted names of the file and of its output. */
  readonly command?: (file: string, output: string) => string;
  /** What to do where no one command helps. */
  readonly advice?: Message;
}

interface Magic extends BinaryKind {
  readonly at?: number;
  readonly bytes: readonly number[] | string;
}

const compressed = (name: string, bytes: Magic['bytes'], command: string): Magic => ({
  name,
  bytes,
  description: say('binary.compressed', { name }),
  command: (file, output) => `${command} ${file} > ${output}`,
});

/** pandas reads it; `lines` makes JSON Lines. */
const table = (name: string, bytes: Magic['bytes'], read: string): Magic => ({
  name,
  bytes,
  description: say(/^[AEIOU]/.test(name) ? 'binary.anFile' : 'binary.aFile', { name }),
  command: (file, output) =>
    `python3 -c 'import pandas, sys; pandas.${read}(sys.argv[1]).to_json(sys.argv[2], orient="records", lines=True, force_ascii=False)' ${file} ${output}`,
});

const other = (name: string, bytes: Magic['bytes'], description: Message, advice: Message, at = 0): Magic => ({
  name,
  bytes,
  at,
  description: advice === NO_DATASET ? say('binary.noDataset', { what: description }) : description,
  advice,
});

const UNPACK = say('advice.unpack');
const NO_DATASET = say('advice.openDataset');
const ROWS = say('advice.writeRows');

const ARROW_STREAM: BinaryKind = {
  name: 'Arrow',
  description: say('binary.arrowStream'),
  command: (file, output) =>
    `python3 -c 'import pyarrow, sys; pyarrow.ipc.open_stream(sys.argv[1]).read_pandas().to_json(sys.argv[2], orient="records", lines=True, force_ascii=False)' ${file} ${output}`,
};

const MAGICS: readonly Magic[] = [
  compressed('gzip', [0x1f, 0x8b], 'gzip -dc <'),
  compressed('zstd', [0x28, 0xb5, 0x2f, 0xfd], 'zstd -dc'),
  ...Array.from({ length: 16 }, (_, low) => compressed('zstd', [0x50 + low, 0x2a, 0x4d, 0x18], 'zstd -dc')),
  compressed('bzip2', 'BZh', 'bzip2 -dc <'),
  compressed('xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], 'xz -dc <'),
  compressed('lz4', [0x04, 0x22, 0x4d, 0x18], 'lz4 -dc'),
  compressed('zlib', [0x78, 0x9c], 'zlib-flate -uncompress <'),
  compressed('zlib', [0x78, 0xda], 'zlib-flate -uncompress <'),
  other(
    'Snappy',
    [0xff, 0x06, 0x00, 0x00, ...Buffer.from('sNaPpY')],
    say('binary.compressed', { name: 'Snappy' }),
    UNPACK,
  ),
  other('7-Zip', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], say('binary.aArchive', { name: '7-Zip' }), UNPACK),
  other('RAR', 'Rar!', say('binary.aArchive', { name: 'RAR' }), UNPACK),
  other('ZIP', [0x50, 0x4b, 0x03, 0x04], say('binary.aArchive', { name: 'ZIP' }), UNPACK),
  other('ZIP', [0x50, 0x4b, 0x05, 0x06], say('binary.emptyZip'), NO_DATASET),
  other('tar', 'ustar', say('binary.aArchive', { name: 'tar' }), UNPACK, 257),
  table('Parquet', 'PAR1', 'read_parquet'),
  {
    ...other('encryptedParquet', 'PARE', say('binary.encryptedParquet'), ROWS),
    container: say('container.encryptedParquet'),
  },
  table('Arrow', 'ARROW1', 'read_feather'),
  table('Feather', 'FEA1', 'read_feather'),
  { ...ARROW_STREAM, bytes: [0xff, 0xff, 0xff, 0xff] },
  table('ORC', 'ORC', 'read_orc'),
  other('Avro', [0x4f, 0x62, 0x6a, 0x01], say('binary.anFile', { name: 'Avro' }), ROWS),
  other('HDF5', [0x89, 0x48, 0x44, 0x46], say('binary.anFile', { name: 'HDF5' }), ROWS),
  other('SQLite', 'SQLite format 3\u0000', say('binary.sqlite'), ROWS),
  other('DuckDB', 'DUCK', say('binary.duckdb'), ROWS, 8),
  other('Excel', [0xd0, 0xcf, 0x11, 0xe0], say('binary.office'), say('advice.saveTable')),
  ...[2, 3, 4, 5].map((protocol) => other('pickle', [0x80, protocol], say('binary.pickle'), say('advice.pickle'))),
  other('NumPy', [0x93, ...Buffer.from('NUMPY')], say('binary.numpy'), NO_DATASET),
  other('GGUF', 'GGUF', say('binary.gguf'), NO_DATASET),
  other('PDF', '%PDF-', say('binary.pdf'), NO_DATASET),
  other('PNG', [0x89, 0x50, 0x4e, 0x47], say('binary.image', { name: 'PNG' }), NO_DATASET),
  other('JPEG', [0xff, 0xd8, 0xff], say('binary.image', { name: 'JPEG' }), NO_DATASET),
  other('GIF', 'GIF8', say('binary.image', { name: 'GIF' }), NO_DATASET),
  other('ELF', [0x7f, 0x45, 0x4c, 0x46], say('binary.program'), NO_DATASET),
];

const EXCEL: BinaryKind = {
  name: 'Excel',
  description: say('binary.excel'),
  command: (file, output) =>
    `python3 -c 'import pandas, sys; pandas.read_excel(sys.argv[1]).to_json(sys.argv[2], orient="records", lines=True, force_ascii=False)' ${file} ${output}`,
};

/** Tells a binary file by its magic number; undefined when it has none of those known. */
export function binaryKindOf(start: Buffer): BinaryKind | undefined {
  const kind = MAGICS.find(({ at = 0, bytes }) => hasAt(start, Buffer.from(bytes as string), at));
  if (kind?.name === 'ZIP' && start.includes('xl/')) return EXCEL;
  return kind ?? (isOlderArrowStream(start) ? ARROW_STREAM : undefined);
}

function hasAt(start: Buffer, bytes: Buffer, at: number): boolean {
  return start.length >= at + bytes.length && start.subarray(at, at + bytes.length).equals(bytes);
}
