/** Positions by an upper bound of their gain, highest first; a heap. */
export class GainQueue {
  private readonly heap: number[] = [];

  /** @param bounds by position; read when a position is pushed or moved */
  constructor(private readonly bounds: Float64Array) {}

  get size(): number {
    return this.heap.length;
  }

  /** The position with the highest bound; undefined when there is none. */
  get first(): number | undefined {
    return this.heap[0];
  }

  push(position: number): void {
    const { heap } = this;
    let at = heap.push(position) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.isBefore(position, heap[parent] as number)) break;
      heap[at] = heap[parent] as number;
      at = parent;
    }
    heap[at] = position;
  }

  pop(): number {
    const { heap } = this;
    const first = heap[0] as number;
    const last = heap.pop() as number;
    if (heap.length > 0) this.sink(last, 0);
    return first;
  }

  /** Brings the order up to date after many bounds have changed. */
  restore(): void {
    const { heap } = this;
    for (let at = (heap.length >> 1) - 1; at >= 0; at--) this.sink(heap[at] as number, at);
  }

  private sink(position: number, start: number): void {
    const { heap } = this;
    let at = start;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && this.isBefore(heap[child + 1] as number, heap[child] as number)) child++;
      if (!this.isBefore(heap[child] as number, position)) break;
      heap[at] = heap[child] as number;
      at = child;
    }
    heap[at] = position;
  }

  private isBefore(position: number, other: number): boolean {
    return (this.bounds[position] as number) > (this.bounds[other] as number);
  }
}
