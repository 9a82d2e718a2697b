import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { isCancelled } from '../../common/errors';
import type { EvaluateRequest, EvaluateSummary, EvaluationOf, LmEvalSummary } from '../../protocol/evaluation';
import { PILOT_ITEMS } from '../../protocol/evaluation';
import type { CallOptions, EngineApi } from '../../protocol/requests';
import { evaluatedText, evaluationExpense, evaluationResultText } from '../../wording/evaluationText';
import { formatCount } from '../../wording/numbers';

/** Where results of lm-evaluation-harness are; the model is for the commands, '' = a placeholder. */
export interface LmEvalQuestion {
  readonly kind: 'lm-eval';
  readonly folder: string;
  readonly model: string;
}

/** An evaluation by a judge, and what it may take. */
export interface JudgedQuestion extends EvaluationOf, Pick<EvaluateRequest, 'folder' | 'caps'> {
  readonly kind: 'judged';
}

/** The user in front of the editor. */
export interface EvaluateDialogs {
  /** Asks for all that decides an evaluation. @returns undefined when that was left */
  askForEvaluation(): Promise<LmEvalQuestion | JudgedQuestion | undefined>;
  /** @returns whether to go on */
  agrees(message: string, action: string): Promise<boolean>;
  withProgress<T>(title: string, work: (options: CallOptions) => Promise<T>): PromiseLike<T>;
  /** Tells how it ended, with a way to the folder's result. */
  tell(message: string, folder: string): void;
  /** Tells that it goes on another time; there may be no result yet. */
  tellPaused(message: string): void;
  /** Shows what lm-evaluation-harness found, or the commands to run. */
  showLmEval(summary: LmEvalSummary, folder: string): PromiseLike<unknown>;
}

export interface EvaluateParts {
  readonly engine: Pick<EngineApi, 'request'>;
  readonly dialogs: EvaluateDialogs;
  /** Of a million tokens; null = not known. */
  readonly price: number | null;
}

/**
 * Evaluates a model: by a judge first a pilot, then, once that is agreed to, the rest. Whatever ends it before that,
 * its folder holds what was answered, and the same command with the same folder goes on with it.
 * @throws DeitaError what evaluating throws
 */
export async function evaluateModel({ engine, dialogs, price }: EvaluateParts): Promise<void> {
  const question = await dialogs.askForEvaluation();
  if (question === undefined) return;
  if (question.kind === 'lm-eval') {
    const { folder, model } = question;
    const summary = await engine.request('evaluate/lmEval', { folder, model: model === '' ? null : model });
    await dialogs.showLmEval(summary, folder);
    return;
  }
  const { plan, models, folder, caps } = question;
  const request = { plan, models, folder, caps };
  try {
    await judge(request, { engine, dialogs, price });
  } catch (error) {
    if (!isCancelled(error)) throw error;
    dialogs.tellPaused(l10n.t('Paused: the same command with this folder goes on.'));
  }
}

type Asked = Omit<EvaluateRequest, 'part'>;

async function judge(request: Asked, { engine, dialogs, price }: EvaluateParts): Promise<void> {
  const { plan, models, folder } = request;
  const { items, begun, ...all } = await engine.request('evaluate/estimate', { plan, models, folder });
  const takes = evaluationExpense(all, price);
  const counted = formatCount(Math.min(PILOT_ITEMS, items));
  const message = begun
    ? l10n.t(
        'This folder holds an evaluation that was begun. All {0} would take {1}; what was answered is not asked again.',
        formatCount(items),
        takes,
      )
    : l10n.t(
        'The first {0} of {1} are judged as a pilot. All of them would take {2}.',
        counted,
        formatCount(items),
        takes,
      );
  if (!(await dialogs.agrees(message, begun ? l10n.t('Go On') : l10n.t('Start Pilot')))) return;
  const run = (part: EvaluateRequest['part']): PromiseLike<EvaluateSummary> =>
    dialogs.withProgress(l10n.t('DEITA: evaluating in {0}', path.basename(folder)), (options) =>
      engine.request('evaluate/run', { ...request, part }, options),
    );
  let summary = await run('pilot');
  if (summary.complete && summary.rest.items > 0) {
    const { result, rest } = summary;
    const more = l10n.t('The other {0} take {1}.', formatCount(rest.items), evaluationExpense(rest, price));
    if (await dialogs.agrees(`${evaluationResultText(result)} ${more}`, l10n.t('Judge the Rest')))
      summary = await run('all');
  }
  dialogs.tell(evaluatedText(summary), folder);
}
