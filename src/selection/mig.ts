import { TIE } from './candidateVectors';
import { GainQueue } from './gainQueue';
import { GreedyWalk } from './greedyWalk';
import { rangeOf, scaledRanking } from './scaledRanking';
import type { SelectOptions } from './select';
import type { Tags } from './tags';
import type { SelectionOutcome } from './types';

const EXPONENT = 0.8;

/**
 * MIG: greedily takes the row that adds most to Σ over tags of φ(mass), φ(x) = x^0.8, where a taken row gives its score
 * to each of its tags and, by their weights, to the tags near them. Gains that differ by at most `TIE` are ties, which the
 * lower row index wins. A row over a quota is passed over; kept rows are taken before. Gains only shrink, so that those
 * computed before are upper bounds, and only rows whose bound may be the highest are computed again.
 *
 * A row's score is its value in the ranking, or where that has negative ones (lowest first, random) it is scaled to
 * [0, 1]: 1 for the first of the ranking, 0 for the last, and 1 for all where they are the same.
 * @param ranking one a row of the pool; NaN = takes no part
 * @param budget rows; -1 = no limit
 * @throws DeitaError `cancelled`
 */
export async function mig(
  ranking: Float64Array,
  { budget, tags }: { readonly budget: number; readonly tags: Tags },
  options: SelectOptions,
): Promise<SelectionOutcome> {
  const walk = new GreedyWalk(ranking, budget, options);
  const { pacer } = walk;
  const mass = new TagMass(tags, scoresOf(ranking));
  walk.kept.forEach((row) => mass.add(row));
  const bounds = new Float64Array(ranking.length);
  const queue = new GainQueue(bounds);
  for (let row = 0; row < ranking.length; row++) {
    if (Number.isNaN(ranking[row]) || walk.kept.has(row)) continue;
    bounds[row] = mass.gainOf(row);
    queue.push(row);
    if (pacer.due) await pacer.yieldIfDue();
  }
  while (walk.missing > 0 && queue.size > 0) {
    const row = nextRow(queue, bounds, mass);
    if (walk.offer(row)) mass.add(row);
    await walk.report();
  }
  return walk.outcome.build();
}

function scoresOf(ranking: Float64Array): Float64Array {
  const [lowest, highest] = rangeOf(ranking);
  if (lowest >= 0) return ranking;
  // Scores of 0 would leave nothing to spread.
  return lowest === highest ? ranking.map((value) => value / lowest) : scaledRanking(ranking);
}

/** Takes the row with the highest gain out of the queue. */
function nextRow(queue: GainQueue, bounds: Float64Array, mass: TagMass): number {
  const looked: number[] = [];
  let highest = Number.NEGATIVE_INFINITY;
  while (queue.first !== undefined && (bounds[queue.first] as number) >= highest - TIE) {
    const row = queue.pop();
    bounds[row] = mass.gainOf(row);
    highest = Math.max(highest, bounds[row]);
    looked.push(row);
  }
  const tied = looked.filter((row) => (bounds[row] as number) >= highest - TIE);
  const next = tied.reduce((lowest, row) => Math.min(lowest, row));
  for (const row of looked) if (row !== next) queue.push(row);
  return next;
}

class TagMass {
  private readonly mass: Float64Array;

  constructor(
    private readonly tags: Tags,
    private readonly scores: Float64Array,
  ) {
    this.mass = new Float64Array(tags.count);
  }

  gainOf(row: number): number {
    let gain = 0;
    for (const [tag, added] of this.addedBy(row)) {
      const before = this.mass[tag] as number;
      gain += (before + added) ** EXPONENT - before ** EXPONENT;
    }
    return gain;
  }

  add(row: number): void {
    for (const [tag, added] of this.addedBy(row)) this.mass[tag] = (this.mass[tag] as number) + added;
  }

  /** Mass by tag. */
  private addedBy(row: number): ReadonlyMap<number, number> {
    const score = this.scores[row] as number;
    const added = new Map<number, number>();
    if (Number.isNaN(score)) return added; // Kept by hand without a score.
    for (const own of this.tags.of(row)) {
      for (const [tag, weight] of this.tags.spread(own)) added.set(tag, (added.get(tag) ?? 0) + score * weight);
    }
    return added;
  }
}
