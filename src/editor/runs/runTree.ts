import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Subscription } from '../../common/emitter';
import { keptRuns, type KeptRun } from '../../dataset/keptRuns';
import { COMMANDS } from '../contributions/commands';
import { RUNS_VIEW } from '../contributions/views';
import type { DatasetRegistry } from '../datasets/datasetRegistry';
import type { DatasetSession } from '../datasets/datasetSession';
import { plainLabel } from '../plainLabel';
import { readRunHead, type RunHead } from './runHead';
import { watchRuns } from './watchRuns';

type Node = DatasetNode | RunNode;

interface DatasetNode {
  readonly session: DatasetSession;
  readonly runs: readonly KeptRun[];
}

/** What the commands of the tree's menus are given. */
export interface ChosenRun {
  readonly dataset: vscode.Uri;
  readonly run: KeptRun;
}

interface RunNode extends ChosenRun {
  /** Whether its selection is the one that the dataset shows. */
  readonly isShown: boolean;
  readonly head: RunHead;
}

export function isRunNode(value: unknown): value is ChosenRun {
  return typeof value === 'object' && value !== null && 'run' in value && 'dataset' in value;
}

/** The runs that are kept of the open datasets, whoever writes them; each entry opens its run. */
export class RunTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly emitter = new vscode.EventEmitter<undefined>();
  private readonly view: vscode.TreeView<Node>;
  private readonly subscriptions: Subscription[];

  readonly onDidChangeTreeData = this.emitter.event;

  constructor(private readonly registry: DatasetRegistry) {
    this.view = vscode.window.createTreeView(RUNS_VIEW, { treeDataProvider: this, canSelectMany: true });
    this.subscriptions = [
      this.view,
      this.view.onDidChangeVisibility(({ visible }) => {
        if (visible) this.refresh();
      }),
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused && this.view.visible) this.refresh();
      }),
      registry.onDidOpen((session) => this.follow(session)),
      registry.onDidClose(() => this.refresh()),
    ];
  }

  /** Those that are chosen in the tree. */
  get chosen(): readonly ChosenRun[] {
    return this.view.selection.filter((node) => 'run' in node);
  }

  async getChildren(parent?: Node): Promise<Node[]> {
    if (parent === undefined) return this.datasets();
    if ('run' in parent) return [];
    const { session, runs } = parent;
    const heads = await Promise.all(runs.map(readRunHead));
    const shown = session.info.selection?.finishedAt;
    return runs.map((run, at): RunNode => {
      const head = heads[at] ?? { lines: [] };
      return { dataset: session.uri, run, head, isShown: shown !== undefined && head.finishedAt === shown };
    });
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return 'run' in node ? runItem(node) : datasetItem(node);
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.emitter.dispose();
  }

  /** Looks again at what is kept: where files cannot be watched, this is how changes of one's own are seen. */
  refresh(): void {
    this.emitter.fire(undefined);
  }

  private async datasets(): Promise<DatasetNode[]> {
    const nodes = this.registry.sessions.map(async (session) => ({
      session,
      runs: await keptRuns(session.uri.fsPath),
    }));
    return (await Promise.all(nodes)).filter(({ runs }) => runs.length > 0);
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

function datasetItem({ session, runs }: DatasetNode): vscode.TreeItem {
  const name = plainLabel(path.basename(session.uri.fsPath));
  const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Expanded);
  item.id = session.uri.toString();
  item.description = String(runs.length);
  item.iconPath = new vscode.ThemeIcon('table');
  item.contextValue = 'dataset';
  return item;
}

function runItem({ dataset, run, head, isShown }: RunNode): vscode.TreeItem {
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
