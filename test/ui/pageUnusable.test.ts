import assert from 'node:assert/strict';
import type { DatasetInfo } from '../../src/protocol/dataset';
import { eventually } from '../support/eventually';
import { describePage } from '../support/page/pageSuite';

const ROWS = 20;
const ALL_BAD: DatasetInfo = {
  ...{ datasetId: 'fake', path: '/data/fake.jsonl', format: null, byteLength: 20_000, rowCount: ROWS },
  ...{ contents: 'as opened', indexing: false, problemCount: ROWS, scored: false, selection: null },
};
const SENTENCE = 'None of the 20 rows can be read, so there is nothing to select. The Problems panel says why.';

describePage('page: a file of which no row can be used', (open) => {
  it('says so in one sentence, with nothing to press that would fail', async () => {
    const driver = await open({ rows: ROWS });
    const select = driver.page.getByRole('button', { name: 'Select', exact: true });
    await driver.page.getByText('20 rows. Run Select to score them').waitFor();
    await driver.emit('infoChanged', ALL_BAD);
    const line = driver.page.locator('.hint-line');
    await line.filter({ hasText: SENTENCE }).waitFor();
    await eventually(async () => assert.ok(await select.isDisabled()));
    assert.equal(await line.count(), 1);
    assert.equal(await line.getByRole('button').count(), 0);
  });
});
