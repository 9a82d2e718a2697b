import { DeitaError } from '../common/errors';
import { EMBEDDINGS_FILE_THRESHOLD, type EmbedderChoice, type ScorerChoice } from '../protocol/dataset';
import type { EngineInfo } from '../protocol/requests';
import type { PageSettings } from '../protocol/webview';
import type { DatasetSession, ParamsWithoutId } from './datasets/datasetSession';
import type { EmbedderSummaries } from './engine/embedderSummaries';
import { embedderLabel, scorerLabel } from './modelLabels';
import { embedderChoice, readSetting, scorerChoice, selectionParameters } from './settings';
import { describeIgnored, ignoredSettings } from './trust/ignoredSettings';

/** Budget and threshold as typed into a table's toolbar. */
export interface ToolbarValues {
  readonly budget: number;
  readonly threshold: number;
}

const NOT_SET_UP = 'Not set up';

/** Parameters of the next run: the settings, and for a table's file what its toolbar last ran with. */
export class RunParameters {
  private toolbar = new WeakMap<DatasetSession, ToolbarValues>();

  constructor(
    private readonly engineInfo: () => Promise<EngineInfo>,
    private readonly embedders: EmbedderSummaries,
  ) {}

  /** @throws DeitaError `usage` naming the setting that the chosen models lack */
  of(session: DatasetSession): ParamsWithoutId<'dataset/select'> {
    return { ...selectionParameters(session.uri), ...this.toolbar.get(session) };
  }

  remember(session: DatasetSession, values: ToolbarValues): void {
    this.toolbar.set(session, values);
  }

  /** A setting changed: it wins over what was typed before. */
  forget(): void {
    this.toolbar = new WeakMap();
  }

  async forPage(session: DatasetSession): Promise<PageSettings> {
    const { uri } = session;
    const { embedded } = (await this.engineInfo()).embedders;
    const scorer = orProblem(() => scorerChoice(uri));
    const embedder = orProblem(() => embedderChoice(uri));
    const ignored = describeIgnored(await ignoredSettings());
    return {
      budget: readSetting('budget', uri),
      threshold: readSetting('threshold', uri),
      ...this.toolbar.get(session),
      recommendedThreshold: this.recommendedThreshold(embedder, embedded.recommendedThreshold),
      scorerLabel: 'kind' in scorer ? scorerLabel(scorer) : NOT_SET_UP,
      embedderLabel: 'kind' in embedder ? embedderLabel(embedder, embedded.name) : NOT_SET_UP,
      heuristicScorer: 'kind' in scorer && scorer.kind === 'embedded',
      notices: [...(ignored === undefined ? [] : [ignored]), ...problemsOf(scorer), ...problemsOf(embedder)],
    };
  }

  private recommendedThreshold(embedder: EmbedderChoice | Problem, embedded: number): number | null {
    if (!('kind' in embedder)) return null;
    if (embedder.kind === 'embedded') return embedded;
    if (embedder.kind === 'file') return EMBEDDINGS_FILE_THRESHOLD;
    return this.embedders.known(embedder)?.recommendedThreshold ?? null;
  }
}

interface Problem {
  readonly problem: string;
}

function orProblem<Choice extends ScorerChoice | EmbedderChoice>(choose: () => Choice): Choice | Problem {
  try {
    return choose();
  } catch (error) {
    if (!(error instanceof DeitaError)) throw error;
    return { problem: `${error.message} ${error.hint ?? ''}`.trim() };
  }
}

function problemsOf(choice: ScorerChoice | EmbedderChoice | Problem): string[] {
  return 'problem' in choice ? [choice.problem] : [];
}
