interface ShortRowsPart {
  readonly values: Float32Array;
  count: number;
}

/** Rows of a `Projection`, in parts that are never moved when there are more. */
export class ShortRows {
  readonly parts: ShortRowsPart[] = [];

  constructor(
    private readonly width: number,
    private readonly partRows: number,
  ) {}

  /** Copies one row of a row-major matrix of the same width. */
  append(rows: Float32Array, row: number): void {
    const { width, partRows } = this;
    let last = this.parts.at(-1);
    if (last === undefined || last.count === partRows) {
      last = { values: new Float32Array(partRows * width), count: 0 };
      this.parts.push(last);
    }
    last.values.set(rows.subarray(row * width, (row + 1) * width), last.count++ * width);
  }
}
