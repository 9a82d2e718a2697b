import type { Browser } from 'playwright-core';
import { launchBrowser, openPage } from './browser';
import { startCodeServer, type CodeServer, type HostAge, type KeyBinding } from './codeServer';
import type { HostWindow, WindowOptions } from './hostWindow';

export interface ServerWindowOptions extends WindowOptions {
  readonly port?: number;
  /** Of VS Code; absent = the oldest that the extension runs in. */
  readonly age?: HostAge;
  /** Folder of another extension, which may use what VS Code has not released yet. */
  readonly developedExtension?: string;
  /** The user's own. */
  readonly keybindings?: readonly KeyBinding[];
  readonly size?: { readonly width: number; readonly height: number };
}

const DEFAULT_SIZE = { width: 1280, height: 800 };

/** Starts VS Code's server and shows its workbench in a browser without a screen. The extension is in the profile. */
export async function openServerWindow(options: ServerWindowOptions): Promise<HostWindow> {
  const { profile, workspace, settings = {}, port, age = 'oldest', size = DEFAULT_SIZE, developedExtension } = options;
  const { keybindings = [] } = options;
  const chosen = port === undefined ? {} : { port };
  const server = await startCodeServer({ dataDir: profile, settings, keybindings, age, ...chosen });
  let browser: Browser | undefined;
  const close = async (): Promise<void> => {
    await browser?.close();
    await server.stop();
  };
  try {
    browser = await launchBrowser();
    const page = await openPage(browser, size);
    const url = workbenchUrl(server, workspace, developedExtension);
    await page.goto(url);
    return { page, url, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function workbenchUrl(server: CodeServer, workspace: string, developedExtension: string | undefined): string {
  const url = server.url(workspace);
  if (developedExtension === undefined) return url;
  const payload = [['extensionDevelopmentPath', `vscode-remote://localhost:${server.port}${developedExtension}`]];
  return `${url}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}
