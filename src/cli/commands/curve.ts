import type { CurvePoint } from '../../protocol/comparison';
import { BUDGET } from '../../choices/strategies';
import { modelsOf } from '../../protocol/selection';
import { formatCount } from '../../wording/numbers';
import type { Command, OptionValues } from '../command';
import { prepareServers } from '../costCheck';
import { embedderOption } from '../modelChoices';
import { EMBEDDER_OPTIONS, SCORER_OPTIONS } from '../modelOptions';
import { curveOutput } from '../comparisonOutput';
import { OUTPUT_OPTIONS } from '../option';
import { selectionRequest, STRATEGY_OPTIONS } from '../selectionOptions';
import { requiredOption, usageError } from '../values';
import { openDataset } from './openDataset';

const STRATEGY = Object.fromEntries(Object.entries(STRATEGY_OPTIONS).filter(([name]) => name !== 'budget'));

export const curve: Command = {
  name: 'curve',
  summary: 'Tells what a strategy selects at several budgets: where do good rows end?',
  takesPool: true,
  options: {
    budgets: { type: 'string', placeholder: 'N,N,…', help: 'numbers of rows, such as 1000,3000,6000' },
    ...STRATEGY,
    'include-rejected': { type: 'boolean', help: 'also select rows that their label rejects (KTO)' },
    ...SCORER_OPTIONS,
    ...EMBEDDER_OPTIONS,
    output: { type: 'string', placeholder: 'FILE', help: 'also draw the curve (.svg)' },
    ...OUTPUT_OPTIONS,
  },
  async run(session) {
    const budgets = budgetsOption(session.values);
    const output = await curveOutput(session);
    const selection = selectionRequest(session, ['embedder']);
    const [models = {}, ...direct] = modelsOf(selection);
    const { embedder = embedderOption(session) } = models;
    const { datasetId } = await openDataset(session);
    await prepareServers(session, datasetId, { ...models, embedder }, ...direct);
    const request = { datasetId, budgets, selection, coverageEmbedder: embedder };
    const document = await session.engine().request('dataset/curve', request, session.call);
    const text = [HEAD, ...document.points.map(line)].join('\n');
    if (output === undefined) return { document, text };
    await output.write(document);
    return { document, text: [text, '', `Wrote ${output.file}`].join('\n') };
  },
};

/** @throws DeitaError `usage` */
function budgetsOption(values: OptionValues): number[] {
  const text = requiredOption(values, 'budgets', 'deita curve', 'N,N,…');
  const budgets = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if (budgets.every((budget) => budget > 0 && BUDGET.isValid(budget))) return budgets;
  throw usageError(`--budgets needs numbers of rows from 1, such as 1000,3000,6000, not "${text}".`);
}

const HEAD = '    budget   selected  last score  near-duplicates  coverage       tokens';

function line({ budget, selected, lastScore, nearDuplicates, coverage, tokens }: CurvePoint): string {
  return [
    formatCount(budget).padStart(10),
    formatCount(selected).padStart(10),
    (lastScore === null ? '–' : lastScore.toFixed(2)).padStart(11),
    formatCount(nearDuplicates).padStart(16),
    coverage.toFixed(4).padStart(9),
    formatCount(tokens).padStart(12),
  ].join(' ');
}
