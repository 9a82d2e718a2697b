import { NearestMatches } from './nearestMatches';
import type { Pacer } from './pacer';
import type { RowBlock } from './rowBlock';
import { Screen } from './screen';
import { SelectedRows } from './selectedRows';
import type { SimilarityKernel } from './similarityKernel';

/** What decides the speed of a search, never its result. */
export interface SearchTuning {
  /** Selected rows from which on there is a screen. */
  readonly screenFrom: number;
  /** Directions that the screen projects on. */
  readonly screenDirections: number;
}

/** The screen is learned anew whenever the selection has grown by this factor. */
const SCREEN_GROWTH = 4;

/** One value of a short row is the length left over: 64 and 128 in all. Fewer dimensions gain nothing from a screen. */
export function tuningFor(dimensions: number): SearchTuning {
  const screenDirections = dimensions >= 2048 ? 127 : 63;
  return { screenDirections, screenFrom: dimensions < 3 * screenDirections ? Number.POSITIVE_INFINITY : 1024 };
}

/**
 * The rows selected so far, and the most similar of them for each row of a block. Small selections are compared by
 * products of whole rows, larger ones by a `Screen` where that helps.
 */
export class NearestSearch {
  private readonly selected: SelectedRows;
  private screen: Screen | undefined;
  private nextScreen: number;
  private current: { readonly block: RowBlock; readonly short: Float32Array | undefined } | undefined;

  constructor(
    dimensions: number,
    private readonly kernel: SimilarityKernel,
    private readonly tuning: SearchTuning,
  ) {
    this.selected = new SelectedRows(dimensions, kernel);
    this.nextScreen = tuning.screenFrom;
  }

  /** Makes `block` the current one and finds the matches of its rows among those selected before it. */
  async begin(block: RowBlock, pacer: Pacer): Promise<NearestMatches> {
    await this.updateScreen(pacer);
    const matches = new NearestMatches(block);
    const short = await this.screen?.shorten({ values: block.units, count: block.count });
    this.current = { block, short };
    if (this.screen !== undefined && short !== undefined) {
      await this.screen.offerTo(matches, block, short, pacer);
    } else {
      await this.selected.offerTo(matches, block, block.comparable, 0, this.selected.count, pacer);
    }
    return matches;
  }

  /** Adds a row of the current block. */
  append(position: number): void {
    if (this.current === undefined) throw new Error('No block has begun.');
    const { block, short } = this.current;
    this.selected.append(block, position);
    if (short !== undefined) this.screen?.append(short, position);
  }

  private async updateScreen(pacer: Pacer): Promise<void> {
    if (this.screen?.isUseless === true) {
      this.screen = undefined;
      this.nextScreen = Number.POSITIVE_INFINITY;
    }
    if (this.selected.count < this.nextScreen) return;
    this.nextScreen = this.selected.count * SCREEN_GROWTH;
    this.screen = await Screen.over(this.selected, this.tuning.screenDirections, this.kernel, pacer);
  }
}
