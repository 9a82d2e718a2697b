/** One piece is being worked on while the next is read and looked up. */
const PIECES_AHEAD = 2;

/** Pieces of work of which several run at once; they are finished in the order in which they began. */
export class WorkAhead<Result> {
  private readonly running: Promise<Result>[] = [];

  /** @param most pieces that run at once, 1 or more */
  constructor(
    private readonly finish: (result: Result) => void,
    private readonly most = PIECES_AHEAD,
  ) {}

  /** Takes a piece that has begun; where as many run as may, the first is finished. @throws what that one throws */
  async add(work: Promise<Result>): Promise<void> {
    work.catch(() => undefined); // Seen when the piece's turn comes.
    this.running.push(work);
    if (this.running.length >= this.most) this.finish(await (this.running.shift() as Promise<Result>));
  }

  /** Finishes what is left. @throws what a piece throws */
  async end(): Promise<void> {
    for (const work of this.running.splice(0)) this.finish(await work);
  }
}
