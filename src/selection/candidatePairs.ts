import type { Comparability } from './comparability';
import { nextAbove } from './nextAbove';
import { UNIT_ERROR, type OutlinedPool, type ShortOutlines } from './outlinedPool';
import { Pacer } from './pacer';
import { RULED_OUT } from './rowStore';
import { largestProduct, type LengthRange } from './sectionLengths';
import { productErrorBound, type SimilarityKernel } from './similarityKernel';

const BLOCK_ROWS = 256;
/** A product with fewer rows costs about as much. */
const FEWEST_ROWS = 64;
/** Blocks that one block is compared with at a time: so few that their products stay in a core's cache. */
const MOST_BLOCKS = 4;
/** One similarity by itself costs about as much as this many products of whole rows. */
const PRODUCTS_PER_SIMILARITY = 20;

/** Takes the pairs whose outlines are more similar than the floor, each once. */
export interface PairSink {
  /** True when it needs no more about this pair; cheaper than an offer. */
  ignores(row: number, other: number): boolean;
  offer(row: number, other: number): void;
  /** Awaited now and then, for what takes time. */
  settle(): Promise<void>;
}

export interface PairOptions {
  readonly kernel: SimilarityKernel;
  readonly comparability: Comparability | undefined;
  readonly signal: AbortSignal | undefined;
  readonly onCompared: ((rows: number) => void) | undefined;
}

/** Offers every pair of comparable rows whose outlines are more similar than `floor`, and none that is less by 1e-5. */
export async function offerCandidatePairs(
  pool: OutlinedPool,
  floor: number,
  sink: PairSink,
  options: PairOptions,
): Promise<void> {
  const pacer = new Pacer(options.signal);
  const short = await pool.shorten(options.kernel, pacer);
  await new PairSearch(pool, short, floor, sink, options, pacer).run();
}

/** Places of the order from `start` to before `end`. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

class PairSearch {
  private readonly ends: readonly number[];
  private readonly ranges: LengthRange[] = [];
  private readonly rowIndexes: Uint32Array;
  private readonly found: Uint32Array;

  constructor(
    private readonly pool: OutlinedPool,
    private readonly short: ShortOutlines,
    private readonly floor: number,
    private readonly sink: PairSink,
    private readonly options: PairOptions,
    private readonly pacer: Pacer,
  ) {
    const { order, lengths } = pool;
    this.ends = lengths.blockEnds(order, FEWEST_ROWS, BLOCK_ROWS);
    this.ends.forEach((end, block) => this.ranges.push(lengths.rangeOf(order.subarray(this.startOf(block), end))));
    this.rowIndexes = order.map((_, place) => pool.rowIndexAt(place));
    this.found = new Uint32Array((BLOCK_ROWS * BLOCK_ROWS * MOST_BLOCKS) / PRODUCTS_PER_SIMILARITY);
  }

  async run(): Promise<void> {
    for (let block = 0; block < this.ranges.length; block++) {
      const left = this.stretch(block, block + 1);
      for (const right of this.stretchesFor(block)) {
        await this.compare(left, right);
        await this.sink.settle();
      }
      this.options.onCompared?.(left.end);
    }
  }

  /** What a block can have near-duplicates in: itself and blocks behind it. */
  private *stretchesFor(block: number): Generator<Stretch> {
    const own = this.ranges[block] as LengthRange;
    let first = block;
    for (let next = block; next <= this.ranges.length; next++) {
      const range = this.ranges[next];
      const isPossible = range !== undefined && largestProduct(own, range) > this.floor - UNIT_ERROR;
      if (isPossible && next - first < MOST_BLOCKS) continue;
      if (next > first) yield this.stretch(first, next);
      first = isPossible ? next : next + 1;
    }
  }

  private stretch(block: number, endBlock: number): Stretch {
    return { start: this.startOf(block), end: this.startOf(endBlock) };
  }

  private startOf(block: number): number {
    return block === 0 ? 0 : (this.ends[block - 1] as number);
  }

  private async compare(left: Stretch, right: Stretch): Promise<void> {
    const { width, margin } = this.short;
    const bounds = await this.products(left, right, this.shortRows(left), this.shortRows(right), width);
    const found = this.findAbove(bounds, left, right, this.floor - margin);
    if (found !== undefined) return this.offer(this.found.subarray(0, found), left, right);
    const { dimensions } = this.pool;
    const [rows, others] = [this.pool.units(left.start, left.end), this.pool.units(right.start, right.end)];
    const products = await this.products(left, right, rows, others, dimensions);
    await this.offerAbove(products, left, right, this.floor - productErrorBound(dimensions));
  }

  private shortRows({ start, end }: Stretch) {
    const { values, width } = this.short;
    return { values: values.subarray(start * width, end * width), count: end - start };
  }

  private async products(
    left: Stretch,
    right: Stretch,
    rows: { readonly values: Float32Array; readonly count: number },
    others: { readonly values: Float32Array; readonly count: number },
    dimensions: number,
  ): Promise<Float32Array> {
    const products = await this.options.kernel.products(rows, others, dimensions);
    const { rowIndexes } = this;
    this.options.comparability?.overwrite(
      products,
      rowIndexes.subarray(left.start, left.end),
      rowIndexes.subarray(right.start, right.end),
      RULED_OUT,
    );
    await this.pacer.yieldIfDue();
    return products;
  }

  /** @returns how many products above the floor, of pairs not ignored, are in `found`; undefined when too many */
  private findAbove(products: Float32Array, left: Stretch, right: Stretch, floor: number): number | undefined {
    const limit = products.length / PRODUCTS_PER_SIMILARITY;
    let found = 0;
    for (const [place, from, to] of rowsOf(left, right)) {
      for (
        let next = nextAbove(products, from, to, floor);
        next < to;
        next = nextAbove(products, next + 1, to, floor)
      ) {
        if (this.ignores(place, right.end - to + next)) continue;
        if (found >= limit) return undefined;
        this.found[found++] = next;
      }
    }
    return found;
  }

  private async offer(found: Uint32Array, left: Stretch, right: Stretch): Promise<void> {
    const width = right.end - right.start;
    for (const product of found) {
      this.offerPair(left.start + Math.floor(product / width), right.start + (product % width));
      if (this.pacer.due) await this.pacer.yieldIfDue();
    }
  }

  private async offerAbove(products: Float32Array, left: Stretch, right: Stretch, floor: number): Promise<void> {
    for (const [place, from, to] of rowsOf(left, right)) {
      for (
        let next = nextAbove(products, from, to, floor);
        next < to;
        next = nextAbove(products, next + 1, to, floor)
      ) {
        this.offerPair(place, right.end - to + next);
      }
      if (this.pacer.due) await this.pacer.yieldIfDue();
    }
  }

  private offerPair(place: number, other: number): void {
    if (this.ignores(place, other) || !this.pool.mayExceed(place, other, this.floor)) return;
    this.sink.offer(this.rowIndexes[place] as number, this.rowIndexes[other] as number);
  }

  private ignores(place: number, other: number): boolean {
    return this.sink.ignores(this.rowIndexes[place] as number, this.rowIndexes[other] as number);
  }
}

/** For each row of the left stretch its place, and where its products with rows behind it begin and end. */
function* rowsOf(left: Stretch, right: Stretch): Generator<readonly [place: number, from: number, to: number]> {
  const width = right.end - right.start;
  for (let place = left.start; place < left.end; place++) {
    const start = (place - left.start) * width;
    yield [place, start + Math.max(0, place + 1 - right.start), start + width];
  }
}
