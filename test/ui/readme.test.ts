import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, openPage } from '../support/host/browser';
import { ROOT } from '../support/host/cache';
import { servePage, type ServedPage } from '../support/page/servePage';

/** Of a picture that moves; those of a page are fetched by everybody who looks at it. */
const MOST_BYTES = 1_500_000;

interface Decoder {
  readonly tracks: { readonly ready: Promise<void>; readonly selectedTrack: { readonly frameCount: number } };
  readonly completed: Promise<void>;
  decode(options: { readonly frameIndex: number }): Promise<{
    readonly image: { readonly displayWidth: number; readonly duration: number | null };
  }>;
}

interface Decoding {
  readonly ImageDecoder: new (options: { readonly type: string; readonly data: Uint8Array }) => Decoder;
}

describe('pictures of the README', () => {
  let browser: Browser;
  let served: ServedPage;
  let page: Page;

  before(async () => {
    [browser, served] = await Promise.all([launchBrowser(), servePage('table')]);
    page = await openPage(browser);
    await page.goto(served.url({ rows: 10 })); // Pictures are only decoded for pages of an origin.
  });

  after(async () => {
    await browser.close();
    await served.stop();
  });

  it('lie in the package, each for a browser to show', async () => {
    const readme = await readFile(path.join(ROOT, 'README.md'), 'utf8');
    const files = [...readme.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(([, file = '']) => file);
    assert.ok(files.includes('media/screenshot.png'));
    for (const file of files) {
      assert.match(file, /^media\/[a-z]+\.png$/, 'what the package takes along');
      const [frame] = await framesOf(page, file);
      assert.ok((frame?.width ?? 0) > 800, file);
    }
  });

  it('move in one of them, for seconds in all', async () => {
    const file = 'media/animation.png';
    assert.ok((await readFile(path.join(ROOT, file))).length < MOST_BYTES);
    const frames = await framesOf(page, file);
    assert.ok(frames.length >= 6, `${frames.length} pictures`);
    assert.ok(
      frames.every(({ width, ms }) => width === frames[0]?.width && ms >= 1000),
      JSON.stringify(frames),
    );
  });
});

interface Shown {
  readonly width: number;
  readonly ms: number;
}

/** What a browser makes of a picture. */
async function framesOf(page: Page, file: string): Promise<readonly Shown[]> {
  const base64 = (await readFile(path.join(ROOT, file))).toString('base64');
  return page.evaluate(decode, base64);
}

/** Runs in the page. */
async function decode(base64: string): Promise<Shown[]> {
  const { ImageDecoder: Decoder } = globalThis as unknown as Decoding;
  const decoder = new Decoder({ type: 'image/png', data: Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0)) });
  await Promise.all([decoder.tracks.ready, decoder.completed]);
  const frames: Shown[] = [];
  for (let index = 0; index < decoder.tracks.selectedTrack.frameCount; index++) {
    const { image } = await decoder.decode({ frameIndex: index });
    frames.push({ width: image.displayWidth, ms: (image.duration ?? 0) / 1000 });
  }
  return frames;
}
