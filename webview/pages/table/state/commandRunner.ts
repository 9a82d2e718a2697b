import type { TableCommand } from '../grid/keyboard';
import type { ErrorReport } from '../../../kit/errors/errorReport';
import { WITH_DETAILS } from '../toolbar/toolbarActions';
import type { Comparison } from '../compare/comparison';
import type { FindMarks } from '../find/findMarks';
import { DECISION_COMMANDS, type DecisionCommand } from '../../../../src/protocol/pages/tablePage';
import type { RowCopier } from './rowCopier';
import type { Reviewer } from './reviewer';
import type { RowDecider } from './rowDecider';
import type { Navigation } from './navigation';
import type { PageModel } from './pageModel';
import type { Store } from '../../../kit/store/store';

/** The workbench hears every key too: a command bound in both places arrives twice within this time. */
const SAME_GESTURE_MS = 250;

/** Commands that move the focus or show something; the layout answers them. */
export type FocusCommand = Extract<
  TableCommand,
  'openDetails' | 'leaveDetails' | 'find' | 'goToLine' | 'showCard' | 'showKeys'
>;

interface CommandParts {
  readonly store: Store<PageModel>;
  readonly navigation: Navigation;
  readonly comparison: Pick<Comparison, 'next'>;
  readonly decider: Pick<RowDecider, 'run'>;
  readonly reviewer: Pick<Reviewer, 'start' | 'leave' | 'next' | 'afterDecision'>;
  readonly copier: Pick<RowCopier, 'run'>;
  readonly find: Pick<FindMarks, 'next'>;
  readonly errors: ErrorReport;
}

/** Runs the page's commands, whether they come from a key or from the workbench. */
export class CommandRunner {
  #onFocusCommand: (command: FocusCommand) => void = () => undefined;
  #last: { readonly command: TableCommand; readonly at: number; readonly source: string } | null = null;

  constructor(private readonly parts: CommandParts) {}

  onFocusCommand(listener: (command: FocusCommand) => void): void {
    this.#onFocusCommand = listener;
  }

  run(command: TableCommand, source: 'page' | 'workbench' = 'page'): void {
    const { store, navigation, comparison } = this.parts;
    const last = this.#last;
    this.#last = { command, at: performance.now(), source };
    const repeated = last?.command === command && last.source !== source;
    if (repeated && performance.now() - last.at < SAME_GESTURE_MS) return;
    if (command === 'openDetails' || command === 'compareNearDuplicate') store.set(WITH_DETAILS);
    if (command === 'leaveDetails') navigation.unmark();
    if (isDecision(command)) this.guard(this.#decide(command));
    else if (command === 'review') this.#review();
    else if (command === 'nextUndecided') this.guard(this.parts.reviewer.next());
    else if (command === 'findNext' || command === 'findPrevious') this.#find(command === 'findNext' ? 1 : -1);
    else if (command === 'copyRows') this.guard(this.parts.copier.run());
    else if (command === 'markAll') navigation.markAll();
    else if (command === 'compareNearDuplicate') this.guard(comparison.next());
    else if (command === 'jumpToNearDuplicate') this.guard(navigation.jumpToNearDuplicate());
    else if (command === 'goBack') this.guard(navigation.goBack());
    else if (command === 'nextSelected') this.guard(navigation.goToSelected(1));
    else if (command === 'previousSelected') this.guard(navigation.goToSelected(-1));
    else this.#onFocusCommand(command);
  }

  async #decide(command: DecisionCommand): Promise<void> {
    await this.parts.decider.run(command);
    if (command === 'keep' || command === 'drop') await this.parts.reviewer.afterDecision();
  }

  #review(): void {
    const { store, reviewer } = this.parts;
    if (store.value.review !== null) {
      reviewer.leave();
      return;
    }
    this.guard(reviewer.start());
    this.#onFocusCommand('openDetails');
  }

  /** Where nothing is looked for yet, asks what. */
  #find(step: 1 | -1): void {
    if (this.parts.store.value.query.text === undefined) this.#onFocusCommand('find');
    else this.parts.find.next(step);
  }

  /** Shows what goes wrong in a task that nobody waits for. */
  guard(task: Promise<void>): void {
    task.catch((error: unknown) => this.parts.errors.show(error));
  }
}

function isDecision(command: TableCommand): command is DecisionCommand {
  return (DECISION_COMMANDS as readonly string[]).includes(command);
}
