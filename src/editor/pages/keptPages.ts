/** A page in a tab, which costs memory while it is hidden. */
export interface KeptPage {
  /** Frees what the hidden page takes; it is set up again when it is next shown. */
  letGo(): void;
}

/**
 * So many hidden pages stay as they are, for those who go to and fro between some datasets. Each takes about 10 MB of the
 * window's heap and 15 MB of resident memory, as measured in docs/performance.md.
 */
export const MAX_HIDDEN_PAGES = 4;

/** Until what is shown instead has been drawn: of two tabs that change places, one is hidden before the other is shown. */
const LET_GO_AFTER_MS = 500;

/** Runs something after so many milliseconds. */
export type After = (ms: number, then: () => void) => void;

/** Hidden pages that stay as they are, up to a number of them: those hidden longest are let go. */
export class KeptPages {
  /** The one hidden longest first. */
  private readonly hidden = new Set<KeptPage>();

  constructor(
    private readonly limit = MAX_HIDDEN_PAGES,
    private readonly after: After = (ms, then) => void setTimeout(then, ms),
  ) {}

  /** A page that is hidden already stays in its place. */
  hide(page: KeptPage): void {
    this.hidden.add(page);
    if (this.hidden.size > this.limit) this.after(LET_GO_AFTER_MS, () => this.letGoOfMost());
  }

  /** Shown again, let go or closed, it is no hidden page that is kept. */
  remove(page: KeptPage): void {
    this.hidden.delete(page);
  }

  private letGoOfMost(): void {
    for (const page of [...this.hidden].slice(0, Math.max(0, this.hidden.size - this.limit))) {
      this.hidden.delete(page);
      page.letGo();
    }
  }
}
