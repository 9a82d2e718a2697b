import type { NearestMatches } from './nearestMatches';
import type { Pacer } from './pacer';
import { RowBlock } from './rowBlock';
import { productErrorBound, type Rows, type SimilarityKernel } from './similarityKernel';

/** Values in one part of the selected matrix: small enough for a product with a block to take milliseconds. */
const PART_VALUES = 2 ** 19;
const SMALLEST_PART = 16;
/** Every part's length divides this. */
export const LARGEST_PART = 2048;

/** Embeddings of the selected rows in rank order, in parts that are never moved when the selection grows. */
export class SelectedRows {
  private readonly parts: RowBlock[] = [];
  private readonly partRows: number;
  private readonly errorBound: number;
  private size = 0;

  constructor(
    readonly dimensions: number,
    private readonly kernel: SimilarityKernel,
  ) {
    const fitting = 2 ** Math.floor(Math.log2(PART_VALUES / dimensions));
    this.partRows = Math.max(SMALLEST_PART, Math.min(LARGEST_PART, fitting));
    this.errorBound = productErrorBound(dimensions);
  }

  get count(): number {
    return this.size;
  }

  append(block: RowBlock, position: number): void {
    if (this.size === this.parts.length * this.partRows) {
      this.parts.push(RowBlock.withCapacity(this.partRows, this.dimensions));
    }
    this.partOf(this.size++).append(block, position);
  }

  get allParts(): readonly RowBlock[] {
    return this.parts;
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

  /** The part that holds the row at `position` (0 = rank 1). */
  partOf(position: number): RowBlock {
    const part = this.parts[Math.floor(position / this.partRows)];
    if (part === undefined) throw new RangeError(`There is no selected row ${position}.`);
    return part;
  }

  /** Where in its part the row at `position` is. */
  offsetInPart(position: number): number {
    return position % this.partRows;
  }

  /**
   * Offers the selected rows from `start` to before `end`, both at the limits of parts or of the whole, in rank order.
   * @param positions the rows of the block that they are offered to
   */
  async offerTo(
    matches: NearestMatches,
    block: RowBlock,
    positions: Uint32Array,
    start: number,
    end: number,
    pacer: Pacer,
  ): Promise<void> {
    const rows = block.unitsOf(positions);
    for (let position = start; position < end; position += this.partRows) {
      await this.offerPart(matches, positions, rows, this.partOf(position), pacer);
    }
  }

  private async offerPart(
    matches: NearestMatches,
    positions: Uint32Array,
    rows: Rows,
    part: RowBlock,
    pacer: Pacer,
  ): Promise<void> {
    const products = await this.kernel.products(rows, { values: part.units, count: part.count }, this.dimensions);
    await pacer.breathe();
    for (let i = 0; i < positions.length; i++) {
      matches.offerAll(positions[i] as number, part, products, i * part.count, this.errorBound);
      if (pacer.due) await pacer.breathe();
    }
  }
}
