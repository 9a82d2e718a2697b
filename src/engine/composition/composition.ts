import { HAND_TAGS, USUAL_SIGNALS, type Composition, type CompositionRequest } from '../../protocol/composition';
import { Pacer } from '../../selection/pacer';
import type { JobContext } from '../job';
import type { OpenDataset } from '../openDataset';
import type { PoolResults } from '../results/poolResults';
import type { RowFacts } from '../rows/rowFacts';
import { countParts, countSignal, type CountedRows } from './countBars';

/** Beside the usual ones, what every dataset has. */
const MORE_SIGNALS = ['instruction-length', 'response-length', 'tokens', 'file', 'format'];
const SCORES = ['evol', 'complexity', 'quality'];

/**
 * What a pool consists of, and the selection that is shown of it. Reads the rows the first time, and again once they
 * are others; no model is asked.
 * @throws DeitaError `fileChanged`, `cancelled`
 */
export async function composition(
  open: OpenDataset,
  { signals: asked }: CompositionRequest,
  job: JobContext,
): Promise<Composition> {
  const offered = await offeredSignals(open, job);
  // One that was added may have been taken away; a field is one, whatever the sample has of it.
  const names = asked?.filter((name) => offered.includes(name) || name.startsWith('field:')) ?? usual(open, offered);
  const columns = await open.columns.get(names, job);
  const { dataset, facts, shownResults } = open;
  const rows = { rowCount: dataset.rowCount, ...partsOf(shownResults, facts) };
  const pacer = new Pacer(job.signal);
  const parts = await countParts(rows, pacer);
  const signals = [];
  for (const name of names) {
    const valueOf = columns.get(name);
    if (valueOf !== undefined) signals.push(await countSignal(name, valueOf, rows, parts, pacer));
  }
  return { ...parts, signals, offered };
}

/** Which rows are in the pool, and which of them the shown selection has. */
export function partsOf({ selection }: PoolResults, facts: RowFacts): Omit<CountedRows, 'rowCount'> {
  return {
    isBad: (row) => facts.isBad(row),
    isSelected: (row) => selection?.rankOf(row) !== undefined,
  };
}

async function offeredSignals(open: OpenDataset, job: JobContext): Promise<string[]> {
  const { shownResults, decisions, added } = open;
  const fields = (await open.columns.fields(job)).map((path) => `field:${path}`);
  const names = [
    ...USUAL_SIGNALS,
    ...((decisions.shown?.summary.tagged ?? 0) > 0 ? [HAND_TAGS] : []),
    ...added.all.map(({ name }) => name),
    ...MORE_SIGNALS,
    ...(shownResults.scores === null ? [] : SCORES),
    ...fields,
  ];
  return [...new Set(names)];
}

function usual({ added }: OpenDataset, offered: readonly string[]): string[] {
  const categories = added.all.filter(({ kind }) => kind !== 'number').map(({ name }) => name);
  return [...new Set([...USUAL_SIGNALS, HAND_TAGS, ...categories])].filter((name) => offered.includes(name));
}
