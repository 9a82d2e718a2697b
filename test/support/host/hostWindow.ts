import type { Page } from 'playwright-core';

/** A window of VS Code, whichever host shows it. */
export interface HostWindow {
  readonly page: Page;
  /** Where a browser finds the same workbench; none for a desktop window. */
  readonly url?: string;
  close(): Promise<void>;
}

export interface WindowOptions {
  /** Data folder of VS Code. */
  readonly profile: string;
  /** Folder open in the workbench. */
  readonly workspace: string;
  readonly settings?: Readonly<Record<string, unknown>>;
}
