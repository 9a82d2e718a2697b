import type { Composition } from '../../../../src/protocol/composition';
import type { JobProgress } from '../../../../src/protocol/jobProgress';
import type {
  CompositionSetup,
  CompositionState,
  ShownSelection,
} from '../../../../src/protocol/pages/compositionPage';
import type { WireError } from '../../../../src/protocol/requests';

/** Everything that is on screen. */
export interface CompositionModel {
  readonly fileName: string;
  readonly shown: ShownSelection;
  readonly job: JobProgress | null;
  /** Of the rows that are read to be counted; null = none are. */
  readonly reading: JobProgress | null;
  /** null = not counted yet. */
  readonly composition: Composition | null;
  /** Signals that are counted; null = the usual ones. */
  readonly chosen: readonly string[] | null;
  /** Signals whose rarer categories are shown, too. */
  readonly unfolded: readonly string[];
  readonly error: WireError | null;
  readonly announcement: string;
}

export function initialModel({ state, ...setup }: CompositionSetup): CompositionModel {
  return {
    ...setup,
    reading: null,
    composition: null,
    chosen: state?.signals ?? null,
    unfolded: state?.unfolded ?? [],
    error: null,
    announcement: '',
  };
}

export function savedState({ chosen, unfolded }: CompositionModel): CompositionState {
  return { signals: chosen, unfolded };
}

/** What is shown then: one more signal, or one less, in the order in which they are offered. */
export function withSignal({ signals, offered }: Composition, name: string, isShown: boolean): readonly string[] {
  const shown = new Set(signals.map(({ signal }) => signal));
  if (isShown) shown.add(name);
  else shown.delete(name);
  const others = [...shown].filter((each) => !offered.includes(each)); // Fields that the sample no longer has.
  return [...offered.filter((each) => shown.has(each)), ...others];
}

export function toggled(names: readonly string[], name: string): readonly string[] {
  return names.includes(name) ? names.filter((each) => each !== name) : [...names, name];
}
