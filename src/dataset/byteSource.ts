import type { Message } from '../common/message';
import { ReadsAtOnce } from '../common/readsAtOnce';
import { ByteBlock } from './byteBlock';

/** Bytes from `start` up to, not including, `end`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** A place of a text at which rows are missing, and why. */
export interface TextFault {
  /** How many bytes of the text stand before it. */
  readonly at: number;
  readonly said: Message;
  /** How many rows are missing; 1 where nobody knows. */
  readonly rows: number;
}

/** Where the rows of a file of a pool begin in the text of the pool. */
export interface TextMember {
  /** How many bytes of the text stand before them. */
  readonly at: number;
  /** The file's absolute path, and what the pool calls it. */
  readonly path: string;
  readonly name: string;
  /** Whether it holds something else than it did when the pool was made. */
  readonly isChanged: boolean;
}

/** Ranges this close are read in one go: a system call costs more than the bytes between. */
const MAX_GAP = 16 * 1024;
/** A joint read holds the memory of all its ranges until the last of them is dropped. */
const MAX_JOINT_READ = 4 * 1024 * 1024;

/** Bytes that are read by place: those of a file, or of the text that a file is unpacked to. */
export abstract class ByteSource {
  /** Names the source in messages. */
  abstract readonly path: string;
  /** Where the text lacks rows, in its order; complete up to the bytes that were read. */
  readonly faults: readonly TextFault[] = [];
  /** The files of a pool in their order, as far as its text was read; none for what is no pool. */
  readonly members: readonly TextMember[] = [];

  /** Fills the buffer from a place; shorter at the end of the source. Waits for bytes that are still to come. */
  abstract readInto(buffer: Buffer, offset: number): Promise<Buffer>;

  /** How many bytes there are, as soon as there are `count` of them or no more will come. */
  abstract untilBytes(count: number): Promise<number>;

  abstract close(): Promise<void>;

  /** What to say when there are fewer bytes than there were. */
  protected abstract shortened(): Error;

  /** @throws DeitaError `fileChanged` when the source has become shorter */
  async read(range: ByteRange): Promise<Buffer> {
    const bytes = await this.readInto(Buffer.allocUnsafe(range.end - range.start), range.start);
    if (bytes.length < range.end - range.start) throw this.shortened();
    return bytes;
  }

  /** Reads many ranges in as few calls as sensible; the result has the order of the ranges. */
  async readAll(ranges: readonly ByteRange[]): Promise<Buffer[]> {
    const blocks = await this.readBlocks(ranges);
    return ranges.map((range, at) => (blocks[at] as ByteBlock).bytesOf(range));
  }

  /** The same, of each range the block in which it stands: neighbouring ranges share one. */
  async readBlocks(ranges: readonly ByteRange[]): Promise<ByteBlock[]> {
    const blocks = new Array<ByteBlock>(ranges.length);
    const reads = new ReadsAtOnce();
    for (const { start, end, members } of groupNearby(ranges)) {
      await reads.add(end - start, async () => {
        const block = new ByteBlock(await this.read({ start, end }), start, members.length > 1);
        for (const member of members) blocks[member] = block;
      });
    }
    await reads.end();
    return blocks;
  }
}

interface RangeGroup extends ByteRange {
  end: number;
  readonly members: number[];
}

function groupNearby(ranges: readonly ByteRange[]): RangeGroup[] {
  const groups: RangeGroup[] = [];
  for (const member of inOrder(ranges)) {
    const range = ranges[member] as ByteRange;
    const last = groups.at(-1);
    const joins = last !== undefined && range.start - last.end <= MAX_GAP && range.end - last.start <= MAX_JOINT_READ;
    if (joins) {
      last.end = Math.max(last.end, range.end);
      last.members.push(member);
    } else groups.push({ start: range.start, end: range.end, members: [member] });
  }
  return groups;
}

/** The places of the ranges in the list, by where they start; those of a pass over a file are in order already. */
function inOrder(ranges: readonly ByteRange[]): number[] {
  const startOf = (member: number): number => (ranges[member] as ByteRange).start;
  const members = Array.from(ranges, (_, member) => member);
  const areInOrder = members.every((member) => member === 0 || startOf(member - 1) <= startOf(member));
  return areInOrder ? members : members.sort((a, b) => startOf(a) - startOf(b));
}
