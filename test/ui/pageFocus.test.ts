import assert from 'node:assert/strict';
import { eventually } from '../support/eventually';
import { describePage, SCORED } from '../support/page/pageSuite';

describePage('page: the focus', (open) => {
  it('is left where the user is while the page opens, and goes to the table with the page', async () => {
    const driver = await open(SCORED);
    const { page } = driver;
    const address = page.url();
    const workbench = new URL('/workbench', address).href;
    const body = `<input autofocus><iframe src="${address}" width="1200" height="700"></iframe>`;
    await page.route(workbench, (route) => route.fulfill({ contentType: 'text/html', body }));
    await page.goto(workbench);
    const opened = page.frameLocator('iframe');
    await opened.locator('.row[data-status]').first().waitFor({ state: 'attached' });
    await eventually(async () => assert.equal(await driver.hasFocus(page.locator('input')), true));
    await page.locator('iframe').focus();
    await eventually(async () => assert.equal(await driver.hasFocus(opened.getByRole('grid')), true));
  });
});
