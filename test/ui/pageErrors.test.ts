import assert from 'node:assert/strict';
import { ENGLISH, faultInWords } from '../../src/messages/wording';
import { eventually } from '../support/eventually';
import { describePage } from '../support/page/pageSuite';

describePage('page: errors', (open) => {
  it('says once what a setting lacks, and leads to it; where no setting can help, to none', async () => {
    const missing = 'The setting deita.server.baseUrl is empty.';
    const said = { id: 'settingEmpty', args: { setting: 'deita.server.baseUrl' } } as const;
    const { message, hint } = faultInWords(said, ENGLISH);
    const notices = [`${message} ${hint ?? ''}`.trim()];
    const jobError = { code: 'usage', message, said } as const;
    const driver = await open({ rows: 2000, jobMs: 1, jobError, settings: { notices } });
    await driver.page.getByRole('note', { name: 'Notices' }).getByText(missing).waitFor();
    await driver.page.getByRole('button', { name: 'Select' }).first().click();
    const alert = driver.page.getByRole('alert');
    await alert.getByText(missing).waitFor();
    assert.equal(await driver.page.getByText(missing).count(), 1);
    await alert.getByRole('button', { name: 'Open setting' }).click();
    await eventually(async () =>
      assert.deepEqual(await driver.requests('deita.internal.openSettings'), ['deita.server.baseUrl']),
    );
    const other = await open({
      rows: 2000,
      jobMs: 1,
      jobError: { code: 'usage', message: 'The file is the source.' },
    });
    await other.page.getByRole('button', { name: 'Select' }).first().click();
    await other.page.getByRole('alert').getByText('The file is the source.').waitFor();
    assert.equal(await other.page.getByRole('alert').getByRole('button').count(), 1); // To dismiss it.
  });

  it('says what went wrong and what to do', async () => {
    const jobError = { code: 'modelMissing', message: 'The model is missing.', hint: 'Reinstall.' } as const;
    const driver = await open({ rows: 2000, jobMs: 1, jobError });
    await driver.page.getByRole('button', { name: 'Select' }).first().click();
    await driver.page.getByRole('alert').getByText('The model is missing. Reinstall.').waitFor();
    await driver.page.getByRole('button', { name: 'Dismiss' }).click();
    await eventually(async () => assert.equal(await driver.page.getByRole('alert').textContent(), ''));
  });
});
