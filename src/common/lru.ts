/** Keeps what was used last, up to a total weight; by default every entry weighs 1. */
export class Lru<K, V> {
  private readonly entries = new Map<K, V>();
  private weight = 0;
  /**
   * Stands before the oldest entry: one that begins again would go over the places of all that were deleted since the
   * map was last rebuilt, thousands of them.
   */
  private oldest = this.entries.keys();

  constructor(
    private readonly maxWeight: number,
    private readonly weigh: (value: V) => number = () => 1,
  ) {}

  get(key: K): V | undefined {
    const value = this.entries.get(key);
    if (value !== undefined) {
      this.entries.delete(key);
      this.entries.set(key, value);
    }
    return value;
  }

  /** Looks without counting as a use. */
  peek(key: K): V | undefined {
    return this.entries.get(key);
  }

  values(): IterableIterator<V> {
    return this.entries.values();
  }

  set(key: K, value: V): void {
    this.delete(key);
    this.entries.set(key, value);
    this.weight += this.weigh(value);
    this.shrink();
  }

  delete(key: K): void {
    const value = this.entries.get(key);
    if (value === undefined) return;
    this.entries.delete(key);
    this.weight -= this.weigh(value);
  }

  clear(): void {
    this.entries.clear();
    this.oldest = this.entries.keys();
    this.weight = 0;
  }

  get size(): number {
    return this.entries.size;
  }

  private shrink(): void {
    while (this.weight > this.maxWeight) {
      const { value, done } = this.oldest.next();
      if (done === true) return;
      this.delete(value);
    }
  }
}
