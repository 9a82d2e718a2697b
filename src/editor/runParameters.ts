import * as l10n from '@vscode/l10n';
import type { Uri } from 'vscode';
import { Emitter } from '../common/emitter';
import { DeitaError } from '../common/errors';
import { embedderFamily, isEmbedderModel, type EmbedderChoice } from '../choices/embedders';
import { scorerFamily, type ScorerChoice } from '../choices/scorers';
import { readBudget, type Budget } from '../choices/budget';
import { needs, STRATEGY_NUMBERS, THRESHOLD, uses } from '../choices/strategies';
import { parseThreshold, type RunFields } from '../protocol/pages/runFields';
import { checkSelection } from '../protocol/checkSelection';
import { needsScores, strategyOf, type AnyRequest, type SelectionRequest } from '../protocol/selection';
import { choiceOf, type StrategyChoice } from '../protocol/strategyChoice';
import { shownSelection, type DatasetInfo } from '../protocol/dataset';
import type { PageRendering, PageSettings } from '../protocol/pages/tablePage';
import type { DatasetSession, ParamsWithoutId } from './datasets/datasetSession';
import type { SettingKey, Settings } from './contributions/settings';
import { renderingOf } from './trainingView/renderingOf';
import type { PageStates } from './pages/pageStates';
import type { EmbedderSummaries } from './engineHost/embedderSummaries';
import { embedderFrom, scorerFrom } from './modelChoices';
import { fault } from '../messages/say';
import { errorText } from '../wording/errorText';

/** What a dataset's parameters depend on: its file, as the settings may differ by folder. */
type OfFile = Pick<DatasetSession, 'uri'> & { readonly info: Pick<DatasetInfo, 'selection' | 'former'> };

export interface RunParameterSources {
  readonly readSetting: <K extends SettingKey>(key: K, uri: Uri) => Settings[K];
  readonly embedders: Pick<EmbedderSummaries, 'known'>;
  /** Tells of values that earlier versions called otherwise. */
  readonly tellOfFormerNames: (uri: Uri) => void;
  /** Thresholds chosen for one dataset. */
  readonly thresholds: Pick<PageStates<DatasetThreshold>, 'get' | 'set'>;
  /** A sentence about settings that do not take effect; undefined = all do. */
  readonly ignoredSettings: () => Promise<string | undefined>;
}

/** The threshold of one dataset, whatever others go by. */
export interface DatasetThreshold {
  /** null = what the embedder recommends. */
  readonly threshold: number | null;
}

/** What the next run takes, for people to read. */
export interface NextRunFields extends RunFields {
  readonly strategy: StrategyChoice;
}

/**
 * Parameters of the next run: the settings, for a table's file what the fields of its toolbar hold, and how it chooses
 * rows: as was asked for last, else as its last run did.
 */
export class RunParameters {
  private fields = new WeakMap<OfFile, RunFields>();
  private readonly choices = new WeakMap<OfFile, StrategyChoice>();
  private readonly events = new Emitter<{ change: undefined }>();

  /** Runs may take something else than before, of one dataset or of all. */
  readonly onDidChange = this.events.event('change');

  constructor(private readonly sources: RunParameterSources) {}

  /**
   * Of the models and numbers those that it needs.
   * @throws DeitaError `usage` naming the setting that the chosen models lack, or saying what the strategy lacks
   */
  of(session: OfFile): SelectionRequest {
    const { uri } = session;
    this.sources.tellOfFormerNames(uri);
    const asked: AnyRequest = { ...this.budget(session), ...this.strategy(session) };
    const strategy = strategyOf(asked);
    const request = {
      ...asked,
      ...(uses(strategy, 'threshold') ? { threshold: this.threshold(session) } : {}),
      ...(uses(strategy, 'alpha') ? { alpha: asked.alpha ?? STRATEGY_NUMBERS.alpha.default } : {}),
      ...(needsScores(asked) ? { scorer: this.scorer(uri) } : {}),
      ...(needs(strategy, 'embedder', asked) ? { embedder: this.embedder(uri) } : {}),
    } as SelectionRequest; // What its strategy needs is in it.
    checkSelection(request);
    return request;
  }

  /** How the next run chooses rows. */
  strategy(session: OfFile): StrategyChoice {
    const chosen = this.choices.get(session);
    if (chosen !== undefined) return chosen;
    const selection = shownSelection(session.info);
    return selection === null ? {} : choiceOf(selection.parameters);
  }

  /** @throws DeitaError `usage` for a signal that does not exist, or a condition that cannot be read */
  choose(session: OfFile, choice: StrategyChoice): void {
    this.choices.set(session, choiceOf(choice));
    this.events.emit('change', undefined);
  }

  /**
   * What comparing rows needs: no scorer has to be set up for it.
   * @throws DeitaError `usage` naming the setting that the chosen embedder lacks
   */
  forComparing(session: OfFile): ParamsWithoutId<'dataset/nearDuplicates'> {
    this.sources.tellOfFormerNames(session.uri);
    return { embedder: this.embedder(session.uri), threshold: this.threshold(session) };
  }

  /**
   * What the fields of the file's toolbar hold. Once the dataset has a threshold of its own, what is typed is that.
   * @returns once it is kept
   */
  async type(session: OfFile, fields: RunFields): Promise<void> {
    this.fields.set(session, fields);
    await this.keepTyped(session, fields);
    this.events.emit('change', undefined);
  }

  private async keepTyped(session: OfFile, fields: RunFields): Promise<void> {
    const own = this.sources.thresholds.get(session.uri);
    const isEmpty = fields.threshold.trim() === '';
    const threshold = parseThreshold(fields.threshold, null);
    if (own === null || (threshold === null && !isEmpty) || own.threshold === threshold) return;
    await this.sources.thresholds.set(session.uri, { threshold });
  }

  /** Gives a dataset a threshold of its own; runs of it go by that from now on. */
  async keepThreshold(session: OfFile, threshold: number): Promise<void> {
    const typed = this.typed(session);
    if (typed !== null) this.fields.set(session, { ...typed, threshold: String(threshold) });
    await this.sources.thresholds.set(session.uri, { threshold });
    this.events.emit('change', undefined);
  }

  /** null = nothing is known of them. */
  typed(session: OfFile): RunFields | null {
    return this.fields.get(session) ?? null;
  }

  /** What a run would take: what the fields hold, else the settings, as texts. */
  next(session: OfFile): NextRunFields {
    const threshold = this.thresholdSet(session);
    const settings = {
      budget: String(this.sources.readSetting('budget', session.uri)),
      threshold: threshold === null ? '' : String(threshold),
    };
    return { ...(this.typed(session) ?? settings), strategy: this.strategy(session) };
  }

  /** The setting of the budget or the threshold changed: it wins over what was typed before. */
  forget(): void {
    this.fields = new WeakMap();
    this.events.emit('change', undefined);
  }

  async forPage(session: OfFile): Promise<PageSettings> {
    const { uri } = session;
    this.sources.tellOfFormerNames(uri);
    const scorer = orProblem(() => this.scorer(uri));
    const embedder = orProblem(() => this.embedder(uri));
    const ignored = await this.sources.ignoredSettings();
    return {
      budget: String(this.sources.readSetting('budget', uri)),
      threshold: this.thresholdSet(session),
      ...(this.sources.thresholds.get(uri) === null ? {} : { hasOwnThreshold: true as const }),
      recommendedThreshold: this.recommendedThreshold(embedder),
      scorerLabel: 'kind' in scorer ? scorerFamily(scorer).label(scorer) : l10n.t('Not set up'),
      embedderLabel: 'kind' in embedder ? embedderFamily(embedder).label(embedder) : l10n.t('Not set up'),
      heuristicScorer: 'kind' in scorer && scorerFamily(scorer).isHeuristic,
      ...('kind' in scorer && scorer.kind === 'precomputed' ? { takesCarriedScores: true as const } : {}),
      strategy: this.strategy(session),
      training: this.rendering(session),
      notices: [...(ignored === undefined ? [] : [ignored]), ...problemsOf(scorer), ...problemsOf(embedder)],
    };
  }

  /** How a row is shown as a model is trained on it; null = no tokenizer is chosen. */
  rendering({ uri }: Pick<OfFile, 'uri'>): PageRendering | null {
    return renderingOf(this.sources.readSetting, uri);
  }

  /** How much the next run may take. @throws DeitaError `usage` for what cannot be read */
  budget(session: OfFile): Budget {
    const typed = this.typed(session)?.budget;
    const text = typed ?? String(this.sources.readSetting('budget', session.uri));
    const budget = readBudget(text);
    if (!('expected' in budget)) return budget;
    if (typed !== undefined) throw fault('toolbarBudget', { text, expected: budget.expected });
    throw fault('budgetUnusable', { setting: 'deita.budget', text, expected: budget.expected });
  }

  /** null = what the embedder recommends. */
  private threshold(session: OfFile): number | null {
    const text = this.typed(session)?.threshold;
    if (text === undefined) return this.thresholdSet(session);
    if (text.trim() === '') return null;
    const threshold = parseThreshold(text, null);
    if (threshold === null) throw fault('toolbarThreshold', { text, expected: THRESHOLD.expected });
    return threshold;
  }

  /** The dataset's own, else the setting. */
  private thresholdSet({ uri }: Pick<OfFile, 'uri'>): number | null {
    const own = this.sources.thresholds.get(uri);
    return own === null ? this.sources.readSetting('threshold', uri) : own.threshold;
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
    return { problem: errorText(error) };
  }
}

function problemsOf(choice: ScorerChoice | EmbedderChoice | Problem): string[] {
  return 'problem' in choice ? [choice.problem] : [];
}
