import type { EmbeddingProvider } from '../../../src/selection/types';
import { seededRandom } from '../../support/seededRandom';
import { cpuMsSince } from '../measuring/cost';

export interface PoolShape {
  readonly rows: number;
  readonly dimensions: number;
  /**
   * How fast the variance of the dimensions falls, as (1 + d/8)^-decay. 0: every direction alike, the worst case. 1:
   * like contrastive sentence embedders. 2: like language-model states and the built-in sentence encoder.
   */
  readonly decay: number;
  /** Part of the rows, in [0, 1], that nearly repeat one of `CENTRES` rows. */
  readonly duplicates?: number;
}

const CENTRES = 2000;
const NOISE_VALUES = 2 ** 20;

function gaussians(count: number, random: () => number): Float32Array {
  return Float32Array.from({ length: count }, () => {
    return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  });
}

/** A seeded pool of any size: rows around centres, generated when asked for. */
export class GeneratedPool implements EmbeddingProvider {
  readonly evolScores: Float64Array;
  readonly dimensions: number;
  /** Spent on generating, which is not the selection's. */
  readonly generation = { cpuMs: 0, wallMs: 0 };
  private readonly duplicates: number;
  private readonly scales: Float32Array;
  private readonly centres: Float32Array;
  private readonly noise: Float32Array;

  constructor({ rows, dimensions, decay, duplicates = 0.2 }: PoolShape) {
    const random = seededRandom(1);
    this.dimensions = dimensions;
    this.duplicates = duplicates;
    this.evolScores = Float64Array.from({ length: rows }, () => 1 + 35 * random());
    this.scales = Float32Array.from({ length: dimensions }, (_, d) => (1 + d / 8) ** (-decay / 2));
    this.noise = gaussians(NOISE_VALUES, random);
    this.centres = gaussians(CENTRES * dimensions, random);
  }

  embed(rowIndexes: Uint32Array): Promise<Float32Array> {
    const [cpuBefore, wallBefore] = [process.cpuUsage(), performance.now()];
    const values = new Float32Array(rowIndexes.length * this.dimensions);
    rowIndexes.forEach((row, i) => {
      this.writeRow(row, values.subarray(i * this.dimensions, (i + 1) * this.dimensions));
    });
    this.generation.cpuMs += cpuMsSince(cpuBefore);
    this.generation.wallMs += performance.now() - wallBefore;
    return Promise.resolve(values);
  }

  private writeRow(row: number, target: Float32Array): void {
    const random = seededRandom(row * 31 + 7);
    const centre = Math.floor(random() * CENTRES) * this.dimensions;
    const spread = random() < this.duplicates ? 0.15 : 0.8;
    const noise = Math.floor(random() * NOISE_VALUES);
    let squared = 0;
    for (let d = 0; d < target.length; d++) {
      const value =
        ((this.centres[centre + d] ?? 0) + spread * (this.noise[(noise + d) % NOISE_VALUES] ?? 0)) *
        (this.scales[d] ?? 0);
      target[d] = value;
      squared += value * value;
    }
    const scale = 1 / Math.sqrt(squared);
    for (let d = 0; d < target.length; d++) target[d] = (target[d] ?? 0) * scale;
  }
}
