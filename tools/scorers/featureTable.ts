/** Rows of features, computed once for each distinct text; comparisons name rows by index. */
export class FeatureTable<Item, Row = readonly number[]> {
  readonly rows: Row[] = [];
  private readonly indexes = new Map<string, number>();

  constructor(
    private readonly keyOf: (item: Item) => string,
    private readonly featuresOf: (item: Item) => Row,
  ) {}

  /** The index of the item's row. */
  row(item: Item): number {
    const key = this.keyOf(item);
    const known = this.indexes.get(key);
    if (known !== undefined) return known;
    this.rows.push(this.featuresOf(item));
    this.indexes.set(key, this.rows.length - 1);
    return this.rows.length - 1;
  }
}
