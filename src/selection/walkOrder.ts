import type { Pacer } from './pacer';

/**
 * The rows of a pool by score descending, lower row index first on ties, taken as far as the walk goes: a heap, so
 * that the cost is that of the rows taken and no sort of the whole pool holds the event loop. Unscored rows (NaN) are
 * not in it.
 */
export class WalkOrder {
  private readonly heap: Uint32Array;
  private size = 0;

  private constructor(private readonly evolScores: Float64Array) {
    this.heap = new Uint32Array(evolScores.length);
  }

  static async of(evolScores: Float64Array, pacer: Pacer): Promise<WalkOrder> {
    const order = new WalkOrder(evolScores);
    for (let row = 0; row < evolScores.length; row++) {
      if (!Number.isNaN(evolScores[row])) order.heap[order.size++] = row;
    }
    for (let position = (order.size >> 1) - 1; position >= 0; position--) {
      order.siftDown(position);
      if (position % 1024 === 0) await pacer.breathe();
    }
    return order;
  }

  /** Rows not taken yet. */
  get remaining(): number {
    return this.size;
  }

  /** The next `count` rows, fewer at the end. */
  take(count: number): Uint32Array {
    const rows = new Uint32Array(Math.min(count, this.size));
    for (let i = 0; i < rows.length; i++) rows[i] = this.pop();
    return rows;
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
    const scoreA = this.evolScores[a] as number;
    const scoreB = this.evolScores[b] as number;
    return scoreA > scoreB || (scoreA === scoreB && a < b);
  }
}
