import { DeitaError } from '../../../../src/common/errors';
import {
  HAND_TAGS,
  USUAL_SIGNALS,
  type Composition,
  type SignalComposition,
} from '../../../../src/protocol/composition';
import type { JobProgress } from '../../../../src/protocol/jobProgress';
import type { PageCommand } from '../../../../src/protocol/pages/pageMessages';
import type { CompositionPage, CompositionState } from '../../../../src/protocol/pages/compositionPage';
import type { WireError } from '../../../../src/protocol/requests';
import { FakePageHost, type FakeAnswers, type FakeChannel } from '../fakePageHost';

export interface FakeCompositionOptions {
  /** Rows, of 6,000; 0 = nothing is selected. */
  readonly selected: number;
  readonly note?: string;
  readonly state?: CompositionState;
  readonly job?: JobProgress;
  /** Why rows cannot be counted. */
  readonly error?: WireError;
}

const POOL = 6000;
const SOURCES = ['sharegpt', 'ultrachat', 'wizardlm', '<img src=x onerror="attacked=1">'];
const FIELDS = ['field:category', 'field:level'];

/** The host of a selection beside its pool; counts are made up, and add up. */
export class FakeCompositionHost extends FakePageHost<CompositionPage> {
  /** Goes down with every count, as if rows were selected again. */
  #selected: number;

  constructor(
    private readonly options: FakeCompositionOptions,
    channel: FakeChannel,
  ) {
    super(channel);
    this.#selected = options.selected;
  }

  protected override run({ name }: PageCommand): void {
    if (name === 'deita.cancel') this.emit('jobChanged', null);
  }

  protected override readonly answers: FakeAnswers<CompositionPage> = {
    ready: () => {
      const { selected, note = null, state = null, job = null } = this.options;
      return { fileName: 'pool.jsonl', shown: { isThere: selected > 0, note, state: 'first' }, job, state };
    },
    count: ({ signals }) => {
      const { error } = this.options;
      if (error !== undefined) throw new DeitaError(error.code, error.message, error.hint);
      const counted = compositionOf(signals ?? [...USUAL_SIGNALS, HAND_TAGS], this.#selected);
      if (this.#selected > 0) this.#selected -= 100;
      return counted;
    },
    filterBar: () => null,
    saveState: () => null,
  };
}

function compositionOf(signals: readonly string[], selected: number): Composition {
  const offered = [...USUAL_SIGNALS, HAND_TAGS, 'tokens', ...FIELDS];
  return { pool: POOL, selected, signals: signals.map((signal) => signalOf(signal, selected)), offered };
}

function signalOf(signal: string, selected: number): SignalComposition {
  switch (signal) {
    case 'source':
      return { signal, kind: 'category', bars: categories(SOURCES, selected) };
    case 'field:category':
      return { signal, kind: 'category', bars: categories(named('category', 30), selected) };
    case HAND_TAGS:
      return { signal, kind: 'tags', bars: [...categories(named('tag', 12), selected)] };
    case 'language':
      return { signal, kind: 'category', bars: [...categories(['en', 'ko'], selected)] };
    default: {
      const [low, width] = signal === 'turns' ? [1, 1] : [12, 25];
      const count = signal === 'turns' ? 3 : 12;
      const bars = spread(count, selected).map((counts, at) => ({
        bar: { low: low + at * width, high: low + (at + 1) * width },
        ...counts,
      }));
      return { signal, kind: 'number', bars };
    }
  }
}

function categories(names: readonly string[], selected: number): SignalComposition['bars'] {
  return spread(names.length, selected).map((counts, at) => ({ bar: { category: names[at] ?? '' }, ...counts }));
}

/** Fewer from bar to bar in the pool, the other way round in the selection; the first bar has what is left. */
function spread(bars: number, selected: number): { pool: number; selected: number }[] {
  const weights = Array.from({ length: bars }, (_, at) => bars - at);
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const shares = (rows: number, of: readonly number[]): number[] => {
    const counts = of.map((weight) => Math.floor((rows * weight) / all));
    const rest = rows - counts.reduce((sum, count) => sum + count, 0);
    return counts.map((count, at) => (at === 0 ? count + rest : count));
  };
  const inSelection = shares(selected, [...weights].reverse());
  return shares(POOL, weights).map((pool, at) => ({ pool, selected: inSelection[at] ?? 0 }));
}

function named(name: string, count: number): string[] {
  return Array.from({ length: count }, (_, at) => `${name} ${at + 1}`);
}
