import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { PagePanels } from '../../src/editor/pages/pagePanels';
import { deitaExtension } from './support/extension';

const VIEW = 'deita.tests.page';
const RUN = vscode.Uri.file('/data/pool.evol');

/** What the editor does after a reload is done by hand here: it gives back a tab, and what was kept of its page. */
describe('Tabs of pages', () => {
  let filled: string[];
  let emptied: string[];
  let panels: PagePanels;

  beforeEach(() => {
    [filled, emptied] = [[], []];
    panels = new PagePanels(VIEW, deitaExtension().extensionUri, (_, uri) => {
      filled.push(uri.path);
      return { dispose: () => void emptied.push(uri.path) };
    });
  });

  afterEach(() => panels.dispose());

  /** A tab as it is before a page is in it. @returns whether it was closed */
  async function restore(kept: unknown): Promise<boolean> {
    const panel = vscode.window.createWebviewPanel(VIEW, 'pool.evol', vscode.ViewColumn.Active);
    let closed = false;
    panel.onDidDispose(() => (closed = true));
    await panels.deserializeWebviewPanel(panel, kept);
    return closed;
  }

  it('show again what they showed, and are brought to the front instead of opened twice', async () => {
    assert.equal(await restore({ uri: RUN.toString() }), false);
    panels.show(RUN, 'pool.evol');
    assert.deepEqual(filled, [RUN.path]);
    panels.dispose();
    assert.deepEqual(emptied, [RUN.path]);
  });

  it('are closed when another tab shows the same already', async () => {
    panels.show(RUN, 'pool.evol');
    assert.equal(await restore({ uri: RUN.toString() }), true);
    assert.deepEqual([filled, emptied], [[RUN.path], []]);
  });

  for (const kept of [undefined, null, 'text', {}, { uri: 5 }, { uri: 'https://example.org/pool.evol' }]) {
    it(`are closed when what was kept names no file: ${JSON.stringify(kept)}`, async () => {
      assert.equal(await restore(kept), true);
      assert.deepEqual(filled, []);
    });
  }
});
