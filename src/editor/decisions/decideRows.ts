import * as l10n from '@vscode/l10n';
import type { ChangedDecisions, RowDecision, RowMarks } from '../../protocol/decisions';
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
  const rowIndexes = rowIndex === undefined ? [] : [rowIndex];
  const add = (decisions: readonly RowDecision[]): Promise<ChangedDecisions> =>
    session.request('decisions/add', { rowIndexes, positions, viewId, decisions });
  if (kind === 'unedit') return add([{ kind: 'edit' }]);
  if (kind !== 'note' && kind !== 'tag') return add([{ kind }]);
  const marks = rowIndex === undefined ? {} : ((await session.request('row/detail', { rowIndex })).marks ?? {});
  const text = await ask(questionFor(kind, marks));
  if (text === undefined) return NOTHING;
  return add(kind === 'note' ? [{ kind, value: text.trim() }] : tagDecisions(marks.tags ?? [], tagsIn(text)));
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
function tagDecisions(before: readonly string[], after: readonly string[]): RowDecision[] {
  return [
    ...before.filter((tag) => !after.includes(tag)).map((value) => ({ kind: 'untag', value }) as const),
    ...after.filter((tag) => !before.includes(tag)).map((value) => ({ kind: 'tag', value }) as const),
  ];
}
