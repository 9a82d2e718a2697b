import type { Browser } from 'playwright-core';
import { launchBrowser, openPage } from './browser';
import { startCodeServer } from './codeServer';
import type { HostWindow, WindowOptions } from './hostWindow';

export interface ServerWindowOptions extends WindowOptions {
  readonly port?: number;
  readonly size?: { readonly width: number; readonly height: number };
}

const DEFAULT_SIZE = { width: 1280, height: 800 };

/** Starts VS Code's server and shows its workbench in a browser without a screen. The extension is in the profile. */
export async function openServerWindow(options: ServerWindowOptions): Promise<HostWindow> {
  const { profile, workspace, settings = {}, port, size = DEFAULT_SIZE } = options;
  const server = await startCodeServer({ dataDir: profile, settings, ...(port === undefined ? {} : { port }) });
  let browser: Browser | undefined;
  const close = async (): Promise<void> => {
    await browser?.close();
    await server.stop();
  };
  try {
    browser = await launchBrowser();
    const page = await openPage(browser, size);
    const url = server.url(workspace);
    await page.goto(url);
    return { page, url, close };
  } catch (error) {
    await close();
    throw error;
  }
}
