import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { NeighbourPreview } from '../../protocol/nearDuplicates';
import { rows } from '../../wording/counts';
import { formatCount } from '../../wording/numbers';
import { describeSimilarity } from '../../wording/rowCard';
import { answerTo } from '../answerTo';
import { openDiff } from '../compareRows/compareInDiffEditor';
import type { RowDocuments } from '../compareRows/rowDocuments';
import { plainLabel } from '../plainLabel';
import type { SimilarChoice, SimilarRows } from './showSimilarRows';

interface SimilarItem extends vscode.QuickPickItem {
  readonly choice: SimilarChoice;
}

/** Lists similar rows; the button of each compares it with the row in a diff editor. */
export function askAboutSimilar(
  rowDocuments: RowDocuments,
  { session, rowIndex, lineNumber, similar }: SimilarRows,
): Promise<SimilarChoice | undefined> {
  const input = vscode.window.createQuickPick<SimilarItem>();
  input.title = l10n.t('Rows similar to line {0}', formatCount(lineNumber));
  input.placeholder =
    similar.length === 0 ? l10n.t('There is no other row to compare it with') : l10n.t('Which row to go to');
  input.matchOnDetail = true;
  input.items = similar.length === 0 ? [] : [...similar.map(itemOf), showAll(similar.length)];
  input.onDidTriggerItemButton(({ item: { choice } }) => {
    if (choice === 'show') return;
    input.hide();
    void openDiff({ rowDocuments }, session, { rowIndex, otherRowIndex: choice.goTo.rowIndex });
  });
  return answerTo(input, () => input.selectedItems[0]?.choice);
}

function itemOf(row: NeighbourPreview): SimilarItem {
  return {
    label: describeSimilarity(row),
    description: l10n.t('Line {0}', formatCount(row.lineNumber)),
    detail: plainLabel(row.preview),
    buttons: [{ iconPath: new vscode.ThemeIcon('diff'), tooltip: l10n.t('Compare in Diff Editor') }],
    choice: { goTo: row },
  };
}

function showAll(count: number): SimilarItem {
  return {
    label: `$(list-filter) ${l10n.t('Show these {0} alone in the table', rows(count))}`,
    alwaysShow: true,
    choice: 'show',
  };
}
