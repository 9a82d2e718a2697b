import { embedRows } from './embeddingStream';
import { Pacer } from './pacer';
import { PlainKernel } from './plainKernel';
import type { RowBlock } from './rowBlock';
import type { SelectOptions } from './select';
import type { EmbeddingProvider } from './types';

/** Rows embedded, and compared, together. */
const BLOCK_ROWS = 512;
/** In place of a product that does not count. */
const NOTHING = Number.NEGATIVE_INFINITY;

type OnRows = (rows: number) => void;

/** Rows that were selected, embedded: memory 4 bytes a row and dimension. */
export class SelectedVectors {
  private constructor(
    private readonly blocks: readonly RowBlock[],
    private readonly provider: EmbeddingProvider,
    private readonly options: SelectOptions,
  ) {}

  /**
   * @param rows row indexes by rank
   * @param onRows told how many are embedded
   * @throws DeitaError `embeddingsMismatch`, `cancelled`
   */
  static async of(
    rows: Uint32Array,
    provider: EmbeddingProvider,
    options: SelectOptions,
    onRows?: OnRows,
  ): Promise<SelectedVectors> {
    const blocks: RowBlock[] = [];
    for (let start = 0; start < rows.length; start += BLOCK_ROWS) {
      onRows?.(start);
      blocks.push(await embedRows(rows.slice(start, start + BLOCK_ROWS), provider, options.signal));
    }
    return new SelectedVectors(blocks, provider, options);
  }

  /**
   * How well the first rows cover a pool: the mean over its rows of max(0, the highest cosine similarity to one of them),
   * to float32.
   * @param pool row indexes
   * @param firsts numbers of first rows, ascending
   * @param onRows told how many rows of the pool are embedded and compared
   * @returns one mean a number; 0 for none
   * @throws DeitaError `embeddingsMismatch`, `cancelled`
   */
  async coverageOf(pool: Uint32Array, firsts: readonly number[], onRows?: OnRows): Promise<number[]> {
    const sums = firsts.map(() => 0);
    const pacer = new Pacer(this.options.signal);
    for (let start = 0; start < pool.length; start += BLOCK_ROWS) {
      onRows?.(start);
      const block = await embedRows(pool.slice(start, start + BLOCK_ROWS), this.provider, this.options.signal);
      const highest = new Float64Array(block.count);
      let [passed, point] = [0, 0];
      for (const selected of this.blocks) {
        const products = await this.products(block, selected);
        for (let at = 0; at < selected.count; at++, passed++) {
          for (; passed === firsts[point]; point++) sums[point] = (sums[point] as number) + sumOf(highest);
          raise(highest, products, at, selected.count);
        }
        await pacer.yieldIfDue();
      }
      for (; point < firsts.length; point++) sums[point] = (sums[point] as number) + sumOf(highest);
    }
    onRows?.(pool.length);
    return sums.map((sum) => (pool.length === 0 ? 0 : sum / pool.length));
  }

  /**
   * The mean over the rows of the cosine similarity to the nearest other of them, to float32.
   * @returns null with fewer than two rows
   */
  async meanNearestSimilarity(): Promise<number | null> {
    let [sum, count] = [0, 0];
    const pacer = new Pacer(this.options.signal);
    for (const block of this.blocks) {
      const highest = new Float64Array(block.count).fill(NOTHING);
      for (const other of this.blocks) {
        const products = await this.products(block, other);
        if (other === block) for (let at = 0; at < block.count; at++) products[at * block.count + at] = NOTHING;
        for (let at = 0; at < other.count; at++) raise(highest, products, at, other.count);
        await pacer.yieldIfDue();
      }
      sum += sumOf(highest);
      count += block.count;
    }
    return count < 2 ? null : sum / count;
  }

  private async products(left: RowBlock, right: RowBlock): Promise<Float32Array> {
    const { kernel = new PlainKernel(), comparability } = this.options;
    const rows = { values: left.units, count: left.count };
    const others = { values: right.units, count: right.count };
    const products = await kernel.products(rows, others, this.provider.dimensions);
    comparability?.overwrite(products, left.rowIndexes, right.rowIndexes, 0);
    return products;
  }
}

/** Raises the highest of every row of a block to its product with one other row. */
function raise(highest: Float64Array, products: Float32Array, at: number, others: number): void {
  for (let row = 0; row < highest.length; row++) {
    const product = products[row * others + at] as number;
    if (product > (highest[row] as number)) highest[row] = product;
  }
}

function sumOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
