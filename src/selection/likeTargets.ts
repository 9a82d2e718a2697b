import { CandidateVectors, TIE } from './candidateVectors';
import { GreedyWalk } from './greedyWalk';
import type { Pacer } from './pacer';
import type { RowBlock } from './rowBlock';
import type { SelectOptions } from './select';
import type { EmbeddingProvider, SelectionOutcome } from './types';

/** Similarities computed between two looks at the clock. */
const STRIDE = 256;
/** What a target remembers of its most similar rows, beyond what it is expected to take. */
const SPARE_ROWS = 64;

/** Rows that others are to be like, in their order. */
export interface Targets {
  /** All rows with the same dimensions as the pool's, none with NaN or infinity. */
  readonly vectors: RowBlock;
}

/**
 * Rows like the targets (RDS+): each target in turn takes its most similar row that is not taken yet; similarities that
 * differ by at most `TIE` are ties, which the lower row index wins. A row over a quota is passed over.
 * @param ranking one a row of the pool; NaN = takes no part
 * @param budget rows; -1 = no limit
 * @throws DeitaError `embeddingsMismatch`, `cancelled`
 */
export async function likeTargets(
  ranking: Float64Array,
  supply: { readonly budget: number; readonly embedder: EmbeddingProvider; readonly targets: Targets },
  options: SelectOptions,
): Promise<SelectionOutcome> {
  const { budget, embedder, targets } = supply;
  const walk = new GreedyWalk(ranking, budget, options);
  const { outcome, pacer } = walk;
  const vectors = await CandidateVectors.of(ranking, embedder, outcome, options);
  const out = Uint8Array.from(vectors.rows, (row) => (walk.kept.has(row) ? 1 : 0));
  const wanted = Math.min(vectors.count, walk.missing);
  const size = Math.ceil(wanted / Math.max(1, targets.vectors.count)) + SPARE_ROWS;
  const choosers = Array.from(
    { length: targets.vectors.count },
    (_, at) => new Chooser(vectors, { block: targets.vectors, position: at }, out, size),
  );
  let left = out.filter((isOut) => isOut === 0).length;
  while (walk.missing > 0 && left > 0 && choosers.length > 0) {
    for (const chooser of choosers) {
      let isTaken = false;
      while (!isTaken && walk.missing > 0 && left > 0) {
        const position = await chooser.next(pacer);
        out[position] = 1;
        left--;
        isTaken = walk.offer(vectors.rows[position] as number);
      }
    }
    await walk.report();
  }
  return outcome.build();
}

interface Near {
  readonly position: number;
  readonly similarity: number;
}

/** One target, which remembers its most similar rows and looks for more once they are used up. */
class Chooser {
  /** Most similar first. */
  private nearest: Near[] = [];
  /** No row that is left and not among `nearest` is more similar than this. */
  private restAtMost = Number.POSITIVE_INFINITY;

  constructor(
    private readonly vectors: CandidateVectors,
    private readonly target: { readonly block: RowBlock; readonly position: number },
    /** By position, 1 for rows that are taken or passed over. */
    private readonly out: Uint8Array,
    private readonly size: number,
  ) {}

  /** @returns a position; at least one row must be left */
  async next(pacer: Pacer): Promise<number> {
    for (;;) {
      this.nearest = this.nearest.slice(this.nearest.findIndex(({ position }) => this.out[position] === 0) >>> 0);
      const [first] = this.nearest;
      if (first !== undefined && first.similarity - TIE > this.restAtMost) return this.lowestTied(first.similarity);
      if (first !== undefined && this.restAtMost === Number.NEGATIVE_INFINITY) return this.lowestTied(first.similarity);
      await this.look(pacer);
    }
  }

  private lowestTied(highest: number): number {
    let lowest = Number.POSITIVE_INFINITY;
    for (const { position, similarity } of this.nearest) {
      if (similarity < highest - TIE) break;
      if (this.out[position] === 0) lowest = Math.min(lowest, position);
    }
    return lowest;
  }

  /** Compares with every row that is left; remembers more rows than before if those did not suffice for a tie. */
  private async look(pacer: Pacer): Promise<void> {
    const { vectors, target, out } = this;
    const all: Near[] = [];
    for (let position = 0; position < vectors.count; position++) {
      if (out[position] === 1) continue;
      all.push({ position, similarity: vectors.similarityTo(position, target.block, target.position) });
      if (position % STRIDE === 0 && pacer.due) await pacer.yieldIfDue();
    }
    all.sort((a, b) => b.similarity - a.similarity || a.position - b.position);
    const last = all[this.size - 1]?.similarity ?? Number.NEGATIVE_INFINITY;
    // Whole groups of ties, so that the lowest row of each is among them.
    const end = all.findIndex(({ similarity }, at) => at >= this.size && similarity < last - TIE);
    this.nearest = end === -1 ? all : all.slice(0, end);
    this.restAtMost = end === -1 ? Number.NEGATIVE_INFINITY : (all[end] as Near).similarity;
  }
}
