import assert from 'node:assert/strict';
import { eventually } from '../support/eventually';
import { CHAINS } from '../support/page/chains/chainsDriver';
import { HOSTILE_CHAIN } from '../support/page/chains/fakeRun';
import { HOSTILE_TEXTS } from '../support/page/fakeTexts';
import { describePageOf } from '../support/page/pageSuite';

/** Milliseconds of the page's clock: far fewer than changes are saved after while there are ever more of them. */
const MOST_TICKS = 100;

describePageOf(CHAINS, 'page of chains', (open) => {
  describe('shows', () => {
    it('the four numbers that tell whether the annotator works, a sentence each', async () => {
      const { page } = await open({ chains: 40 });
      const figures = page.locator('.figure');
      assert.equal(await figures.count(), 4);
      assert.match(
        await figures.nth(2).innerText(),
        /Position bias\s+\+0\.41\s+Points that a text gains .*more orders/,
      );
      assert.match(await figures.nth(3).innerText(), /Monotone chains\s+82%\s+In 33 of 40 chains no step scores lower/);
    });

    it('chains with what they start from, their scores and what to look at', async () => {
      const { list } = await open({ chains: 40 });
      const entry = list.getByRole('option').nth(1);
      assert.match(await entry.innerText(), /First, state what is known[^]*Quality[^]*row 1[^]*1 step dropped/);
      assert.match((await entry.textContent()) ?? '', /Scores by step: 1\.50, 2\.25, 3\.00, 4\.50, 5\.25/);
      assert.equal(await entry.locator('circle').count(), 5);
    });

    it('what each step changed, in Korean and Chinese, too', async () => {
      const driver = await open({ chains: 40 });
      await driver.variant(0).waitFor();
      assert.equal(await driver.variant(0).locator('ins, del').count(), 0);
      assert.deepEqual(
        await driver.chain.locator('ins').allTextContents(),
        [1, 2, 3, 4, 5].map((step) => ADDED[step - 1]),
      );
      await driver.page.getByRole('button', { name: 'Hide what each step changed' }).click();
      await eventually(async () => assert.equal(await driver.chain.locator('ins').count(), 0));
    });

    it('method, mean and the scores of each order, and why a step was dropped', async () => {
      const driver = await open({ chains: 40 });
      await driver.press('j');
      await driver.isAt(2);
      const step = await driver.variant(2).locator('header').innerText();
      assert.match(step, /Step 2[^]*more creative[^]*3\.00[^]*by order 2\.75, 3\.25/);
      assert.match(await driver.variant(3).locator('header').innerText(), /more detail[^]*Dropped: refused/);
      assert.equal(await driver.variant(3).getByRole('button').count(), 0);
      await driver.chain.getByText('Prove that the sum').waitFor();
    });

    it('texts as text, whatever they hold', async () => {
      const driver = await open({ chains: 40 });
      for (let at = 0; at < HOSTILE_CHAIN; at++) await driver.press('j');
      await driver.isAt(HOSTILE_CHAIN + 1);
      const shown = (await driver.variant(0).locator('.text').textContent()) ?? '';
      for (const text of HOSTILE_TEXTS) assert.ok(shown.includes(text), text);
      assert.equal(await driver.page.evaluate(() => 'attacked' in globalThis), false);
    });
  });

  describe('keyboard', () => {
    it('walks the list with arrows and j and k, and opens each chain', async () => {
      const driver = await open({ chains: 400 });
      await driver.isAt(1);
      await driver.press('j', 'ArrowDown', 'k', 'ArrowDown');
      await driver.isAt(3);
      await driver.press('End');
      await driver.isAt(400);
      await driver.press('k');
      await driver.isAt(399);
      await eventually(async () => assert.equal(await driver.hasFocus(driver.list), true));
    });

    it('goes into the chain with Enter, along its steps, on to the next chain and back to the list', async () => {
      const driver = await open({ chains: 40 });
      await driver.press('Enter');
      await driver.hasVariantFocus(0);
      await driver.press('ArrowDown', 'ArrowDown');
      await driver.hasVariantFocus(2);
      await driver.press('j');
      await driver.isAt(2);
      await driver.hasVariantFocus(0);
      await driver.press('End');
      await driver.hasVariantFocus(5);
      await driver.press('Escape');
      await eventually(async () => assert.equal(await driver.hasFocus(driver.list), true));
    });

    it('follows keys that come faster than it draws', async () => {
      const driver = await open({ chains: 40 });
      await driver.press('Enter');
      await driver.hasVariantFocus(0);
      await driver.pressBetweenFrames('ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp');
      await driver.hasVariantFocus(2);
      assert.equal(await driver.variant(2).getAttribute('aria-current'), 'step');
    });

    it('scores a step by hand, takes that back, and leaves the list alone', async () => {
      const driver = await open({ chains: 40 });
      await driver.press('4', 'Enter', 'ArrowDown', '6');
      await driver.announces('Step 1: score 6.00 by hand');
      await driver.variant(1).getByText('by hand; the judge: 2.00 by order 1.75, 2.25').waitFor();
      await driver.currentEntry.getByText('corrected').waitFor();
      await driver.hasVariantFocus(1);
      await driver.press('0');
      await driver.variant(1).getByText('by hand').waitFor({ state: 'detached' });
      assert.deepEqual(await driver.requests('correct'), [
        { correction: { chain: 'complexity-0-0', step: 1, score: 6 } },
        { correction: { chain: 'complexity-0-0', step: 1, score: null } },
      ]);
    });

    it('drops a step and a chain, and undoes one after the other with u and Ctrl+Z', async () => {
      const driver = await open({ chains: 40 });
      await driver.press('Enter', 'ArrowDown', 'x');
      await driver.variant(1).getByText('Dropped: by hand').waitFor();
      await driver.press('Shift+X');
      await driver.chain.getByRole('button', { name: 'Restore Chain' }).waitFor();
      await driver.press('Control+z');
      await driver.chain.getByRole('button', { name: 'Drop Chain' }).waitFor();
      await driver.press('u');
      await driver.variant(1).getByText('Dropped: by hand').waitFor({ state: 'detached' });
      await driver.announces('Undone');
      assert.equal((await driver.requests('undo')).length, 2);
    });

    it('undoes what was said of another chain where it was said', async () => {
      const driver = await open({ chains: 40 });
      await driver.press('x', 'j');
      await driver.isAt(2);
      await driver.press('u');
      await driver.announces('Undone');
      await eventually(async () =>
        assert.match((await driver.chain.innerText()).replace(/\s+/g, ' '), /^Complexity row 1 /),
      );
    });
  });

  describe('lists', () => {
    it('chains that failed, are not monotone, or divide the judges', async () => {
      const driver = await open({ chains: 42 });
      for (const [filter, mark] of [
        [/^Failed \(6\)/, 'step dropped'],
        [/^Not monotone \(7\)/, 'not monotone'],
        [/^Judges disagree \(7\)/, 'agreement 0.20'],
      ] as const) {
        await driver.filter('List chains', filter);
        const count = /\((\d+)\)/.exec(filter.source.replaceAll('\\', ''))?.[1] ?? '';
        await driver.page.locator('.listed', { hasText: `${count} chains` }).waitFor();
        await eventually(async () => {
          const entries = await driver.list.getByRole('option').allInnerTexts();
          assert.equal(entries.length, Number(count));
          for (const entry of entries) assert.ok(entry.includes(mark), entry);
        });
        await driver.isAt(1);
      }
    });

    it('one dimension alone', async () => {
      const driver = await open({ chains: 42 });
      await driver.filter('Dimension', /^Quality/);
      await driver.page.locator('.listed', { hasText: '21 chains' }).waitFor();
      await driver.chain.getByRole('heading', { name: 'Quality' }).waitFor();
    });

    it('goes on with the next chain when one has left the list', async () => {
      const driver = await open({ chains: 42 });
      await driver.press('x');
      await driver.announces('Chain dropped');
      await driver.press('j');
      await driver.isAt(2);
      await driver.press('x');
      await driver.filter('List chains', /^Corrected by hand \(2\)/);
      await driver.isAt(1);
      await driver.list.focus();
      await driver.press('u');
      await driver.list.locator('[role=option][aria-setsize="1"]').waitFor();
      await driver.press('u');
      await driver.page.getByText('No chain is like that.').waitFor();
      await driver.page.getByRole('button', { name: 'Show All Chains' }).click();
      await driver.isAt(1);
      assert.equal(await driver.list.getByRole('option').first().getAttribute('aria-setsize'), '42');
    });
  });

  describe('states', () => {
    it('waits for the list and then shows it', async () => {
      const driver = await open({ chains: 0 });
      await driver.page.getByText('This run has no chains.').waitFor();
    });

    it('says why a run cannot be read, and shows it once it can be', async () => {
      const failure = { code: 'fileUnreadable', message: 'Line 3 is no answer.', hint: 'Take it away.' } as const;
      const driver = await open({ chains: 40, failure });
      await driver.page.getByRole('alert').getByText('Line 3 is no answer.').waitFor();
      await driver.emit('runChanged', null);
      await driver.isAt(1);
    });

    it('says why a run cannot be read in the words of its readers, not of the log', async () => {
      const said = { id: 'noScoredVariants', args: { folder: 'pool.evol' } };
      const driver = await open({ chains: 40, failure: { code: 'scoresMissing', message: 'for the log', said } });
      await driver.page.getByRole('alert').getByText('pool.evol holds no scored variants yet.').waitFor();
    });

    it('says why a correction could not be kept', async () => {
      const correctionError = { code: 'outputFailed', message: 'corrections.jsonl cannot be written.' } as const;
      const driver = await open({ chains: 40, correctionError });
      await driver.press('x');
      await driver.page.getByRole('alert').getByText('corrections.jsonl cannot be written.').waitFor();
      assert.equal(await driver.chain.getByText('Dropped').count(), 0);
    });

    it('follows a run that goes on, where the user is', async () => {
      const driver = await open({ chains: 40, done: 12 });
      await driver.page.getByText('12 of 40 chains done, running').waitFor();
      await driver.press('j', 'j', 'Enter', 'ArrowDown');
      await driver.isAt(3);
      const [before] = [(await driver.requests('overview')).length];
      await driver.emit('runChanged', null);
      await eventually(async () => assert.ok((await driver.requests('overview')).length > before));
      await driver.messagesHaveArrived();
      await driver.isAt(3);
      await driver.hasVariantFocus(1);
    });

    it('comes back as it was left', async () => {
      const state = {
        query: { filter: 'notMonotone', dimension: 'quality' },
        place: 1,
        chainId: 'quality-17-0',
        chainShare: 0.5,
        changesShown: false,
        figuresOpen: false,
      } as const;
      const driver = await open({ chains: 40, state });
      await driver.isAt(2);
      assert.equal(await driver.page.locator('.figure').count(), 0);
      assert.equal(await driver.chain.locator('ins').count(), 0);
      await driver.page.getByRole('button', { name: 'Show figures' }).click();
      await driver.page.locator('.figure').first().waitFor();
      await eventually(async () =>
        assert.deepEqual((await driver.requests('saveState')).at(-1), { state: { ...state, figuresOpen: true } }),
      );
    });
  });

  it('keeps where the user is at once: the page may be hidden the next moment', async () => {
    const driver = await open({ chains: 40 });
    await driver.page.clock.install();
    await driver.page.clock.pauseAt(Date.now() + 60_000);
    await driver.press('j');
    // The host answers a request as soon as the clock goes on after it: a few times, as it may come late. What waited for
    // its time to be saved would not be saved in so short a time.
    let ticks = 0;
    await eventually(async () => {
      if (ticks++ < MOST_TICKS) await driver.page.clock.runFor(1);
      const [last] = (await driver.requests('saveState')).slice(-1) as { state: { place: number; chainId: string } }[];
      assert.deepEqual([last?.state.place, last?.state.chainId], [1, 'quality-1-0']);
    });
    await driver.page.clock.resume();
  });

  it('takes the row to the table', async () => {
    const driver = await open({ chains: 40 });
    await driver.press('j', 'j');
    await driver.isAt(3);
    await driver.chain.getByRole('button', { name: 'row 2' }).click();
    await eventually(async () => assert.deepEqual(await driver.requests('showRow'), [{ rowIndex: 1 }]));
  });

  for (const [width, height] of [
    [1280, 800],
    [853, 533],
    [400, 300],
  ] as const) {
    it(`can be used at ${width} × ${height}`, async () => {
      const driver = await open({ chains: 40 });
      await driver.page.setViewportSize({ width, height });
      await driver.press('j', 'Enter', 'ArrowDown', '3');
      await driver.variant(1).getByText('by hand').waitFor();
      for (const place of [driver.currentEntry, driver.variant(1).locator('header')]) {
        const box = await place.boundingBox();
        assert.ok(box !== null && box.x >= 0 && box.x + box.width <= width && box.y >= 0 && box.y < height - 10);
      }
    });
  }
});

/** What the fake run adds at each step. */
const ADDED = [
  'Answer in at most five sentences.',
  'Say which of the reasons matters most, and why.',
  'Take a coastal town of 20,000 people as the example.',
  '그리고 각 단계에서 무엇이 바뀌는지 설명하세요.',
  '并说明为什么其他办法不可行。',
];
