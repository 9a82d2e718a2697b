import * as l10n from '@vscode/l10n';
import { visibleLine } from '../common/visibleText';
import type { Histogram } from '../protocol/dataset';
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

export const SIGNAL_TEXTS: Readonly<Record<SignalId, SignalTexts>> = {
  evolScore: {
    label: 'Evol',
    title: 'Evol score',
    short: 'evol',
    description: 'Evol score: complexity × quality, summed over turns',
  },
  complexityScore: {
    label: 'Complexity',
    title: 'Complexity',
    short: 'c',
    description: 'Complexity score, 1 to 6 (mean of turns)',
  },
  qualityScore: {
    label: 'Quality',
    title: 'Quality',
    short: 'q',
    description: 'Quality score, 1 to 6 (mean of turns)',
  },
  similarity: {
    label: 'Similarity',
    title: 'Nearest similarity',
    short: 'similarity',
    description: 'Cosine similarity to the nearest row selected before',
  },
  turns: { label: 'Turns', title: 'Turns', short: 'turns', description: 'Number of turns' },
  estimatedTokens: {
    label: 'Tokens',
    title: 'Estimated tokens',
    short: 'tokens',
    description: 'Estimated tokens of instructions and responses, all turns together',
  },
  perplexity: {
    label: 'Perplexity',
    title: 'Perplexity',
    short: 'ppl',
    description: 'Perplexity of the responses, given their instructions, by a language model',
  },
  ifd: {
    label: 'IFD',
    title: 'Instruction-following difficulty',
    short: 'ifd',
    description: 'Perplexity of the responses given their instructions, over that of the responses alone',
  },
  tags: {
    label: 'Tags',
    title: 'Tags',
    short: 'tags',
    description: 'What the instructions ask for and what they are about, by a judge, out of a list',
  },
  directComplexity: {
    label: 'Direct complexity',
    title: 'Direct complexity',
    short: 'direct c',
    description: 'Complexity, 1 to 6, that a judge gives when it is asked for a number (mean of turns)',
  },
  directQuality: {
    label: 'Direct quality',
    title: 'Direct quality',
    short: 'direct q',
    description: 'Quality, 1 to 6, that a judge gives when it is asked for a number (mean of turns)',
  },
  instructionNodes: {
    label: 'Nodes',
    title: 'Instruction nodes',
    short: 'nodes',
    description: 'Nodes of the semantic trees that a judge writes for the instructions',
  },
  instructionLength: {
    label: 'Instruction',
    title: 'Instruction length',
    short: 'instruction',
    description: 'Words of the instructions, all turns together',
  },
  responseLength: {
    label: 'Response',
    title: 'Response length',
    short: 'response',
    description: 'Words of the responses, all turns together',
  },
  totalLength: {
    label: 'Length',
    title: 'Total length',
    short: 'length',
    description: 'Words of instructions and responses, all turns together',
  },
  tokens: {
    label: 'Tokens',
    title: 'Tokens',
    short: 'tokens',
    description: 'Tokens of instructions and responses, all turns together',
  },
  language: { label: 'Language', title: 'Language', short: 'language', description: 'Language of the instructions' },
  source: { label: 'Source', title: 'Source', short: 'source', description: 'Where the row says it comes from' },
  file: { label: 'File', title: 'File', short: 'file', description: 'The file that holds the row' },
  format: { label: 'Format', title: 'Format', short: 'format', description: 'The form of the row' },
  codeShare: {
    label: 'Code',
    title: 'Share of code',
    short: 'code',
    description: 'Share of the characters that stand in fenced code or code spans, 0 to 1',
  },
  mathsShare: {
    label: 'Maths',
    title: 'Share of maths',
    short: 'maths',
    description: 'Share of the characters that stand in LaTeX maths outside of code, 0 to 1',
  },
  duplicateOf: {
    label: 'Duplicate of',
    title: 'Duplicate of',
    short: 'duplicate of',
    description: 'The first row with the very same texts, counted from 0; none for that row itself',
  },
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
