import type { Pacer } from './pacer';
import { ScoreBuckets } from './scoreBuckets';

/** Rows looked at between two chances for the event loop to turn. */
const STRIDE = 2 ** 16;

/**
 * Lazily sorted order: the rows of a pool by score descending, lower row index first on ties, sorted as far as they are
 * taken. Rows are distributed to buckets by score, and a bucket is ordered (by a heap) only when its first row is taken,
 * so that the cost is that of the rows taken and no sort of the whole pool holds the event loop. Unscored rows (NaN) are
 * not in it.
 */
export class LazyOrder {
  /** The present bucket's rows that are not taken, as a heap. */
  private heap: Uint32Array = new Uint32Array(0);
  private size = 0;
  private bucket = -1;
  private left: number;

  private constructor(
    private readonly scores: Float64Array,
    /** By bucket, highest scores first. */
    private readonly rows: Uint32Array,
    /** Where each bucket ends in `rows`. */
    private readonly ends: Uint32Array,
  ) {
    this.left = rows.length;
  }

  static async of(scores: Float64Array, pacer: Pacer): Promise<LazyOrder> {
    const buckets = new ScoreBuckets(scores);
    for (const pass of ['measure', 'count', 'distribute'] as const) {
      for (let start = 0; start < scores.length; start += STRIDE) {
        buckets[pass](start, Math.min(start + STRIDE, scores.length));
        await pacer.yieldIfDue();
      }
    }
    return new LazyOrder(scores, buckets.rows, buckets.ends);
  }

  /** Rows not taken yet. */
  get remaining(): number {
    return this.left;
  }

  /** The next `count` rows, fewer at the end. */
  take(count: number): Uint32Array {
    const rows = new Uint32Array(Math.min(count, this.left));
    for (let i = 0; i < rows.length; i++) {
      while (this.size === 0) this.enterNextBucket();
      rows[i] = this.pop();
    }
    this.left -= rows.length;
    return rows;
  }

  private enterNextBucket(): void {
    const start = this.ends[this.bucket] ?? 0;
    this.heap = this.rows.subarray(start, this.ends[++this.bucket]);
    this.size = this.heap.length;
    for (let position = (this.size >> 1) - 1; position >= 0; position--) this.siftDown(position);
  }

  private pop(): number {
    const { heap } = this;
    const first = heap[0] as number;
    heap[0] = heap[--this.size] as number;
    this.siftDown(0);
    return first;
  }

  private siftDown(start: number): void {
    const { heap, size } = this;
    const row = heap[start] as number;
    let position = start;
    for (;;) {
      let child = 2 * position + 1;
      if (child >= size) break;
      if (child + 1 < size && this.precedes(heap[child + 1] as number, heap[child] as number)) child++;
      if (!this.precedes(heap[child] as number, row)) break;
      heap[position] = heap[child] as number;
      position = child;
    }
    heap[position] = row;
  }

  private precedes(a: number, b: number): boolean {
    const scoreA = this.scores[a] as number;
    const scoreB = this.scores[b] as number;
    return scoreA > scoreB || (scoreA === scoreB && a < b);
  }
}
