import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../host/browser';
import { servePage, type PageTheme, type ServedPage } from './servePage';

/** A state of a page to take a picture of. */
export interface Shot<Host extends object> {
  readonly name: string;
  readonly host: Host;
  readonly theme?: PageTheme;
  readonly width?: number;
  readonly height?: number;
  readonly act?: (page: Page) => Promise<void>;
}

export const PAGE_THEMES: readonly PageTheme[] = ['dark', 'light', 'highContrast', 'highContrastLight'];

const ARTIFACTS = path.resolve(__dirname, '../../../artifacts');

/**
 * Takes pictures of a page's states, in a folder of its name under `artifacts/`.
 * @param isThere waits until the page shows what its host has
 * @param names of the pictures wanted; none = all
 */
export async function takePictures<Host extends object>(
  pageName: string,
  shots: readonly Shot<Host>[],
  isThere: (page: Page, host: Host) => Promise<void>,
  names: readonly string[],
): Promise<void> {
  const folder = path.join(ARTIFACTS, pageName);
  await mkdir(folder, { recursive: true });
  const served = await servePage(pageName);
  const browser = await launchBrowser();
  for (const shot of shots) {
    if (names.length > 0 && !names.includes(shot.name)) continue;
    await take(shot, browser, served, isThere, path.join(folder, `${shot.name}.png`));
  }
  await browser.close();
  await served.stop();
}

async function take<Host extends object>(
  { name, host, theme, width = 1440, height = 820, act }: Shot<Host>,
  browser: Browser,
  served: ServedPage,
  isThere: (page: Page, host: Host) => Promise<void>,
  file: string,
): Promise<void> {
  const page = await browser.newPage({ viewport: { width, height } });
  page.on('pageerror', (error) => console.error(`${name}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') console.error(`${name}: ${message.text()}`);
  });
  await page.goto(served.url(host, theme));
  await isThere(page, host);
  await page.waitForTimeout(400);
  await act?.(page);
  await page.waitForTimeout(600);
  await page.screenshot({ path: file });
  await page.close();
}
