import { askedBy, strategyFacts } from '../../protocol/selection';
import { serversOf, servedModels } from '../../choices/runModels';
import { embedderFamily } from '../../choices/embedders';
import { scorerFamily } from '../../choices/scorers';
import { formatCount } from '../../wording/numbers';
import { keptRun } from '../../dataset/keptRuns';
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
  ...Object.fromEntries(Object.entries(select.options).filter(([name]) => name !== 'overwrite')),
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
  const models = askedBy(request);
  const { scorer, embedder } = models;
  const { datasetId, rowCount } = await openDataset(session);
  const served = servedModels(models);
  const estimate =
    served === undefined
      ? undefined
      : await session
          .engine()
          .request('dataset/estimate', { datasetId, ...served, pricePerMillionTokens: null }, session.call);
  const document = {
    input,
    rows: rowCount,
    strategy: strategyFacts(request),
    scorer: scorer === undefined ? null : scorerFamily(scorer).label(scorer),
    embedder: embedder === undefined ? null : embedderFamily(embedder).label(embedder),
    servers: serversOf(models).map(({ baseUrl }) => baseUrl),
    ...(estimate === undefined ? {} : { estimate }),
    writes: [options.output, options.report, keptFile(input, session.values)].filter((file) => file !== undefined),
  };
  return { document, text: describe(document) };
}

function keptFile(input: string, values: OptionValues): string | undefined {
  const name = textOption(values, 'name');
  return name === undefined ? undefined : keptRun(input, name).file;
}

function describe({ input, rows, scorer, embedder, servers, writes, strategy }: DryRun): string {
  return [
    `Would select from ${formatCount(rows)} rows of ${input}.`,
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
