import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { NearDuplicateRow } from '../../protocol/nearDuplicates';
import { formatCount, formatThreshold } from '../../wording/numbers';
import { groupText } from '../../wording/nearDuplicateText';
import { describeSimilarity } from '../../wording/rowCard';
import { INTERNAL_COMMANDS } from '../contributions/commands';
import { plainLabel } from '../plainLabel';
import type { RevealArguments } from '../textEditor/commandLinks';
import { firstOf, type ClusterNode, type RowNode } from './groupNodes';

export function clusterItem(node: ClusterNode): vscode.TreeItem {
  const { session, cluster } = node;
  const preview = plainLabel(firstOf(node)?.preview ?? '');
  const named = groupText({ number: cluster.number, rows: cluster.rows.length });
  const item = new vscode.TreeItem(named, vscode.TreeItemCollapsibleState.Collapsed);
  const dropped = cluster.rows.filter(({ verdict }) => verdict === 'drop').length;
  const facts = dropped === 0 ? [] : [l10n.t('{0} dropped', formatCount(dropped))];
  item.id = `${session.info.datasetId}/${firstOf(node)?.rowIndex}`;
  item.description = [...facts, preview].join('  ');
  item.tooltip = preview;
  item.iconPath = new vscode.ThemeIcon('layers');
  item.contextValue = 'group';
  item.accessibilityInformation = { label: l10n.t('Group {0}: {1}', [named, ...facts].join(', '), preview) };
  return item;
}

/** @param isFound whether it is one of those that the tree is filtered by */
export function rowItem(node: RowNode, isFound: boolean): vscode.TreeItem {
  const { session, row } = node;
  const line = l10n.t('Line {0}', formatCount(row.lineNumber));
  const item = new vscode.TreeItem({ label: line, ...(isFound ? { highlights: [[0, line.length]] } : {}) });
  const preview = plainLabel(row.preview);
  const facts = [...factsOf(node), ...(isFound ? [l10n.t('found')] : [])];
  item.id = `${session.info.datasetId}/${firstOf(node)?.rowIndex}/${row.rowIndex}`;
  item.description = [...facts, preview].join('  ');
  item.tooltip = tooltipOf(node, preview);
  item.iconPath = iconOf(row);
  item.contextValue = row === firstOf(node) ? 'first' : 'row';
  item.accessibilityInformation = { label: `${[line, ...facts].join(', ')}: ${preview}` };
  const target: RevealArguments = { uri: session.uri.toString(), rowIndex: row.rowIndex, lineNumber: row.lineNumber };
  item.command = { command: INTERNAL_COMMANDS.revealRow, title: l10n.t('Go to Row'), arguments: [target] };
  return item;
}

/** What is said of a row beside its text: similarity to the first, then what becomes of it. */
function factsOf(node: RowNode): string[] {
  const { row } = node;
  return [
    ...(row === firstOf(node) ? [] : [describeSimilarity(row)]),
    ...(row.isBest === true ? [l10n.t('best')] : []),
    ...(row.verdict === 'drop' ? [l10n.t('dropped')] : row.verdict === 'keep' ? [l10n.t('kept')] : []),
    ...(row.status === 'selected' ? [l10n.t('selected')] : []),
  ];
}

function tooltipOf(node: RowNode, preview: string): string {
  const { row, session } = node;
  const first = firstOf(node);
  const threshold = session.info.nearDuplicates?.threshold;
  if (first === undefined || row === first) return preview;
  const likeness = l10n.t('Similarity {0} to line {1}', describeSimilarity(row), formatCount(first.lineNumber));
  const isLinked = threshold !== undefined && row.cosineSimilarity <= threshold;
  const linked = isLinked
    ? [l10n.t('Not above the threshold of {0}: other rows of the group link the two.', formatThreshold(threshold))]
    : [];
  return [preview, '', likeness, ...linked].join('\n');
}

function iconOf({ verdict, isBest, status }: NearDuplicateRow): vscode.ThemeIcon {
  if (verdict === 'drop') return new vscode.ThemeIcon('circle-slash');
  if (isBest === true) return new vscode.ThemeIcon('star-full');
  return new vscode.ThemeIcon(status === 'selected' ? 'check' : 'circle-small');
}
