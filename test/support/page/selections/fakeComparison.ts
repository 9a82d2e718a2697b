import type { ComparedRun, Distribution, SelectionComparison } from '../../../../src/protocol/comparison';

const RANDOM = ['random 1', 'random 2', 'random 3'];
const CATEGORIES = ['sharegpt', 'ultrachat', 'wizardlm', '<img src=x onerror="attacked=1">'];

/** What comparing runs comes to, made up but in itself consistent. */
export function fakeComparison(own: readonly string[]): SelectionComparison {
  const names = [...own, ...RANDOM, 'total-length'];
  const runs = names.map((name, at) => runOf(name, at, at >= own.length));
  return {
    runs,
    pairs: names.flatMap((a, at) =>
      names.slice(at + 1).map((b, further) => ({
        a,
        b,
        jaccard: 0.5 / (further + 1),
        jaccardByRank: Array.from({ length: 10 }, (_, step) => ({ rank: (step + 1) * 60, jaccard: 0.05 * (step + 1) })),
        onlyInA: 100 + further,
        onlyInB: 200 + further,
      })),
    ),
    distributions: [
      numbers('evol', names, 0, 3),
      numbers('total-length', names, 12, 25),
      numbers('turns', names, 1, 1),
      categories('source', names),
    ],
    pool: { rows: 6000, clusters: 54 },
  };
}

function runOf(name: string, at: number, isBaseline: boolean): ComparedRun {
  return {
    name,
    isBaseline,
    counts: { rows: 6000, selected: 600 },
    means: { evol: 12 - at, 'total-length': 150 + 31 * at, turns: 1.5 },
    coverage: 0.9 - at / 50,
    meanNearestSimilarity: at === 0 ? null : 0.4 + at / 50,
    clusters: 50 - at,
    tokens: 120_000 + at * 1000,
  };
}

function numbers(signal: string, names: readonly string[], low: number, width: number): Distribution {
  const bars = Array.from({ length: 12 }, (_, bar) => ({ low: low + bar * width, high: low + (bar + 1) * width }));
  return { signal, bars, ...counts(names, bars.length) };
}

function categories(signal: string, names: readonly string[]): Distribution {
  const bars = [...CATEGORIES.map((category) => ({ category })), { others: true } as const];
  return { signal, bars, ...counts(names, bars.length) };
}

/** A hump for each run, further to the right the later the run stands. */
function counts(names: readonly string[], bars: number): Pick<Distribution, 'pool' | 'runs'> {
  const hump = (centre: number, rows: number): number[] =>
    Array.from({ length: bars }, (_, bar) => Math.round(rows * Math.exp(-((bar - centre) ** 2) / (bars / 2)) * 0.3));
  return { pool: hump(bars / 3, 6000), runs: names.map((_, at) => hump((at * bars) / names.length, 600)) };
}
