import type { Comparability } from './comparability';
import { cosineSimilarity, dotProduct, quickDotProduct, squaredNorm } from './cosine';
import type { Rows } from './similarityKernel';

/** How far a row's length may be from 1 for its own values to stand in for its normalised ones. */
const UNIT_TOLERANCE = 2 ** -20;

/**
 * Up to `capacity` embeddings in one row-major matrix, as given and scaled to length 1. Embedders mostly return
 * rows of length 1 already: then both are the same memory.
 */
export class RowBlock {
  readonly rowIndexes: Uint32Array;
  readonly squaredNorms: Float64Array;
  private unitValues: Float32Array;
  private size = 0;

  private constructor(
    readonly capacity: number,
    readonly dimensions: number,
    private readonly values: Float32Array,
  ) {
    this.rowIndexes = new Uint32Array(capacity);
    this.squaredNorms = new Float64Array(capacity);
    this.unitValues = values;
  }

  static withCapacity(capacity: number, dimensions: number): RowBlock {
    return new RowBlock(capacity, dimensions, new Float32Array(capacity * dimensions));
  }

  /** A full block over `values` (rowIndexes.length × dimensions), which are not copied. */
  static of(rowIndexes: Uint32Array, values: Float32Array, dimensions: number): RowBlock {
    const block = new RowBlock(rowIndexes.length, dimensions, values);
    rowIndexes.forEach((rowIndex, position) => {
      block.admit(rowIndex, squaredNorm(values, position * dimensions, dimensions));
    });
    return block;
  }

  get count(): number {
    return this.size;
  }

  /** The rows at length 1, within `UNIT_TOLERANCE`; zero and non-finite rows are all zeros. */
  get units(): Float32Array {
    return this.unitValues.subarray(0, this.size * this.dimensions);
  }

  /** Positions of the rows that can be compared: those without NaN and infinity. */
  get comparable(): Uint32Array {
    return Uint32Array.from({ length: this.size }, (_, position) => position).filter((position) =>
      this.isFinite(position),
    );
  }

  /** `units` of some rows. */
  unitsOf(positions: Uint32Array): Rows {
    const { dimensions, units } = this;
    if (positions.length === this.size) return { values: units, count: this.size };
    const values = new Float32Array(positions.length * dimensions);
    positions.forEach((position, i) => {
      values.set(units.subarray(position * dimensions, (position + 1) * dimensions), i * dimensions);
    });
    return { values, count: positions.length };
  }

  /** Copies one row of another block to the end of this one. */
  append(source: RowBlock, position: number): void {
    const start = position * this.dimensions;
    this.values.set(source.values.subarray(start, start + this.dimensions), this.size * this.dimensions);
    this.admit(source.rowIndexes[position] as number, source.squaredNorms[position] as number);
  }

  /** False when the row holds NaN or infinity. */
  isFinite(position: number): boolean {
    return Number.isFinite(this.squaredNorms[position]);
  }

  /** The exactly defined similarity of two finite rows, see `cosineSimilarity`; 0 where they are incomparable. */
  similarity(position: number, other: RowBlock, otherPosition: number, comparability?: Comparability): number {
    if (comparability !== undefined) {
      const otherRow = other.rowIndexes[otherPosition] as number;
      if (!comparability.areComparable(this.rowIndexes[position] as number, otherRow)) return 0;
    }
    return this.cosine(dotProduct, position, other, otherPosition);
  }

  /** `similarity`, off by at most `QUICK_ERROR`. */
  quickSimilarity(position: number, other: RowBlock, otherPosition: number): number {
    return this.cosine(quickDotProduct, position, other, otherPosition);
  }

  private cosine(dot: typeof dotProduct, position: number, other: RowBlock, otherPosition: number): number {
    const { dimensions } = this;
    return cosineSimilarity(
      dot(this.values, position * dimensions, other.values, otherPosition * dimensions, dimensions),
      this.squaredNorms[position] as number,
      other.squaredNorms[otherPosition] as number,
    );
  }

  /** Takes in the row whose values already stand at the end. */
  private admit(rowIndex: number, squared: number): void {
    const position = this.size++;
    this.rowIndexes[position] = rowIndex;
    this.squaredNorms[position] = squared;
    const isUnit = squared === 0 || Math.abs(squared - 1) <= UNIT_TOLERANCE;
    if (!isUnit && this.unitValues === this.values) this.unitValues = this.values.slice();
    if (this.unitValues !== this.values) this.writeUnit(position);
  }

  private writeUnit(position: number): void {
    const start = position * this.dimensions;
    const squared = this.squaredNorms[position] as number;
    const scale = squared > 0 && Number.isFinite(squared) ? 1 / Math.sqrt(squared) : 0;
    for (let d = start; d < start + this.dimensions; d++) {
      this.unitValues[d] = scale === 0 ? 0 : (this.values[d] as number) * scale;
    }
  }
}
