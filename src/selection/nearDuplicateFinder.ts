import type { CandidateSink } from './candidateSink';
import { QUICK_ERROR } from './cosine';
import { EmbeddedRows } from './embeddedRows';
import type { Match, MatchFinder, MatchOf } from './matchFinder';
import type { OutcomeBuilder } from './outcomeBuilder';
import { Pacer } from './pacer';
import { PlainKernel } from './plainKernel';
import type { RowBlock } from './rowBlock';
import type { SelectOptions } from './select';
import { SimilaritySearch } from './similaritySearch';
import { OUTLINE_ERROR } from './outlines';
import type { EmbeddingProvider, OutlineProvider } from './types';

const NO_MATCH: Match = { nearest: -1, similarity: Number.NaN };

/** Finds near-duplicates of the rows selected before, and embeds only rows whose outlines leave one possible. */
export class NearDuplicateFinder implements MatchFinder {
  readonly findsAll = false;
  private readonly search: SimilaritySearch;
  private readonly embedded: EmbeddedRows;

  /** @param threshold above 0, so that incomparable rows are no near-duplicates */
  constructor(
    { provider, outlines }: { readonly provider: EmbeddingProvider; readonly outlines: OutlineProvider },
    private readonly threshold: number,
    private readonly outcome: Pick<OutcomeBuilder, 'rankOf'>,
    { kernel = new PlainKernel(), signal, tuning, comparability }: SelectOptions,
  ) {
    this.search = new SimilaritySearch(outlines.dimensions, kernel, new Pacer(signal), tuning, comparability);
    this.embedded = new EmbeddedRows(provider, { signal });
  }

  hasEmbedded(row: number): boolean {
    return this.embedded.has(row);
  }

  /** @param block of outlines */
  async walk(block: RowBlock, decide: (position: number, matchOf: MatchOf) => boolean): Promise<void> {
    const possible = new PossibleMatches(block, this.threshold - OUTLINE_ERROR);
    const matchOf = (position: number): Match =>
      this.matchOf(block.rowIndexes[position] as number, possible.rowsOf(position));
    await this.search.walkTogether(
      block,
      possible,
      () => this.embedded.add(possible.allRows),
      (position) => decide(position, matchOf),
    );
  }

  /** @param candidates in the order of their ranks: of equals the first one is the match */
  private matchOf(row: number, candidates: readonly number[]): Match {
    let match = NO_MATCH;
    let highest = this.threshold;
    for (const nearest of candidates) {
      if (this.outcome.rankOf(nearest) === 0) continue; // A row of the same block that was not selected.
      const similarity = this.embedded.similarity(row, nearest);
      if (similarity <= highest) continue;
      highest = similarity;
      match = { nearest, similarity };
    }
    return match;
  }
}

/** For every row of a block those rows whose outlines are more similar to its own than the floor. */
class PossibleMatches implements CandidateSink {
  private readonly rows: number[][];

  constructor(
    private readonly block: RowBlock,
    private readonly floor: number,
  ) {
    this.rows = Array.from({ length: block.count }, () => []);
  }

  /** Row indexes, in the order in which they were selected. */
  rowsOf(position: number): readonly number[] {
    return this.rows[position] as readonly number[];
  }

  /** The rows of all pairs. */
  get allRows(): number[] {
    return this.rows.flatMap((rows, position) =>
      rows.length === 0 ? [] : [this.block.rowIndexes[position] as number, ...rows],
    );
  }

  pruningBound(_position: number, errorBound: number): number {
    return this.floor - errorBound;
  }

  addCandidate(position: number, candidates: RowBlock, candidate: number): void {
    if (this.block.quickSimilarity(position, candidates, candidate) <= this.floor - QUICK_ERROR) return;
    this.rows[position]?.push(candidates.rowIndexes[candidate] as number);
  }
}
