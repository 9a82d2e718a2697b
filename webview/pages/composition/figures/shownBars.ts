import type { BarTest, CountedBar, SignalComposition } from '../../../../src/protocol/composition';

/** Categories that are shown of a signal that is folded. */
const FOLDED = 8;

export interface ShownBar {
  readonly test: BarTest;
  readonly pool: number;
  readonly selected: number;
}

export interface ShownBars {
  readonly bars: readonly ShownBar[];
  /** How many categories the fold hides, or would hide; 0 = there is nothing to fold. */
  readonly folded: number;
}

/**
 * The bars of a signal as they are on screen. Folded, the rarer categories are one bar with all others; of tags, of
 * which a row may have several, they are left out: their counts do not add up.
 */
export function shownBars({ bars, kind }: SignalComposition, isUnfolded: boolean): ShownBars {
  const named = bars.filter(({ bar }) => 'category' in bar);
  const folded = Math.max(0, named.length - FOLDED);
  if (folded < 2) return { bars: testsOf(bars), folded: 0 };
  if (isUnfolded) return { bars: testsOf(bars), folded };
  const shown = named.slice(0, FOLDED);
  const rare = bars.filter((each) => 'others' in each.bar || named.indexOf(each) >= FOLDED);
  const others: ShownBar = { test: { otherThan: categoriesOf(shown) }, ...sumOf(rare) };
  const rest = bars.filter(({ bar }) => 'none' in bar);
  return { bars: [...testsOf(shown), ...(kind === 'tags' ? [] : [others]), ...testsOf(rest)], folded };
}

function testsOf(bars: readonly CountedBar[]): ShownBar[] {
  const lastNumber = bars.filter(({ bar }) => 'low' in bar).length - 1;
  return bars.map(({ bar, pool, selected }, at) => ({ test: testOf(bar, bars, at === lastNumber), pool, selected }));
}

/** Numbers stand first, so that the place of the last one is known by their count. */
function testOf(bar: CountedBar['bar'], bars: readonly CountedBar[], isLast: boolean): BarTest {
  if ('others' in bar) return { otherThan: categoriesOf(bars) };
  return 'low' in bar ? { ...bar, isLast } : bar;
}

function categoriesOf(bars: readonly CountedBar[]): string[] {
  return bars.flatMap(({ bar }) => ('category' in bar ? [bar.category] : []));
}

function sumOf(bars: readonly CountedBar[]): Pick<ShownBar, 'pool' | 'selected'> {
  return bars.reduce((sum, bar) => ({ pool: sum.pool + bar.pool, selected: sum.selected + bar.selected }), {
    pool: 0,
    selected: 0,
  });
}
