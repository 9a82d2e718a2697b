import { askedBy, modelsOf, strategyFacts } from '../../protocol/selection';
import { serversOf, servedModels, type RunModels } from '../../choices/runModels';
import { embedderFamily } from '../../choices/embedders';
import { scorerFamily } from '../../choices/scorers';
import { rows as countedRows } from '../../wording/counts';
import { keptRun } from '../../dataset/keptRuns';
import type { CostEstimate } from '../../protocol/costEstimate';
import type { Command, CommandResult, OptionValues, Session } from '../command';
import { fieldsOption } from '../fieldsOption';
import { COMMON_OPTIONS, OUTPUT_OPTIONS, type Options } from '../option';
import { assertInput, readRecipe, type Recipe } from '../recipe';
import { selectionRequest } from '../selectionOptions';
import { textOption } from '../values';
import { openDataset } from './openDataset';
import { select } from './select';

/** What a recipe may hold: what decides a selection, and where its outputs go. */
export const RECIPE_OPTIONS: Options = {
  ...Object.fromEntries(Object.entries(select.options).filter(([name]) => name !== 'overwrite' && name !== 'recipe')),
  fields: COMMON_OPTIONS.fields,
};

export const run: Command = {
  name: 'run',
  summary: 'Selects as a recipe says',
  argument: 'recipe',
  options: {
    'dry-run': { type: 'boolean', help: 'say what would be computed, asked and written, and do none of it' },
    ...OUTPUT_OPTIONS,
  },
  async run(session) {
    const recipe = await readRecipe(session.file, RECIPE_OPTIONS);
    await assertInput(recipe);
    const { json, overwrite } = session.values;
    // The report has nothing in it that another run would write otherwise.
    const values = { ...recipe.options, json, overwrite, reproducible: true };
    const asSelection = { ...session, file: recipe.input, values, fields: fieldsOption(values) };
    return session.values['dry-run'] === true ? dryRun(asSelection, recipe) : select.run(asSelection);
  },
};

async function dryRun(session: Session, { input, options }: Recipe): Promise<CommandResult> {
  const request = selectionRequest(session);
  const { scorer, embedder } = askedBy(request);
  const runs = modelsOf(request);
  const { datasetId, rowCount } = await openDataset(session);
  const estimate = await estimated(session, datasetId, runs);
  const document = {
    input,
    rows: rowCount,
    strategy: strategyFacts(request),
    scorer: scorer === undefined ? null : scorerFamily(scorer).label(scorer),
    embedder: embedder === undefined ? null : embedderFamily(embedder).label(embedder),
    servers: [...new Set(runs.flatMap(serversOf).map(({ baseUrl }) => baseUrl))],
    ...(estimate === undefined ? {} : { estimate }),
    writes: [options.output, options.report, keptFile(input, session.values)].filter((file) => file !== undefined),
  };
  return { document, text: describe(document) };
}

/** What servers would be asked for, all together; undefined where none is. */
async function estimated(
  { engine, call }: Session,
  datasetId: string,
  runs: readonly RunModels[],
): Promise<CostEstimate | undefined> {
  const served = runs.map(servedModels).filter((models) => models !== undefined);
  if (served.length === 0) return undefined;
  const sum = { turnsToAsk: 0, rowsToEmbed: 0, tokens: 0 };
  for (const models of served) {
    const params = { datasetId, ...models, pricePerMillionTokens: null };
    const { turnsToAsk, rowsToEmbed, tokens } = await engine().request('dataset/estimate', params, call);
    sum.turnsToAsk += turnsToAsk;
    sum.rowsToEmbed += rowsToEmbed;
    sum.tokens += tokens;
  }
  return { ...sum, cost: null };
}

function keptFile(input: string, values: OptionValues): string | undefined {
  const name = textOption(values, 'name');
  return name === undefined ? undefined : keptRun(input, name).file;
}

function describe({ input, rows, scorer, embedder, servers, writes, strategy }: DryRun): string {
  return [
    `Would select from ${countedRows(rows)} of ${input}.`,
    `  strategy: ${JSON.stringify(strategy)}`,
    `  scorer: ${scorer ?? 'none is needed'} · embedder: ${embedder ?? 'none is needed'}`,
    `  servers: ${servers.length === 0 ? 'none is asked' : servers.join(', ')}`,
    `  writes: ${writes.length === 0 ? 'nothing' : writes.join(', ')}`,
  ].join('\n');
}

interface DryRun {
  readonly input: string;
  readonly rows: number;
  readonly strategy: object;
  readonly scorer: string | null;
  readonly embedder: string | null;
  readonly servers: readonly string[];
  readonly writes: readonly unknown[];
}
