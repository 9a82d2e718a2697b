import * as vscode from 'vscode';
import { Emitter, type Subscription } from '../../common/emitter';
import type { DatasetLease, DatasetRegistry } from '../datasets/datasetRegistry';
import type { DatasetSession } from '../datasets/datasetSession';
import { isLineDataset, isOnDisk } from '../datasets/datasetFiles';
import { isUnreadable } from '../datasets/unreadable';

/**
 * Datasets of the open text documents. A `.jsonl` file is opened in the engine when something about a row is asked
 * for; other files only join a dataset that is open already, so that no ordinary JSON file is touched.
 */
export class TextDatasets implements vscode.Disposable {
  private readonly leases = new Map<string, Promise<DatasetLease>>();
  private readonly subscriptions: Subscription[];
  private readonly events = new Emitter<{ rows: DatasetSession }>();

  /** Rows of a dataset have become others or stand elsewhere, since its file has changed. */
  readonly onDidChangeRows = this.events.event('rows');

  constructor(private readonly registry: DatasetRegistry) {
    this.subscriptions = [
      registry.onDidOpen((session) => {
        this.join(session);
        this.followRows(session);
      }),
      vscode.workspace.onDidOpenTextDocument((document) => {
        const session = registry.get(document.uri);
        if (session !== undefined) this.join(session);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => this.release(document.uri)),
    ];
  }

  /**
   * The dataset of a document where one is open. Unsaved text is none, as the engine reads the file; nor is a file of no
   * recognised format, such as a log or a manifest, whose lines have nothing to say.
   */
  get(document: vscode.TextDocument): DatasetSession | undefined {
    const session = document.isDirty ? undefined : this.registry.get(document.uri);
    return session?.info.format === null ? undefined : session;
  }

  /** Like `get`, but opens the file where that is cheap and expected; undefined for what is no dataset. */
  async ensure(document: vscode.TextDocument): Promise<DatasetSession | undefined> {
    if (document.isDirty || !isOnDisk(document.uri)) return undefined;
    if (this.registry.get(document.uri) === undefined && !isLineDataset(document.uri)) return undefined;
    return this.lease(document.uri).catch((error: unknown) => {
      if (isUnreadable(error)) return undefined;
      throw error;
    });
  }

  /** Opens a file on a person's wish, for as long as a text document shows it or, without one, a short while. */
  async open(uri: vscode.Uri): Promise<DatasetSession> {
    if (isShown(uri)) return this.lease(uri);
    const lease = await this.registry.acquire(uri);
    lease.dispose();
    return lease.session;
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    for (const uri of [...this.leases.keys()]) this.release(vscode.Uri.parse(uri));
  }

  private followRows(session: DatasetSession): void {
    let known = session.info.contents;
    session.onDidChangeInfo(({ contents }) => {
      if (contents === known) return;
      known = contents;
      this.events.emit('rows', session);
    });
  }

  private join(session: DatasetSession): void {
    if (isShown(session.uri)) void this.lease(session.uri).catch(() => undefined);
  }

  private async lease(uri: vscode.Uri): Promise<DatasetSession> {
    const key = uri.toString();
    let lease = this.leases.get(key);
    if (lease === undefined) {
      lease = this.registry.acquire(uri);
      this.leases.set(key, lease);
    }
    try {
      return (await lease).session;
    } catch (error) {
      this.leases.delete(key);
      throw error;
    }
  }

  private release(uri: vscode.Uri): void {
    const lease = this.leases.get(uri.toString());
    this.leases.delete(uri.toString());
    void lease?.then((held) => held.dispose()).catch(() => undefined);
  }
}

function isShown(uri: vscode.Uri): boolean {
  return vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
}
