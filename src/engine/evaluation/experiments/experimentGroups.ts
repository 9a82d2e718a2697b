import { meanOf, tInterval } from '../../../evaluation/tInterval';
import type {
  ExperimentFinding,
  ExperimentGroup,
  ExperimentRow,
  MeasuredScore,
  SetScores,
  TrainingSetup,
} from '../../../protocol/experiments';
import { SET_NAMES } from '../../../protocol/fineTuning';

interface Run {
  readonly row: ExperimentRow;
  readonly result: MeasuredScore;
}

/** What may be compared, from all rows: runs that differ in seeds alone come to one mean. */
export function experimentGroups(rows: readonly ExperimentRow[]): ExperimentGroup[] {
  const runs = rows.flatMap((row) => row.results.map((result): Run => ({ row, result })));
  const comparable = grouped(runs, ({ row: { setup }, result }) => [result.measure, ...setupKey(setup)]);
  return comparable.flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const budgets = grouped(own, ({ row }) => [row.budget]).map((atBudget) => ({
      budget: atBudget[0]?.row.budget ?? 0,
      sets: setsOf(atBudget),
    }));
    budgets.sort((a, b) => a.budget - b.budget);
    return [{ measure: first.result.measure, setup: first.row.setup, budgets }];
  });
}

/** Selections of one size that are not the same: a mean over them would say nothing. */
export function selectionsApart(rows: readonly ExperimentRow[]): ExperimentFinding[] {
  const selections = rows.filter(({ set, results }) => set === 'selection' && results.length > 0);
  return grouped(selections, ({ budget, setup }) => [budget, ...setupKey(setup)]).flatMap((own) => {
    const different = new Map(own.map(({ selection, folder }) => [selection.sha256, folder]));
    const [first = ''] = different.values();
    return different.size < 2 ? [] : [{ code: 'apart' as const, file: first, names: [...different.values()] }];
  });
}

function setupKey({ trainer, recipe, baseModel }: TrainingSetup): readonly string[] {
  return [trainer, recipe, baseModel];
}

function setsOf(runs: readonly Run[]): SetScores[] {
  const own = grouped(runs, sameRows).sort((a, b) => placeOf(a) - placeOf(b));
  return own.map((of) => scoresOf(of, own));
}

/** What the rows of a set are drawn from, but for seeds. */
function sameRows({ row: { set, selection, pool } }: Run): readonly unknown[] {
  const isBaseline = set === 'random' || set === 'longest';
  return [set, isBaseline ? (pool?.sha256 ?? null) : selection.sha256];
}

function placeOf([run]: readonly Run[]): number {
  return run === undefined ? -1 : SET_NAMES.indexOf(run.row.set);
}

function scoresOf(runs: readonly Run[], all: readonly (readonly Run[])[]): SetScores {
  const [first] = runs;
  if (first === undefined) throw new RangeError('a group without runs');
  const { set, selection, pool } = first.row;
  const pools = runs.map(({ row }) => row.pool?.sha256);
  const scores = runs.map(({ result }) => result.score);
  const mean = meanOf(scores);
  const lead = (baseline: SetScores['set']): number | null => {
    const same = all.find((of) => of[0]?.row.set === baseline && pools.includes(of[0].row.pool?.sha256));
    return same === undefined ? null : mean - meanOf(same.map(({ result }) => result.score));
  };
  return {
    set,
    source: set === 'random' || set === 'longest' ? (pool?.file ?? '') : selection.file,
    ...{ scores, mean, interval: tInterval(scores), categories: categoryMeans(runs) },
    ...(set === 'selection' ? { against: { random: lead('random'), longest: lead('longest') } } : {}),
  };
}

function categoryMeans(runs: readonly Run[]): Readonly<Record<string, number>> {
  const all = runs.flatMap(({ result }) => Object.entries(result.categories ?? {}));
  const byName = grouped(all, ([name]) => [name]);
  return Object.fromEntries(byName.map((own) => [own[0]?.[0] ?? '', meanOf(own.map(([, score]) => score))]));
}

/** In the order in which they come first. */
function grouped<T>(items: readonly T[], keyOf: (item: T) => readonly unknown[]): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = JSON.stringify(keyOf(item));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}
