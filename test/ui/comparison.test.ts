import assert from 'node:assert/strict';
import { ComparisonEditor } from '../support/workbench/comparisonEditor';
import { startSession } from '../support/workbench/session';
import type { Theme, Workbench } from '../support/workbench/workbench';

const FILE = 'scored.jsonl';
const THEMES: readonly Theme[] = ['dark', 'highContrastDark', 'highContrastLight', 'light'];
const TASKS = ['Name a colour.', 'Prove that the square root of two is no fraction, and say where that is used.'];
/** Rows that carry scores, so that there are two scorers without any model from elsewhere. */
const ROWS = Array.from({ length: 40 }, (_, at) =>
  JSON.stringify({
    instruction: `${TASKS[at % 2] ?? ''} ${'Explain every step. '.repeat(at % 5)}`,
    output: `It is number ${at}.`,
    complexity_scores: [1 + (at % 6)],
    quality_scores: [1 + ((at * 5) % 6)],
  }),
);

describe('comparing scorers', () => {
  let workbench: Workbench;
  let editor: ComparisonEditor;

  before(async () => {
    ({ workbench } = await startSession({ [FILE]: { content: `${ROWS.join('\n')}\n` } }));
    await workbench.openDataset(FILE);
    editor = new ComparisonEditor(workbench.page);
  });

  after(() => workbench.stop());

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed-${this.currentTest.title}`);
  });

  it('says where the default scorer and the scores of the rows agree', async () => {
    await workbench.runCommand('DEITA: Compare Scorers…');
    await workbench.waitForPage(editor.compareButton);
    await editor.frame.getByRole('textbox', { name: /^Budget/ }).fill('10');
    await editor.compareButton.click();
    await editor.agreement.waitFor();
    const cells = await editor.agreement
      .getByRole('row', { name: /^Evol score/ })
      .getByRole('cell')
      .allInnerTexts();
    assert.equal(cells.at(-1), '40');
    for (const cell of cells.slice(0, 2)) assert.match(cell, /^-?\d\.\d\d$/);
    await editor.rows.getByText(/^Of the 10 rows with the highest evol scores/).waitFor();
    assert.equal(await editor.rows.locator('tbody tr').count(), 40);
  });

  it('keeps the comparison while another tab is in front, and goes to a row of the table', async () => {
    const first = editor.rows.locator('tbody button').first();
    const line = Number(await first.innerText());
    await first.click();
    await workbench.waitForRows();
    await workbench.datasetEditor.waitForCurrentLine(line);
    await workbench.tab(`Scorers: ${FILE}`).click();
    await workbench.waitForPage(editor.agreement);
  });

  for (const theme of THEMES) {
    it(`can be read in ${theme}`, async () => {
      await workbench.setTheme(theme);
      await workbench.waitForPage(editor.agreement);
      await workbench.screenshot(`comparison-${theme}`);
      const strokes = await editor.frame.locator('.scatter .point').evaluateAll(strokesOf);
      assert.equal(new Set(strokes).size, 2, 'rows that are ranked far apart look like all others');
    });
  }
});

/** Runs in the page. */
function strokesOf(elements: unknown[]): string[] {
  const page = globalThis as unknown as { getComputedStyle(element: unknown): { readonly stroke: string } };
  return elements.map((element) => page.getComputedStyle(element).stroke);
}
