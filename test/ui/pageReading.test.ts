import assert from 'node:assert/strict';
import { eventually } from '../support/eventually';
import { LONG_LINE, TOOL_MESSAGES, TOOL_ROW } from '../support/page/fakeDataset';
import { describePage, SCORED, stateWith } from '../support/page/pageSuite';

const AT_TOOL_ROW = { ...SCORED, state: { ...stateWith({}), currentRowIndex: TOOL_ROW } };

describePage('page: reading a row', (open) => {
  it('tells that a row is read once somebody has gone to one, and once in all', async () => {
    const driver = await open(SCORED);
    await driver.isAtLine('1');
    await driver.details.getByRole('heading', { name: 'Line 1', exact: true }).waitFor();
    await driver.messagesHaveArrived();
    assert.deepEqual(await driver.requests('rowRead'), []);
    await driver.press('ArrowDown');
    await driver.details.getByRole('heading', { name: 'Line 2', exact: true }).waitFor();
    await driver.press('ArrowDown');
    await driver.details.getByRole('heading', { name: 'Line 3', exact: true }).waitFor();
    await driver.messagesHaveArrived();
    assert.deepEqual(await driver.requests('rowRead'), [null]);
  });

  it('tells so of a card, and of details that are opened', async () => {
    const closed = { ...SCORED, state: { ...stateWith({}), detailsOpen: false } };
    const first = await open(closed);
    await first.press('ArrowDown');
    await first.isAtLine('2');
    await first.messagesHaveArrived();
    assert.deepEqual(await first.requests('rowRead'), []);
    await first.currentRow.locator('.instruction').hover();
    await first.page.getByRole('tooltip').waitFor();
    await first.hasAsked('rowRead');
    await first.page.close();
    const second = await open(closed);
    await second.isAtLine('1');
    await second.press('Enter');
    await second.details.getByRole('heading', { name: 'Line 1', exact: true }).waitFor();
    await second.hasAsked('rowRead');
  });

  it('says who speaks, opens what tools are given and give, and folds reasoning away', async () => {
    const driver = await open(AT_TOOL_ROW);
    const call = driver.details.locator('.message.toolCall details');
    await call.waitFor();
    const heads = driver.details.locator('.message h3');
    const titles = (await heads.allInnerTexts()).map((text) => text.replace(/ about.*/i, '').toLowerCase());
    assert.deepEqual(titles, ['user', 'reasoning', 'tool call', 'tool result', 'assistant']);
    assert.equal(await call.locator('summary').innerText(), 'weather');
    assert.equal(
      await call.locator('pre').innerText(),
      '{\n  "name": "weather",\n  "arguments": {\n    "city": "Seoul"\n  }\n}',
    );
    const thought = driver.details.getByText('I have to ask.');
    assert.equal(await thought.isVisible(), false);
    await driver.details.locator('.message.reasoning summary').click();
    await thought.waitFor();
  });

  it('renders Markdown of elements that cannot act: links and pictures are text', async () => {
    const driver = await open(AT_TOOL_ROW);
    const answer = driver.details.locator('.message.assistant .markdown');
    assert.equal(await answer.locator('strong').innerText(), '21 °C');
    assert.equal(await answer.locator('.address').innerText(), 'the source (https://example.org/a)');
    assert.equal((await answer.locator('pre code').innerText()).trim(), `print(21)\n${LONG_LINE}`);
    assert.deepEqual(await answer.locator('td').allInnerTexts(), ['Seoul', '21']);
    assert.deepEqual(await answer.locator('ol li').allInnerTexts(), ['one', 'two']);
    await answer.getByText('![map](https://example.org/map.png)').waitFor();
    assert.equal(await driver.details.locator('a, img, style, script').count(), 0);
  });

  it('shows every text as it is written, one click away, and keeps that', async () => {
    const driver = await open(AT_TOOL_ROW);
    await driver.details.locator('.message.toolCall').waitFor();
    await driver.details.getByRole('button', { name: 'Rendered' }).click();
    const texts = driver.details.locator('.message .text');
    await eventually(async () =>
      assert.deepEqual(
        await texts.allTextContents(),
        TOOL_MESSAGES.map(({ text }) => text),
      ),
    );
    await driver.savedState(({ rendered }) => rendered === false);
  });

  it('has the scores in the heading of each turn and marks counts of tokens as estimates', async () => {
    const driver = await open(AT_TOOL_ROW);
    await driver.details.locator('.message.toolCall').waitFor();
    const scores = await driver.details.locator('.turn-head .turn-scores').innerText();
    assert.match(scores.replace(/\s+/g, ' '), /^Complexity \d\.\d\d Quality \d\.\d\d$/);
    assert.match(await driver.details.locator('.message.user .tokens').innerText(), /^about 7 tokens$/i);
  });

  it('keeps the columns of code, which keys scroll to its end', async () => {
    const driver = await open(AT_TOOL_ROW);
    const code = driver.details.locator('.message.assistant pre');
    const { needed, given } = await code.evaluate(measureText);
    assert.ok(needed > given, `${needed} in ${given} pixels`);
    assert.equal((await code.locator('code').evaluate(measureText)).lines, 2, 'one each, however long');
    await code.focus();
    await driver.press('ArrowRight', 'ArrowRight');
    await eventually(async () => assert.ok((await code.evaluate(measureText)).scrolled > 0));
    assert.equal((await driver.details.locator('.message.toolCall code').evaluate(measureText)).lines, 6);
  });

  it('says what is not shown of a message, and what else stands in it', async () => {
    const driver = await open(AT_TOOL_ROW);
    const beside = driver.details.locator('.message .beside');
    await eventually(async () =>
      assert.deepEqual(await beside.allInnerTexts(), ['2 images not shown · 1 audio recording not shown', 'weight: 0']),
    );
  });

  it('has the other fields of a row, as text, once they are unfolded, and keeps them so for the next row', async () => {
    const driver = await open(AT_TOOL_ROW);
    const fields = driver.details.locator('.other-fields');
    await fields.getByText('(id, note, tools)').waitFor();
    assert.deepEqual(await driver.requests('row/source'), [], 'nothing is asked for before');
    await fields.locator('summary').first().click();
    const values = fields.locator('dd');
    await eventually(async () => assert.equal(await values.count(), 3));
    assert.equal(await values.nth(1).innerText(), '<b>bold</b>');
    const json = values.nth(2).locator('pre');
    assert.equal(await json.innerText(), '[\n  {\n    "name": "weather"\n  }\n]');
    await values.nth(2).locator('summary').click();
    await json.waitFor({ state: 'hidden' });
    await driver.grid.focus();
    await driver.press('ArrowDown');
    await driver.details.getByRole('heading', { name: 'Line 22' }).waitFor();
    await driver.press('ArrowUp');
    await eventually(async () => assert.equal(await values.count(), 3));
  });

  it('has the JSON of a row, and says where it is cut and where the rest is', async () => {
    const driver = await open(AT_TOOL_ROW);
    const raw = driver.details.locator('.raw-row');
    await raw.locator('summary').click();
    await raw.getByText('"note": "<b>bold</b>"').waitFor();
    await raw.getByText('The first 78 of 3,000,000 characters.').waitFor();
    await raw.getByRole('button', { name: 'Open as Text' }).click();
    await eventually(async () => assert.equal((await driver.requests('deita.openAsText')).length, 1));
  });

  it('shows the whole status in its heading, however long', async () => {
    const driver = await open({ ...SCORED, state: stateWith({ statuses: ['nearDuplicate'] }) });
    const status = driver.details.locator('.details-status');
    await status.filter({ hasText: /near-duplicate of line/i }).waitFor();
    await driver.page.setViewportSize({ width: 940, height: 700 });
    const { needed, given } = await status.evaluate(measureText);
    assert.ok(needed <= given, `${needed} in ${given} pixels`);
  });

  it('shows no scores before there are any', async () => {
    const driver = await open({ rows: 2000 });
    await driver.details.locator('.turn-head').first().waitFor();
    assert.equal(await driver.details.locator('.turn-scores').count(), 0);
  });
});

interface MeasuredText {
  readonly needed: number;
  readonly given: number;
  readonly scrolled: number;
  readonly lines: number;
}

/** Runs in the page: the width that a text needs and the one it has, how far it is scrolled, and its lines as drawn. */
function measureText(element: unknown): MeasuredText {
  type Range = { selectNodeContents(of: unknown): void; getClientRects(): Iterable<{ readonly top: number }> };
  const { document } = globalThis as unknown as { document: { createRange(): Range } };
  const { scrollWidth, clientWidth, scrollLeft } = element as Record<
    'scrollWidth' | 'clientWidth' | 'scrollLeft',
    number
  >;
  const range = document.createRange();
  range.selectNodeContents(element);
  const tops = new Set(Array.from(range.getClientRects(), ({ top }) => Math.round(top)));
  return { needed: scrollWidth, given: clientWidth, scrolled: scrollLeft, lines: tops.size };
}
