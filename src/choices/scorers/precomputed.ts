import type { ScorerFamily } from '../family';
import type { OptionSource, TextOption } from '../option';
import { fault } from '../../messages/say';

export interface PrecomputedScorerChoice {
  readonly kind: 'precomputed';
  /** Fields of the rows that hold the scores, as `field:PATH`; absent = those that the reference toolkit writes. */
  readonly complexitySignal?: string;
  readonly qualitySignal?: string;
}

const COMPLEXITY_SIGNAL = {
  type: 'text',
  setting: 'precomputed.complexitySignal',
  flag: 'complexity-signal',
  placeholder: 'field:PATH',
  help: 'where rows carry their complexity: a number, or one a turn',
  choosesFamily: true,
} as const satisfies TextOption;

const QUALITY_SIGNAL = {
  type: 'text',
  setting: 'precomputed.qualitySignal',
  flag: 'quality-signal',
  placeholder: 'field:PATH',
  help: 'where rows carry their quality, likewise',
  choosesFamily: true,
} as const satisfies TextOption;

/** The scores that rows carry. */
export const PRECOMPUTED_SCORER = {
  kind: 'precomputed',
  name: 'Precomputed',
  help: 'precomputed (complexity_scores and quality_scores of the rows,\nor --complexity-signal and --quality-signal)',
  origin: 'data',
  isHeuristic: false,
  options: [COMPLEXITY_SIGNAL, QUALITY_SIGNAL],
  read: (source): PrecomputedScorerChoice => {
    const complexitySignal = fieldGiven(source, COMPLEXITY_SIGNAL);
    const qualitySignal = fieldGiven(source, QUALITY_SIGNAL);
    if (complexitySignal === undefined && qualitySignal === undefined) return { kind: 'precomputed' };
    if (complexitySignal === undefined) throw source.missing(COMPLEXITY_SIGNAL);
    if (qualitySignal === undefined) throw source.missing(QUALITY_SIGNAL);
    return { kind: 'precomputed', complexitySignal, qualitySignal };
  },
  write: ({ complexitySignal, qualitySignal }) => [
    { option: COMPLEXITY_SIGNAL, value: complexitySignal },
    { option: QUALITY_SIGNAL, value: qualitySignal },
  ],
  label: ({ complexitySignal, qualitySignal }) =>
    complexitySignal === undefined ? 'Precomputed' : `${complexitySignal} × ${qualitySignal ?? ''}`,
  servers: () => [],
  logFields: ({ complexitySignal, qualitySignal }) => ({ complexitySignal, qualitySignal }),
} as const satisfies ScorerFamily<PrecomputedScorerChoice>;

/** @throws DeitaError `usage` for what names no field of the rows */
function fieldGiven(source: OptionSource, option: TextOption): string | undefined {
  const text = source.text(option);
  if (text === undefined || /^field:./.test(text)) return text;
  throw fault('noFieldPath', { option: source.nameOf(option), text });
}
