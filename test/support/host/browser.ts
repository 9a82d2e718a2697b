import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { LIMITS } from '../timeLimits';
import { cachedFolder, ROOT } from './cache';
import { runCommand, runNpm } from './command';

/** The browser that shows the workbench: `CHROME_PATH`, an installed one, else the one inside an npm package. */
export async function launchBrowser(): Promise<Browser> {
  const installed = process.env['CHROME_PATH'] ?? installedBrowser();
  const fonts = await fontsFolder();
  const env = { ...process.env, FONTCONFIG_FILE: path.join(fonts, 'fonts.conf') };
  const timeout = LIMITS.start;
  if (installed !== undefined) return chromium.launch({ executablePath: installed, env, timeout });
  const folder = await unpackedBrowser();
  const executablePath = path.join(folder, 'chromium');
  try {
    return await chromium.launch({ executablePath, env, timeout });
  } catch (error) {
    if (!String(error).includes('shared libraries')) throw error;
    // A bare system lacks NSS: the package brings it.
    const libraries = path.join(folder, 'al2023', 'lib');
    return chromium.launch({ executablePath, env: { ...env, LD_LIBRARY_PATH: libraries }, timeout });
  }
}

/** A window of the browser whose waits have our time limit. */
export async function openPage(browser: Browser, size?: { width: number; height: number }): Promise<Page> {
  const page = await browser.newPage(size === undefined ? {} : { viewport: size });
  page.setDefaultTimeout(LIMITS.wait);
  return page;
}

function installedBrowser(): string | undefined {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const candidates = folders.flatMap((folder) => names.map((name) => path.join(folder, name)));
  return [...candidates, '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'].find(existsSync);
}

/**
 * Unpacks the browser of `@sparticuz/chromium`, with the system libraries that it carries. The package unpacks into
 * the temporary folder, libraries only on the platform named here, so both are set for a process of its own.
 */
function unpackedBrowser(): Promise<string> {
  return cachedFolder('chromium', async (draft) => {
    const unpack = "import('@sparticuz/chromium').then(({ default: chromium }) => chromium.executablePath())";
    const env = { ...process.env, TMPDIR: draft, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' };
    await runCommand(process.execPath, ['-e', unpack], { cwd: ROOT, env });
    if (!existsSync(path.join(draft, 'chromium'))) throw new Error('@sparticuz/chromium did not unpack a browser.');
  });
}

/** The same letters on every machine, and Korean and Chinese ones, which servers rarely have. */
const FONT_PACKAGES = [
  '@expo-google-fonts/open-sans@0.4.2',
  '@expo-google-fonts/source-code-pro@0.4.1',
  '@expo-google-fonts/noto-sans-kr@0.4.3',
  '@expo-google-fonts/noto-sans-sc@0.4.3',
];

function fontsFolder(): Promise<string> {
  return cachedFolder('fonts', async (draft) => {
    await writeFile(path.join(draft, 'package.json'), '{ "private": true }\n');
    await runNpm(['install', '--ignore-scripts', '--no-audit', '--no-fund', ...FONT_PACKAGES], draft);
    await writeFile(path.join(draft, 'fonts.conf'), fontConfiguration());
  });
}

function fontConfiguration(): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir prefix="relative">node_modules</dir>
  <cachedir prefix="relative">cache</cachedir>
  ${['sans-serif', 'system-ui', 'Ubuntu'].map((family) => preferred(family, 'Open Sans')).join('\n  ')}
  ${['monospace', 'Droid Sans Mono'].map((family) => preferred(family, 'Source Code Pro')).join('\n  ')}
</fontconfig>
`;
}

function preferred(family: string, font: string): string {
  const families = [font, 'Noto Sans KR', 'Noto Sans SC'].map((name) => `<family>${name}</family>`).join('');
  return `<alias binding="same"><family>${family}</family><prefer>${families}</prefer></alias>`;
}
