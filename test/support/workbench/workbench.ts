import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { ROOT } from '../host/cache';
import type { HostWindow } from '../host/hostWindow';
import { openServerWindow, type ServerWindowOptions } from '../host/serverWindow';
import { LIMITS } from '../timeLimits';
import { ChainsEditor } from './chainsEditor';
import { DatasetEditor } from './datasetEditor';
import { QuickInput } from './quickInput';
import { TextEditor } from './textEditor';

export type Theme = 'light' | 'dark' | 'highContrastDark' | 'highContrastLight';

/** Each theme as the theme picker names it, and the class that the window then carries. */
const THEMES: Readonly<Record<Theme, { readonly name: string; readonly className: string }>> = {
  light: { name: 'Light Modern', className: 'vs' },
  dark: { name: 'Dark Modern', className: 'vs-dark' },
  highContrastDark: { name: 'Dark High Contrast', className: 'hc-black' },
  highContrastLight: { name: 'Light High Contrast', className: 'hc-light' },
};

/** What a page may take to load before it is hidden and shown again. */
const PAGE_MS = LIMITS.wait / 3;
const PAGE_ATTEMPTS = 3;
/** Commands that hide and show a page whose webview is made anew then. */
const HIDE_AND_SHOW = ['File: New Untitled Text File', 'View: Close Editor'];
/** A menu that has just opened takes no notice of a button let go, for this long and a little less. */
const MENU_GRACE_MS = 200;

/** A running VS Code as its user sees it: `const workbench = await Workbench.start({ profile, workspace })`. */
export class Workbench {
  private constructor(private readonly window: HostWindow) {}

  static async start(options: ServerWindowOptions): Promise<Workbench> {
    return Workbench.in(await openServerWindow(options));
  }

  /** Waits until a window with a folder and the extension is ready; closes one that does not get there. */
  static async in(window: HostWindow): Promise<Workbench> {
    const { page } = window;
    try {
      await Workbench.untilReady(page);
      return new Workbench(window);
    } catch (error) {
      await window.close();
      throw error;
    }
  }

  private static async untilReady(page: Page): Promise<void> {
    await page.locator('.monaco-workbench').waitFor({ timeout: LIMITS.start });
    await page.getByRole('tree', { name: 'Files Explorer' }).getByRole('treeitem').first().waitFor();
    // The extension's view in the activity bar says that its menus and commands are there too.
    await page.getByRole('tab', { name: 'DEITA', exact: true }).waitFor({ timeout: LIMITS.start });
  }

  /** The window; for what this driver has no word for. */
  get page(): Page {
    return this.window.page;
  }

  /** Where a browser finds it; undefined for a desktop window. */
  get url(): string | undefined {
    return this.window.url;
  }

  get datasetEditor(): DatasetEditor {
    return new DatasetEditor(this.page);
  }

  get chainsEditor(): ChainsEditor {
    return new ChainsEditor(this.page);
  }

  get textEditor(): TextEditor {
    return new TextEditor(this.page);
  }

  /** Loads the window again and waits until it is ready. */
  async reload(): Promise<void> {
    const loaded = this.page.waitForEvent('domcontentloaded', { timeout: LIMITS.start });
    await this.runCommand('Developer: Reload Window');
    await loaded;
    await Workbench.untilReady(this.page);
  }

  stop(): Promise<void> {
    return this.window.close();
  }

  get quickInput(): QuickInput {
    return new QuickInput(this.page);
  }

  /** Runs a command from the palette by its full title. */
  async runCommand(title: string): Promise<void> {
    await this.quickInput.openAndChoose('F1', `>${title}`, title);
  }

  /** Opens a file of the workspace from the Explorer. */
  async openFile(name: string): Promise<void> {
    await this.explorerEntry(name).dblclick();
    await this.tab(name).waitFor();
  }

  explorerEntry(name: string): Locator {
    return this.page.getByRole('tree', { name: 'Files Explorer' }).getByRole('treeitem', { name, exact: true });
  }

  /** Opens a file of the workspace in the dataset editor from the Explorer's menu. */
  async openFromMenu(name: string): Promise<void> {
    await this.explorerEntry(name).click({ button: 'right' });
    await this.page.getByRole('menuitem', { name: 'Open in DEITA' }).click({ delay: MENU_GRACE_MS });
  }

  /** Opens a file of the workspace in the dataset editor and waits for its rows. */
  async openDataset(name: string): Promise<DatasetEditor> {
    await this.openFile(name);
    return this.showDatasetEditor();
  }

  /** Changes from the text in front to its dataset editor. */
  async showDatasetEditor(): Promise<DatasetEditor> {
    await this.runCommand('DEITA: Open in DEITA');
    await this.waitForRows();
    return this.datasetEditor;
  }

  /** Waits for rows in the dataset editor in front, wherever the table opens. */
  waitForRows(): Promise<void> {
    // A hidden table keeps its webview: to get another one its tab is opened anew.
    return this.waitForPage(this.datasetEditor.loadedRows.first(), [
      'View: Close Editor',
      'View: Reopen Closed Editor',
    ]);
  }

  /**
   * Waits for something in the page in front. In VS Code's server all webviews share a service worker, and a page can
   * miss the moment when that becomes its own and then never loads: hidden and shown again, as a person would, it gets
   * another try.
   * @param again the commands that make a new webview
   */
  async waitForPage(content: Locator, again: readonly string[] = HIDE_AND_SHOW): Promise<void> {
    for (let attempt = 1; attempt < PAGE_ATTEMPTS; attempt++) {
      const isThere = await content.waitFor({ timeout: PAGE_MS }).then(
        () => true,
        () => false,
      );
      if (isThere) return;
      for (const command of again) await this.runCommand(command);
    }
    await content.waitFor();
  }

  /** Answers a file dialog by typing the path over the proposed one, once the dialog has listed its folder. */
  async answerFileDialog(file: string): Promise<void> {
    await this.quickInput.waitForText(/^(\/|[A-Za-z]:)/);
    await this.quickInput.entry('..').waitFor();
    await this.quickInput.typePath(file);
    await this.quickInput.acceptAndClose();
  }

  tab(name: string): Locator {
    return this.page.getByRole('tab', { name: new RegExp(`^${escapeRegExp(name)}`) });
  }

  notification(text: string | RegExp): Locator {
    return this.page.locator('.notifications-toasts .notification-list-item').filter({ hasText: text });
  }

  statusBarItem(text: string | RegExp): Locator {
    return this.page.locator('.statusbar-item').filter({ hasText: text });
  }

  async setTheme(theme: Theme): Promise<void> {
    const { name, className } = THEMES[theme];
    await this.runCommand('Preferences: Color Theme');
    await this.quickInput.choose(name, name);
    await this.page.locator(`.monaco-workbench.${className}`).waitFor();
  }

  /** Saves a picture of the window under artifacts/. */
  async screenshot(name: string): Promise<string> {
    const file = path.join(ROOT, 'artifacts', `${name}.png`);
    await mkdir(path.dirname(file), { recursive: true });
    await this.page.screenshot({ path: file, animations: 'disabled' });
    return file;
  }
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
