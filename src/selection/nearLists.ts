import type { CandidateVectors } from './candidateVectors';
import type { SumEstimate } from './coverage';

/** How far a float32 is from a number in [-1, 1] that it stands for. */
const ROUNDING = 2 ** -24;

/** Of every row, the rows that it may cover more than they are, and how similar they are: in blocks of rows. */
export class NearLists {
  private readonly blocks: { readonly places: Uint32Array; readonly similarities: Float32Array }[] = [];
  /** By position, where in which block its list is. */
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];
  private readonly blockOf: number[] = [];
  /** By position, whether its similarities are those of float64, rounded. */
  private readonly isExact: Uint8Array;
  private building: { places: number[]; similarities: number[] }[] = [];
  private kept = 0;

  constructor(
    private readonly vectors: CandidateVectors,
    private readonly errorBound: number,
    private readonly mostKept: number,
  ) {
    this.isExact = new Uint8Array(vectors.count);
  }

  /** Begins the lists of the next rows. */
  begin(count: number): void {
    this.building = Array.from({ length: count }, () => ({ places: [], similarities: [] }));
  }

  /** Adds those of the rows from `start` on that a row may cover more than they are. */
  add(
    at: number,
    start: number,
    { products, from, length }: { readonly products: Float32Array; readonly from: number; readonly length: number },
    covered: Float64Array,
  ): void {
    const { places, similarities } = this.building[at] as { places: number[]; similarities: number[] };
    const { errorBound } = this;
    for (let i = 0; i < length; i++) {
      const product = products[from + i] as number;
      if (product + errorBound <= (covered[start + i] as number)) continue;
      places.push(start + i);
      similarities.push(product);
    }
  }

  /** Ends the lists begun. @returns false when there are more entries than may be kept */
  end(): boolean {
    const size = this.building.reduce((sum, { places }) => sum + places.length, 0);
    this.kept += size;
    if (this.kept > this.mostKept) return false;
    const block = { places: new Uint32Array(size), similarities: new Float32Array(size) };
    let at = 0;
    for (const { places, similarities } of this.building) {
      block.places.set(places, at);
      block.similarities.set(similarities, at);
      this.blockOf.push(this.blocks.length);
      this.starts.push(at);
      at += places.length;
      this.ends.push(at);
    }
    this.blocks.push(block);
    this.building = [];
    return true;
  }

  placesOf(position: number): Uint32Array {
    const { places } = this.blockAt(position);
    return places.subarray(this.starts[position], this.ends[position]);
  }

  estimate(position: number, covered: Float64Array): SumEstimate {
    const { places, similarities } = this.blockAt(position);
    const each = this.isExact[position] === 1 ? ROUNDING : this.errorBound;
    let [sum, error] = [0, 0];
    for (let at = this.starts[position] as number; at < (this.ends[position] as number); at++) {
      const above = (similarities[at] as number) - (covered[places[at] as number] as number);
      if (above <= -each) continue;
      if (above > 0) sum += above;
      error += each;
    }
    return { sum, error };
  }

  /** The sum in float64; estimates of the row are as good as float32 from then on. */
  exact(position: number, covered: Float64Array): number {
    const { places, similarities } = this.blockAt(position);
    let sum = 0;
    for (let at = this.starts[position] as number; at < (this.ends[position] as number); at++) {
      const other = places[at] as number;
      const similarity = this.vectors.similarity(position, other);
      similarities[at] = similarity;
      sum += Math.max(0, similarity - (covered[other] as number));
    }
    this.isExact[position] = 1;
    return sum;
  }

  private blockAt(position: number) {
    return this.blocks[this.blockOf[position] as number] as NearLists['blocks'][number];
  }
}
