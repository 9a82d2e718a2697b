import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { eventually } from '../support/eventually';
import type { DatasetEditor } from '../support/workbench/datasetEditor';
import { startSession } from '../support/workbench/session';
import { HOVER_TEXT_MS } from '../support/workbench/textEditor';
import type { Workbench } from '../support/workbench/workbench';

/** Each would do something if any part of it were taken for markup, a link, an icon or a command. */
const HOSTILE_TEXTS = [
  '<img src=x onerror="top.pwned = 1">',
  '</script><script>top.pwned = 1</script>',
  '<a href="javascript:top.pwned=1">here</a>',
  '[here](command:workbench.action.closeAllEditors)',
  '[here](javascript:top.pwned=1)',
  '![here](https://pwned.invalid/a.png)',
  '<a href="command:workbench.action.closeAllEditors">here</a>',
  '$(error) `code` **bold** | a | b |',
];

/** Twice, so that each row is the near-duplicate of another and appears in its details and hover. */
const ROWS = [...HOSTILE_TEXTS, ...HOSTILE_TEXTS].map((text) =>
  JSON.stringify({ instruction: `Show ${text}`, output: `Shown ${text}` }),
);

/** A bad row shows its source, so that must be inert as well. */
const BAD_ROW = '{"instruction": "<img src=x onerror=top.pwned=1>';

describe('hostile rows in the workbench', () => {
  let workbench: Workbench;
  let editor: DatasetEditor;
  const requested: string[] = [];

  before(async () => {
    ({ workbench } = await startSession({ 'hostile.jsonl': { content: `${[...ROWS, BAD_ROW].join('\n')}\n` } }));
    workbench.page.on('request', (request) => requested.push(request.url()));
    workbench.page.on('dialog', (dialog) => requested.push(`dialog ${dialog.message()}`));
    editor = await workbench.openDataset('hostile.jsonl');
    await editor.select();
  });

  after(() => workbench.stop());

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed-${this.currentTest.title}`);
    for (const frame of workbench.page.frames()) {
      assert.equal(await frame.evaluate('typeof top.pwned'), 'undefined', `A row's text ran in ${frame.url()}`);
    }
    assert.deepEqual(
      requested.filter((url) => url.includes('pwned') || url.startsWith('dialog')),
      [],
    );
  });

  it('show as text in the table', async () => {
    // The order by rank comes a moment after the selection.
    await eventually(async () => {
      const rows = await editor.shownRows();
      assert.deepEqual(
        // By rank: of each text one row is selected, whichever is the better.
        rows
          .slice(0, HOSTILE_TEXTS.length)
          .map((row) => row['Instruction'])
          .sort(),
        HOSTILE_TEXTS.map((text) => `Show ${text}`).sort(),
      );
    });
    await holdsNoMarkup(editor.table);
  });

  it('show as text in the details, their near-duplicates and cards', async () => {
    const rendered = editor.details.getByRole('button', { name: 'Rendered' });
    for (const [index, text] of HOSTILE_TEXTS.entries()) {
      await editor.goToLine(index + 1);
      await editor.details.getByRole('heading', { name: `Line ${index + 1}`, exact: true }).waitFor();
      await editor.details.locator('.message.user .markdown').waitFor();
      await holdsNoMarkup(editor.details);
      await rendered.click();
      await editor.details.locator('.message.user').getByText(`Show ${text}`, { exact: true }).waitFor();
      await editor.details.getByText(`Shown ${text}`, { exact: true }).waitFor();
      await holdsNoMarkup(editor.details);
      await rendered.click();
      await editor.focusTable();
      await workbench.page.keyboard.press('h');
      await editor.card.getByText(`Show ${text}`).first().waitFor();
      await holdsNoMarkup(editor.card);
      await workbench.page.keyboard.press('h');
    }
    await editor.goToLine(ROWS.length + 1);
    await editor.details.getByText(BAD_ROW, { exact: true }).waitFor();
    await holdsNoMarkup(editor.details);
    await workbench.screenshot('hostile-details');
  });

  it("show as text in the text editor's hover, whose only links are commands of the extension", async () => {
    await workbench.runCommand('DEITA: Open as Text');
    for (const [index, text] of HOSTILE_TEXTS.entries()) {
      await workbench.textEditor.lookAtHover(index + 1, async (hover) => {
        await hover.getByText(`Show ${text}`).first().waitFor({ timeout: HOVER_TEXT_MS });
        const { links, markup } = await hover.evaluate(readHover, undefined, { timeout: HOVER_TEXT_MS });
        assert.ok(links.length > 0);
        for (const link of links) assert.match(link, /^command:deita\./);
        assert.deepEqual(markup, []);
      });
      await workbench.page.keyboard.press('Escape');
      await workbench.page.mouse.move(0, 0);
    }
  });
});

async function holdsNoMarkup(place: Locator): Promise<void> {
  assert.equal(await place.locator('img, script, iframe, a[href]').count(), 0);
}

interface HoverPart {
  readonly dataset: { readonly href?: string };
  readonly tagName: string;
  readonly textContent: string;
  getAttribute(name: string): string | null;
}

/** Runs in the page, in one go: a hover may vanish between two looks. */
function readHover(hover: unknown): { readonly links: string[]; readonly markup: string[] } {
  const root = hover as { querySelectorAll(selector: string): Iterable<HoverPart> };
  return {
    links: [...root.querySelectorAll('a')].map((link) => link.dataset.href ?? link.getAttribute('href') ?? ''),
    markup: [...root.querySelectorAll('img, script, iframe, code, h1, strong')]
      .filter(({ tagName, textContent }) => tagName !== 'STRONG' || textContent.includes('bold'))
      .map(({ tagName }) => tagName),
  };
}
