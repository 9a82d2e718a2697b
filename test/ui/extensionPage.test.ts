import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { eventually } from '../support/eventually';
import { ROOT } from '../support/host/cache';
import { startSession } from '../support/workbench/session';
import { webviewIn } from '../support/workbench/webview';
import type { Workbench } from '../support/workbench/workbench';

const FILE = 'instruction-mix.jsonl';
const NAME = 'DEITA for VS Code';
const PICTURES = 2;

describe('the extension as the workbench shows it', () => {
  let workbench: Workbench;
  let profile: string;

  before(async () => {
    const sample = path.join(ROOT, 'media', 'samples', FILE);
    ({ workbench, profile } = await startSession({ [FILE]: { copyOf: sample } }));
  });

  after(() => workbench.stop());

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed-${this.currentTest.title}`);
  });

  it('has a README for users in its package, with its pictures in it', async () => {
    const readme = await readFile(await installedFile(profile, 'readme.md'), 'utf8');
    const pictures = [...readme.matchAll(/!\[[^\]]*\]\(([^)]{0,22})/g)].map(([, address]) => address);
    assert.deepEqual(pictures, Array<string>(PICTURES).fill('data:image/png;base64,'));
    const words = readme.replace(/\(data:[^)]*\)/g, '');
    assert.doesNotMatch(words, /toolchain|\bnpm\b|<!--/);
    assert.doesNotMatch(words, /\]\((?!#|https:)/, 'links that lead nowhere');
  });

  it('shows that README with pictures that load, under its name', async () => {
    const { page } = workbench;
    await page
      .getByRole('tab', { name: /^Extensions/ })
      .first()
      .click();
    await page.locator('.extension-list-item').filter({ hasText: NAME }).first().click();
    await page.locator('.extension-editor').getByText(NAME, { exact: true }).first().waitFor();
    const pictures = webviewIn(page).locator('img');
    await workbench.waitForPage(pictures.first());
    await eventually(async () => {
      const widths = await pictures.evaluateAll((images) =>
        images.map((image) => (image as unknown as { readonly naturalWidth: number }).naturalWidth),
      );
      assert.equal(widths.length, PICTURES);
      assert.ok(
        widths.every((width) => width > 800),
        widths.join(),
      );
    });
  });
});

/** A file of the extension as it is installed. */
async function installedFile(profile: string, name: string): Promise<string> {
  const extensions = path.join(profile, 'extensions');
  const folder = (await readdir(extensions)).find((entry) => entry.startsWith('deita.deita-vscode-'));
  assert.ok(folder !== undefined, `no extension below ${profile}`);
  return path.join(extensions, folder, name);
}
