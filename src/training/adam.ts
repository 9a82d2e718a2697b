/* eslint-disable @typescript-eslint/no-non-null-assertion -- loops over arrays whose lengths agree by construction */
/** Adam with decoupled weight decay (Loshchilov and Hutter 2019). */
export class Adam {
  private readonly first: Float64Array;
  private readonly second: Float64Array;
  private steps = 0;

  constructor(
    private readonly weights: Float64Array,
    private readonly decay: number,
  ) {
    this.first = new Float64Array(weights.length);
    this.second = new Float64Array(weights.length);
  }

  step(gradient: Float64Array, rate: number): void {
    this.steps++;
    const firstScale = 1 / (1 - 0.9 ** this.steps);
    const secondScale = 1 / (1 - 0.999 ** this.steps);
    for (let index = 0; index < gradient.length; index++) {
      const slope = gradient[index]!;
      this.first[index] = 0.9 * this.first[index]! + 0.1 * slope;
      this.second[index] = 0.999 * this.second[index]! + 0.001 * slope * slope;
      const move = (this.first[index]! * firstScale) / (Math.sqrt(this.second[index]! * secondScale) + 1e-8);
      this.weights[index]! -= rate * (move + this.decay * this.weights[index]!);
    }
  }
}
