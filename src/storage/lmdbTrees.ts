import { readSync } from 'node:fs';

/** The pages of one LMDB file (data format 2). */
export interface LmdbPages {
  readonly file: number;
  /** Bytes. */
  readonly pageSize: number;
  /** Number of the last page in use. */
  readonly lastPage: number;
  /** Number of the last committed transaction. */
  readonly transaction: bigint;
}

/** Length of an entry in a list of free pages, whose first entry counts the others. */
const FREE_BYTES = 8;

/** `MDB_db`: depth, counts and root of one tree. */
const TREE = { depth: 6, branchPages: 8, leafPages: 16, entries: 32, root: 40, bytes: 48 };
/** `MDB_page`: offsets in it count from the end of its header. */
const PAGE = { number: 0, transaction: 8, flags: 18, lower: 20, upper: 22, header: 24 };
const BRANCH = 1;
const LEAF = 2;
/** `MDB_node`: two halves of a size (of a page's number, in branches), flags, length of the key. */
const NODE = { low: 0, high: 2, flags: 4, keySize: 6, header: 8 };
/** Value on pages of its own; value that is itself a tree. */
const BIG_VALUE = 1;
const SUB_TREE = 2;
const PLAIN = 0;
/** `MDB_ovpage`: first page, transaction and number of pages of a big value. */
const BIG = { page: 0, transaction: 8, pages: 16, bytes: 24 };

const NO_ROOT = 0xffff_ffff_ffff_ffffn;
const FIRST_DATA_PAGE = 2;
const MOST_DEPTH = 32;
/** About a fifth of a second; of a larger file the rest is trusted. */
const MOST_PAGES = 20_000;

/**
 * True when every page that can be reached from the trees is where it should be, and every entry lies within its page
 * and its value within the file, and no page that is in use is listed as free: then no look-up leaves the file or goes
 * round in circles, and nothing is written over.
 * @param freeTree the `MDB_db` of the lists of free pages
 * @param mainTree the `MDB_db` of what is kept
 */
export function hasSoundTrees(pages: LmdbPages, freeTree: Buffer, mainTree: Buffer): boolean {
  const free = new Set<number>();
  const walk = new TreeWalk(pages);
  try {
    walk.check(freeTree, (list) => addFreePages(list, pages, free));
    walk.check(mainTree);
    return !walk.hasSeenAny(free);
  } catch (error) {
    if (error instanceof Unsound) return false;
    throw error;
  }
}

function addFreePages(list: Buffer, { lastPage }: LmdbPages, free: Set<number>): void {
  demand(list.length % FREE_BYTES === 0 && list.length > 0);
  const count = list.readBigUInt64LE(0);
  demand(count < BigInt(list.length / FREE_BYTES)); // There may be room for more.
  for (let index = 1; index <= count; index++) {
    const page = list.readBigInt64LE(index * FREE_BYTES);
    demand(page >= -lastPage && page <= lastPage); // Some entries are no pages but say how many follow each other.
    free.add(Number(page));
  }
}

class Unsound extends Error {}

function demand(condition: boolean): asserts condition {
  if (!condition) throw new Unsound();
}

class TreeWalk {
  private readonly seen = new Set<number>();
  private readonly page: Buffer;

  constructor(private readonly pages: LmdbPages) {
    this.page = Buffer.alloc(pages.pageSize);
  }

  hasSeenAny(pages: ReadonlySet<number>): boolean {
    return [...this.seen].some((page) => pages.has(page));
  }

  /**
   * Level by level, so that of a large tree at least the branches are looked at.
   * @param onValue gets every value
   */
  check(tree: Buffer, onValue?: (value: Buffer) => void): void {
    const root = tree.readBigUInt64LE(TREE.root);
    const depth = tree.readUInt16LE(TREE.depth);
    demand((root === NO_ROOT) === (depth === 0) && depth <= MOST_DEPTH);
    let level = root === NO_ROOT ? [] : [this.pageNumber(root)];
    const counts = { pages: 0, entries: 0 };
    for (let left = depth; left > 0; left--) {
      const next: number[] = [];
      for (const number of level) {
        if (this.seen.size >= MOST_PAGES) return;
        const entries = left === 1 ? this.checkLeaf(number, onValue) : this.checkBranch(number, next);
        counts.pages++;
        if (left === 1) counts.entries += entries;
      }
      level = next;
    }
    const expected = ['branchPages', 'leafPages'].map((name) => tree.readBigUInt64LE(TREE[name as keyof typeof TREE]));
    demand(BigInt(counts.pages) === expected.reduce((sum, count) => sum + count, 0n));
    demand(BigInt(counts.entries) === tree.readBigUInt64LE(TREE.entries));
  }

  private checkBranch(number: number, children: number[]): number {
    const nodes = this.nodesOf(number, BRANCH);
    demand(nodes.length > 0);
    for (const at of nodes) {
      this.keyEnd(at);
      const [low, high, top] = [NODE.low, NODE.high, NODE.flags].map((offset) => this.page.readUInt16LE(at + offset));
      children.push(this.pageNumber(BigInt(low ?? 0) | (BigInt(high ?? 0) << 16n) | (BigInt(top ?? 0) << 32n)));
    }
    return nodes.length;
  }

  private checkLeaf(number: number, onValue: ((value: Buffer) => void) | undefined): number {
    const nodes = this.nodesOf(number, LEAF);
    const subTrees: Buffer[] = [];
    for (const at of nodes) this.checkEntry(at, subTrees, onValue);
    for (const tree of subTrees) this.check(tree);
    return nodes.length;
  }

  private checkEntry(at: number, subTrees: Buffer[], onValue: ((value: Buffer) => void) | undefined): void {
    const value = this.keyEnd(at);
    const size = this.page.readUInt16LE(at + NODE.low) + this.page.readUInt16LE(at + NODE.high) * 65_536;
    const flags = this.page.readUInt16LE(at + NODE.flags);
    const { pageSize } = this.pages;
    if (flags === BIG_VALUE) {
      demand(value + BIG.bytes <= pageSize);
      const first = this.pageNumber(this.page.readBigUInt64LE(value + BIG.page));
      const count = this.page.readBigUInt64LE(value + BIG.pages);
      demand(count === BigInt(Math.ceil((PAGE.header + size) / pageSize)));
      this.pageNumber(BigInt(first) + count - 1n);
      demand(this.page.readBigUInt64LE(value + BIG.transaction) <= this.pages.transaction);
      onValue?.(this.bigValue(first, size));
      return;
    }
    demand((flags === PLAIN || flags === SUB_TREE) && value + size <= pageSize);
    if (flags === PLAIN) onValue?.(this.page.subarray(value, value + size));
    if (flags !== SUB_TREE) return;
    demand(size === TREE.bytes);
    subTrees.push(Buffer.from(this.page.subarray(value, value + size)));
  }

  private bigValue(firstPage: number, size: number): Buffer {
    const { file, pageSize } = this.pages;
    const value = Buffer.alloc(size);
    demand(readSync(file, value, 0, size, firstPage * pageSize + PAGE.header) === size);
    return value;
  }

  /** Reads a page that no tree has led to before. @returns where its nodes start */
  private nodesOf(number: number, kind: number): number[] {
    demand(!this.seen.has(number));
    this.seen.add(number);
    const { file, pageSize } = this.pages;
    demand(readSync(file, this.page, 0, pageSize, number * pageSize) === pageSize);
    demand(this.page.readBigUInt64LE(PAGE.number) === BigInt(number) && this.page.readUInt16LE(PAGE.flags) === kind);
    // A page of the future would be taken for one that may be written to.
    demand(this.page.readBigUInt64LE(PAGE.transaction) <= this.pages.transaction);
    const lower = this.page.readUInt16LE(PAGE.lower);
    const upper = this.page.readUInt16LE(PAGE.upper);
    const room = pageSize - PAGE.header;
    demand(lower % 2 === 0 && lower <= upper && upper <= room);
    return Array.from({ length: lower / 2 }, (_, index) => {
      const offset = this.page.readUInt16LE(PAGE.header + 2 * index);
      demand(offset >= upper && offset + NODE.header <= room);
      return PAGE.header + offset;
    });
  }

  private keyEnd(node: number): number {
    const end = node + NODE.header + this.page.readUInt16LE(node + NODE.keySize);
    demand(end <= this.pages.pageSize);
    return end;
  }

  private pageNumber(number: bigint): number {
    demand(number >= BigInt(FIRST_DATA_PAGE) && number <= BigInt(this.pages.lastPage));
    return Number(number);
  }
}
