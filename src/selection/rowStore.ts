import type { CandidateSink } from './candidateSink';
import type { Comparability } from './comparability';
import { nextAbove } from './nextAbove';
import type { Pacer } from './pacer';
import { RowBlock } from './rowBlock';
import { productErrorBound, type Rows, type SimilarityKernel } from './similarityKernel';

/** Values in one part of the matrix: small enough for a product with a block to take milliseconds. */
const PART_VALUES = 2 ** 19;
const SMALLEST_PART = 16;
/** Every part's length divides this. */
export const LARGEST_PART = 1024;

/** In place of a product: below every pruning bound. */
export const RULED_OUT = Number.NEGATIVE_INFINITY;

/** Embeddings in the order they were added, in parts that are never moved when the store grows. */
export class RowStore {
  private readonly parts: RowBlock[] = [];
  private readonly partRows: number;
  private readonly errorBound: number;
  private size = 0;

  constructor(
    readonly dimensions: number,
    private readonly kernel: SimilarityKernel,
    private readonly comparability?: Comparability,
  ) {
    const fitting = 2 ** Math.floor(Math.log2(PART_VALUES / dimensions));
    this.partRows = Math.max(SMALLEST_PART, Math.min(LARGEST_PART, fitting));
    this.errorBound = productErrorBound(dimensions);
  }

  get count(): number {
    return this.size;
  }

  get allParts(): readonly RowBlock[] {
    return this.parts;
  }

  append(block: RowBlock, position: number): void {
    if (this.size === this.parts.length * this.partRows) {
      this.parts.push(RowBlock.withCapacity(this.partRows, this.dimensions));
    }
    this.partOf(this.size++).append(block, position);
  }

  /** The part that holds the row at `position` of the store. */
  partOf(position: number): RowBlock {
    const part = this.parts[Math.floor(position / this.partRows)];
    if (part === undefined) throw new RangeError(`There is no row ${position} in the store.`);
    return part;
  }

  /** Where in its part the row at `position` of the store is. */
  offsetInPart(position: number): number {
    return position % this.partRows;
  }

  rowIndexOf(position: number): number {
    return this.partOf(position).rowIndexes[this.offsetInPart(position)] as number;
  }

  /** Row indexes of the rows from `start` to before `end` of the store. */
  rowIndexesOf(start: number, end: number): Uint32Array {
    const rowIndexes = new Uint32Array(end - start);
    for (let position = start; position < end; position++) {
      rowIndexes[position - start] = this.rowIndexOf(position);
    }
    return rowIndexes;
  }

  /** `units` of up to `count` rows, evenly spread. */
  sample(count: number): Rows {
    const size = Math.min(count, this.size);
    const { dimensions } = this;
    const values = new Float32Array(size * dimensions);
    for (let i = 0; i < size; i++) {
      const position = Math.floor((i * this.size) / size);
      const start = this.offsetInPart(position) * dimensions;
      values.set(this.partOf(position).units.subarray(start, start + dimensions), i * dimensions);
    }
    return { values, count: size };
  }

  /**
   * Adds the rows from `start` to before `end`, both at the limits of parts or of the whole, in order as candidates: of
   * each row of the block those that are comparable to it.
   * @param positions the rows of the block that they may be similar to
   */
  async scan(
    sink: CandidateSink,
    block: RowBlock,
    positions: Uint32Array,
    [start, end]: readonly [number, number],
    pacer: Pacer,
  ): Promise<void> {
    const rows = block.unitsOf(positions);
    const rowIndexes = positions.map((position) => block.rowIndexes[position] as number);
    for (let position = start; position < end; position += this.partRows) {
      const part = this.partOf(position);
      const products = await this.kernel.products(rows, { values: part.units, count: part.count }, this.dimensions);
      this.comparability?.overwrite(products, rowIndexes, part.rowIndexes.subarray(0, part.count), RULED_OUT);
      await pacer.yieldIfDue();
      for (let i = 0; i < positions.length; i++) {
        scanPart(sink, positions[i] as number, part, { products, start: i * part.count }, this.errorBound);
        if (pacer.due) await pacer.yieldIfDue();
      }
    }
  }
}

/** Adds the rows of one part that reach the pruning bound to the candidates of one row. */
function scanPart(
  sink: CandidateSink,
  position: number,
  candidates: RowBlock,
  { products, start }: { products: Float32Array; start: number },
  errorBound: number,
): void {
  const end = start + candidates.count;
  let next = nextAbove(products, start, end, sink.pruningBound(position, errorBound));
  while (next < end) {
    sink.addCandidate(position, candidates, next - start, products[next], errorBound);
    next = nextAbove(products, next + 1, end, sink.pruningBound(position, errorBound));
  }
}
