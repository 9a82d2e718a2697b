export interface BenchOptions {
  /** The sizes of a large project, which take minutes and gigabytes. */
  readonly full: boolean;
}

/** A figure beside what it is measured against in the same run, so that machine and load cancel out. */
export interface Ratio {
  readonly what: string;
  readonly measured: string;
  readonly baseline: string;
  /** Measured over baseline, or the reverse where `target` says "faster". */
  readonly ratio: number;
  readonly target: string;
}

/** How a stage's cost grows: one line a size. */
export interface ScalingLine {
  readonly stage: string;
  readonly size: string;
  /** Absent where only the clock means something. */
  readonly cpuMs?: number;
  readonly wallMs: number;
  readonly memoryMb?: number;
}

export interface BenchResult {
  readonly ratios?: readonly Ratio[];
  readonly scaling?: readonly ScalingLine[];
  /** Everything measured, as it goes into the JSON file. */
  readonly figures: unknown;
}

export interface Bench {
  /** Named on the command line. */
  readonly name: string;
  run(options: BenchOptions): Promise<BenchResult>;
}
