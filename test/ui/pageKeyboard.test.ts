import assert from 'node:assert/strict';
import { eventually } from '../support/eventually';
import { measure } from '../support/page/geometry';
import { describePage, SCORED, stateWith } from '../support/page/pageSuite';

describePage('page: keyboard', (open) => {
  describe('keyboard', () => {
    it('walks the rows', async () => {
      const driver = await open(SCORED);
      await driver.isAtLine('1');
      await driver.press('ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp');
      await driver.isAtLine('3');
      await driver.press('End');
      await driver.isAtLine('2,000');
      await driver.press('PageUp');
      await eventually(async () => {
        const line = Number((await driver.currentRow.locator('.line').textContent())?.replace(',', ''));
        assert.ok(line < 1990 && line > 1900, `${line}`);
      });
      await driver.press('Control+Home');
      await driver.isAtLine('1');
    });

    it('goes to a line that is asked for in place of the find field, so that nothing is covered', async () => {
      const driver = await open(SCORED);
      const find = driver.page.getByRole('textbox', { name: /^Find rows/ });
      const place = await find.boundingBox();
      await driver.grid.focus();
      await driver.press('g');
      const field = driver.page.getByRole('textbox', { name: 'Go to line' });
      await field.waitFor();
      const shown = await field.boundingBox();
      assert.ok(place !== null && shown !== null && Math.abs(shown.y - place.y) < 4, JSON.stringify({ place, shown }));
      assert.deepEqual((await measure(driver.page)).faults, []);
      assert.equal(await find.count(), 0);
      await field.fill('1500');
      await driver.press('Enter');
      await driver.isAtLine('1,500');
      await find.waitFor();
    });

    it('walks the rows from the head that was clicked, too', async () => {
      const driver = await open(SCORED);
      await driver.isAtLine('1');
      await driver.grid.getByRole('columnheader', { name: 'Line' }).getByRole('button').click();
      await driver.hasAsked('view/set', 2);
      await driver.press('ArrowDown');
      await driver.gridHasFocus();
      await driver.press('ArrowDown');
      await driver.isAtLine('3');
    });

    it('opens details with Enter, moves the focus there and back with Escape', async () => {
      const driver = await open(SCORED);
      await driver.page.getByRole('button', { name: 'Hide details' }).click();
      await driver.grid.focus();
      await driver.press('ArrowDown', 'Enter');
      await eventually(async () => assert.equal(await driver.hasFocus(driver.details), true));
      await driver.details.getByRole('heading', { name: 'Line 2', exact: true }).waitFor();
      await driver.press('Escape');
      await driver.gridHasFocus();
    });

    it('jumps to the near-duplicate and back', async () => {
      const driver = await open({ ...SCORED, state: stateWith({ statuses: ['nearDuplicate'] }) });
      const link = driver.page.locator('.row .jump').first();
      const target = (await link.textContent()) ?? '';
      const [from = ''] = await driver.column('line');
      await driver.press('Shift+D');
      await driver.isAtLine(target);
      await driver.details.getByRole('heading', { name: `Line ${target}`, exact: true }).waitFor();
      await driver.press('b');
      await driver.isAtLine(from);
    });

    it('counts Alt+Left once when the workbench forwards it as a command too', async () => {
      const driver = await open(SCORED);
      await driver.press('g');
      await driver.type('500');
      await driver.press('Enter');
      await driver.isAtLine('500');
      await driver.press('g');
      await driver.type('900');
      await driver.press('Enter');
      await driver.isAtLine('900');
      // One gesture is of one moment: the page's clock stands still until both have arrived.
      const { clock } = driver.page;
      await clock.install();
      await clock.pauseAt(Date.now() + 60_000);
      await Promise.all([driver.press('Alt+ArrowLeft'), driver.emit('runCommand', { command: 'goBack' })]);
      await driver.messagesHaveArrived();
      await clock.resume();
      await driver.isAtLine('500');
    });

    it('goes to the next and the previous selected row', async () => {
      const driver = await open({ ...SCORED, state: stateWith({ sort: { column: 'line', descending: false } }) });
      await driver.press('n');
      await eventually(async () => assert.equal(await driver.currentRow.getAttribute('data-status'), 'selected'));
      const first = (await driver.currentRow.locator('.line').textContent()) ?? '';
      await driver.press('n');
      await eventually(async () => assert.notEqual(await driver.currentRow.locator('.line').textContent(), first));
      await driver.press('p');
      await driver.isAtLine(first);
    });

    it('finds with / and Ctrl+F, and Escape takes the filter off', async () => {
      const driver = await open(SCORED);
      await driver.press('/');
      await driver.type('lighthouse');
      await driver.press('Enter');
      await eventually(async () => {
        const texts = await driver.column('instruction');
        assert.ok(texts.length > 0 && texts.every((text) => text.includes('lighthouse')));
      });
      await driver.press('ArrowDown');
      await driver.gridHasFocus();
      await driver.press('Control+f', 'Escape');
      await driver.hasRowCount(2000);
      await driver.gridHasFocus();
    });

    it('are answered as soon as there is a table', async () => {
      const { page } = await open(SCORED);
      await page.addInitScript(askForTheKeysOnceThereIsATable);
      await page.reload();
      await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    });

    it('are shown by ?, from the menu too, until Escape gives the table the focus back', async () => {
      const driver = await open(SCORED);
      const help = driver.page.getByRole('dialog', { name: 'Keys' });
      await driver.press('?');
      await help.getByText('Go to a line').waitFor();
      await help.getByText('Mark all rows').waitFor();
      await help.getByText('Undo and redo a decision').waitFor();
      await driver.press('Escape');
      await help.waitFor({ state: 'detached' });
      await driver.gridHasFocus();
      await driver.page.getByRole('button', { name: 'More actions' }).click();
      await driver.page.getByRole('menuitem', { name: 'Keys' }).click();
      await help.waitFor();
      await driver.press('?');
      await help.waitFor({ state: 'detached' });
      await driver.gridHasFocus();
    });
  });
});

interface EarlyPage {
  readonly document: { querySelector(css: string): EventTarget | null };
  readonly MutationObserver: new (changed: () => void) => {
    observe(target: unknown, options: object): void;
    disconnect(): void;
  };
  readonly KeyboardEvent: new (type: string, options: object) => Event;
}

/** Runs in the page, before anything of it. */
function askForTheKeysOnceThereIsATable(): void {
  const { document, MutationObserver, KeyboardEvent } = globalThis as unknown as EarlyPage;
  const observer = new MutationObserver(() => {
    const table = document.querySelector('[role="grid"]');
    if (table === null) return;
    observer.disconnect();
    table.dispatchEvent(new KeyboardEvent('keydown', { key: '?', bubbles: true, cancelable: true }));
  });
  observer.observe(document, { childList: true, subtree: true });
}
