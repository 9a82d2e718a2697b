import type * as vscode from 'vscode';
import type { PageState } from '../../protocol/pages/tablePage';

interface Kept {
  readonly key: string;
  readonly state: PageState;
}

const STORAGE_KEY = 'deita.pageStates';
/** Files whose table keeps its layout; the least recently saved is forgotten first. */
const MAX_FILES = 100;

/** Sort, filter, column widths and position of each file's table, kept between sessions. */
export class PageStates {
  constructor(private readonly storage: vscode.Memento) {}

  get(uri: vscode.Uri): PageState | null {
    return this.all().find(({ key }) => key === uri.toString())?.state ?? null;
  }

  async set(uri: vscode.Uri, state: PageState): Promise<void> {
    const key = uri.toString();
    const others = this.all().filter((kept) => kept.key !== key);
    await this.storage.update(STORAGE_KEY, [...others, { key, state }].slice(-MAX_FILES));
  }

  private all(): readonly Kept[] {
    return this.storage.get<readonly Kept[]>(STORAGE_KEY, []);
  }
}
