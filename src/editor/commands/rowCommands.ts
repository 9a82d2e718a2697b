import type { DecisionCommand } from '../../protocol/pages/tablePage';
import type { ActiveDataset } from '../activeDataset';
import { COMMANDS } from '../contributions/commands';
import type { DatasetEditorProvider } from '../datasetEditor/datasetEditorProvider';

/** What is done with the rows that are chosen in the active table. */
const ROW_COMMANDS = [
  ['copyRows', 'copyRows'],
  ['keepRows', 'keep'],
  ['dropRows', 'drop'],
  ['noteRows', 'note'],
  ['tagRows', 'tag'],
] as const satisfies readonly (readonly [keyof typeof COMMANDS, DecisionCommand | 'copyRows'])[];

/** What is undone in the active table, else in the dataset that was looked at last: lists beside it decide, too. */
const UNDO_COMMANDS = [
  ['undoDecision', 'decisions/undo'],
  ['redoDecision', 'decisions/redo'],
] as const;

type RowCommand = (typeof COMMANDS)[(typeof ROW_COMMANDS | typeof UNDO_COMMANDS)[number][0]];

interface RowContext {
  readonly editors: Pick<DatasetEditorProvider, 'active'>;
  readonly active: Pick<ActiveDataset, 'recent'>;
}

/** Decisions about rows, and copies of them. */
export function rowHandlers({ editors, active }: RowContext): Readonly<Record<RowCommand, () => unknown>> {
  const handlers = ROW_COMMANDS.map(([name, command]) => [COMMANDS[name], () => editors.active?.run(command)] as const);
  const undoing = UNDO_COMMANDS.map(([name, method]) => {
    const undo = () => (editors.active === undefined ? active.recent?.request(method, {}) : editors.active.run(name));
    return [COMMANDS[name], undo] as const;
  });
  return Object.fromEntries([...handlers, ...undoing]) as Record<RowCommand, () => unknown>;
}
