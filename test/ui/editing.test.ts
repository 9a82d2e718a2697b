import assert from 'node:assert/strict';
import { eventually } from '../support/eventually';
import { describePage, SCORED } from '../support/page/pageSuite';
import type { TableDriver } from '../support/page/tableDriver';

const edit = ({ details }: TableDriver, role: string) => details.getByRole('button', { name: `Edit ${role}` }).first();
const field = ({ details }: TableDriver) => details.locator('.message-editor textarea');

describePage('page: editing messages', (open) => {
  it('keeps a text that was typed as a decision, which is undone by key', async () => {
    const driver = await open(SCORED);
    await driver.isAtLine('1');
    await edit(driver, 'Assistant').click();
    await driver.details.locator('.message-editor textarea:focus').waitFor();
    await driver.page.keyboard.press('ControlOrMeta+a');
    await driver.page.keyboard.type('d+m-t better'); // Letters that are commands elsewhere.
    await driver.page.keyboard.press('Control+Enter');
    await driver.details.getByText('d+m-t better').waitFor();
    await field(driver).waitFor({ state: 'detached' });
    await driver.details.getByText('Edited by hand').waitFor();
    await driver.press('Control+z');
    await driver.details.getByText('d+m-t better').waitFor({ state: 'detached' });
    await driver.press('Control+y');
    await driver.details.getByRole('button', { name: 'Use the texts of the file' }).click();
    await driver.details.getByText('Edited by hand').waitFor({ state: 'detached' });
  });

  it('gives up what was typed by Escape, and keeps it while another row is looked at', async () => {
    const driver = await open(SCORED);
    await driver.isAtLine('1');
    await edit(driver, 'Assistant').click();
    await field(driver).fill('a draft');
    await driver.grid.focus();
    await driver.press('ArrowDown');
    await driver.isAtLine('2');
    await field(driver).waitFor({ state: 'detached' });
    await driver.press('ArrowUp');
    await driver.isAtLine('1');
    await eventually(async () => assert.equal(await field(driver).inputValue(), 'a draft'));
    await driver.press('ArrowDown');
    await driver.isAtLine('2');
    await driver.press('ArrowUp');
    await driver.isAtLine('1');
    await field(driver).press('Escape');
    await field(driver).waitFor({ state: 'detached' });
    await edit(driver, 'Assistant').waitFor();
    assert.equal(await driver.details.getByText('Edited by hand').count(), 0);
  });

  it('keeps what was typed by its button, too', async () => {
    const driver = await open(SCORED);
    await driver.isAtLine('1');
    await edit(driver, 'Assistant').click();
    await field(driver).fill('a better answer');
    await driver.details.getByRole('button', { name: 'Save Edit' }).click();
    await driver.details.getByText('a better answer').waitFor();
    await driver.details.getByText('Edited by hand').waitFor();
  });

  it('says of a text that is put together that it is none of the row', async () => {
    const driver = await open(SCORED);
    await driver.isAtLine('1');
    await edit(driver, 'User').click();
    await driver.details.getByText('This is no single text of the row').waitFor();
    await driver.details.getByRole('button', { name: 'Cancel' }).click();
    await edit(driver, 'User').waitFor();
  });
});
