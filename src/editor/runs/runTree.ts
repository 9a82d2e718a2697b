import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Subscription } from '../../common/emitter';
import { Serial } from '../../common/serial';
import { COMMANDS } from '../contributions/commands';
import { RUNS_VIEW } from '../contributions/views';
import type { DatasetRegistry } from '../datasets/datasetRegistry';
import type { DatasetSession } from '../datasets/datasetSession';
import { plainLabel } from '../plainLabel';
import {
  bringUpToDate,
  readListedRuns,
  type ChosenRun,
  type ListedDataset,
  type ListedNode,
  type ListedRun,
} from './listedRuns';
import type { RunHead } from './runHead';
import { watchRuns } from './watchRuns';

/**
 * The runs that are kept of the open datasets, whoever writes them; each entry opens its run. While VS Code asks for a
 * list anew, keys that are pressed on it may go to nobody: it is told of the entries that have changed alone, and what
 * it asks for has been read before.
 */
export class RunTree implements vscode.TreeDataProvider<ListedNode>, vscode.Disposable {
  private readonly emitter = new vscode.EventEmitter<ListedNode[] | undefined>();
  private readonly view: vscode.TreeView<ListedNode>;
  private readonly subscriptions: Subscription[];
  /** Undefined before the first look. */
  private listed: readonly ListedDataset[] | undefined;
  private readonly looks = new Serial();
  private waitingLook: Promise<void> | undefined;

  readonly onDidChangeTreeData = this.emitter.event;

  constructor(private readonly registry: DatasetRegistry) {
    this.view = vscode.window.createTreeView(RUNS_VIEW, { treeDataProvider: this, canSelectMany: true });
    this.subscriptions = [
      this.view,
      this.view.onDidChangeVisibility(() => this.refresh()),
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) this.refresh();
      }),
      registry.onDidOpen((session) => this.follow(session)),
      registry.onDidClose(() => this.refresh()),
    ];
  }

  /** Those that are chosen in the tree. */
  get chosen(): readonly ChosenRun[] {
    return this.view.selection.filter((node) => 'run' in node);
  }

  async getChildren(parent?: ListedNode): Promise<ListedNode[]> {
    if (parent !== undefined) return 'run' in parent ? [] : [...parent.runs];
    if (this.listed === undefined) await this.look();
    return [...(this.listed ?? [])];
  }

  getTreeItem(node: ListedNode): vscode.TreeItem {
    return 'run' in node ? runItem(node) : datasetItem(node);
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.emitter.dispose();
  }

  /**
   * Looks again at what is kept, if anybody sees it: where files cannot be watched, this is how changes of one's own are
   * seen.
   */
  refresh(): void {
    if (this.view.visible) void this.look();
  }

  /** One look after the other; one that has not begun yet does for all who want one. */
  private look(): Promise<void> {
    this.waitingLook ??= this.looks.run(() => {
      this.waitingLook = undefined;
      return this.lookNow();
    });
    return this.waitingLook;
  }

  private async lookNow(): Promise<void> {
    const read = await readListedRuns(this.registry.sessions);
    const isFirst = this.listed === undefined;
    const changed = bringUpToDate(this.listed ?? [], read);
    if (changed === undefined || isFirst) this.listed = read;
    if (!isFirst) this.emitter.fire(changed);
  }

  /** The command line may keep, replace and delete runs, too. */
  private follow(session: DatasetSession): void {
    const refresh = () => this.refresh();
    let shown = session.info.selection?.finishedAt;
    const watch = watchRuns(session.uri.fsPath, refresh);
    session.onDidChangeInfo(({ selection }) => {
      if (selection?.finishedAt === shown) return;
      shown = selection?.finishedAt;
      refresh();
    });
    session.onDidDispose(() => {
      watch.dispose();
    });
    refresh();
  }
}

function datasetItem({ dataset, runs }: ListedDataset): vscode.TreeItem {
  const name = plainLabel(path.basename(dataset.fsPath));
  const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Expanded);
  item.id = dataset.toString();
  item.description = String(runs.length);
  item.iconPath = new vscode.ThemeIcon('table');
  item.contextValue = 'dataset';
  return item;
}

function runItem({ dataset, run, head, isShown }: ListedRun): vscode.TreeItem {
  const name = plainLabel(run.name);
  const item = new vscode.TreeItem(name);
  const parts = [isShown ? l10n.t('shown') : '', head.selected ?? '', plainLabel(head.strategy ?? '')];
  const told = parts.filter((part) => part !== '');
  item.id = `${dataset.toString()}#${run.name}`;
  item.description = told.join(' · ');
  item.iconPath = new vscode.ThemeIcon(isShown ? 'check' : 'list-ordered');
  item.contextValue = 'run';
  item.tooltip = [run.name, ...head.lines, whenMade(head)].filter((line) => line !== '').join('\n');
  item.accessibilityInformation = { label: [name, ...told].join(', ') };
  const node: ChosenRun = { dataset, run };
  item.command = { command: COMMANDS.openRun, title: l10n.t('Open Run'), arguments: [node] };
  return item;
}

function whenMade({ finishedAt }: RunHead): string {
  const made = new Date(finishedAt ?? '');
  return Number.isNaN(made.getTime()) ? '' : made.toLocaleString(vscode.env.language);
}
