/** A row-major matrix of random weights, the same for the ONNX file and for the reference. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array;
}

/** Weights drawn from one seed (a linear congruential generator and Box-Muller). */
export class RandomWeights {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  matrix(rows: number, columns: number, scale = 1 / Math.sqrt(rows)): Matrix {
    return { rows, columns, values: Float32Array.from({ length: rows * columns }, () => scale * this.normal()) };
  }

  /** Around 1, for the scales of normalisations. */
  scales(count: number): Float32Array {
    return Float32Array.from({ length: count }, () => 1 + 0.1 * this.normal());
  }

  private normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.uniform())) * Math.cos(2 * Math.PI * this.uniform());
  }

  private uniform(): number {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0;
    return this.state / 2 ** 32;
  }
}
