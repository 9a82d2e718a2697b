import { fault } from '../messages/say';

/** What a signal's values are. Only numbers are sorted by and counted into histograms. */
export type SignalKind = 'number' | 'category' | 'tags';

/** A value of a row: a number, a category, or tags; true and false where a field of the row holds one of them. */
export type SignalValue = number | string | boolean | readonly (number | string)[];

/** A named column over the pool, apart from how its values come about: page, command line and engine know it by this. */
export interface SignalDescriptor {
  /** On the command line and in documents. */
  readonly name: string;
  readonly kind: SignalKind;
  /** Whether each turn has a value, of which a row shows the mean, or the row as a whole. */
  readonly scope: 'turn' | 'row';
  /**
   * The run that gives the values, or the row alone: `computed` ones are kept of all rows, `derived` ones made when a
   * run asks for them. `model`: a language model or a judge is asked about every turn when a run asks for them.
   */
  readonly origin: 'scoring' | 'selection' | 'computed' | 'derived' | 'model';
  readonly format: 'score' | 'similarity' | 'count';
  /** What values range over; absent = from 0 to the largest of the pool. */
  readonly range?: readonly [number, number];
  /** Whether the table has a column of it. */
  readonly column: boolean;
  /** A rough value of another signal that is kept of all rows: what is shown, while runs go by the other. */
  readonly roughly?: string;
  readonly histogram: boolean;
  /** Whether it is told of a row in one line: on cards and above the turns. */
  readonly headline: boolean;
  /** Its key in the rows of a report; absent = it is not reported. */
  readonly reportKey?: string;
  /** Its key in rows that are exported with scores; absent = it is not exported. */
  readonly exportKey?: string;
}

const TURN_SCORE = {
  kind: 'number',
  scope: 'turn',
  origin: 'scoring',
  format: 'score',
  range: [1, 6],
  column: true,
  histogram: true,
  headline: false,
} as const;

/** What is not kept is no column yet. */
const DERIVED = {
  scope: 'row',
  origin: 'derived',
  format: 'count',
  column: false,
  histogram: false,
  headline: false,
} as const;

const MODEL_MADE = { ...DERIVED, origin: 'model' } as const;

/** Every signal, in the order of columns, histograms and reports. */
export const SIGNALS = {
  evolScore: {
    name: 'evol',
    kind: 'number',
    scope: 'row',
    origin: 'scoring',
    format: 'score',
    column: true,
    histogram: true,
    headline: true,
    reportKey: 'evolScore',
    exportKey: 'evol_score',
  },
  complexityScore: {
    ...TURN_SCORE,
    name: 'complexity',
    reportKey: 'complexityScores',
    exportKey: 'complexity_scores',
  },
  qualityScore: { ...TURN_SCORE, name: 'quality', reportKey: 'qualityScores', exportKey: 'quality_scores' },
  similarity: {
    name: 'nearest-similarity',
    kind: 'number',
    scope: 'row',
    origin: 'selection',
    format: 'similarity',
    column: false,
    histogram: true,
    headline: false,
  },
  turns: {
    name: 'turns',
    kind: 'number',
    scope: 'row',
    origin: 'computed',
    format: 'count',
    column: true,
    histogram: false,
    headline: false,
  },
  estimatedTokens: {
    name: 'estimated-tokens',
    kind: 'number',
    scope: 'row',
    origin: 'computed',
    format: 'count',
    column: true,
    roughly: 'tokens',
    histogram: false,
    headline: false,
  },
  instructionLength: { ...DERIVED, kind: 'number', name: 'instruction-length' },
  responseLength: { ...DERIVED, kind: 'number', name: 'response-length' },
  totalLength: { ...DERIVED, kind: 'number', name: 'total-length' },
  tokens: { ...DERIVED, kind: 'number', name: 'tokens' },
  language: { ...DERIVED, kind: 'category', name: 'language' },
  source: { ...DERIVED, kind: 'category', name: 'source' },
  file: { ...DERIVED, kind: 'category', name: 'file' },
  format: { ...DERIVED, kind: 'category', name: 'format' },
  codeShare: { ...DERIVED, kind: 'number', name: 'code-share' },
  mathsShare: { ...DERIVED, kind: 'number', name: 'maths-share' },
  duplicateOf: { ...DERIVED, kind: 'category', name: 'duplicate-of' },
  perplexity: { ...MODEL_MADE, kind: 'number', name: 'perplexity' },
  ifd: { ...MODEL_MADE, kind: 'number', name: 'ifd' },
  tags: { ...MODEL_MADE, kind: 'tags', name: 'tags' },
  directComplexity: { ...MODEL_MADE, kind: 'number', name: 'direct-complexity' },
  directQuality: { ...MODEL_MADE, kind: 'number', name: 'direct-quality' },
  ratingExpectation: { ...MODEL_MADE, kind: 'number', name: 'rating-expectation' },
  instructionNodes: { ...MODEL_MADE, kind: 'number', name: 'instruction-nodes' },
} as const satisfies Readonly<Record<string, SignalDescriptor>>;

type Descriptors = typeof SIGNALS;
export type SignalId = keyof Descriptors;

/** The signals whose descriptors hold this. */
type SignalWith<Part> = { [S in SignalId]: Descriptors[S] extends Part ? S : never }[SignalId];
export type TurnSignalId = SignalWith<{ readonly scope: 'turn' }>;
export type ComputedSignalId = SignalWith<{ readonly origin: 'computed' }>;
export type ColumnSignalId = SignalWith<{ readonly column: true }>;
/** What rows are ranked, conditioned and capped by. */
export type RankingSignalId = Exclude<SignalId, 'similarity' | SignalWith<{ readonly roughly: string }>>;
export type ModelSignalId = SignalWith<{ readonly origin: 'model' }>;
export type HistogramSignalId = SignalWith<{ readonly histogram: true }>;

/** Values of one row by signal; absent where it has none. Of a turn's signal, the mean over the row's turns. */
export type SignalValues = Readonly<Partial<Record<SignalId, number>>>;

export const SIGNAL_IDS = Object.keys(SIGNALS) as SignalId[]; // The keys are the ids.
export const TURN_SIGNALS = SIGNAL_IDS.filter((id): id is TurnSignalId => SIGNALS[id].scope === 'turn');
export const COMPUTED_SIGNALS = SIGNAL_IDS.filter((id): id is ComputedSignalId => SIGNALS[id].origin === 'computed');
export const COLUMN_SIGNALS = SIGNAL_IDS.filter((id): id is ColumnSignalId => SIGNALS[id].column);
export const MODEL_SIGNALS = SIGNAL_IDS.filter((id): id is ModelSignalId => SIGNALS[id].origin === 'model');
export const HISTOGRAM_SIGNALS = SIGNAL_IDS.filter((id): id is HistogramSignalId => SIGNALS[id].histogram);
export const HEADLINE_SIGNALS = SIGNAL_IDS.filter((id) => SIGNALS[id].headline);

/** The table's column of a signal that was added to a dataset, by the signal's name. */
export type AddedColumn = `signal:${string}`;
const COLUMN_PREFIX = 'signal:';

export function columnOf(name: string): AddedColumn {
  return `${COLUMN_PREFIX}${name}`;
}

export function isAddedColumn(column: string): column is AddedColumn {
  return column.startsWith(COLUMN_PREFIX);
}

/** The name of the signal that a column shows. */
export function addedName(column: AddedColumn): string {
  return column.slice(COLUMN_PREFIX.length);
}

export function signalDescriptor(id: SignalId): SignalDescriptor {
  return SIGNALS[id];
}

/** A signal by its name: one of those above, or a field of the rows. */
export type SignalRef = { readonly kind: 'signal'; readonly name: string; readonly id: RankingSignalId } | FieldRef;

export interface FieldRef {
  readonly kind: 'field';
  /** `field:PATH`. */
  readonly name: string;
  /** Dotted; a key that has dots itself wins over a path of that spelling. */
  readonly path: string;
}

const FIELD_PREFIX = 'field:';
/** What rows are ranked, conditioned and capped by: everything but what a selection itself gives. */
export const RANKING_SIGNALS = SIGNAL_IDS.filter(
  (id): id is RankingSignalId => SIGNALS[id].origin !== 'selection' && !('roughly' in SIGNALS[id]),
);

/** @param column where the name stands in a condition, for the message @throws DeitaError `usage` for a name that no signal has */
export function signalNamed(name: string, column?: number): SignalRef {
  if (name.startsWith(FIELD_PREFIX) && name.length > FIELD_PREFIX.length) {
    return { kind: 'field', name, path: name.slice(FIELD_PREFIX.length) };
  }
  const id = RANKING_SIGNALS.find((candidate) => SIGNALS[candidate].name === name);
  if (id !== undefined) return { kind: 'signal', name, id };
  const names = RANKING_SIGNALS.map((known) => SIGNALS[known].name).join(', ');
  if (column === undefined) throw fault('noSignal', { name, names });
  throw fault('noSignalAt', { name, names, column: String(column) });
}

/** The signal that a model has to be asked for; undefined for others. */
export function modelSignal(signal: SignalRef): ModelSignalId | undefined {
  return signal.kind === 'signal' ? MODEL_SIGNALS.find((id) => id === signal.id) : undefined;
}

/** Whether the scores of a run are needed for its values. */
export function isScored(signal: SignalRef): boolean {
  return signal.kind === 'signal' && SIGNALS[signal.id].origin === 'scoring';
}
