import type { NearestMatches } from './nearestMatches';
import type { Pacer } from './pacer';
import { RowBlock } from './rowBlock';
import type { SimilarityKernel } from './similarityKernel';

/** Values in one part of the selected matrix: small enough for a product with a block to take milliseconds. */
const PART_VALUES = 2 ** 19;
const LARGEST_PART = 2048;

/** Embeddings of the selected rows in rank order, in parts that are never moved when the selection grows. */
export class SelectedRows {
  private readonly parts: RowBlock[] = [];
  private readonly partRows: number;

  constructor(
    private readonly dimensions: number,
    private readonly kernel: SimilarityKernel,
  ) {
    this.partRows = Math.max(16, Math.min(LARGEST_PART, Math.floor(PART_VALUES / dimensions)));
  }

  append(block: RowBlock, position: number): void {
    let last = this.parts.at(-1);
    if (last === undefined || last.count === last.capacity) {
      last = RowBlock.withCapacity(this.partRows, this.dimensions);
      this.parts.push(last);
    }
    last.append(block, position);
  }

  /** Offers every selected row to every row of the block, in rank order. */
  async offerTo(matches: NearestMatches, block: RowBlock, pacer: Pacer): Promise<void> {
    for (const part of this.parts) {
      const products = await this.kernel.products(
        { values: block.units, count: block.count },
        { values: part.units, count: part.count },
        this.dimensions,
      );
      await pacer.breathe();
      for (let i = 0; i < block.count; i++) {
        if (block.isFinite(i)) matches.offerAll(i, part, products, i * part.count);
        if (pacer.due) await pacer.breathe();
      }
    }
  }
}
