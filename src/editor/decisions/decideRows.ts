import * as l10n from '@vscode/l10n';
import type { ChangedDecisions, DecidedRows, DecisionRequest, RowMarks } from '../../protocol/decisions';
import type { PageDecision } from '../../protocol/pages/tablePage';
import type { DatasetSession } from '../datasets/datasetSession';

/** Asks the user for a text. @returns undefined when they gave up */
export type AskForText = (question: { readonly title: string; readonly value: string }) => Promise<string | undefined>;

const NOTHING: ChangedDecisions = { rows: 0 };

/**
 * Decides about rows of a view by hand; of notes and tags the user is asked which.
 * @throws DeitaError `outputFailed`, `fileUnreadable`, `fileChanged`, `cancelled`
 */
export async function decideRows(
  session: Pick<DatasetSession, 'request'>,
  viewId: string,
  { kind, rowIndex, positions }: PageDecision,
  ask: AskForText,
): Promise<ChangedDecisions> {
  const rows: DecidedRows = { rowIndexes: rowIndex === undefined ? [] : [rowIndex], positions, viewId };
  const add = (decision: Pick<DecisionRequest, 'kind' | 'value'>): Promise<ChangedDecisions> =>
    session.request('decisions/add', { ...rows, ...decision });
  if (kind !== 'note' && kind !== 'tag') return add({ kind });
  const marks = rowIndex === undefined ? {} : ((await session.request('row/detail', { rowIndex })).marks ?? {});
  const text = await ask(questionFor(kind, marks));
  if (text === undefined) return NOTHING;
  if (kind === 'note') return add({ kind, value: text.trim() });
  let changed = NOTHING;
  for (const decision of tagDecisions(marks.tags ?? [], tagsIn(text))) {
    const { rows: count } = await add(decision);
    changed = { rows: Math.max(changed.rows, count) };
  }
  return changed;
}

function questionFor(kind: 'note' | 'tag', { note = '', tags = [] }: RowMarks): Parameters<AskForText>[0] {
  return kind === 'note'
    ? { title: l10n.t('Note (empty takes it away)'), value: note }
    : { title: l10n.t('Tags, with commas between them'), value: tags.join(', ') };
}

function tagsIn(text: string): string[] {
  const tags = text.split(',').map((tag) => tag.trim());
  return [...new Set(tags.filter((tag) => tag !== ''))];
}

/** Tags that were taken out of a row's list are taken away; those of many rows are added to. */
function tagDecisions(before: readonly string[], after: readonly string[]): Pick<DecisionRequest, 'kind' | 'value'>[] {
  return [
    ...before.filter((tag) => !after.includes(tag)).map((value) => ({ kind: 'untag', value }) as const),
    ...after.filter((tag) => !before.includes(tag)).map((value) => ({ kind: 'tag', value }) as const),
  ];
}
