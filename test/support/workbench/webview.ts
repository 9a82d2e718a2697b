import type { FrameLocator, Page } from 'playwright-core';

/** The page inside the webview in front. */
export function webviewIn(window: Page): FrameLocator {
  return window.locator('iframe.webview.ready:visible').last().contentFrame().frameLocator('#active-frame');
}
