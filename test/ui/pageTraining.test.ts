import assert from 'node:assert/strict';
import { eventually } from '../support/eventually';
import { CHOSEN, REFUSED_ROW } from '../support/page/fakeTraining';
import { describePage, SCORED, stateWith } from '../support/page/pageSuite';
import type { TableDriver } from '../support/page/tableDriver';

const at = (row: number) => ({ ...stateWith({}), currentRowIndex: row, training: true });
const WITH_TOKENIZER = { ...SCORED, settings: { training: CHOSEN }, state: at(5) };

describePage('page: a row as a model is trained on it', (open) => {
  const row = (driver: TableDriver) => driver.details.getByRole('region', { name: 'Training view' });
  const toggle = (driver: TableDriver) => driver.details.getByRole('button', { name: 'Training view' });

  it('asks for a tokenizer first, and shows the row once one is chosen', async () => {
    const driver = await open({ ...SCORED, state: stateWith({}) });
    await driver.details.locator('.turn-head').first().waitFor();
    await toggle(driver).click();
    await driver.details.getByText('No tokenizer is chosen yet.').waitFor();
    await driver.details.getByRole('button', { name: 'Choose tokenizer…' }).click();
    await row(driver).locator('mark').first().waitFor();
    await driver.details.getByText('LoRA, any base model, by tiny-chat').waitFor();
    await driver.savedState(({ training }) => training === true);
  });

  it('counts its tokens, marks what is trained on, and says where the limit cuts it', async () => {
    const driver = await open(WITH_TOKENIZER);
    const text = row(driver).locator('.rendered-text');
    await text.waitFor();
    assert.equal(
      await row(driver).locator('.training-counts').innerText(),
      '67 tokens · 25 trained on · 27 cut off at 40',
    );
    const learned = await text.locator('mark').allTextContents();
    assert.deepEqual(learned.slice(0, 1), ['That is 6.<|im_end|>']);
    assert.equal(learned.length, 3, 'the second answer stands on both sides of the cut');
    const cut = text.getByRole('separator', { name: 'Cut at 40 tokens' });
    await cut.waitFor();
    const struck = await text.locator('s').allTextContents();
    assert.deepEqual(struck, [learned[2]]);
    const whole = (await text.innerText()).replace(/\s*✂ Cut at 40 tokens\s*/, ' ');
    assert.match(whole, /^<\|im_start\|>user\nWhat is 5 \+ 1\?<\|im_end\|>/);
    const marks = await text.locator('mark').first().evaluate(decorationOf);
    assert.match(marks, /underline/, 'colour alone tells what is trained on');
  });

  it('follows the current row, and says why one cannot be rendered', async () => {
    const driver = await open({ ...WITH_TOKENIZER, state: at(REFUSED_ROW - 1) });
    await row(driver).getByText('That is 3.').waitFor();
    await driver.grid.focus();
    await driver.page.keyboard.press('ArrowDown');
    await driver.details.getByText('The chat template refuses the row: roles must alternate').waitFor();
    assert.equal(await row(driver).count(), 0);
    await driver.page.keyboard.press('ArrowDown');
    await row(driver).getByText('That is 5.').waitFor();
  });

  it('counts the selection when it is asked to, and may be stopped', async () => {
    const driver = await open({ ...WITH_TOKENIZER, holds: ['trainingTotals'] });
    const totals = driver.details.getByRole('region', { name: 'Selection' });
    await totals.getByRole('button', { name: 'Count the tokens of the selection' }).click();
    await totals.getByText('Counting the tokens of the selection…').waitFor();
    await totals.getByRole('button', { name: 'Stop' }).click();
    await totals.getByRole('button', { name: 'Count the tokens of the selection' }).click();
    await driver.release('trainingTotals');
    await eventually(async () =>
      assert.deepEqual(await totals.locator('p').allInnerTexts(), [
        '199 rows selected: 12,000 tokens, 50.0% of them trained on.',
        '20 rows (10.1%) longer than 40 tokens: 440 tokens are cut off.',
        '1 row cannot be rendered; the first, line 4: The chat template refuses the row: roles must alternate',
      ]),
    );
  });

  it('gives way to the messages, rendered, one click away', async () => {
    const driver = await open(WITH_TOKENIZER);
    await row(driver).waitFor();
    await driver.details.getByRole('button', { name: 'Rendered' }).click();
    await driver.details.locator('.message .markdown').first().waitFor();
    assert.equal(await row(driver).count(), 0);
    await driver.savedState(({ training, rendered }) => training === false && rendered === true);
  });
});

/** Runs in the page. */
function decorationOf(element: unknown): string {
  type Styles = { readonly textDecorationLine: string };
  const page = globalThis as unknown as { getComputedStyle(element: unknown): Styles };
  return page.getComputedStyle(element).textDecorationLine;
}
