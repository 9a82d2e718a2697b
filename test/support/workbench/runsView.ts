import type { Locator } from 'playwright-core';
import type { Workbench } from './workbench';

/** A menu that has just opened takes no notice of a button let go, for this long and a little less. */
const MENU_GRACE_MS = 200;

/** The view of kept runs, found by the names that it gives to screen readers. */
export class RunsView {
  constructor(private readonly workbench: Workbench) {}

  async show(): Promise<void> {
    await this.workbench.runCommand('DEITA: Focus on Runs View');
    await this.workbench.page.getByRole('button', { name: 'Runs Section' }).waitFor();
  }

  get tree(): Locator {
    return this.workbench.page.getByRole('tree', { name: 'Runs' });
  }

  /** A run by its name. */
  run(name: string): Locator {
    return this.tree.getByRole('treeitem', { name: new RegExp(`^${name}(,|$)`) });
  }

  /** Waits until keys go to a run. */
  async isFocused(name: string): Promise<void> {
    await this.tree.and(this.workbench.page.locator(':focus')).waitFor();
    await this.run(name).and(this.tree.locator('.focused')).waitFor();
  }

  async chooseFromMenu(name: string, entry: string): Promise<void> {
    await this.run(name).click({ button: 'right' });
    await this.workbench.page.getByRole('menuitem', { name: entry }).click({ delay: MENU_GRACE_MS });
  }
}
