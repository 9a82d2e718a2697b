import type * as vscode from 'vscode';
import { Emitter } from '../../common/emitter';
import type { DatasetSession } from './datasetSession';

/** A share in an open dataset; disposing of the last one closes the dataset. */
export interface DatasetLease {
  readonly session: DatasetSession;
  dispose(): void;
}

interface Entry {
  readonly opening: Promise<DatasetSession>;
  session: DatasetSession | null;
  leases: number;
  closeTimer: NodeJS.Timeout | null;
}

/** How long a dataset stays open without an editor: enough to switch between table and text without losing results. */
const LINGER_MS = 60_000;

/** The open datasets by file: table editors and text editors of one file share a session. A running job is let finish. */
export class DatasetRegistry implements vscode.Disposable {
  private readonly entries = new Map<string, Entry>();
  private readonly events = new Emitter<{ open: DatasetSession; close: DatasetSession }>();

  readonly onDidOpen = this.events.event('open');
  readonly onDidClose = this.events.event('close');

  constructor(
    private readonly open: (uri: vscode.Uri) => Promise<DatasetSession>,
    private readonly onCloseFailed: (error: unknown) => void,
    private readonly lingerMs = LINGER_MS,
  ) {}

  get sessions(): readonly DatasetSession[] {
    return [...this.entries.values()].flatMap((entry) => (entry.session === null ? [] : [entry.session]));
  }

  /** Whether a job of any dataset runs. */
  get jobRuns(): boolean {
    return this.sessions.some(({ job }) => job !== null);
  }

  get(uri: vscode.Uri): DatasetSession | undefined {
    return this.entries.get(uri.toString())?.session ?? undefined;
  }

  /** Opens the dataset or joins it. A failed opening leaves nothing behind. */
  async acquire(uri: vscode.Uri): Promise<DatasetLease> {
    const entry = this.entries.get(uri.toString()) ?? this.addEntry(uri);
    entry.leases += 1;
    if (entry.closeTimer !== null) clearTimeout(entry.closeTimer);
    entry.closeTimer = null;
    const session = await entry.opening;
    let released = false;
    const dispose = () => {
      if (released) return;
      released = true;
      this.release(uri.toString(), entry);
    };
    return { session, dispose };
  }

  dispose(): void {
    for (const entry of this.entries.values()) {
      if (entry.closeTimer !== null) clearTimeout(entry.closeTimer);
      entry.session?.dispose();
    }
    this.entries.clear();
    this.events.clear();
  }

  private addEntry(uri: vscode.Uri): Entry {
    const key = uri.toString();
    const entry: Entry = { opening: this.openSession(key, uri), session: null, leases: 0, closeTimer: null };
    this.entries.set(key, entry);
    return entry;
  }

  private async openSession(key: string, uri: vscode.Uri): Promise<DatasetSession> {
    try {
      const session = await this.open(uri);
      const entry = this.entries.get(key);
      if (entry !== undefined) entry.session = session;
      this.events.emit('open', session);
      return session;
    } catch (error) {
      this.entries.delete(key);
      throw error;
    }
  }

  private release(key: string, entry: Entry): void {
    entry.leases -= 1;
    if (entry.leases > 0) return;
    entry.closeTimer = setTimeout(() => this.close(key, entry), this.lingerMs);
  }

  private close(key: string, entry: Entry): void {
    if (entry.session === null) return;
    if (entry.session.job !== null) {
      entry.closeTimer = setTimeout(() => this.close(key, entry), this.lingerMs);
      return;
    }
    this.entries.delete(key);
    this.events.emit('close', entry.session);
    entry.session.close().catch(this.onCloseFailed);
  }
}
