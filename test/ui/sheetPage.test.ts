import assert from 'node:assert/strict';
import { eventually } from '../support/eventually';
import { describePageOf } from '../support/page/pageSuite';
import { SHEET } from '../support/page/sheet/sheetDriver';

const ANN = { annotator: 'Ann', item: 0, rendered: true };

describePageOf(SHEET, 'page of a blind sheet', (open) => {
  it('asks who judges and names no model', async () => {
    const driver = await open({ items: 3, finished: ['Bob'] });
    await driver.result.getByRole('button', { name: 'Show the result, which names the models' }).waitFor();
    await driver.page.getByText('is drawn by seed 7').waitFor();
    await driver.page.getByText('3 of 3').waitFor();
    await driver.begin('Ann');
    await driver.isAt(1, '3 undecided');
    await eventually(async () => {
      const saved = await driver.requests('saveState');
      assert.deepEqual(saved.at(-1), { state: { annotator: 'Ann', item: 0, rendered: true } });
    });
    assert.equal(await driver.result.count(), 0, 'Ann has not voted yet');
    assert.doesNotMatch(await driver.page.locator('body').innerText(), /deita-model|random-model/);
  });

  it('takes votes by keys, each to the next undecided prompt, and keeps every one', async () => {
    const driver = await open({ items: 4, state: ANN });
    await driver.isAt(1, '4 undecided');
    await driver.page.keyboard.press('1');
    await driver.isAt(2, '3 undecided');
    await driver.page.keyboard.press('j');
    await driver.isAt(3, '3 undecided');
    await driver.page.keyboard.press('2');
    await driver.isAt(4, '2 undecided');
    await driver.page.keyboard.press('3');
    await driver.isAt(2, '1 undecided');
    await driver.page.keyboard.press('k');
    await driver.isAt(1, '1 undecided');
    assert.equal(await driver.vote(/Left is better/).getAttribute('aria-pressed'), 'true');
    await driver.page.keyboard.press('0');
    await driver.isAt(1, '2 undecided');
    await driver.page.keyboard.press('n');
    await driver.isAt(2, '2 undecided');
    assert.deepEqual(await driver.requests('vote'), [
      { annotator: 'Ann', item: 0, vote: 'left' },
      { annotator: 'Ann', item: 2, vote: 'tie' },
      { annotator: 'Ann', item: 3, vote: 'right' },
      { annotator: 'Ann', item: 0, vote: null },
    ]);
  });

  it('lets the host keep where it is as soon as the focus goes elsewhere: what takes it may hide the page', async () => {
    const driver = await open({ items: 4, state: ANN });
    await driver.isAt(1, '4 undecided');
    await driver.page.keyboard.press('j');
    await driver.page.keyboard.press('j');
    await driver.page.evaluate("window.dispatchEvent(new Event('blur'))");
    await driver.messagesHaveArrived();
    assert.deepEqual((await driver.requests('saveState')).at(-1), { state: { ...ANN, item: 2 } });
  });

  it('takes no vote on a prompt that is still on its way', async () => {
    const driver = await open({ items: 3, state: ANN });
    await driver.isAt(1, '3 undecided');
    await driver.hold('item');
    await driver.page.keyboard.press('j');
    await driver.page.getByRole('heading', { name: 'Prompt 2 of 3' }).waitFor();
    assert.equal(await driver.vote(/^Tie/).isDisabled(), true);
    await driver.page.keyboard.press('1');
    await driver.release('item');
    await driver.isAt(2, '3 undecided');
    assert.deepEqual(await driver.requests('vote'), []);
  });

  it('goes on with a person who began, at what they have not decided', async () => {
    const driver = await open({ items: 3, state: ANN });
    await driver.isAt(1, '3 undecided');
    await driver.page.keyboard.press('1');
    await driver.isAt(2, '2 undecided');
    await driver.page.getByRole('button', { name: 'Another person' }).click();
    await driver.page.getByText('1 of 3').waitFor();
    await driver.page.getByRole('button', { name: 'Ann' }).click();
    await driver.isAt(2, '2 undecided');
  });

  it('says who won and how people agree once everybody has finished, and exports the votes', async () => {
    const driver = await open({ items: 1, finished: ['Bob'], state: ANN });
    await driver.isAt(1, '1 undecided');
    assert.equal(await driver.result.count(), 0);
    await driver.vote(/^Right is better/).click();
    await driver.result.getByRole('button', { name: 'Show the result, which names the models' }).click();
    await driver.result.getByText('deita-model against random-model: win rate 83.3%').waitFor();
    await driver.result
      .getByText(/^Ann and Bob: the same vote on 66\.7% of 3 prompts, 83\.3% .* κ = 0\.50\.$/)
      .waitFor();
    await driver.result.getByRole('button', { name: 'Export votes…' }).click();
    await driver.page.getByRole('status').filter({ hasText: '6 votes exported' }).waitFor({ state: 'attached' });
  });

  it('says so where a vote cannot be kept: it is undecided again', async () => {
    const failure = { code: 'outputFailed', message: 'The disk is full.' } as const;
    const driver = await open({ items: 2, state: ANN, voteError: failure });
    await driver.isAt(1, '2 undecided');
    await driver.page.keyboard.press('1');
    await driver.page.getByRole('alert').getByText('The disk is full.').waitFor();
    await eventually(async () => assert.match(await driver.page.locator('.sheet-bar').innerText(), /2 undecided/));
  });

  it('says why a sheet cannot be read', async () => {
    const driver = await open({ items: 0, failure: { code: 'fileNotFound', message: 'There is no sheet here.' } });
    await driver.page.getByText('There is no sheet here.').waitFor();
  });
});
