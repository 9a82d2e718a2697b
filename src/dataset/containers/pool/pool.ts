import { createHash } from 'node:crypto';
import { throwIfAborted } from '../../../common/errors';
import { fault, say } from '../../../messages/say';
import { BYTE } from '../../bytes';
import type { Dataset } from '../../dataset';
import { identify, type FileIdentity } from '../../fileIdentity';
import { FileReader } from '../../fileReader';
import { asOneLine } from '../../rowLayout';
import type { MemberStart, MissingRows, Packing, UnpackingOptions } from '../packing';
import { memberPath, readPool, type PoolMember } from './poolFile';

/** Opens a file of a pool as a dataset of its own. */
export type OpenMember = (path: string, signal: AbortSignal | undefined) => Promise<Dataset>;

/** Rows that are copied at a time, and their bytes where they are long. */
const ROWS_AT_ONCE = 1000;
const BYTES_AT_ONCE = 4 * 1024 * 1024;

/** A row that is missing at the end of a file stands before the line, one at the start of the next file behind it. */
const BETWEEN = Buffer.from('\n');

/**
 * How a pool is read: the rows of its files, one after another, each on a line.
 * @throws DeitaError `fileUnreadable` for a pool file that is damaged
 */
export async function poolOf(reader: FileReader, open: OpenMember | undefined): Promise<Packing> {
  const { files } = await readPool(reader);
  return {
    name: say('container.pool', { count: files.length }),
    version: 1,
    hasLines: false,
    isRewritten: true,
    identify: (own) => identityOf(own, reader.path, files),
    unpack: (_reader, options) => unpack(reader.path, files, open, options),
  };
}

/** Another one whenever a file of the pool is. */
async function identityOf(own: FileIdentity, pool: string, files: readonly PoolMember[]): Promise<FileIdentity> {
  const hash = createHash('sha256').update(own.sampledHash);
  for (const file of files) {
    const reader = await FileReader.open(memberPath(pool, file));
    try {
      const { sampledHash, mtimeMs } = await identify(reader);
      hash.update(`\n${sampledHash} ${mtimeMs}`);
    } finally {
      await reader.close();
    }
  }
  return { ...own, sampledHash: hash.digest('hex') };
}

async function* unpack(
  pool: string,
  files: readonly PoolMember[],
  open: OpenMember | undefined,
  options: UnpackingOptions,
): AsyncGenerator<Uint8Array | MissingRows | MemberStart> {
  if (open === undefined) throw new Error('A pool is read by a dataset.');
  for (const file of files) {
    const member = await open(memberPath(pool, file), options.signal);
    try {
      if (member.isPool) throw fault('poolOfPools', { file: member.path });
      await member.indexed;
      const isChanged = file.sha256 !== undefined && (await member.sha256(options.signal)) !== file.sha256;
      yield BETWEEN;
      yield { member: file.name ?? file.path, path: member.path, isChanged };
      yield* rowsOf(member, options);
    } finally {
      await member.close();
    }
  }
}

async function* rowsOf(member: Dataset, { signal }: UnpackingOptions): AsyncGenerator<Uint8Array | MissingRows> {
  for (let row = 0; row < member.rowCount;) {
    throwIfAborted(signal);
    const ranges = rangesFrom(member, row);
    const lines = (await member.readRanges(ranges)).map(lineOf);
    const isMissing = lines.length === 1 && lines[0]?.length === 1;
    if (isMissing) yield { said: (await member.readRow(row)).problem?.said ?? say('row.missing'), rows: 1 };
    else yield Buffer.concat(lines);
    row += ranges.length;
  }
}

/** Where some rows lie, or one that is missing. */
function rangesFrom(member: Dataset, first: number): { start: number; end: number }[] {
  const ranges = [member.byteRange(first)];
  if (isEmpty(ranges[0])) return ranges;
  let bytes = 0;
  for (let row = first + 1; row < member.rowCount && ranges.length < ROWS_AT_ONCE && bytes < BYTES_AT_ONCE; row++) {
    const range = member.byteRange(row);
    if (isEmpty(range)) break;
    bytes += range.end - range.start;
    ranges.push(range);
  }
  return ranges;
}

function isEmpty(range: { start: number; end: number } | undefined): boolean {
  return range === undefined || range.start === range.end;
}

/** Latin-1 maps bytes to characters one to one, so that bytes that are not UTF-8 survive. */
function lineOf(row: Buffer): Buffer {
  const isOneLine = !row.includes(BYTE.lineFeed) && !row.includes(BYTE.carriageReturn);
  const line = isOneLine ? row : Buffer.from(asOneLine(row.toString('latin1')), 'latin1');
  return Buffer.concat([line, Buffer.of(BYTE.lineFeed)]);
}
