import assert from 'node:assert/strict';
import type { ViewQuery } from '../../src/protocol/views';
import { ITEMS_PER_PAGE } from '../../webview/kit/paging/itemPages';
import { SCROLL_END_MS } from '../../webview/pages/table/grid/scrollGeometry';
import { eventually } from '../support/eventually';
import { describePage, SCORED, stateWith } from '../support/page/pageSuite';

const LIGHTHOUSES_BY_SCORE: ViewQuery = { text: 'lighthouse', sort: { column: 'evolScore', descending: true } };

describePage('page: order and filters', (open) => {
  describe('sorting and filtering', () => {
    it('sorts by a header: largest first, smallest first, file order', async () => {
      const driver = await open(SCORED);
      const header = driver.page.getByRole('columnheader', { name: 'Evol' });
      await header.getByRole('button').click();
      await driver.isSortedByScore();
      assert.equal(await header.getAttribute('aria-sort'), 'descending');
      await header.getByRole('button').click();
      await eventually(async () =>
        assert.deepEqual(
          await driver.scores(),
          (await driver.scores()).toSorted((a, b) => a - b),
        ),
      );
      assert.equal(await header.getAttribute('aria-sort'), 'ascending');
      await header.getByRole('button').click();
      await eventually(async () => assert.equal((await driver.column('line'))[0], '1'));
      assert.equal(await header.getAttribute('aria-sort'), 'none');
    });

    it('stays on the row that was gone to while the order is on its way', async () => {
      const driver = await open(SCORED);
      await driver.hold('view/set');
      await driver.page.getByRole('columnheader', { name: 'Evol' }).getByRole('button').click();
      await driver.grid.focus();
      await driver.press('PageDown');
      const line = await driver.lineAfterLeavingTheTop();
      await driver.release('view/set');
      await driver.isSortedByScore();
      await driver.isAtLine(line);
    });

    it('shows the top of the new order to who has gone to the top while it was on its way', async () => {
      const driver = await open(SCORED);
      await driver.hold('view/set');
      await driver.grid.focus();
      await driver.press('PageDown');
      await driver.lineAfterLeavingTheTop();
      await driver.page.getByRole('columnheader', { name: 'Evol' }).getByRole('button').click();
      await driver.grid.focus();
      await driver.press('Control+Home');
      await driver.isAtLine('1');
      await driver.release('view/set');
      await driver.isSortedByScore();
      await eventually(async () => assert.equal(await driver.currentRow.getAttribute('aria-rowindex'), '2'));
    });

    it('filters by status', async () => {
      const driver = await open(SCORED);
      const count = (text: string) =>
        driver.page.getByRole('group', { name: 'Rows' }).getByRole('button', { name: text });
      await count('200 selected').click();
      await driver.hasRowCount(200);
      await driver.page.getByText('200 shown').waitFor();
      assert.equal(await count('200 selected').getAttribute('aria-pressed'), 'true');
      await count('near-duplicates').click();
      await eventually(async () =>
        assert.deepEqual((await driver.requests('view/set')).at(-1), {
          query: { statuses: ['selected', 'nearDuplicate'] },
        }),
      );
      await count('200 selected').click();
      await eventually(async () =>
        assert.deepEqual((await driver.requests('view/set')).at(-1), { query: { statuses: ['nearDuplicate'] } }),
      );
      await driver.page.getByRole('button', { name: 'Clear filters' }).click();
      await driver.hasRowCount(2000);
    });

    it('offers a way out when nothing matches', async () => {
      const driver = await open(SCORED);
      await driver.press('/');
      await driver.type('no row says this');
      await driver.page.getByText('No row matches the filter.').waitFor();
      await driver.page.getByRole('button', { name: 'Clear Filters', exact: true }).click();
      await driver.hasRowCount(2000);
    });

    it('filters the range dragged over a histogram, exactly the rows it counts', async () => {
      const driver = await open(SCORED);
      const figure = driver.page.getByRole('figure', { name: 'Quality' });
      const box = await figure.locator('.plot').boundingBox();
      assert.ok(box);
      await driver.page.mouse.move(box.x + box.width * 0.4, box.y + 20);
      await driver.page.mouse.down();
      await driver.page.mouse.move(box.x + box.width * 0.6, box.y + 20, { steps: 4 });
      const reading = (await figure.locator('.reading').textContent()) ?? '';
      await driver.page.mouse.up();
      const counted = Number(/: ([\d,]+) rows/.exec(reading)?.[1]?.replace(',', ''));
      assert.ok(counted > 0 && counted < 2000, reading);
      await driver.hasRowCount(counted);
      await figure.getByRole('button', { name: 'Clear Quality' }).click();
      await driver.hasRowCount(2000);
    });

    it('filters a range by keyboard as well', async () => {
      const driver = await open(SCORED);
      const handle = driver.page.getByRole('slider', { name: 'Complexity from' });
      await handle.focus();
      await driver.press('Shift+ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight');
      await eventually(async () => {
        const count = Number(await driver.grid.getAttribute('aria-rowcount')) - 1;
        assert.ok(count > 0 && count < 1990, `${count}`);
      });
      await driver.press('Escape');
      await driver.hasRowCount(2000);
    });

    it('takes in hits that come between those on screen, and shows the first one as the current row', async () => {
      const driver = await open({ ...SCORED, holds: ['lastHits'], state: stateWith(LIGHTHOUSES_BY_SCORE) });
      await driver.page.getByText('found so far').waitFor();
      const early = await driver.firstLine();
      await driver.release('lastHits');
      await driver.page.getByText(/\d shown/).waitFor();
      await eventually(async () => {
        assert.notEqual((await driver.column('line'))[0], early, 'a better row comes before the one that was first');
      });
      await driver.isSortedByScore();
      await eventually(async () => {
        const [first] = await driver.column('line');
        assert.equal(await driver.currentRow.locator('.line').textContent(), first);
        assert.match(
          (await driver.details.getByRole('heading').first().textContent()) ?? '',
          new RegExp(`^Line ${first}\\b`),
        );
      });
    });

    it('stays on the row that was gone to while more hits come', async () => {
      const driver = await open({ ...SCORED, holds: ['lastHits'], state: stateWith(LIGHTHOUSES_BY_SCORE) });
      await driver.page.getByText('found so far').waitFor();
      await driver.firstLine();
      await driver.press('ArrowDown');
      const line = await driver.lineAfterLeavingTheTop();
      await driver.release('lastHits');
      await driver.page.getByText(/\d shown/).waitFor();
      await driver.isSortedByScore();
      await driver.isAtLine(line);
    });

    it('shows rows that were picked elsewhere alone, by their name, until filters are cleared', async () => {
      const driver = await open({ ...SCORED, state: stateWith({ text: 'lighthouse' }) });
      await driver.emit('filterRows', { name: 'mine · Turns: 3', rows: [7, 700, 30] });
      await eventually(async () => assert.deepEqual(await driver.column('line'), ['8', '31', '701']));
      await driver.page.getByText('mine · Turns: 3').waitFor();
      await driver.page.getByText('3 shown').waitFor();
      await eventually(async () => assert.equal(await driver.hasFocus(driver.grid), true));
      await driver.page.getByRole('button', { name: 'Clear filters' }).click();
      await driver.page.getByText('mine · Turns: 3').waitFor({ state: 'detached' });
      await eventually(async () => assert.equal((await driver.column('line'))[0], '1'));
    });

    it('shows a row that a filter hides when it is asked for', async () => {
      const driver = await open({ ...SCORED, state: stateWith({ text: 'lighthouse' }) });
      await driver.emit('reveal', { rowIndex: 1233 });
      await driver.isAtLine('1,234');
      await driver.hasRowCount(2000);
    });
  });

  describe('a million rows', () => {
    it('reaches the last row, the middle, any line', async () => {
      const driver = await open({ rows: 1_000_000 });
      await driver.press('End');
      await driver.isAtLine('1,000,000');
      assert.equal((await driver.column('line')).at(-1), '1,000,000');
      await driver.grid.evaluate(scrollTo, 0.5);
      await eventually(async () => {
        const line = Number((await driver.column('line'))[0]?.replaceAll(',', ''));
        assert.ok(Math.abs(line - 500_000) < 100, `${line}`);
      });
      await driver.press('g');
      await driver.type('765432');
      await driver.press('Enter');
      await driver.isAtLine('765,432');
    });

    it('cancels the pages scrolled past and fetches the ones in sight', async () => {
      const driver = await open({ rows: 1_000_000 });
      await driver.hold('view/rows');
      for (const part of [0.2, 0.4, 0.6, 0.8]) {
        await driver.grid.evaluate(scrollTo, part);
        await eventually(async () => {
          const starts = ((await driver.requests('view/rows')) as { readonly start: number }[]).map(
            ({ start }) => start,
          );
          assert.ok(
            starts.some((start) => Math.abs(start - part * 1_000_000) < 200),
            `${part} of ${starts.join(' ')}`,
          );
        });
      }
      await driver.release('view/rows');
      await eventually(async () => {
        const line = Number((await driver.column('line'))[0]?.replaceAll(',', ''));
        assert.ok(Math.abs(line - 800_000) < 100, `${line}`);
      });
      const cancelled = await driver.requests('(cancel)');
      assert.ok(cancelled.length >= 3, `${cancelled.length} cancelled`);
    });

    it('stays where it is scrolled to at the moment when the last scroll has ended', async () => {
      const driver = await open({ rows: 1_000_000 });
      for (const part of [0.2, 0.7, 0.3, 0.8, 0.4]) {
        await driver.grid.evaluate(scrollAsTheLastOneEnds, [part, part + 0.1, SCROLL_END_MS] as const);
        await eventually(async () => {
          const line = Number((await driver.column('line'))[0]?.replaceAll(',', ''));
          assert.ok(Math.abs(line - (part + 0.1) * 1_000_000) < 100, `${line}`);
        });
      }
    });

    it('asks for few rows of the places that it passes, for those around them as well where it stays', async () => {
      const driver = await open({ rows: 1_000_000 });
      const { clock } = driver.page;
      await clock.install();
      await clock.pauseAt(Date.now() + 60_000);
      await driver.messagesHaveArrived();
      const before = (await driver.requests('view/rows')).length;
      const places = 10;
      for (let place = 1; place <= places; place++) {
        await driver.grid.evaluate(scrollTo, place / (places + 1));
        await clock.runFor(20);
      }
      await driver.messagesHaveArrived();
      const whilePassing = (await driver.requests('view/rows')).length - before;
      // Every third or fourth place is looked at; the rows drawn of one lie on one page or two.
      assert.ok(whilePassing >= 2 && whilePassing < places, `${whilePassing} pages`);
      await clock.resume();
      await eventually(async () => {
        const lines = (await driver.column('line')).map((line) => Number(line.replaceAll(',', '')));
        assert.ok(lines.length > 20);
        const asked = ((await driver.requests('view/rows')) as { readonly start: number }[]).map(({ start }) => start);
        const around = [Math.min(...lines) - 1 - 40, Math.max(...lines) - 1 + 40];
        for (const row of around)
          assert.ok(asked.includes(row - (row % ITEMS_PER_PAGE)), `${row} of ${asked.join(' ')}`);
      });
    });

    it('shows stand-ins for rows that take long, until they come', async () => {
      const driver = await open({ rows: 1_000_000 });
      await driver.hold('view/rows');
      const standIns = driver.page.locator('.canvas.waiting .row.pending:not([hidden])');
      await driver.press('End');
      await standIns.first().waitFor();
      await driver.release('view/rows');
      await driver.isAtLine('1,000,000');
      await standIns.first().waitFor({ state: 'detached' });
      assert.equal(await driver.page.locator('.canvas.waiting').count(), 0);
    });
  });
});

/** What the functions that run in the page use of the table and the window. */
interface Scroller {
  scrollTop: number;
  readonly scrollHeight: number;
  addEventListener(name: string, listener: () => void, options: { readonly once: boolean }): void;
}

interface Timers {
  setTimeout: (action: () => void, ms?: number) => unknown;
}

/** Runs in the page: scrolls to a part of the whole, and waits until the table knows. */
async function scrollTo(element: unknown, part: number): Promise<void> {
  const scroller = element as Scroller;
  const scrolled = new Promise<void>((resolve) => scroller.addEventListener('scroll', resolve, { once: true }));
  scroller.scrollTop = part * scroller.scrollHeight;
  await scrolled;
}

/**
 * Runs in the page: scrolls, and once more just before the table tidies up after it: the second scroll's event is still
 * to come then. The table's timer is taken away, so that its time has come when the test says so.
 */
async function scrollAsTheLastOneEnds(
  element: unknown,
  [first, second, endMs]: readonly [number, number, number],
): Promise<void> {
  const scroller = element as Scroller;
  const timers = globalThis as unknown as Timers;
  const wait = timers.setTimeout;
  let tidyUp: (() => void) | undefined;
  timers.setTimeout = (action, ms) => {
    if (ms === endMs) tidyUp = action;
    return ms === endMs ? 0 : wait(action, ms);
  };
  const scrolled = new Promise<void>((resolve) => scroller.addEventListener('scroll', resolve, { once: true }));
  scroller.scrollTop = first * scroller.scrollHeight;
  await scrolled;
  timers.setTimeout = wait;
  if (tidyUp === undefined) throw new Error('The table does not tidy up after a scroll.');
  scroller.scrollTop = second * scroller.scrollHeight;
  tidyUp();
}
