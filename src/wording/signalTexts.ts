import * as l10n from '@vscode/l10n';
import { visibleLine } from '../common/visibleText';
import type { Histogram } from '../protocol/views';
import type { PoolSignal } from '../protocol/poolSignals';
import {
  addedName,
  isAddedColumn,
  SIGNAL_IDS,
  signalDescriptor,
  type AddedColumn,
  type SignalId,
  type SignalValue,
} from '../protocol/signals';
import { formatCount, formatScore, formatSimilarity } from './numbers';

export interface SignalTexts {
  /** Head of its column. */
  readonly label: string;
  /** Its name where there is room for it. */
  readonly title: string;
  /** Where there is hardly any. */
  readonly short: string;
  /** What it is, for the tooltip of its column. */
  readonly description: string;
}

/** Texts that are worded when they are shown, by which time the reader's language is known. */
function whenShown(worded: () => SignalTexts): SignalTexts {
  return {
    get label() {
      return worded().label;
    },
    get title() {
      return worded().title;
    },
    get short() {
      return worded().short;
    },
    get description() {
      return worded().description;
    },
  };
}

export const SIGNAL_TEXTS: Readonly<Record<SignalId, SignalTexts>> = {
  evolScore: whenShown(() => ({
    label: l10n.t('Evol'),
    title: l10n.t('Evol score'),
    short: l10n.t('evol'),
    description: l10n.t('Evol score: complexity × quality, summed over turns, so that long conversations rank high'),
  })),
  complexityScore: whenShown(() => ({
    label: l10n.t('Complexity'),
    title: l10n.t('Complexity'),
    short: 'c',
    description: l10n.t('Complexity score, 1 to 6 (mean of turns)'),
  })),
  qualityScore: whenShown(() => ({
    label: l10n.t('Quality'),
    title: l10n.t('Quality'),
    short: 'q',
    description: l10n.t('Quality score, 1 to 6 (mean of turns)'),
  })),
  similarity: whenShown(() => ({
    label: l10n.t('Similarity'),
    title: l10n.t('Nearest similarity'),
    short: l10n.t('similarity'),
    description: l10n.t('Cosine similarity to the nearest row selected before'),
  })),
  turns: whenShown(() => ({
    label: l10n.t('Turns'),
    title: l10n.t('Turns'),
    short: l10n.t('turns'),
    description: l10n.t('Number of turns'),
  })),
  estimatedTokens: whenShown(() => ({
    label: l10n.t('Tokens'),
    title: l10n.t('Estimated tokens'),
    short: l10n.t('tokens'),
    description: l10n.t('Estimated tokens of instructions and responses, all turns together'),
  })),
  perplexity: whenShown(() => ({
    label: l10n.t('Perplexity'),
    title: l10n.t('Perplexity'),
    short: 'ppl',
    description: l10n.t('Perplexity of the responses, given their instructions, by a language model'),
  })),
  ifd: whenShown(() => ({
    label: l10n.t('IFD'),
    title: l10n.t('Instruction-following difficulty'),
    short: 'ifd',
    description: l10n.t('Perplexity of the responses given their instructions, over that of the responses alone'),
  })),
  tags: whenShown(() => ({
    label: l10n.t('Tags'),
    title: l10n.t('Tags'),
    short: l10n.t('tags'),
    description: l10n.t('What the instructions ask for and what they are about, by a judge, out of a list'),
  })),
  directComplexity: whenShown(() => ({
    label: l10n.t('Direct complexity'),
    title: l10n.t('Direct complexity'),
    short: l10n.t('direct c'),
    description: l10n.t('Complexity, 1 to 6, that a judge gives when it is asked for a number (mean of turns)'),
  })),
  directQuality: whenShown(() => ({
    label: l10n.t('Direct quality'),
    title: l10n.t('Direct quality'),
    short: l10n.t('direct q'),
    description: l10n.t('Quality, 1 to 6, that a judge gives when it is asked for a number (mean of turns)'),
  })),
  ratingExpectation: whenShown(() => ({
    label: l10n.t('Rating'),
    title: l10n.t('Rating expectation'),
    short: l10n.t('rating'),
    description: l10n.t('Rating, 1 to 6, that a judge is expected to give by its probabilities (mean of turns)'),
  })),
  instructionNodes: whenShown(() => ({
    label: l10n.t('Nodes'),
    title: l10n.t('Instruction nodes'),
    short: l10n.t('nodes'),
    description: l10n.t('Nodes of the semantic trees that a judge writes for the instructions'),
  })),
  instructionLength: whenShown(() => ({
    label: l10n.t('Instruction'),
    title: l10n.t('Instruction length'),
    short: l10n.t('instruction'),
    description: l10n.t('Words of the instructions, all turns together'),
  })),
  responseLength: whenShown(() => ({
    label: l10n.t('Response'),
    title: l10n.t('Response length'),
    short: l10n.t('response'),
    description: l10n.t('Words of the responses, all turns together'),
  })),
  totalLength: whenShown(() => ({
    label: l10n.t('Length'),
    title: l10n.t('Total length'),
    short: l10n.t('length'),
    description: l10n.t('Words of instructions and responses, all turns together'),
  })),
  tokens: whenShown(() => ({
    label: l10n.t('Tokens'),
    title: l10n.t('Tokens'),
    short: l10n.t('tokens'),
    description: l10n.t('Tokens of instructions and responses, all turns together'),
  })),
  language: whenShown(() => ({
    label: l10n.t('Language'),
    title: l10n.t('Language'),
    short: l10n.t('language'),
    description: l10n.t('Language of the instructions'),
  })),
  source: whenShown(() => ({
    label: l10n.t('Source'),
    title: l10n.t('Source'),
    short: l10n.t('source'),
    description: l10n.t('Where the row says it comes from'),
  })),
  file: whenShown(() => ({
    label: l10n.t('File'),
    title: l10n.t('File'),
    short: l10n.t('file'),
    description: l10n.t('The file that holds the row'),
  })),
  format: whenShown(() => ({
    label: l10n.t('Format'),
    title: l10n.t('Format'),
    short: l10n.t('format'),
    description: l10n.t('The form of the row'),
  })),
  codeShare: whenShown(() => ({
    label: l10n.t('Code'),
    title: l10n.t('Share of code'),
    short: l10n.t('code'),
    description: l10n.t('Share of the characters that stand in fenced code or code spans, 0 to 1'),
  })),
  mathsShare: whenShown(() => ({
    label: l10n.t('Maths'),
    title: l10n.t('Share of maths'),
    short: l10n.t('maths'),
    description: l10n.t('Share of the characters that stand in LaTeX maths outside of code, 0 to 1'),
  })),
  duplicateOf: whenShown(() => ({
    label: l10n.t('Duplicate of'),
    title: l10n.t('Duplicate of'),
    short: l10n.t('duplicate of'),
    description: l10n.t('The first row with the very same texts, counted from 0; none for that row itself'),
  })),
};

/** The name of a signal for people; of a field its path. */
export function signalName(name: string): string {
  const id = SIGNAL_IDS.find((each) => signalDescriptor(each).name === name);
  return id === undefined ? visibleLine(name.replace(/^field:/, '')) : SIGNAL_TEXTS[id].title;
}

/** What the column of an added signal shows, and where it comes from. */
export function addedSignalText({ name, origin, rowsWithValue, range }: PoolSignal): string {
  const id = SIGNAL_IDS.find((each) => signalDescriptor(each).name === name);
  const what = id === undefined ? visibleLine(name) : SIGNAL_TEXTS[id].description;
  const values = l10n.t('{0} rows have a value', formatCount(rowsWithValue));
  const spread =
    range === undefined ? [] : [l10n.t('{0} to {1}', formatSignalValue(range.min), formatSignalValue(range.max))];
  return [what, l10n.t('Origin: {0}', originText(origin)), [values, ...spread].join(', ')].join('\n');
}

function originText(origin: string): string {
  if (origin === 'computed') return l10n.t('computed from the row');
  if (origin === 'imported') return l10n.t('a field of the row');
  return visibleLine(origin);
}

/** Any value of a signal, an en dash where there is none. */
export function formatSignalValue(value: SignalValue | undefined): string {
  if (value === undefined) return '–';
  if (typeof value === 'number')
    return Number.isInteger(value) ? formatCount(value) : String(Number(value.toPrecision(4)));
  return visibleLine(Array.isArray(value) ? value.join(', ') : String(value));
}

/** What a histogram is of. */
export function histogramTitle(signal: Histogram['signal']): string {
  return isAddedColumn(signal) ? signalName(addedName(signal)) : SIGNAL_TEXTS[signal].title;
}

/** A value as it is shown, an en dash where there is none. */
export function formatSignal(id: SignalId, value: number | undefined): string {
  if (value === undefined) return '–';
  switch (signalDescriptor(id).format) {
    case 'score':
      return formatScore(value);
    case 'similarity':
      return formatSimilarity(value);
    case 'count':
      return formatCount(value);
  }
}

/** An end of a range of values. */
export function formatSignalEdge(id: SignalId | AddedColumn, value: number): string {
  if (isAddedColumn(id)) return formatSignalValue(value);
  return signalDescriptor(id).format === 'count' ? formatCount(Math.round(value)) : formatScore(value);
}
