/** Rows fetched ahead of those drawn, in both directions. */
const ROWS_AHEAD = 40;
/** A place jumped to that is left sooner is only passed by, as under a thumb that is dragged. */
const REST_MS = 100;

/** How far around the rows drawn to fetch: on from there while scrolling, but not around places only passed by. */
export class LookAhead {
  #first = 0;
  #end = 0;
  /** Runs out when a place jumped to has been looked at for a while. */
  #resting: number | undefined;

  constructor(private readonly want: (first: number, end: number) => void) {}

  /** Rows [first, end) are drawn. */
  drawn(first: number, end: number): void {
    const isSame = first === this.#first && end === this.#end;
    const isJump = first > this.#end || end < this.#first;
    this.#first = first;
    this.#end = end;
    if (isJump) this.#startResting();
    else if (!isSame) this.#stopResting();
    this.#want();
  }

  #want(): void {
    const ahead = this.#resting === undefined ? ROWS_AHEAD : 0;
    this.want(this.#first - ahead, this.#end + ahead);
  }

  #startResting(): void {
    window.clearTimeout(this.#resting);
    this.#resting = window.setTimeout(() => {
      this.#resting = undefined;
      this.#want();
    }, REST_MS);
  }

  #stopResting(): void {
    window.clearTimeout(this.#resting);
    this.#resting = undefined;
  }
}
