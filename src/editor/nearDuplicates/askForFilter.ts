import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { NearDuplicateCluster } from '../../protocol/nearDuplicates';
import { groupsWith } from './groupFilter';
import { filterText } from './groupSummary';

/**
 * Asks which groups are shown, and tells how many have what is typed so far.
 * @returns empty = all; undefined when the person gave up
 */
export async function askForFilter(
  clusters: readonly NearDuplicateCluster[],
  value: string,
): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title: l10n.t('Filter Groups'),
    prompt: l10n.t('Words that a row begins with or has soon after, or a line; empty shows all groups'),
    value,
    validateInput: (text) =>
      text.trim() === ''
        ? undefined
        : {
            message: filterText(text.trim(), groupsWith(clusters, text).length),
            severity: vscode.InputBoxValidationSeverity.Info,
          },
  });
}
