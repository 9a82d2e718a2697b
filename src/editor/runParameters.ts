import type { Uri } from 'vscode';
import { DeitaError } from '../common/errors';
import { embedderFamily, isEmbedderModel, type EmbedderChoice } from '../choices/embedders';
import { scorerFamily, type ScorerChoice } from '../choices/scorers';
import type { RunArguments } from '../protocol/pages/pageCommands';
import type { DefaultRequest } from '../protocol/selection';
import type { PageSettings } from '../protocol/pages/tablePage';
import type { DatasetSession, ParamsWithoutId } from './datasets/datasetSession';
import type { SettingKey, Settings } from './contributions/settings';
import type { EmbedderSummaries } from './engineHost/embedderSummaries';
import { embedderFrom, scorerFrom } from './modelChoices';

/** What a dataset's parameters depend on: its file, as the settings may differ by folder. */
type OfFile = Pick<DatasetSession, 'uri'>;

const NOT_SET_UP = 'Not set up';

export interface RunParameterSources {
  readonly readSetting: <K extends SettingKey>(key: K, uri: Uri) => Settings[K];
  readonly embedders: Pick<EmbedderSummaries, 'known'>;
  /** Tells of values that earlier versions called otherwise. */
  readonly tellOfFormerNames: (uri: Uri) => void;
  /** A sentence about settings that do not take effect; undefined = all do. */
  readonly ignoredSettings: () => Promise<string | undefined>;
}

/** Parameters of the next run: the settings, and for a table's file what its toolbar last ran with. */
export class RunParameters {
  private toolbar = new WeakMap<OfFile, RunArguments>();

  constructor(private readonly sources: RunParameterSources) {}

  /** @throws DeitaError `usage` naming the setting that the chosen models lack */
  of(session: OfFile): DefaultRequest {
    const { uri } = session;
    this.sources.tellOfFormerNames(uri);
    return {
      ...this.budgetAndThreshold(session),
      scorer: this.scorer(uri),
      embedder: this.embedder(uri),
    };
  }

  /**
   * What comparing rows needs: no scorer has to be set up for it.
   * @throws DeitaError `usage` naming the setting that the chosen embedder lacks
   */
  forComparing(session: OfFile): ParamsWithoutId<'dataset/nearDuplicates'> {
    this.sources.tellOfFormerNames(session.uri);
    return { embedder: this.embedder(session.uri), threshold: this.budgetAndThreshold(session).threshold };
  }

  remember(session: OfFile, values: RunArguments): void {
    this.toolbar.set(session, values);
  }

  /** A setting changed: it wins over what was typed before. */
  forget(): void {
    this.toolbar = new WeakMap();
  }

  async forPage(session: OfFile): Promise<PageSettings> {
    const { uri } = session;
    this.sources.tellOfFormerNames(uri);
    const scorer = orProblem(() => this.scorer(uri));
    const embedder = orProblem(() => this.embedder(uri));
    const ignored = await this.sources.ignoredSettings();
    return {
      ...this.budgetAndThreshold(session),
      recommendedThreshold: this.recommendedThreshold(embedder),
      scorerLabel: 'kind' in scorer ? scorerFamily(scorer).label(scorer) : NOT_SET_UP,
      embedderLabel: 'kind' in embedder ? embedderFamily(embedder).label(embedder) : NOT_SET_UP,
      heuristicScorer: 'kind' in scorer && scorerFamily(scorer).isHeuristic,
      notices: [...(ignored === undefined ? [] : [ignored]), ...problemsOf(scorer), ...problemsOf(embedder)],
    };
  }

  private budgetAndThreshold(session: OfFile) {
    const { readSetting } = this.sources;
    const { uri } = session;
    return {
      budget: readSetting('budget', uri),
      threshold: readSetting('threshold', uri),
      ...this.toolbar.get(session),
    };
  }

  private scorer(uri: Uri): ScorerChoice {
    return scorerFrom((key) => this.sources.readSetting(key, uri), uri.fsPath);
  }

  private embedder(uri: Uri): EmbedderChoice {
    return embedderFrom((key) => this.sources.readSetting(key, uri), uri.fsPath);
  }

  /** What the family knows, or else what its model says once it is known. */
  private recommendedThreshold(embedder: EmbedderChoice | Problem): number | null {
    if (!('kind' in embedder)) return null;
    const { recommendedThreshold } = embedderFamily(embedder);
    if (recommendedThreshold !== null || !isEmbedderModel(embedder)) return recommendedThreshold;
    return this.sources.embedders.known(embedder)?.recommendedThreshold ?? null;
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
