import type { NearestMatches } from './nearestMatches';
import type { Pacer } from './pacer';
import { Projection } from './projection';
import type { RowBlock } from './rowBlock';
import { LARGEST_PART, type SelectedRows } from './selectedRows';
import type { Rows, SimilarityKernel } from './similarityKernel';

/** Short rows in one part. */
const PART_ROWS = 2 * LARGEST_PART;
/** One exact similarity costs about as much as this many products of whole rows. */
const PRODUCTS_PER_SIMILARITY = 40;

/** Selected rows that the directions are learned from. */
const SAMPLE_ROWS = 1024;

interface ShortRows {
  readonly values: Float32Array;
  count: number;
}

/**
 * Upper bounds of similarities to all selected rows from products of short rows (see `Projection`): most selected rows
 * are ruled out by them, and only what remains is compared exactly. A row that rules out too little is compared by
 * products of whole rows instead.
 */
export class Screen {
  private readonly parts: ShortRows[] = [];
  private readonly survivors = new Uint32Array(PART_ROWS);
  private tried = 0;
  private failed = 0;

  private constructor(
    private readonly projection: Projection,
    private readonly selected: SelectedRows,
    private readonly kernel: SimilarityKernel,
  ) {}

  /** @returns undefined when no projection can be learned */
  static async over(
    selected: SelectedRows,
    directions: number,
    kernel: SimilarityKernel,
    pacer: Pacer,
  ): Promise<Screen | undefined> {
    const { dimensions } = selected;
    const projection = await Projection.learn(selected.sample(SAMPLE_ROWS), dimensions, directions, kernel, pacer);
    if (projection === undefined) return undefined;
    const screen = new Screen(projection, selected, kernel);
    for (const part of selected.allParts) {
      const short = await projection.shorten({ values: part.units, count: part.count });
      for (let row = 0; row < part.count; row++) screen.append(short, row);
      await pacer.breathe();
    }
    return screen;
  }

  /** True once most comparisons had to be made with whole rows after all. */
  get isUseless(): boolean {
    return this.tried > 64 * PART_ROWS && this.failed > this.tried / 2;
  }

  shorten(rows: Rows): Promise<Float32Array> {
    return this.projection.shorten(rows);
  }

  /** Adds the row just selected. */
  append(short: Float32Array, row: number): void {
    const { width } = this.projection;
    let last = this.parts.at(-1);
    if (last === undefined || last.count === PART_ROWS) {
      last = { values: new Float32Array(PART_ROWS * width), count: 0 };
      this.parts.push(last);
    }
    last.values.set(short.subarray(row * width, (row + 1) * width), last.count++ * width);
  }

  /** Offers every selected row to every row of the block, in rank order. */
  async offerTo(matches: NearestMatches, block: RowBlock, short: Float32Array, pacer: Pacer): Promise<void> {
    const rows = { values: short, count: block.count };
    for (const [index, part] of this.parts.entries()) {
      const bounds = await this.kernel.products(rows, part, this.projection.width);
      await pacer.breathe();
      const undecided = await this.offerSurvivors(matches, block, bounds, index, pacer);
      const start = index * PART_ROWS;
      if (undecided.length > 0) {
        await this.selected.offerTo(matches, block, undecided, start, start + part.count, pacer);
      }
    }
  }

  /** @returns the rows with too many survivors */
  private async offerSurvivors(
    matches: NearestMatches,
    block: RowBlock,
    bounds: Float32Array,
    partIndex: number,
    pacer: Pacer,
  ): Promise<Uint32Array> {
    const undecided: number[] = [];
    const { count } = this.parts[partIndex] as ShortRows;
    const comparable = block.comparable;
    for (const position of comparable) {
      const part = { bounds: bounds.subarray(position * count, (position + 1) * count), start: partIndex * PART_ROWS };
      if (!this.offerRow(matches, block, position, part)) undecided.push(position);
      if (pacer.due) await pacer.breathe();
    }
    this.tried += comparable.length * count;
    this.failed += undecided.length * count;
    return Uint32Array.from(undecided);
  }

  private offerRow(
    matches: NearestMatches,
    block: RowBlock,
    position: number,
    { bounds, start }: { bounds: Float32Array; start: number },
  ): boolean {
    const { margin } = this.projection;
    const { selected, survivors } = this;
    const most = indexOfLargest(bounds);
    if ((bounds[most] as number) <= matches.floor(position, margin)) return true;
    const candidate = start + most;
    matches.expect(position, block.similarity(position, selected.partOf(candidate), selected.offsetInPart(candidate)));
    const floor = matches.floor(position, margin);
    const limit = Math.max(8, bounds.length / PRODUCTS_PER_SIMILARITY);
    let found = 0;
    for (let j = 0; j < bounds.length; j++) {
      if ((bounds[j] as number) <= floor) continue;
      if (found >= limit) return false;
      survivors[found++] = j;
    }
    for (let i = 0; i < found; i++) {
      const j = survivors[i] as number;
      const part = selected.partOf(start + j);
      matches.offer(position, part, selected.offsetInPart(start + j), bounds[j] as number, margin);
    }
    return true;
  }
}

function indexOfLargest(values: Float32Array): number {
  let largest = Number.NEGATIVE_INFINITY;
  let index = 0;
  for (let j = 0; j < values.length; j++) {
    const value = values[j] as number;
    if (value > largest) {
      largest = value;
      index = j;
    }
  }
  return index;
}
