const BUCKETS = 2 ** 14;

/** Distributes scored rows to buckets by score in three passes, each over all rows in order, a stretch at a time. */
export class ScoreBuckets {
  /** By bucket, highest scores first; within a bucket in row order. */
  rows: Uint32Array = new Uint32Array(0);
  /** Where each bucket ends in `rows`; while rows are distributed, where its next row goes. */
  readonly ends = new Uint32Array(BUCKETS);
  private least = Number.POSITIVE_INFINITY;
  private most = Number.NEGATIVE_INFINITY;
  private scored = 0;
  /** Buckets to a score of 1; 0 = all rows in one bucket. */
  private scale = 0;
  /** Of each row: what `count` has found out `distribute` need not find out again. */
  private readonly buckets: Uint16Array;

  constructor(private readonly scores: Float64Array) {
    this.buckets = new Uint16Array(scores.length);
  }

  measure(start: number, end: number): void {
    for (let row = start; row < end; row++) {
      const score = this.scores[row] as number;
      if (Number.isNaN(score)) continue;
      this.scored++;
      if (score < this.least) this.least = score;
      if (score > this.most) this.most = score;
    }
  }

  count(start: number, end: number): void {
    if (start === 0) this.startCounting();
    for (let row = start; row < end; row++) {
      const score = this.scores[row] as number;
      if (Number.isNaN(score)) continue;
      const bucket = this.bucketOf(score);
      this.buckets[row] = bucket;
      if (bucket + 1 < BUCKETS) this.ends[bucket + 1] = (this.ends[bucket + 1] as number) + 1;
    }
  }

  distribute(start: number, end: number): void {
    if (start === 0) this.startDistributing();
    for (let row = start; row < end; row++) {
      if (Number.isNaN(this.scores[row])) continue;
      const bucket = this.buckets[row] as number;
      const place = this.ends[bucket] as number;
      this.rows[place] = row;
      this.ends[bucket] = place + 1;
    }
  }

  private startCounting(): void {
    const scale = BUCKETS / (this.most - this.least);
    // All alike, or infinite: one bucket.
    this.scale = Number.isFinite(scale) ? scale : 0;
  }

  private startDistributing(): void {
    this.rows = new Uint32Array(this.scored);
    for (let bucket = 1; bucket < BUCKETS; bucket++) {
      this.ends[bucket] = (this.ends[bucket] as number) + (this.ends[bucket - 1] as number);
    }
  }

  /** Never rises with the score; equal scores share a bucket. */
  private bucketOf(score: number): number {
    return this.scale === 0 ? 0 : Math.min(BUCKETS - 1, Math.floor((this.most - score) * this.scale));
  }
}
