import assert from 'node:assert/strict';
import { eventually } from '../support/eventually';
import { EXPERIMENTS } from '../support/page/experiments/experimentsDriver';
import { describePageOf } from '../support/page/pageSuite';

const SAVED = [
  ['Tables as Markdown…', 'experiments.md'],
  ['Curve as SVG…', 'curve.svg'],
  ['Curve as PNG…', 'curve.png'],
  ['Radar as SVG…', 'radar.svg'],
  ['Radar as PNG…', 'radar.png'],
] as const;
const MEASURE = 'MT-Bench, judged by a-judge';

describePageOf(EXPERIMENTS, 'page of experiments', (open) => {
  it('tells a planted story: three budgets, three sets, two seeds, against random and longest', async () => {
    const driver = await open({});
    assert.deepEqual(await driver.cells(MEASURE), [
      ['1,000', 'Selection', 'selection-1000.jsonl', '2', '5.10 (3.83 to 6.37)', '+0.90', '+0.40'],
      ['1,000', 'Random', 'pool.jsonl', '2', '4.20 (1.66 to 6.74)', '–', '–'],
      ['1,000', 'Longest', 'pool.jsonl', '2', '4.70 (3.43 to 5.97)', '–', '–'],
      ['3,000', 'Selection', 'selection-3000.jsonl', '2', '6.20 (3.66 to 8.74)', '+1.10', '+0.80'],
      ['3,000', 'Random', 'pool.jsonl', '2', '5.10 (3.83 to 6.37)', '–', '–'],
      ['3,000', 'Longest', 'pool.jsonl', '2', '5.40 (2.86 to 7.94)', '–', '–'],
      ['6,000', 'Selection', 'selection-6000.jsonl', '2', '5.90 (4.63 to 7.17)', '+0.30', '+0.30'],
      ['6,000', 'Random', 'pool.jsonl', '2', '5.60 (3.06 to 8.14)', '–', '–'],
      ['6,000', 'Longest', 'pool.jsonl', '2', '5.60 (4.33 to 6.87)', '–', '–'],
    ]);
    await driver.table('Numbers of the paper').getByText('DEITA paper: Mistral-7B, 6,000 selected rows').waitFor();
  });

  it('draws it: a line for each set through its means, and an area for each by category', async () => {
    const driver = await open({});
    const curve = driver.picture('Score against budget');
    for (const set of ['selection', 'random', 'longest']) {
      assert.equal(await curve.locator(`.${set} polyline`).count(), 1);
      assert.equal(await curve.locator(`.${set} .reach`).count(), 3, 'an interval at each budget');
    }
    // The selection lies above random at every budget: upwards on the screen is less.
    const heights = async (set: string): Promise<number[]> => {
      const points = (await curve.locator(`.${set} polyline`).getAttribute('points')) ?? '';
      return points.split(' ').map((point) => Number(point.split(',')[1]));
    };
    const [selection, random] = [await heights('selection'), await heights('random')];
    assert.equal(selection.length, 3);
    selection.forEach((height, at) => assert.ok(height < (random[at] ?? 0)));
    const radar = driver.picture('Scores by category');
    assert.equal(await radar.locator('polygon').count(), 9);
    await radar.getByText('writing', { exact: true }).first().waitFor();
    await curve.getByText(/^7\.22 +DEITA paper: Mistral-7B/).waitFor();
  });

  it('shows results as they come', async () => {
    const driver = await open({ measured: [1000] });
    await driver.page.getByText('3000-seed1/selection has no results yet.').waitFor();
    assert.equal((await driver.cells(MEASURE)).length, 3);
    await driver.emit('experimentsChanged', null);
    await eventually(async () => assert.equal((await driver.cells(MEASURE)).length, 6));
    await driver.button('Read Again').click();
    await eventually(async () => assert.equal((await driver.cells(MEASURE)).length, 9));
    assert.equal(await driver.page.getByRole('region', { name: 'To note' }).count(), 0);
  });

  it('saves tables and pictures, and leads to the commands of a training', async () => {
    const driver = await open({});
    for (const [entry, file] of SAVED) {
      await driver.save(entry);
      await driver.page
        .getByRole('status')
        .filter({ hasText: `${file} saved` })
        .waitFor({ state: 'attached' });
    }
    const saved = (await driver.requests('save')) as readonly { readonly file: string; readonly png?: string }[];
    assert.deepEqual(
      saved.map(({ file }) => file),
      SAVED.map(([, file]) => file),
    );
    for (const { file, png } of saved.filter((each) => each.file.endsWith('.png'))) {
      const bytes = Buffer.from(png ?? '', 'base64');
      assert.equal(bytes.toString('latin1', 1, 4), 'PNG', file);
      assert.equal(bytes.readUInt32BE(16), 1440, 'twice as wide as the drawing');
    }
    await driver.table('Runs').getByRole('button', { name: '3000-seed2' }).first().click();
    await eventually(async () => assert.deepEqual(await driver.requests('showCommands'), [{ folder: '3000-seed2' }]));
  });

  it('says so where nothing can be saved', async () => {
    const driver = await open({ saveError: { code: 'outputFailed', message: 'The disk is full.' } });
    await driver.save('Curve as SVG…');
    await driver.page.getByRole('alert').getByText('The disk is full.').waitFor();
  });

  it('says what to do where no training is, and why a folder cannot be read', async () => {
    const empty = await open({ empty: true });
    await empty.page.getByText('No training folder is here.').waitFor();
    await empty.button('Save').click();
    assert.equal(await empty.page.getByRole('menuitem', { name: 'Tables as Markdown…' }).isDisabled(), true);
    const missing = await open({ failure: { code: 'fileNotFound', message: 'trainings does not exist.' } });
    await missing.page.getByText('trainings does not exist.').waitFor();
  });

  it('shows names as they are written, never as markup', async () => {
    const driver = await open({ hostile: true });
    await driver.page.getByText('<img src=x').first().waitFor();
    assert.equal(await driver.page.locator('img').count(), 0);
  });
});
