import type { ChosenRows } from '../protocol/decisions';
import { originOf } from '../common/baseUrl';
import { embedderFamily, type EmbedderChoice } from '../choices/embedders';
import { scorerFamily, type ScorerChoice } from '../choices/scorers';
import type { RowsExport } from '../protocol/dataset';
import type { LogFields } from '../protocol/log';
import { askedBy, neededBy, strategyOf } from '../protocol/selection';
import { EVALUATION_PARAMS } from './evaluation/evaluationFields';
import type { EngineMethod, ParamsOf, ResultOf } from '../protocol/requests';

/**
 * What the log holds of a request's parameters: named one by one, so that a new one is left out until somebody has
 * decided that it is neither a text nor a key.
 */
const PARAMS: { readonly [M in EngineMethod]: (params: ParamsOf<M>) => LogFields } = {
  initialize: () => ({}),
  'dataset/open': ({ path, fields, showDecisions }) => ({ path, fieldsMapped: fields !== undefined, showDecisions }),
  'credentials/set': ({ baseUrl, apiKey, role }) => ({ server: serverOf(baseUrl), role, given: apiKey !== null }),
  'embedder/describe': ({ embedder }) => ({ embedder: embedderOf(embedder) }),
  'server/models': ({ baseUrl }) => ({ server: serverOf(baseUrl) }),
  'server/probe': ({ role, preset, baseUrl, model }) => ({ role, preset, server: serverOf(baseUrl), model }),
  'hub/describe': ({ repository, network }) => ({ repository, network }),
  'hub/download': ({ repository, network, modelsFolder }) => ({ repository, network, modelsFolder }),
  'hub/describeDataset': ({ repository, revision }) => ({ repository, revision }),
  'hub/fetchDataset': ({ repository, revision, config, split, folder }) => ({
    repository,
    revision,
    config,
    split,
    folder,
  }),
  'dataset/compareScorers': ({ datasetId, scorerA, scorerB, budget }) => ({
    dataset: datasetId,
    scorerA: scorerOf(scorerA),
    scorerB: scorerOf(scorerB),
    budget,
  }),
  ...EVALUATION_PARAMS,
  'evol/estimate': ({ datasetId, plan }) => ({ dataset: datasetId, ...plan }),
  'evol/annotate': ({ datasetId, folder, plan, models, caps, part }) => ({
    dataset: datasetId,
    folder,
    ...plan,
    models: models.kind === 'server' ? serverOf(models.baseUrl) : models.kind,
    model: models.model,
    rankModel: models.rankModel,
    mostRequests: caps.requests,
    mostTokens: caps.tokens,
    part,
  }),
  'evol/inspect': ({ folder }) => ({ folder }),
  'evol/export': ({ folder, outputPath, format, overwrite }) => ({ folder, outputPath, format, overwrite }),
  'evol/run': ({ folder }) => ({ folder }),
  'evol/chains': ({ folder, query, start, count }) => ({ folder, ...query, start, count }),
  'evol/chain': ({ folder, chainId }) => ({ folder, chain: chainId }),
  'evol/correct': ({ folder, correction: { chain, step, score, drop } }) => ({ folder, chain, step, score, drop }),
  'evol/train': ({ runs, labels, distilled, direct, outputPath, embedder, seed, overwrite }) => ({
    runs: runs.join(' '),
    labels: labels.join(' ') || undefined,
    judges: direct?.judges.kind,
    mostRequests: direct?.caps.requests,
    mostTokens: direct?.caps.tokens,
    teacher: distilled && scorerOf(distilled.scorer),
    rows: distilled?.rows,
    outputPath,
    embedder: embedderOf(embedder),
    seed,
    overwrite,
  }),
  'training/prepare': ({
    trainer,
    recipe,
    baseModel,
    gpus,
    tokenizer,
    selection,
    pool,
    seed,
    outputPath,
    overwrite,
  }) => ({
    trainer,
    recipe,
    baseModel,
    gpus,
    tokenizer,
    ...('path' in selection ? { selection: selection.path } : { dataset: selection.datasetId }),
    pool: pool?.path,
    seed,
    outputPath,
    overwrite,
  }),
  'training/render': ({ path, rowIndex, tokenizer, recipe, length }) => ({ path, rowIndex, tokenizer, recipe, length }),
  'training/pairs': ({ trainer, recipe, baseModel, gpus, tokenizer, path, count, by, seed, exclude, outputPath }) => ({
    ...{ trainer, recipe, baseModel, gpus, tokenizer, path, count, by, seed, exclude, outputPath },
  }),
  'dataset/close': datasetOf,
  'view/set': ({ datasetId, viewId, query: { sort, statuses = [], badRows, text, ranges = {} } }) => ({
    dataset: datasetId,
    view: viewId,
    sort: sort?.column,
    statuses: statuses.join(' ') || undefined,
    badRows,
    searching: text !== undefined && text !== '',
    ranges: Object.keys(ranges).join(' ') || undefined,
  }),
  'view/close': ({ datasetId, viewId }) => ({ dataset: datasetId, view: viewId }),
  'view/rows': ({ datasetId, viewId, start, count }) => ({ dataset: datasetId, view: viewId, start, count }),
  'view/locate': ({ datasetId, viewId, rowIndex }) => ({ dataset: datasetId, view: viewId, rowIndex }),
  'row/detail': ({ datasetId, rowIndex }) => ({ dataset: datasetId, rowIndex }),
  'row/reasons': ({ datasetId, rowIndex }) => ({ dataset: datasetId, rowIndex }),
  'row/byLines': ({ datasetId, firstLine, lastLine }) => ({ dataset: datasetId, firstLine, lastLine }),
  'row/atLine': ({ datasetId, lineNumber, orAbove }) => ({ dataset: datasetId, lineNumber, orAbove }),
  'row/adjacentSelected': ({ datasetId, rowIndex, step }) => ({ dataset: datasetId, rowIndex, step }),
  'decisions/add': ({ datasetId, decisions, ...chosen }) => ({
    dataset: datasetId,
    rows: countOf(chosen),
    kinds: decisions.map(({ kind }) => kind).join(' '),
  }),
  'row/lines': ({ datasetId, ...chosen }) => ({ dataset: datasetId, rows: countOf(chosen) }),
  'row/texts': ({ datasetId, rowIndex }) => ({ dataset: datasetId, rowIndex }),
  'decisions/edit': ({ datasetId, rowIndex }) => ({ dataset: datasetId, rowIndex }),
  'edits/apply': datasetOf,
  'edits/revert': datasetOf,
  'decisions/adopt': datasetOf,
  'decisions/undo': datasetOf,
  'decisions/redo': datasetOf,
  'dataset/problems': datasetOf,
  'dataset/histograms': datasetOf,
  'dataset/inspect': datasetOf,
  'dataset/exportBatch': ({ datasetId, plan, folder, overwrite }) => ({
    dataset: datasetId,
    plan: { ...plan },
    folder,
    overwrite,
  }),
  'dataset/importBatch': ({ datasetId, plan, from }) => ({ dataset: datasetId, plan: { ...plan }, ...from }),
  'batch/describe': ({ folder }) => ({ folder }),
  'batch/submit': ({ folder, baseUrl, pollMs, wait }) => ({ folder, server: serverOf(baseUrl), pollMs, wait }),
  'batch/look': ({ folder, baseUrl }) => ({ folder, server: serverOf(baseUrl) }),
  'batch/cancel': ({ folder, baseUrl }) => ({ folder, server: serverOf(baseUrl) }),
  'dataset/score': ({ datasetId, scorer }) => ({ dataset: datasetId, scorer: scorerOf(scorer) }),
  'dataset/estimate': ({ datasetId, scorer, embedder, pricePerMillionTokens, sample }) => ({
    dataset: datasetId,
    scorer: scorer && scorerOf(scorer),
    embedder: embedder && embedderOf(embedder),
    pricePerMillionTokens,
    ...sample,
  }),
  'dataset/select': ({ datasetId, ...request }) => {
    const { scorer, embedder, ...numbers } = askedBy(request);
    const { rankBy, ascending, seed, budgetShare, budgetTokens, where, quotas = [], tokenizer, decisions } = request;
    return {
      dataset: datasetId,
      strategy: strategyOf(request),
      rankBy,
      ascending,
      seed,
      budget: request.budget,
      budgetShare,
      budgetTokens,
      ...numbers,
      conditioned: where !== undefined, // What it compares with may be a text of the rows.
      quotas: quotas.map(({ signal }) => signal).join(' ') || undefined,
      tokenizer,
      decisions,
      includeRejected: request.includeRejected,
      scorer: scorer && scorerOf(scorer),
      embedder: embedder && embedderOf(embedder),
    };
  },
  'dataset/curve': ({ datasetId, budgets, coverageEmbedder, selection }) => ({
    dataset: datasetId,
    budgets: budgets.join(' '),
    strategy: strategyOf(selection),
    rankBy: selection.rankBy,
    coverageEmbedder: embedderOf(coverageEmbedder),
    scorer: selection.scorer && scorerOf(selection.scorer),
  }),
  'dataset/compare': ({ datasetId, runs, embedder, scorer, tokenizer }) => ({
    dataset: datasetId,
    runs: runs.length,
    embedder: embedderOf(embedder),
    scorer: scorer && scorerOf(scorer),
    tokenizer,
  }),
  'dataset/signals': ({ datasetId, names, rows, add, tokenizer, scorer }) => ({
    dataset: datasetId,
    signals: names.join(' '),
    rows,
    add,
    tokenizer,
    scorer: scorer && scorerOf(scorer),
  }),
  'dataset/removeSignal': ({ datasetId, name }) => ({ dataset: datasetId, signal: name }),
  'dataset/embed': ({ datasetId, embedder }) => ({ dataset: datasetId, embedder: embedderOf(embedder) }),
  'dataset/nearDuplicates': ({ datasetId, embedder, threshold }) => ({
    dataset: datasetId,
    embedder: embedderOf(embedder),
    threshold,
  }),
  'dataset/calibrate': ({ datasetId, embedder, sampleSize, seed }) => ({
    dataset: datasetId,
    embedder: embedderOf(embedder),
    sampleSize,
    seed,
  }),
  'row/neighbours': ({ datasetId, rowIndex, count, embedder }) => ({
    dataset: datasetId,
    rowIndex,
    count,
    embedder: embedderOf(embedder),
  }),
  'dataset/report': ({ datasetId, outputPath, overwrite, reproducible }) => ({
    dataset: datasetId,
    outputPath,
    overwrite,
    reproducible,
  }),
  'dataset/recipe': ({ datasetId, outputPath, overwrite }) => ({ dataset: datasetId, outputPath, overwrite }),
  'dataset/export': ({ datasetId, outputPath, ...request }) => ({
    dataset: datasetId,
    outputPath,
    ...exportFields(request),
  }),
  'dataset/exportSources': ({ datasetId, folder, ...request }) => ({
    dataset: datasetId,
    folder,
    ...exportFields(request),
  }),
};

/** What the log holds of a result: counts, and what they count. */
const RESULTS: { readonly [M in EngineMethod]?: (result: ResultOf<M>) => LogFields } = {
  'dataset/open': ({ datasetId, format, byteLength, rowCount, indexing }) => ({
    dataset: datasetId,
    format,
    bytes: byteLength,
    rows: rowCount,
    indexing,
  }),
  'server/models': (models) => ({ models: models.length }),
  'server/probe': ({ usable, findings, textsPerSecond }) => ({ usable, findings: findings.length, textsPerSecond }),
  'hub/download': ({ folder, bytes, commit }) => ({ folder, bytes, commit }),
  'hub/fetchDataset': ({ folder, commit, config, splits }) => ({ folder, commit, config, splits: splits.length }),
  'evol/annotate': ({ status: { chains, done, requests, tokens }, left, stoppedBy }) => ({
    chains,
    done,
    requests,
    tokens,
    left,
    stoppedBy,
  }),
  'evol/export': ({ rows }) => ({ rows }),
  'evol/chains': ({ total, chains }) => ({ total, chains: chains.length }),
  'evol/train': ({ scorer, heads }) => ({ scorer, heads: Object.keys(heads).join(' ') }),
  'view/set': ({ rowCount }) => ({ rows: rowCount }),
  'view/rows': (rows) => ({ rows: rows.length }),
  'row/byLines': (rows) => ({ rows: rows.length }),
  'dataset/problems': (problems) => ({ problems: problems.length }),
  'dataset/score': ({ turnsScored, turnsTruncated, rowsScored, rowsOutsideLanguage }) => ({
    turnsScored,
    turnsTruncated,
    rowsScored,
    rowsOutsideLanguage,
  }),
  'dataset/estimate': ({ turnsToAsk, rowsToEmbed, tokens, cost }) => ({ turnsToAsk, rowsToEmbed, tokens, cost }),
  'dataset/select': ({ parameters, counts, walked, computed, turnsTruncated, rowsTruncated, rowsOutsideLanguage }) => ({
    threshold: neededBy(parameters).threshold,
    ...counts,
    walked,
    ...computed,
    turnsTruncated,
    rowsTruncated,
    rowsOutsideLanguage,
  }),
  'dataset/removeSignal': () => ({}),
  'dataset/embed': ({ rowsEmbedded, rowsTruncated }) => ({ rowsEmbedded, rowsTruncated }),
  'dataset/nearDuplicates': (clusters) => ({
    clusters: clusters.length,
    rows: clusters.reduce((total, { rows }) => total + rows.length, 0),
  }),
  'dataset/calibrate': ({ rowCount, sampledRows, recommendedThreshold }) => ({
    rows: rowCount,
    sampledRows,
    recommendedThreshold,
  }),
  'row/neighbours': (neighbours) => ({ neighbours: neighbours.length }),
  'dataset/export': ({ outputPath, rows, bytes }) => ({ outputPath, rows, bytes }),
  'dataset/exportSources': ({ folder, outputs }) => ({ folder, outputs: outputs.length }),
  'dataset/inspect': ({ format, rows, turns, problemCount }) => ({ format, rows, turns, problemCount }),
  'dataset/exportBatch': ({ files, requests, rows }) => ({ files: files.length, requests, rows }),
  'dataset/importBatch': ({ accepted, unreadable, rowsComplete, missing }) => ({
    accepted,
    unreadable,
    rowsComplete,
    missing,
  }),
};

function exportFields({ rows, order, withScores, overwrite }: RowsExport): LogFields {
  return { rows, order, withScores, overwrite };
}

export function paramsToLog<M extends EngineMethod>(method: M, params: ParamsOf<M>): LogFields {
  return PARAMS[method](params);
}

export function resultToLog<M extends EngineMethod>(method: M, result: ResultOf<M>): LogFields {
  return RESULTS[method]?.(result) ?? {};
}

function datasetOf({ datasetId }: { readonly datasetId: string }): LogFields {
  return { dataset: datasetId };
}

/** Without the path and without what may be a key: name, password and query of the address. */
function serverOf(baseUrl: string): string {
  return originOf(baseUrl) ?? 'no address';
}

function scorerOf(scorer: ScorerChoice): LogFields {
  return { kind: scorer.kind, ...scorerFamily(scorer).logFields(scorer) };
}

function embedderOf(embedder: EmbedderChoice): LogFields {
  return { kind: embedder.kind, ...embedderFamily(embedder).logFields(embedder) };
}

function countOf({ rowIndexes, positions = [] }: ChosenRows): number {
  return positions.reduce((rows, [first, end]) => rows + end - first, rowIndexes.length);
}
