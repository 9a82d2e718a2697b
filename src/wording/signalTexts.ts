import { signalDescriptor, type SignalId } from '../protocol/signals';
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
};

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
export function formatSignalEdge(id: SignalId, value: number): string {
  return signalDescriptor(id).format === 'count' ? formatCount(Math.round(value)) : formatScore(value);
}
