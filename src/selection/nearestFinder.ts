import { FirstIncomparable } from './firstIncomparable';
import type { Match, MatchFinder, MatchOf } from './matchFinder';
import { NearestMatches } from './nearestMatches';
import type { OutcomeBuilder } from './outcomeBuilder';
import { Pacer } from './pacer';
import { PlainKernel } from './plainKernel';
import type { RowBlock } from './rowBlock';
import type { SelectOptions } from './select';
import { SimilaritySearch } from './similaritySearch';

/** Finds for every row the nearest one selected before, from the embeddings of all. */
export class NearestFinder implements MatchFinder {
  readonly findsAll = true;
  private readonly search: SimilaritySearch;
  private readonly firstIncomparable: FirstIncomparable;

  constructor(
    dimensions: number,
    private readonly outcome: Pick<OutcomeBuilder, 'rankOf'>,
    { kernel = new PlainKernel(), signal, tuning, comparability }: SelectOptions,
  ) {
    this.search = new SimilaritySearch(dimensions, kernel, new Pacer(signal), tuning, comparability);
    this.firstIncomparable = new FirstIncomparable(comparability);
  }

  hasEmbedded(): boolean {
    return true;
  }

  async walk(block: RowBlock, decide: (position: number, matchOf: MatchOf) => boolean): Promise<void> {
    const matches = new NearestMatches(block);
    const matchOf = (position: number): Match => {
      matches.resolve(position);
      return this.nearestOf(block.rowIndexes[position] as number, matches, position);
    };
    await this.search.walk(block, matches, (position) => {
      const isSelected = decide(position, matchOf);
      const row = block.rowIndexes[position] as number;
      if (isSelected) this.firstIncomparable.add(row, this.outcome.rankOf(row));
      return isSelected;
    });
  }

  /** The match among the comparable rows, unless an incomparable one is nearer with its 0. */
  private nearestOf(row: number, matches: NearestMatches, position: number): Match {
    const nearest = matches.rowIndexes[position] as number;
    const similarity = matches.similarities[position] as number;
    const incomparable = this.firstIncomparable.to(row);
    if (incomparable === undefined || similarity > 0) return { nearest, similarity };
    if (similarity === 0 && this.outcome.rankOf(nearest) < incomparable.rank) return { nearest, similarity };
    return { nearest: incomparable.row, similarity: 0 };
  }
}
