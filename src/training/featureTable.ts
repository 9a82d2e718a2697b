/** Rows of features, computed once for each distinct text; comparisons name rows by index. */
export class FeatureTable<Key> {
  readonly rows: (readonly number[])[] = [];
  private readonly indexes = new Map<string, number>();

  constructor(
    private readonly keyOf: (item: Key) => string,
    private readonly featuresOf: (item: Key) => readonly number[],
  ) {}

  /** The index of the item's row. */
  row(item: Key): number {
    const key = this.keyOf(item);
    const known = this.indexes.get(key);
    if (known !== undefined) return known;
    this.rows.push(this.featuresOf(item));
    this.indexes.set(key, this.rows.length - 1);
    return this.rows.length - 1;
  }
}
