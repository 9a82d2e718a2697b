import path from 'node:path';
import { DeitaError } from '../../common/errors';
import { findKeptRun, keptRun, prepareRuns, type KeptRun } from '../../dataset/keptRuns';
import type { ExportSummary, SourcesExportSummary } from '../../protocol/exports';
import type { SelectionSummary } from '../../protocol/dataset';
import { modelsOf, strategyFacts } from '../../protocol/selection';
import { reasonWords } from '../../wording/rowCard';
import { ADD_OPTION, addition, addSignals } from '../addedSignals';
import type { Command, Session } from '../command';
import { prepareServers } from '../costCheck';
import { EMBEDDER_OPTIONS, SCORER_OPTIONS } from '../modelOptions';
import { OUTPUT_OPTIONS } from '../option';
import { checkOutputs } from '../outputs';
import { reportRows } from '../rowReports';
import { selectionRequest, STRATEGY_OPTIONS } from '../selectionOptions';
import { describeSelection } from '../selectionText';
import { choiceOption, textOption, usageError } from '../values';
import { openDataset } from './openDataset';

const VIEW_ID = 'cli';
const TOP_ROWS = 5;
const UNSCORED_ROWS = 20;

export const select: Command = {
  name: 'select',
  summary: 'Selects the rows to train on: by default score first, near-duplicates left out',
  takesPool: true,
  options: {
    ...STRATEGY_OPTIONS,
    ...SCORER_OPTIONS,
    ...EMBEDDER_OPTIONS,
    output: {
      type: 'string',
      placeholder: 'FILE',
      help: 'write the selected rows, byte for byte, and a manifest;\n.gz, .zst, .parquet and .csv as the name says',
    },
    'per-source': {
      type: 'boolean',
      help: 'of a pool, write the rows of each file to a file of its own:\n--output names a folder then',
    },
    'include-rejected': {
      type: 'boolean',
      help: 'also select rows that their label rejects (KTO)',
    },
    add: ADD_OPTION,
    order: { type: 'string', placeholder: 'ORDER', help: 'order of the output: score (default) or file' },
    report: { type: 'string', placeholder: 'FILE', help: 'write what became of every row, as JSON' },
    name: {
      type: 'string',
      placeholder: 'NAME',
      help: 'keep the run by this name beside the dataset,\nfor deita compare',
    },
    recipe: {
      type: 'string',
      placeholder: 'FILE',
      help: 'write the selection down as a recipe for deita run, such as\ndeita.recipe.yaml',
    },
    ...OUTPUT_OPTIONS,
  },
  async run(session) {
    const request = selectionRequest(session);
    const added = addition(session, request);
    const { output, report, recipe, kept } = await readOutputs(session);
    const { datasetId } = await openDataset(session);
    await prepareServers(session, datasetId, ...modelsOf(request), ...(added?.models ?? []));
    const summary = await session.engine().request('dataset/select', { datasetId, ...request }, session.call);
    await addSignals(session, datasetId, added);
    await reportUnscored(session, datasetId);
    const exported = output === undefined ? undefined : await exportRows(session, datasetId, output);
    if (report !== undefined) await writeReport(session, datasetId, report);
    if (kept !== undefined) await keep(session, datasetId, kept);
    if (recipe !== undefined) await writeRecipe(session, datasetId, recipe);
    return {
      document: withOutputs(summary, { exported, report, kept }),
      text: describeSelection(summary, await topRows(session, datasetId), {
        exported,
        report,
        kept: kept?.name,
        cacheDir: session.cacheDir,
      }),
    };
  },
};

interface Outputs {
  readonly output?: string | undefined;
  readonly report?: string | undefined;
  readonly recipe?: string | undefined;
  readonly kept?: KeptRun | undefined;
}

async function readOutputs(session: Session): Promise<Outputs> {
  const { file, values } = session;
  const [output, report, recipe, name] = ['output', 'report', 'recipe', 'name'].map((option) =>
    textOption(values, option),
  );
  orderOf(values);
  if (isPerSource(values) && output === undefined) throw usageError('--per-source needs --output FOLDER.');
  const kept = name === undefined ? undefined : keptRun(lasting(session), name);
  if (recipe !== undefined) lasting(session);
  const documents = [report, recipe].filter((each) => each !== undefined);
  await checkOutputs(session, isPerSource(values) ? { folder: output, documents } : { rows: output, documents });
  if (kept !== undefined && values.overwrite !== true && (await findKeptRun(file, kept.name)) !== undefined) {
    throw new DeitaError('outputExists', `There is a run "${kept.name}" of ${file}.`);
  }
  return { output, report, recipe, kept };
}

/** @throws DeitaError `usage` for files that make a pool for this command alone: nothing beside it would last */
function lasting({ file, files }: Session): string {
  if (files.length > 1)
    throw usageError('A run or recipe of several files needs their pool. Make it with deita pool first.');
  return file;
}

function orderOf(values: Session['values']): 'score' | 'file' {
  return choiceOption(values, 'order', ['score', 'file']);
}

function isPerSource(values: Session['values']): boolean {
  return values['per-source'] === true;
}

function exportRows(
  { engine, values, call }: Session,
  datasetId: string,
  output: string,
): Promise<ExportSummary | SourcesExportSummary> {
  const place = path.resolve(output);
  const request = {
    datasetId,
    rows: 'selected',
    order: orderOf(values),
    withScores: false,
    overwrite: values.overwrite === true,
  } as const;
  return isPerSource(values)
    ? engine().request('dataset/exportSources', { ...request, folder: place }, call)
    : engine().request('dataset/export', { ...request, outputPath: place }, call);
}

async function writeReport(
  { engine, values, call }: Session,
  datasetId: string,
  report: string,
  options: { readonly hashed?: true } = {},
): Promise<void> {
  const params = {
    ...options,
    datasetId,
    outputPath: path.resolve(report),
    overwrite: values.overwrite === true,
    reproducible: values.reproducible === true,
  };
  await engine().request('dataset/report', params, call);
}

async function writeRecipe({ engine, values, call }: Session, datasetId: string, recipe: string): Promise<void> {
  const [output, report] = ['output', 'report'].map((option) => textOption(values, option));
  const params = {
    datasetId,
    outputPath: path.resolve(recipe),
    overwrite: values.overwrite === true,
    order: orderOf(values),
    perSource: isPerSource(values),
    outputs: {
      ...(output === undefined ? {} : { output: path.resolve(output) }),
      ...(report === undefined ? {} : { report: path.resolve(report) }),
    },
  };
  await engine().request('dataset/recipe', params, call);
}

async function keep(session: Session, datasetId: string, { file }: KeptRun): Promise<void> {
  await prepareRuns(session.file);
  await writeReport(session, datasetId, file, { hashed: true });
}

async function reportUnscored(session: Session, datasetId: string): Promise<void> {
  const { rows, total } = await viewRows(session, datasetId, 'unscored', UNSCORED_ROWS);
  const remarks = rows.map((row) => ({
    lineNumber: row.lineNumber,
    ...(row.mapping === undefined ? {} : { mapping: row.mapping }),
    message: `unscored: ${reasonWords(row) ?? 'no reason given'}`,
  }));
  reportRows(session, remarks, total);
}

async function topRows(session: Session, datasetId: string) {
  return (await viewRows(session, datasetId, 'selected', TOP_ROWS)).rows;
}

/** The first rows of a status, selected rows by rank. */
async function viewRows({ engine, call }: Session, datasetId: string, status: 'selected' | 'unscored', count: number) {
  const query = { statuses: [status], sort: { column: 'status', descending: false } } as const;
  const { rowCount } = await engine().request('view/set', { datasetId, viewId: VIEW_ID, query }, call);
  const rows = await engine().request('view/rows', { datasetId, viewId: VIEW_ID, start: 0, count }, call);
  return { rows, total: rowCount };
}

interface Written {
  readonly exported: ExportSummary | SourcesExportSummary | undefined;
  readonly report: string | undefined;
  readonly kept: KeptRun | undefined;
}

function withOutputs(summary: SelectionSummary, { exported, report, kept }: Written) {
  return {
    ...summary,
    strategy: strategyFacts(summary.parameters),
    ...(exported === undefined ? {} : { output: exported }),
    ...(report === undefined ? {} : { report: path.resolve(report) }),
    ...(kept === undefined ? {} : { kept }),
  };
}
