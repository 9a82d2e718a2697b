import { headValue, readHead } from '../../../src/scoring/builtIn/head';
import type { RowSources } from '../../../src/scoring/builtIn/turnRow';
import { demandOrders } from '../demandOrders';
import { fittedRow } from '../fittedRow';
import { COMPLEXITY_OPTIONS, complexityLessons, type JudgedRow } from '../headLessons';
import { trainHead } from '../headTraining';
import { codeEvolutionChains, constraintChains, type Chain } from '../labels';
import { kendall, mean } from '../../../src/training/metrics';
import { Random } from '../../../src/common/random';
import type { PoolTurns } from '../trainingTexts';
import { figure, type Table } from './table';

type Measure = (instruction: string) => number;

/**
 * Kendall's τ-b between level and complexity within chains: on each half of the chains of added constraints by a head
 * trained without that half, and on code evolutions, which no weight has seen.
 */
export function chainOrder(turns: PoolTurns, judged: readonly JudgedRow[], sources: RowSources, seed: number): Table {
  const chains = new Random(seed).shuffled(constraintChains());
  const halves = [0, 1].map((half) => chains.filter((_, index) => index % 2 === half));
  const heads = halves.map((_, half) => trainOn(halves[1 - half] ?? [], turns, judged, sources, seed));
  const code = codeEvolutionChains();
  const rows = halves.map((half, index) =>
    row(`constraints, held-out half ${index + 1}`, half, heads[index] ?? length),
  );
  const both = halves.flatMap((half, index) => half.map((chain) => ({ chain, measure: heads[index] ?? length })));
  const kinds = [...new Set(chains.map(kindOf))].sort();
  const byKind = kinds.map((kind) => {
    const kept = both.filter(({ chain }) => kindOf(chain) === kind);
    const lengths = mean(kept.map(({ chain }) => order(chain, length)));
    const head = mean(kept.map(({ chain, measure }) => order(chain, measure)));
    return [`— ${kind}`, String(kept.length), figure(head), figure(lengths)];
  });
  return {
    title: "Complexity: Kendall's τ within chains, the head trained without the chains it is measured on",
    heads: ['chains', 'number', 'head', 'length'],
    rows: [...rows, ...byKind, row('code evolutions', code, heads[0] ?? length)],
  };
}

/** Complexity of an instruction on its own, without a response to read as evidence. */
function trainOn(
  chains: readonly Chain[],
  turns: PoolTurns,
  judged: readonly JudgedRow[],
  sources: RowSources,
  seed: number,
): Measure {
  const lessons = complexityLessons(judged, demandOrders(turns, chains, sources, new Random(seed)));
  const head = readHead(trainHead(lessons, { ...COMPLEXITY_OPTIONS, seed }));
  return (instruction) => headValue(head, fittedRow({ instruction, response: '' }, sources).features);
}

function row(name: string, chains: readonly Chain[], measure: Measure): string[] {
  const mine = mean(chains.map((chain) => order(chain, measure)));
  const byLength = mean(chains.map((chain) => order(chain, length)));
  return [name, String(chains.length), figure(mine), figure(byLength)];
}

function order({ steps }: Chain, measure: Measure): number {
  const levels = steps.map(({ level }) => level);
  return kendall(
    levels,
    steps.map(({ instruction }) => measure(instruction)),
  );
}

function length(instruction: string): number {
  return instruction.length;
}

function kindOf({ name }: Chain): string {
  return name.split('_')[0] ?? name;
}
