import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { eventually } from '../support/eventually';
import { FakeDataset, LONG_OFFSET, TOOL_ROW } from '../support/page/fakeDataset';
import { describePage, SCORED, stateWith } from '../support/page/pageSuite';
import type { TableDriver } from '../support/page/tableDriver';

interface MarkGlobals {
  readonly CSS: { readonly highlights: Map<string, Iterable<{ toString(): string; getBoundingClientRect(): Box }>> };
  readonly document: { querySelector(selector: string): { getBoundingClientRect(): Box } };
}
interface Box {
  readonly top: number;
  readonly bottom: number;
}

/** What is marked in the page: every match, or the one that is come to. */
const marked = ({ page }: TableDriver, name: 'deita-find' | 'deita-find-current'): Promise<string[]> =>
  page.evaluate((highlight) => {
    const { CSS } = globalThis as unknown as MarkGlobals;
    return [...(CSS.highlights.get(highlight) ?? [])].map(String);
  }, name);
/** Whether the match that is come to is in sight in the details. */
const isInSight = ({ page }: TableDriver): Promise<boolean> =>
  page.evaluate(() => {
    const { CSS, document } = globalThis as unknown as MarkGlobals;
    const seen = document.querySelector('.details-body').getBoundingClientRect();
    const [range] = [...(CSS.highlights.get('deita-find-current') ?? [])].map((each) => each.getBoundingClientRect());
    return range !== undefined && range.bottom > range.top && range.top >= seen.top && range.bottom <= seen.bottom;
  });
/** Once the search has ended: until then there are more and more rows. */
const place = ({ page }: TableDriver): Locator =>
  page.locator('.find-place:not(:has(.codicon-modifier-spin)) .find-count');
const isAt = (driver: TableDriver, text: RegExp): Promise<void> =>
  eventually(async () => assert.match((await place(driver).textContent()) ?? '', text));
/** Enters the text in one go: of what is typed, parts are applied where keys come slowly. */
const find = async (driver: TableDriver, text: string): Promise<void> => {
  await driver.press('/');
  await driver.page.keyboard.insertText(text);
  await driver.press('Enter');
};
const field = ({ page }: TableDriver): Locator => page.locator('vscode-text-field.find');

describePage('page: find', (open) => {
  it('marks what it finds in rows and details, and says which of how many rows is looked at', async () => {
    const driver = await open(SCORED);
    await driver.isAtLine('1');
    await find(driver, 'lighthouse');
    await isAt(driver, /^1 of \d+$/);
    await eventually(async () => {
      const texts = await marked(driver, 'deita-find');
      assert.ok(texts.length > 10, `${texts.length} marked`);
      assert.ok(texts.every((text) => text.toLowerCase() === 'lighthouse'));
      assert.equal((await marked(driver, 'deita-find-current')).length, 1);
    });
    await driver.press('Escape');
    await driver.hasRowCount(2000);
    await eventually(async () => assert.deepEqual(await marked(driver, 'deita-find'), []));
    await driver.gridHasFocus();
  });

  it('says in how many rows the instruction has the text, and the response, while it is looked for in both', async () => {
    const driver = await open(SCORED);
    const found = driver.page.locator('.found-in');
    await find(driver, 'step');
    await isAt(driver, /^1 of \d+$/);
    const dataset = new FakeDataset(2000);
    dataset.select(200, 0.9);
    const rows = Array.from({ length: 2000 }, (_, row) => row).filter((row) => dataset.preview(row).includes('step'));
    const both = rows.filter((row) => dataset.responsePreview(row).includes('step'));
    assert.ok(both.length > 0 && both.length < rows.length, `${both.length} of ${rows.length}`);
    const text = `${rows.length.toLocaleString('en')} in instructions and ${both.length} in responses`;
    await eventually(async () => assert.equal(await found.textContent(), text));
    await driver.page.getByTitle(`${text}\nA row counts for each part that has the text.`).waitFor();
    await driver.page
      .getByRole('status')
      .filter({ hasText: `in file order, ${text}` })
      .waitFor({ state: 'attached' });
    await driver.page.setViewportSize({ width: 930, height: 700 });
    await driver.page.locator('.find-found', { hasText: text }).waitFor();
    assert.equal(await found.isVisible(), false);
    await driver.press('ArrowDown');
    await driver.page.locator('.find-found').waitFor({ state: 'hidden' });
    await driver.press('Escape');
    await find(driver, 'instruction: step');
    await found.waitFor({ state: 'detached' });
    await driver.hasRowCount(rows.length);
  });

  it('goes from match to match by Enter and F3, back by Shift, and round at the ends', async () => {
    const driver = await open({ ...SCORED, state: { ...stateWith({}), detailsOpen: false } });
    await driver.isAtLine('1');
    await find(driver, 'lighthouse');
    await isAt(driver, /^1 of/);
    const [, last = ''] = /of ([\d,]+)$/.exec((await place(driver).textContent()) ?? '') ?? [];
    await driver.press('Enter');
    await isAt(driver, /^2 of/);
    await driver.press('F3');
    await isAt(driver, /^3 of/);
    await driver.press('Shift+Enter', 'Shift+F3');
    await isAt(driver, /^1 of/);
    await driver.press('Shift+Enter');
    await isAt(driver, new RegExp(`^${last} of`));
    await driver.press('ArrowDown');
    await driver.gridHasFocus();
    await driver.press('F3');
    await isAt(driver, /^1 of/);
    await driver.page.getByRole('button', { name: 'Next match' }).click();
    await isAt(driver, /^2 of/);
  });

  it('finds messages by role, marks who speaks, and words in their messages alone', async () => {
    const driver = await open({ ...SCORED, state: { ...stateWith({}), detailsOpen: true } });
    await driver.isAtLine('1');
    await find(driver, 'role:tool');
    await driver.isAtLine(String(TOOL_ROW + 1));
    await driver.hasRowCount(1);
    await isAt(driver, /^1 of 1$/);
    await eventually(async () => assert.deepEqual(await marked(driver, 'deita-find'), ['Tool call', 'Tool result']));
    assert.deepEqual(await marked(driver, 'deita-find-current'), ['Tool call']);
    await driver.press('F3');
    await eventually(async () => assert.deepEqual(await marked(driver, 'deita-find-current'), ['Tool result']));
    await driver.press('Escape');
    await find(driver, 'role:tool-result 21');
    await eventually(async () => assert.deepEqual(await marked(driver, 'deita-find'), ['21']));
    const { turns } = new FakeDataset(2000).detail(TOOL_ROW);
    assert.ok(turns[0]?.messages?.some(({ role, text }) => role === 'assistant' && text.includes('21')));
    await driver.press('Escape');
    await find(driver, 'role:user 21');
    await driver.page.getByText('No row matches the filter.').waitFor();
  });

  it('shows the match in a long row, all of it, and the ones that follow before the next row', async () => {
    const { response = '' } = new FakeDataset(2000).detail(LONG_OFFSET).turns[0] ?? {};
    const words = response.trim().split(/\s+/).slice(-3).join(' ');
    const matches = response.split(words).length - 1;
    assert.ok(matches > 10 && response.length > 2500, `${matches} in ${response.length}`);
    const state = stateWith({ text: `response: ${words}` });
    const driver = await open({ ...SCORED, state: { ...state, currentRowIndex: LONG_OFFSET, rendered: false } });
    await driver.isAtLine(String(LONG_OFFSET + 1));
    const inDetails = driver.details.getByText(words).first();
    await inDetails.waitFor();
    await eventually(async () => assert.equal((await marked(driver, 'deita-find-current')).length, 1));
    const start = (await place(driver).textContent()) ?? '';
    for (let match = 1; match < matches; match++) await driver.press('F3');
    await eventually(async () => assert.equal(await isInSight(driver), true));
    assert.equal(await place(driver).textContent(), start);
    assert.ok((await driver.details.locator('.details-body').evaluate(scrollTopOf)) > 0);
    await driver.press('F3');
    await eventually(async () => assert.notEqual(await place(driver).textContent(), start));
  });

  it('looks for regular expressions and letter case on demand, by key and by click', async () => {
    const driver = await open(SCORED);
    await find(driver, 'LIGHT[a-z]+');
    await driver.page.getByText('No row matches the filter.').waitFor();
    await driver.press('Alt+r');
    await isAt(driver, /^1 of \d+$/);
    await eventually(async () => assert.ok((await marked(driver, 'deita-find')).length > 10));
    await driver.page.getByRole('button', { name: 'Match Case (Alt+C)' }).click();
    await driver.page.getByText('No row matches the filter.').waitFor();
    await driver.savedState(({ query }) => query.regex === true && query.matchCase === true);
    await field(driver).click();
    await driver.press('Alt+c');
    await isAt(driver, /^1 of \d+$/);
    assert.deepEqual((await driver.requests('view/set')).at(-1), { query: { text: 'LIGHT[a-z]+', regex: true } });
  });

  it('looks for whole words on demand', async () => {
    const driver = await open(SCORED);
    await find(driver, 'lighthous');
    await isAt(driver, /^1 of \d+$/);
    await driver.press('Alt+w');
    await driver.page.getByText('No row matches the filter.').waitFor();
    await driver.page.getByRole('button', { name: 'Match Whole Word (Alt+W)' }).click();
    await isAt(driver, /^1 of \d+$/);
    await driver.savedState(({ query }) => query.text === 'lighthous' && query.wholeWord === undefined);
  });

  it('says in place what is no regular expression, and leaves the rows as they are', async () => {
    const driver = await open({ ...SCORED, state: stateWith({ regex: true }) });
    await find(driver, 'light(');
    const problem = driver.page.locator('.find-problem');
    await problem.waitFor();
    assert.equal(await problem.textContent(), 'No regular expression: missing closing )');
    assert.equal(await field(driver).getAttribute('aria-invalid'), 'true');
    await driver.hasRowCount(2000);
    await driver.type('house)');
    await problem.waitFor({ state: 'detached' });
    await isAt(driver, /^1 of \d+$/);
  });

  it('keeps what is typed where it becomes no regular expression by the switch', async () => {
    const driver = await open(SCORED);
    await find(driver, 'house (');
    await driver.press('Alt+r');
    await driver.page.locator('.find-problem').waitFor();
    await driver.hasRowCount(2000);
    assert.equal(await field(driver).evaluate((element) => (element as unknown as { value: string }).value), 'house (');
  });

  it('asks for the text by F3 where nothing is looked for, and goes nowhere by Enter', async () => {
    const driver = await open(SCORED);
    await driver.isAtLine('1');
    await driver.press('F3');
    await eventually(async () => assert.equal(await driver.hasFocus(field(driver)), true));
    await driver.press('Shift+Enter', 'ArrowDown');
    await driver.gridHasFocus();
    await driver.press('ArrowDown');
    await driver.isAtLine('2');
  });
});

function scrollTopOf(element: unknown): number {
  return (element as { readonly scrollTop: number }).scrollTop;
}
