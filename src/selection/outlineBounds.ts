import { throwIfAborted } from '../common/errors';
import { embedRows } from './embeddingStream';
import { UNIT_ERROR } from './outlinedPool';
import { OUTLINE_ERROR } from './outlines';
import type { Pacer } from './pacer';
import type { RowBlock } from './rowBlock';
import { INDEX_BLOCK_ROWS, type BoundsOptions, type RowBounds } from './rowBounds';
import type { OutlineProvider } from './types';

const LARGEST_STEP = 127;
/** Rounding may not take what is left out of a row below its length. */
const ROUNDED_UP = 1 + 2 ** -20;
/** Rows of which bounds are computed between two looks at the time. */
const STRIDE = 64;

/**
 * Bounds from the outlines of all rows, in whole steps of each row's own size (a byte a value). What rounding to steps
 * leaves out of a row is as long as is noted beside it, and can add that length to a similarity at most.
 */
export class OutlineBounds implements RowBounds {
  readonly margin = OUTLINE_ERROR + 2 * UNIT_ERROR;
  private readonly steps: Int8Array;
  private readonly stepSizes: Float32Array;
  private readonly leftOut: Float32Array;

  private constructor(
    private readonly count: number,
    private readonly outlines: OutlineProvider,
  ) {
    this.steps = new Int8Array(count * outlines.dimensions);
    this.stepSizes = new Float32Array(count);
    this.leftOut = new Float32Array(count);
  }

  /** Outlines all rows once. */
  static async read(
    rowIndexes: Uint32Array,
    outlines: OutlineProvider,
    { pacer, signal, onIndexed }: BoundsOptions,
  ): Promise<OutlineBounds> {
    const bounds = new OutlineBounds(rowIndexes.length, outlines);
    for (let start = 0; start < rowIndexes.length; start += INDEX_BLOCK_ROWS) {
      throwIfAborted(signal);
      const { units, count } = await embedRows(rowIndexes.slice(start, start + INDEX_BLOCK_ROWS), outlines, signal);
      for (let row = 0; row < count; row++) bounds.set(start + row, units.subarray(row * outlines.dimensions));
      await pacer.yieldIfDue();
      onIndexed?.(start + count);
    }
    return bounds;
  }

  async to(query: RowBlock, pacer: Pacer, signal: AbortSignal | undefined): Promise<Float64Array> {
    const outline = (await embedRows(query.rowIndexes, this.outlines, signal)).units;
    const bounds = new Float64Array(this.count);
    for (let row = 0; row < this.count; row++) {
      bounds[row] = this.productWith(outline, row) * (this.stepSizes[row] as number) + (this.leftOut[row] as number);
      if (row % STRIDE === 0 && pacer.due) await pacer.yieldIfDue();
    }
    return bounds;
  }

  /** @param unit begins with a row of length 1, or of zeros */
  private set(row: number, unit: Float32Array): void {
    const { dimensions } = this.outlines;
    const offset = row * dimensions;
    let largest = 0;
    for (let d = 0; d < dimensions; d++) largest = Math.max(largest, Math.abs(unit[d] as number));
    const size = Math.fround(largest / LARGEST_STEP);
    let squared = 0;
    for (let d = 0; d < dimensions && size > 0; d++) {
      const value = unit[d] as number;
      const steps = Math.max(-LARGEST_STEP, Math.min(LARGEST_STEP, Math.round(value / size)));
      this.steps[offset + d] = steps;
      squared += (value - steps * size) ** 2;
    }
    this.stepSizes[row] = size;
    this.leftOut[row] = Math.sqrt(squared) * ROUNDED_UP;
  }

  /** In steps of the row. In four sums, as in `quickDotProduct`. */
  private productWith(outline: Float32Array, row: number): number {
    const { steps } = this;
    const { dimensions } = this.outlines;
    const offset = row * dimensions;
    const whole = dimensions & ~3;
    let [s0, s1, s2, s3] = [0, 0, 0, 0];
    for (let d = 0; d < whole; d += 4) {
      s0 += (outline[d] as number) * (steps[offset + d] as number);
      s1 += (outline[d + 1] as number) * (steps[offset + d + 1] as number);
      s2 += (outline[d + 2] as number) * (steps[offset + d + 2] as number);
      s3 += (outline[d + 3] as number) * (steps[offset + d + 3] as number);
    }
    for (let d = whole; d < dimensions; d++) s0 += (outline[d] as number) * (steps[offset + d] as number);
    return s0 + s1 + (s2 + s3);
  }
}
