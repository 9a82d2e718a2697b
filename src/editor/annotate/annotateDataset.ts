import path from 'node:path';
import * as l10n from '@vscode/l10n';
import type { Uri } from 'vscode';
import { DeitaError, isCancelled } from '../../common/errors';
import { PILOT_CHAINS, type AnnotateRequest, type AnnotateSummary, type RunOverview } from '../../protocol/annotation';
import type { CallOptions, EngineApi } from '../../protocol/requests';
import { annotatedText, chainsDoneText, expenseText, pilotText, type Expense } from '../../wording/annotateText';
import { errorWords } from '../../wording/errorText';
import type { DatasetSession } from '../datasets/datasetSession';
import { capsOf, modelsOf, planOf, type AnnotateDraft } from './annotateDraft';
import { runFoldersOf } from './runFolders';

/** What a user may do next with a run. */
export type NextStep = 'goOn' | 'inspect' | 'train';

/** The user in front of the editor. */
export interface AnnotateDialogs {
  /** @returns the run to go on with; null = a new one; undefined = none */
  chooseRun(begun: readonly RunOverview[]): Promise<RunOverview | null | undefined>;
  /** Asks for all that decides a run and what it may take. @returns undefined when that was left */
  askForRun(hasRowsInView: boolean): Promise<AnnotateDraft | undefined>;
  /** Of a run that was begun only where its models are is open, and what it may take. */
  askToGoOn(run: RunOverview): Promise<AnnotateDraft | undefined>;
  /** @returns whether to begin */
  agrees(message: string, action: string): Promise<boolean>;
  withProgress<T>(title: string, work: (options: CallOptions) => Promise<T>): PromiseLike<T>;
  /** @returns which of the steps is taken; undefined = none */
  offer(level: 'info' | 'warning', message: string, steps: readonly NextStep[]): Promise<NextStep | undefined>;
  inspect(folder: string): PromiseLike<unknown>;
  train(folder: string): PromiseLike<unknown>;
}

export interface AnnotateParts {
  readonly engine: Pick<EngineApi, 'request'>;
  readonly dialogs: AnnotateDialogs;
  /** Of a million tokens; null = not known. */
  readonly price: number | null;
}

/** The dataset that is annotated. */
type Session = Pick<DatasetSession, 'request'> & { readonly uri: Pick<Uri, 'fsPath'> };

/**
 * Asks how, does a pilot, shows what it found, and then the rest. Whatever ends it before that, the run's folder holds
 * what was answered, and the same command goes on with it.
 * @param viewId of the table whose rows are in view, if there is one
 */
export async function annotateDataset(
  session: Session,
  viewId: string | undefined,
  parts: AnnotateParts,
): Promise<void> {
  const { dialogs, engine } = parts;
  const { begun, next } = await runFoldersOf(session.uri.fsPath);
  const runs = await Promise.all(begun.map((folder) => engine.request('evol/run', { folder })));
  const run = runs.length === 0 ? null : await dialogs.chooseRun(runs);
  if (run === undefined) return;
  const draft = await (run === null ? dialogs.askForRun(viewId !== undefined) : dialogs.askToGoOn(run));
  if (draft === undefined) return;
  const request = {
    ...{ folder: run?.folder ?? next, plan: planOf(draft, run ?? undefined), models: modelsOf(draft) },
    ...{ caps: capsOf(draft, parts.price), ...(viewId === undefined ? {} : { viewId }) },
  };
  const expense = { countsTokens: draft.kind === 'server', price: parts.price };
  await new Annotating(session, request, expense, parts).run(run?.status.done ?? 0);
}

class Annotating {
  constructor(
    private readonly session: Session,
    private readonly request: Omit<AnnotateRequest, 'part'>,
    private readonly expense: Expense,
    private readonly parts: AnnotateParts,
  ) {}

  /** @param done chains that are done already */
  async run(done: number): Promise<void> {
    if (done === 0 && !(await this.agreesToBegin())) return;
    if (done < PILOT_CHAINS && !(await this.pilot())) return;
    const summary = await this.annotate('all');
    if (summary !== null) await this.end(summary);
  }

  /** @returns whether to go on with the rest */
  private async pilot(): Promise<boolean> {
    const summary = await this.annotate('pilot');
    if (summary === null) return false;
    if (summary.complete && summary.rest.chains > 0) return this.agreesToGoOn(summary);
    await this.end(summary);
    return false;
  }

  private async agreesToBegin(): Promise<boolean> {
    const { dialogs } = this.parts;
    const { plan, viewId } = this.request;
    const params = { plan, ...(viewId === undefined ? {} : { viewId }) };
    const { chains, pilot, ...cost } = await dialogs.withProgress(l10n.t('DEITA: choosing rows'), (options) =>
      this.session.request('evol/estimate', params, options),
    );
    const message = l10n.t(
      'The pilot of {0} chains takes {1}; all {2} chains would take {3}.',
      pilot.chains,
      expenseText(pilot, this.expense),
      chains,
      expenseText(cost, this.expense),
    );
    return dialogs.agrees(message, l10n.t('Start Pilot'));
  }

  private async agreesToGoOn(summary: AnnotateSummary): Promise<boolean> {
    const message = pilotText(summary, this.expense);
    for (;;) {
      const step = await this.parts.dialogs.offer('info', message, ['goOn', 'inspect']);
      if (step !== 'inspect') return step === 'goOn';
      await this.inspect();
    }
  }

  /** @returns null when it ended early, which the user has been told; they may have gone on with it later */
  private async annotate(part: AnnotateRequest['part']): Promise<AnnotateSummary | null> {
    const { dialogs } = this.parts;
    const name = path.basename(this.request.folder);
    for (;;) {
      try {
        return await dialogs.withProgress(l10n.t('DEITA: annotating {0}', name), (options) =>
          this.session.request('evol/annotate', { ...this.request, part }, options),
        );
      } catch (error) {
        if (!(await this.goesOnAfter(error))) return null;
      }
    }
  }

  /** Tells why it paused. @throws what is no pause */
  private async goesOnAfter(error: unknown): Promise<boolean> {
    const isPaused = error instanceof DeitaError && (error.code === 'chatPaused' || error.code === 'chatFailed');
    if (!isPaused && !isCancelled(error)) throw error;
    const status = await this.status();
    if (status === undefined) return false;
    const state = chainsDoneText(status.done, status.chains);
    const { message: why, hint = '' } = isPaused ? errorWords(error) : { message: l10n.t('Paused.') };
    const message = [why, hint, state].filter((text) => text !== '').join(' ');
    for (;;) {
      const step = await this.parts.dialogs.offer(isPaused ? 'warning' : 'info', message, ['goOn', 'inspect']);
      if (step !== 'inspect') return step === 'goOn';
      await this.inspect();
    }
  }

  /** @returns undefined before the run has begun */
  private async status(): Promise<AnnotateSummary['status'] | undefined> {
    try {
      return (await this.parts.engine.request('evol/run', { folder: this.request.folder })).status;
    } catch (error) {
      if (error instanceof DeitaError && error.code === 'fileNotFound') return undefined;
      throw error;
    }
  }

  private async end(summary: AnnotateSummary): Promise<void> {
    const step = await this.parts.dialogs.offer('info', annotatedText(summary), ['inspect', 'train']);
    if (step === 'inspect') await this.inspect();
    if (step === 'train') await this.parts.dialogs.train(this.request.folder);
  }

  private inspect(): PromiseLike<unknown> {
    return this.parts.dialogs.inspect(this.request.folder);
  }
}
