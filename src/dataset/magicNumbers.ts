/** A kind of file that is told by its first bytes. */
export interface BinaryKind {
  /** Such as "gzip" or "Parquet". */
  readonly name: string;
  /** What it is, as a sentence goes on after "is". */
  readonly description: string;
  /** The command that makes JSON Lines of it, from the quoted names of the file and of its output. */
  readonly command?: (file: string, output: string) => string;
  /** What to do where no one command helps. */
  readonly advice?: string;
}

interface Magic extends BinaryKind {
  readonly at?: number;
  readonly bytes: readonly number[] | string;
}

const compressed = (name: string, bytes: Magic['bytes'], command: string): Magic => ({
  name,
  bytes,
  description: `compressed with ${name}`,
  command: (file, output) => `${command} ${file} > ${output}`,
});

/** pandas reads it; `lines` makes JSON Lines. */
const table = (name: string, bytes: Magic['bytes'], read: string): Magic => ({
  name,
  bytes,
  description: `${/^[AEIOU]/.test(name) ? 'an' : 'a'} ${name} file`,
  command: (file, output) =>
    `python3 -c 'import pandas, sys; pandas.${read}(sys.argv[1]).to_json(sys.argv[2], orient="records", lines=True, force_ascii=False)' ${file} ${output}`,
});

const other = (name: string, bytes: Magic['bytes'], description: string, advice: string, at = 0): Magic => ({
  name,
  bytes,
  at,
  description: advice === NO_DATASET ? `${description}, not a dataset` : description,
  advice,
});

const UNPACK = 'Unpack it and open the dataset inside.';
const NO_DATASET = 'Open the dataset itself.';
const ROWS = 'Write its rows as JSON Lines.';

const MAGICS: readonly Magic[] = [
  compressed('gzip', [0x1f, 0x8b], 'gzip -dc <'),
  compressed('zstd', [0x28, 0xb5, 0x2f, 0xfd], 'zstd -dc'),
  ...Array.from({ length: 16 }, (_, low) => compressed('zstd', [0x50 + low, 0x2a, 0x4d, 0x18], 'zstd -dc')),
  compressed('bzip2', 'BZh', 'bzip2 -dc <'),
  compressed('xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], 'xz -dc <'),
  compressed('lz4', [0x04, 0x22, 0x4d, 0x18], 'lz4 -dc'),
  compressed('zlib', [0x78, 0x9c], 'zlib-flate -uncompress <'),
  compressed('zlib', [0x78, 0xda], 'zlib-flate -uncompress <'),
  other('Snappy', [0xff, 0x06, 0x00, 0x00, ...Buffer.from('sNaPpY')], 'compressed with Snappy', UNPACK),
  other('7-Zip', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], 'a 7-Zip archive', UNPACK),
  other('RAR', 'Rar!', 'a RAR archive', UNPACK),
  other('ZIP', [0x50, 0x4b, 0x03, 0x04], 'a ZIP archive', UNPACK),
  other('ZIP', [0x50, 0x4b, 0x05, 0x06], 'an empty ZIP archive', NO_DATASET),
  other('tar', 'ustar', 'a tar archive', UNPACK, 257),
  table('Parquet', 'PAR1', 'read_parquet'),
  other('encrypted Parquet', 'PARE', 'an encrypted Parquet file', ROWS),
  table('Arrow', 'ARROW1', 'read_feather'),
  table('Feather', 'FEA1', 'read_feather'),
  {
    name: 'Arrow',
    bytes: [0xff, 0xff, 0xff, 0xff],
    description: 'a stream of Arrow record batches',
    command: (file, output) =>
      `python3 -c 'import pyarrow, sys; pyarrow.ipc.open_stream(sys.argv[1]).read_pandas().to_json(sys.argv[2], orient="records", lines=True, force_ascii=False)' ${file} ${output}`,
  },
  table('ORC', 'ORC', 'read_orc'),
  other('Avro', [0x4f, 0x62, 0x6a, 0x01], 'an Avro file', ROWS),
  other('HDF5', [0x89, 0x48, 0x44, 0x46], 'an HDF5 file', ROWS),
  other('SQLite', 'SQLite format 3\u0000', 'an SQLite database', ROWS),
  other('DuckDB', 'DUCK', 'a DuckDB database', ROWS, 8),
  other(
    'Excel',
    [0xd0, 0xcf, 0x11, 0xe0],
    'a document of an older Office',
    'Save the table as CSV and make JSON Lines of it.',
  ),
  ...[2, 3, 4, 5].map((protocol) =>
    other(
      'pickle',
      [0x80, protocol],
      'a Python pickle, which can run any code when it is loaded',
      'Write its rows as JSON Lines with the program that made it, if you trust it.',
    ),
  ),
  other('NumPy', [0x93, ...Buffer.from('NUMPY')], 'a NumPy array', NO_DATASET),
  other('GGUF', 'GGUF', 'a model in GGUF', NO_DATASET),
  other('PDF', '%PDF-', 'a PDF document', NO_DATASET),
  other('PNG', [0x89, 0x50, 0x4e, 0x47], 'a PNG image', NO_DATASET),
  other('JPEG', [0xff, 0xd8, 0xff], 'a JPEG image', NO_DATASET),
  other('GIF', 'GIF8', 'a GIF image', NO_DATASET),
  other('ELF', [0x7f, 0x45, 0x4c, 0x46], 'a program', NO_DATASET),
];

const EXCEL: BinaryKind = {
  name: 'Excel',
  description: 'an Excel workbook',
  command: (file, output) =>
    `python3 -c 'import pandas, sys; pandas.read_excel(sys.argv[1]).to_json(sys.argv[2], orient="records", lines=True, force_ascii=False)' ${file} ${output}`,
};

/** Tells a binary file by its magic number; undefined when it has none of those known. */
export function binaryKindOf(start: Buffer): BinaryKind | undefined {
  const kind = MAGICS.find(({ at = 0, bytes }) => hasAt(start, Buffer.from(bytes as string), at));
  if (kind?.name === 'ZIP' && start.includes('xl/')) return EXCEL;
  return kind;
}

function hasAt(start: Buffer, bytes: Buffer, at: number): boolean {
  return start.length >= at + bytes.length && start.subarray(at, at + bytes.length).equals(bytes);
}
