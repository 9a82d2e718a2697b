import { isEmbedderModel } from '../choices/embedders';
import { isScorerModel } from '../choices/scorers';
import { isDefault, NO_BUDGET } from '../choices/strategies';
import { ATTACHMENT_KINDS } from '../dataset/conversation';
import type { AttachmentCounts, ModelLabel, ReadingSummary, RowSummary, SelectionSummary } from '../protocol/dataset';
import type { ExportSummary, SourcesExportSummary } from '../protocol/exports';
import { EVOL, neededBy, RANDOM, strategyOf } from '../protocol/selection';
import { decisionCounts, decisionRemarks } from '../wording/decisionText';
import { languageNote } from '../wording/languageText';
import { readingRemarks } from '../wording/readingText';
import { rows, turns, nearDuplicates } from '../wording/counts';
import { formatCount, formatElapsed, formatScore, plural } from '../wording/numbers';

/** What of a run is no part of its summary. */
export interface SelectionSurroundings {
  readonly exported: ExportSummary | SourcesExportSummary | undefined;
  readonly report: string | undefined;
  /** The name under which the run is kept. */
  readonly kept: string | undefined;
  /** null = nothing is kept. */
  readonly cacheDir: string | null;
}

const PREVIEW_LENGTH = 60;

/** A selection in a few lines for people. */
export function describeSelection(
  summary: SelectionSummary,
  top: readonly RowSummary[],
  { exported, report, kept, cacheDir }: SelectionSurroundings,
): string {
  const { counts, parameters, models, elapsedMs } = summary;
  const { threshold } = neededBy(parameters);
  const limits = [
    ...rankingText(parameters),
    budgetText(parameters),
    ...(threshold === undefined ? [] : [`threshold ${threshold}`]),
  ];
  const excluded = counts.excluded === undefined ? '' : `, ${formatCount(counts.excluded)} excluded`;
  return [
    `Selected ${formatCount(counts.selected)} of ${rows(counts.rows)} in ${formatElapsed(elapsedMs)} (${limits.join(', ')}).`,
    `  ${nearDuplicates(counts.nearDuplicate)}, ${formatCount(counts.notReached)} not reached, ${formatCount(counts.unscored)} unscored${excluded}`,
    ...nothingSelectedLine(summary),
    ...modelsLine(models),
    ...computedLine(summary, cacheDir),
    ...decisionLines(summary.decisions),
    ...readingLines(summary.reading).map((line) => `  ${line}`),
    ...notComparedLine(summary.notCompared),
    ...truncatedTurnsLine(summary.turnsTruncated ?? 0).map((line) => `  ${line}`),
    ...truncatedRowsLine(summary.rowsTruncated ?? 0).map((line) => `  ${line}`),
    ...languageLine(summary.rowsOutsideLanguage ?? 0, counts.rows).map((line) => `  ${line}`),
    ...topLines(top),
    ...exportLines(exported),
    ...(report === undefined ? [] : [`Wrote the report to ${report}`]),
    ...(kept === undefined ? [] : [`Kept as run "${kept}"`]),
  ].join('\n');
}

/** Why a selection is empty; a report says it of every row. */
function nothingSelectedLine({ counts, parameters }: SelectionSummary): string[] {
  const { rankBy = EVOL, budget, budgetTokens, where } = parameters;
  if (counts.selected > 0) return [];
  if (counts.notReached === 0) {
    const isBySignal = rankBy !== RANDOM && counts.unscored > 0;
    if (where === undefined) return isBySignal ? [`  no row can be ranked by ${rankBy}`] : [];
    return [`  no row meets the condition${isBySignal ? ` and can be ranked by ${rankBy}` : ''}`];
  }
  if (budget === 0) return ['  the budget comes to no row'];
  const isByTags = strategyOf(parameters) === 'instag';
  const reasons = [
    ...(budgetTokens === undefined ? [] : ['the first row has more tokens than the budget']),
    ...((parameters.quotas ?? []).length === 0 ? [] : ['quotas are full from the start']),
    ...(isByTags ? ['rows have no tags'] : []),
  ];
  return reasons.length === 0 ? [] : [`  no row could be taken: ${reasons.join(', or ')}`];
}

function exportLines(exported: SelectionSurroundings['exported']): string[] {
  if (exported === undefined) return [];
  const outputs = 'outputs' in exported ? exported.outputs : [exported];
  return outputs.map((output) => `Wrote ${rows(output.rows)} to ${output.outputPath}`);
}

/** How rows were ranked and made diverse, unless by default. */
function rankingText(parameters: SelectionSummary['parameters']): string[] {
  const { rankBy = EVOL, ascending, seed = 0 } = parameters;
  const strategy = strategyOf(parameters);
  const order = rankBy === RANDOM ? `random order of seed ${seed}` : `by ${rankBy}`;
  return [
    ...(rankBy === EVOL && ascending !== true ? [] : [ascending === true ? `${order}, lowest first` : order]),
    ...(isDefault(strategy) ? [] : [`diversity ${strategy}`]),
  ];
}

function budgetText({ budget, budgetShare, budgetTokens }: SelectionSummary['parameters']): string {
  if (budgetTokens !== undefined) return `budget ${formatCount(budgetTokens)} tokens`;
  if (budget === NO_BUDGET) return 'no budget';
  const share = budgetShare === undefined ? '' : `, ${budgetShare}%`;
  return `budget ${formatCount(budget)}${share}`;
}

function modelsLine({ scorer, embedder }: SelectionSummary['models']): string[] {
  const names = [
    ...(scorer === undefined ? [] : [`scorer: ${nameOf(scorer)}`]),
    ...(embedder === undefined ? [] : [`embedder: ${nameOf(embedder)}`]),
  ];
  return names.length === 0 ? [] : [`  ${names.join(' · ')}`];
}

/** A model in a sentence. */
export function nameOf({ name, heuristic }: Pick<ModelLabel, 'name' | 'heuristic'>): string {
  return heuristic ? 'heuristic default' : name;
}

function computedLine({ computed, parameters, reading, walked }: SelectionSummary, cacheDir: string | null): string[] {
  const { rowsNotEmbedded = 0 } = computed;
  const { scorer, embedder } = neededBy(parameters);
  const models = [
    ...(scorer !== undefined && isScorerModel(scorer)
      ? [{ done: computed.turnsScored, needed: reading?.turns ?? 0, text: `${turns(computed.turnsScored)} scored` }]
      : []),
    ...(embedder !== undefined && isEmbedderModel(embedder)
      ? [
          {
            done: computed.rowsEmbedded,
            needed: walked - rowsNotEmbedded,
            text: `${rows(computed.rowsEmbedded)} embedded`,
          },
        ]
      : []),
  ];
  if (models.length === 0) return [];
  const isAll = models.every(({ done, needed }) => done >= needed);
  const remarks = [
    models.map(({ text }) => text).join(', '),
    ...(rowsNotEmbedded === 0
      ? []
      : [
          `${formatCount(rowsNotEmbedded)} ${plural(rowsNotEmbedded, { one: 'needs', other: 'need' })} none: no row is near enough`,
        ]),
    ...(isAll ? [] : [sourceOfRest(cacheDir)]),
  ];
  return [`  computed: ${remarks.join('; ')}`];
}

/** Where that comes from which models did not compute: equal texts are computed once, also without a cache. */
export function sourceOfRest(cacheDir: string | null): string {
  return cacheDir === null ? 'the rest has the same texts' : 'the rest came from the cache';
}

/** What was decided by hand, and what of it has no effect. */
function decisionLines(decisions: SelectionSummary['decisions']): string[] {
  if (decisions === undefined) return [];
  return [`  by hand: ${decisionCounts(decisions)}`, ...decisionRemarks(decisions).map((line) => `  ${line}`)];
}

function readingLines(reading: ReadingSummary | undefined): string[] {
  if (reading === undefined) return [];
  const isLeftOut = reading.rejectedRows > 0;
  return [...readingRemarks(reading), ...(isLeftOut ? ['Rejected rows take part with --include-rejected.'] : [])];
}

function notComparedLine(counts: AttachmentCounts | undefined): string[] {
  if (counts === undefined) return [];
  return [`  not compared: ${attachmentCounts(counts)}; where they differ, the similarity is 0`];
}

/** How many rows hold what, such as "tools in 3 rows". */
export function attachmentCounts(counts: AttachmentCounts): string {
  return ATTACHMENT_KINDS.filter((kind) => counts[kind] > 0)
    .map((kind) => `${kind} in ${rows(counts[kind])}`)
    .join(', ');
}

export function truncatedTurnsLine(cut: number): string[] {
  if (cut === 0) return [];
  return [
    plural(cut, {
      one: `${turns(cut)} was too long for the scorer and cut; its details say what was left out.`,
      other: `${turns(cut)} were too long for the scorer and cut; their details say what was left out.`,
    }),
  ];
}

export function truncatedRowsLine(cut: number): string[] {
  if (cut === 0) return [];
  const subject = `${rows(cut)} ${plural(cut, { one: 'was', other: 'were' })}`;
  return [
    `${subject} too long for the embedder and cut: about a million characters, spread evenly over each, were read.`,
  ];
}

/** Once for the dataset where nearly all rows are outside the scorer's languages, else how many are. */
export function languageLine(rowsOutside: number, rowCount: number): string[] {
  if (rowsOutside === 0) return [];
  const subject = `${rows(rowsOutside)} ${plural(rowsOutside, { one: 'is', other: 'are' })}`;
  const some = `${subject} outside the default scorer's language; the details say so.`;
  return [languageNote(rowsOutside, rowCount) ?? some];
}

function topLines(top: readonly RowSummary[]): string[] {
  if (top.length === 0) return [];
  const isScored = top.some(({ values }) => values.evolScore !== undefined);
  const lines = top.map(({ rank = 0, lineNumber, values, preview }) => {
    const text = preview.length > PREVIEW_LENGTH ? `${preview.slice(0, PREVIEW_LENGTH - 1)}…` : preview;
    const score = isScored ? `${formatScore(values.evolScore).padStart(7)}  ` : '';
    return `${String(rank).padStart(6)}  ${String(lineNumber).padStart(8)}  ${score}${text}`;
  });
  return ['', `  rank      line  ${isScored ? '   evol  ' : ''}instruction`, ...lines, ''];
}
