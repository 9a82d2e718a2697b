/** Before the file of a hold in the `modelDir` of a stub engine. */
export const HOLDING = 'holds by ';

/** Where a stub engine stops and waits for the test, so that what the test does happens in the middle of a job. */
export interface Hold {
  readonly work: 'score' | 'embed' | 'none';
  /** Turns scored or rows embedded by this process. */
  readonly after: number;
}
