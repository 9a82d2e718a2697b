import assert from 'node:assert/strict';
import { eventually } from '../support/eventually';
import { describePage, SCORED } from '../support/page/pageSuite';

const NEW = { rows: 2000, jobMs: 200 };
const LENGTH = { strategy: 'none', rankBy: 'total-length', where: 'turns <= 4' } as const;

describePage('page: the strategy', (open) => {
  it('is DEITA until another is chosen, one click away', async () => {
    const driver = await open(NEW);
    const strategy = driver.page.getByRole('button', { name: /^Strategy: DEITA\./ });
    assert.match((await strategy.getAttribute('title')) ?? '', /Rank by: Evol score\nDiversity: Repr Filter$/);
    await strategy.click();
    await eventually(async () => assert.equal((await driver.requests('deita.chooseStrategy')).length, 1));
  });

  it('says what it is, and has no field for a threshold that it does not use', async () => {
    const driver = await open({ ...NEW, settings: { strategy: LENGTH, recommendedThreshold: null } });
    const strategy = driver.page.getByRole('button', {
      name: /^Strategy: Total length · No diversity · with a condition/,
    });
    assert.match((await strategy.getAttribute('title')) ?? '', /\nConditions: turns <= 4$/);
    assert.equal(await driver.page.getByRole('textbox', { name: /^Threshold/ }).count(), 0);
    await driver.page.getByRole('textbox', { name: 'Budget' }).fill('50');
    await driver.press('Enter');
    await eventually(async () => assert.deepEqual(await driver.requests('deita.select'), [{ budget: 50 }]));
  });

  it('is told of beside a result that another one made', async () => {
    const driver = await open({ ...SCORED, settings: { strategy: LENGTH } });
    await driver.page.getByText('This result has other parameters: strategy DEITA').waitFor();
  });

  for (const [width, height] of [
    [853, 533],
    [400, 300],
  ] as const) {
    it(`can be chosen at ${width} × ${height}`, async () => {
      const driver = await open(NEW);
      await driver.page.setViewportSize({ width, height });
      await driver.page.getByRole('button', { name: 'More actions' }).click();
      await driver.page.getByRole('menuitem', { name: 'Strategy: DEITA…' }).click();
      await eventually(async () => assert.equal((await driver.requests('deita.chooseStrategy')).length, 1));
    });
  }
});
