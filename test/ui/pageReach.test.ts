import assert from 'node:assert/strict';
import { eventually } from '../support/eventually';
import type { FakeHostOptions } from '../support/page/fakeHost';
import { walkByKeys } from '../support/page/keyboardReach';
import { describePage, SCORED, stateWith } from '../support/page/pageSuite';

/** What windows from 400 × 300 to 1600 × 1000 leave the page. */
const SIZES: readonly (readonly [width: number, height: number])[] = [
  [220, 178],
  [505, 411],
  [932, 678],
  [1600, 1000],
];

const STATES: Readonly<Record<string, FakeHostOptions>> = {
  'before a run': { rows: 2000 },
  'with a selection and filters': {
    ...SCORED,
    state: stateWith({ statuses: ['nearDuplicate'], text: 'the', ranges: { qualityScore: [2, 6] } }),
  },
};

describePage('page: reach of the keyboard', (open) => {
  for (const [state, host] of Object.entries(STATES)) {
    it(`comes to every control in every size, ${state}`, async () => {
      const driver = await open(host);
      await driver.grid.focus();
      for (const [width, height] of SIZES) {
        await driver.page.setViewportSize({ width, height });
        // Controls come and go once the page has been laid out in its new size.
        await eventually(async () =>
          assert.deepEqual((await walkByKeys(driver.page)).missed, [], `${width} × ${height}`),
        );
      }
      // From where the rounds have left each bar.
      assert.deepEqual((await walkByKeys(driver.page)).missed, []);
    });
  }

  it('has one stop for the buttons of each bar and for the heads of columns, each where it was left', async () => {
    const driver = await open(SCORED);
    await driver.grid.focus();
    const { stops } = await walkByKeys(driver.page);
    const bars = stops.slice(stops.findIndex((stop) => stop.startsWith('Budget')));
    assert.deepEqual(
      bars.filter((stop) => !stop.includes('handle')).map((stop) => stop.split(/[:(]/)[0]?.trim()),
      [
        'Budget',
        'Threshold',
        'Select',
        '200 selected',
        'Find rows that contain a text',
        'Match Case',
        'Columns',
        'Compare with the pool',
        'Dataset rows',
      ],
    );
    assert.match(stops[0] ?? '', /^Line /, 'the heads come after the table itself');

    await driver.page.getByRole('button', { name: 'Columns' }).focus();
    await driver.press('ArrowRight', 'Tab', 'Shift+Tab');
    await eventually(async () =>
      assert.equal(await driver.hasFocus(driver.page.getByRole('button', { name: 'Hide histograms' })), true),
    );
    const head = (name: string) => driver.grid.getByRole('columnheader', { name });
    await head('Line').getByRole('button').focus();
    await driver.press('End', 'ArrowLeft', 'Enter');
    await eventually(async () => assert.equal(await head('Turns').getAttribute('aria-sort'), 'descending'));
    await eventually(async () => assert.equal(await driver.hasFocus(head('Turns')), true));
  });
});
