import type * as vscode from 'vscode';

interface Kept<State> {
  readonly key: string;
  readonly state: State;
}

/** Files whose page keeps its layout; the least recently saved is forgotten first. */
const MAX_FILES = 100;

/** How the page of each file or folder is arranged and where it is, kept between sessions. */
export class PageStates<State> {
  /** @param name of one kind of page */
  constructor(
    private readonly storage: vscode.Memento,
    private readonly name: string,
  ) {}

  get(uri: vscode.Uri): State | null {
    return this.all().find(({ key }) => key === uri.toString())?.state ?? null;
  }

  async set(uri: vscode.Uri, state: State): Promise<void> {
    const key = uri.toString();
    const others = this.all().filter((kept) => kept.key !== key);
    await this.storage.update(this.name, [...others, { key, state }].slice(-MAX_FILES));
  }

  private all(): readonly Kept<State>[] {
    return this.storage.get<readonly Kept<State>[]>(this.name, []);
  }
}
