import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { launchBrowser } from '../host/browser';
import { ROOT } from '../host/cache';
import { startCodeServer, type CodeServer } from '../host/codeServer';
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

export interface WorkbenchOptions {
  /** Data folder of VS Code, with the extension installed. */
  readonly profile: string;
  /** Folder open in the workbench. */
  readonly workspace: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly port?: number;
  readonly size?: { readonly width: number; readonly height: number };
}

const DEFAULT_SIZE = { width: 1280, height: 800 };
const START_TIMEOUT_MS = 60_000;

/** A running VS Code as its user sees it: `const workbench = await Workbench.start({ profile, workspace })`. */
export class Workbench {
  private constructor(
    private readonly server: CodeServer,
    private readonly browser: Browser,
    /** The window; for what this driver has no word for. */
    readonly page: Page,
    private readonly options: WorkbenchOptions,
  ) {}

  static async start(options: WorkbenchOptions): Promise<Workbench> {
    const server = await startCodeServer({
      dataDir: options.profile,
      settings: options.settings ?? {},
      ...(options.port === undefined ? {} : { port: options.port }),
    });
    const browser = await launchBrowser();
    const page = await browser.newPage({ viewport: options.size ?? DEFAULT_SIZE });
    const workbench = new Workbench(server, browser, page, options);
    await page.goto(workbench.url);
    await page.locator('.monaco-workbench').waitFor({ timeout: START_TIMEOUT_MS });
    await page.getByRole('tree', { name: 'Files Explorer' }).getByRole('treeitem').first().waitFor();
    // The extension's view in the activity bar says that its menus and commands are there too.
    await page.getByRole('tab', { name: 'DEITA', exact: true }).waitFor({ timeout: START_TIMEOUT_MS });
    return workbench;
  }

  get url(): string {
    return this.server.url(this.options.workspace);
  }

  get datasetEditor(): DatasetEditor {
    return new DatasetEditor(this.page);
  }

  get textEditor(): TextEditor {
    return new TextEditor(this.page);
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.server.stop();
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

  /** Opens a file of the workspace in the dataset editor and waits for its rows. */
  async openDataset(name: string): Promise<DatasetEditor> {
    await this.openFile(name);
    return this.showDatasetEditor();
  }

  /** Changes from the text in front to its dataset editor. */
  async showDatasetEditor(): Promise<DatasetEditor> {
    await this.runCommand('DEITA: Open in DEITA');
    await this.datasetEditor.row(0).waitFor();
    return this.datasetEditor;
  }

  /** Answers a file dialog by typing the path over the proposed one, once the dialog has listed its folder. */
  async answerFileDialog(file: string): Promise<void> {
    await this.quickInput.waitForText(/^(\/|[A-Za-z]:)/);
    await this.quickInput.entry('..').waitFor();
    await this.page.keyboard.press('Control+A');
    await this.page.keyboard.type(file);
    await this.quickInput.waitForText(new RegExp(`^${escapeRegExp(file)}$`));
    await this.quickInput.accept();
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
    await this.page.screenshot({ path: file });
    return file;
  }
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
