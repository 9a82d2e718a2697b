import type * as vscode from 'vscode';

/** State that VS Code would keep, as it keeps it: by value. */
export class FakeMemento implements vscode.Memento {
  readonly values = new Map<string, string>();

  keys(): readonly string[] {
    return [...this.values.keys()];
  }

  get<T>(key: string, defaultValue?: T): T {
    const value = this.values.get(key);
    return value === undefined ? (defaultValue as T) : (JSON.parse(value) as T);
  }

  update(key: string, value: unknown): Promise<void> {
    this.values.set(key, JSON.stringify(value));
    return Promise.resolve();
  }
}
