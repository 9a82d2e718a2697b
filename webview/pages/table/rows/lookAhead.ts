/** Rows fetched ahead of those drawn, in both directions. */
const ROWS_AHEAD = 40;
/** A place jumped to that is left sooner is only passed by, as under a thumb that is dragged. */
const REST_MS = 60;

/** Which rows to fetch for those drawn: more on both sides while scrolling, few of the places that are only passed by. */
export class LookAhead {
  #first = 0;
  #end = 0;
  /** Runs out when a place jumped to has been looked at for a while. */
  #resting: number | undefined;
  #wantedAt = -Infinity;

  constructor(private readonly want: (first: number, end: number) => void) {}

  /** Rows [first, end) are drawn. */
  drawn(first: number, end: number): void {
    const isSame = first === this.#first && end === this.#end;
    const isJump = first > this.#end || end < this.#first;
    this.#first = first;
    this.#end = end;
    if (isJump) this.#jumped();
    else if (this.#resting === undefined || !isSame) this.#wantAround();
  }

  /** A jump is followed at once, one jump of many now and then, the last one when it has proved to be the last. */
  #jumped(): void {
    const isSeen = performance.now() - this.#wantedAt >= REST_MS;
    if (isSeen) this.#want(0);
    window.clearTimeout(this.#resting);
    this.#resting = window.setTimeout(() => this.#wantAround(), REST_MS);
  }

  #wantAround(): void {
    window.clearTimeout(this.#resting);
    this.#resting = undefined;
    this.#want(ROWS_AHEAD);
  }

  #want(ahead: number): void {
    this.#wantedAt = performance.now();
    this.want(this.#first - ahead, this.#end + ahead);
  }
}
